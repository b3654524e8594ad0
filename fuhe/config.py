"""The configuration file: fuhe.toml, or [tool.fuhe] of a pyproject.toml, in the working folder or above it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from fuhe.language import say

KEYS = frozenset(
    {"profile", "select", "ignore", "fail_on", "lang", "jobs", "timeout", "memory", "format", "quiet", "no_progress"}
    | {"password_file", "store", "notify"}
)


def configuration(argv: Sequence[str]) -> dict[str, Any]:
    """What a configuration file sets, by the names of the options. Raises click.UsageError where it cannot be used."""
    named = _named(argv)
    if named is not None:
        return _read(Path(named), must=True)
    try:
        here = Path.cwd()
    except OSError:
        return {}
    for folder in (here, *here.parents):
        for name in ("fuhe.toml", "pyproject.toml"):
            settings = _read(folder / name) if (folder / name).is_file() else {}
            if settings:
                return settings
    return {}


def _named(argv: Sequence[str]) -> str | None:
    for before, word in zip(("", *argv), argv, strict=False):
        if before == "--config":
            return word
        if word.startswith("--config="):
            return word.removeprefix("--config=")
    return None


def _read(path: Path, must: bool = False) -> dict[str, Any]:
    import tomllib

    try:
        text = path.read_text("utf-8-sig")
        if not must and path.name == "pyproject.toml" and "[tool.fuhe" not in text:
            return {}
        data = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise click.UsageError(
            say(f"配置文件 {path} 无法使用：{error}", f"cannot use configuration file {path}: {error}")
        ) from error
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("fuhe", {})
    return _known(path, {key.replace("-", "_"): value for key, value in data.items()})


def _known(path: Path, settings: dict[str, Any]) -> dict[str, Any]:
    unknown = sorted(settings.keys() - KEYS)
    if unknown:
        names = ", ".join(unknown)
        raise click.UsageError(
            say(f"配置文件 {path} 中有不认识的键：{names}", f"unknown keys in configuration file {path}: {names}")
        )
    return settings
