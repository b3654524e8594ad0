"""The configuration file: fuhe.toml, or [tool.fuhe] of a pyproject.toml, in the working folder or above it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from msgspec import Struct, field

from fuhe.language import say
from fuhe.refusal import unreadable

KEYS = frozenset(
    {"profile", "select", "ignore", "fail_on", "lang", "jobs", "timeout", "memory", "format", "quiet", "no_progress"}
    | {"password_file", "store", "notify", "baseline"}
)
PER_PATH = "per_path"
KEYS_OF_A_PATH = frozenset({"profile", "select", "ignore"})


class Configuration(Struct, frozen=True):
    """What a configuration file sets.

    defaults: by the names of the options. per_path: by glob, in the order of the file, profile, select and ignore.
    folder: where the file lies; the globs are seen from there.
    """

    defaults: dict[str, Any] = field(default_factory=dict)
    per_path: dict[str, dict[str, Any]] = field(default_factory=dict)
    folder: Path = Path()


def configuration(argv: Sequence[str]) -> Configuration:
    """What a configuration file sets. Raises click.UsageError where it cannot be used."""
    named = _named(argv)
    if named is not None:
        return _read(Path(named), must=True) or Configuration()
    try:
        here = Path.cwd()
    except OSError:
        return Configuration()
    for folder in (here, *here.parents):
        for name in ("fuhe.toml", "pyproject.toml"):
            found = _read(folder / name) if (folder / name).is_file() else None
            if found:
                return found
    return Configuration()


def _named(argv: Sequence[str]) -> str | None:
    for before, word in zip(("", *argv), argv, strict=False):
        if before == "--config":
            return word
        if word.startswith("--config="):
            return word.removeprefix("--config=")
    return None


def _read(path: Path, must: bool = False) -> Configuration | None:
    """What a file sets, or None if nothing."""
    import tomllib

    try:
        text = path.read_text("utf-8-sig")
        if not must and path.name == "pyproject.toml" and "[tool.fuhe" not in text:
            return None
        data = tomllib.loads(text)
    except (OSError, ValueError) as error:
        why = unreadable(error)
        raise click.UsageError(
            say(f"配置文件 {path} 无法使用：{why.zh}", f"cannot use configuration file {path}: {why.en}")
        ) from error
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("fuhe", {})
    settings = {key.replace("-", "_"): value for key, value in data.items()}
    per_path = settings.pop(PER_PATH, {})
    _known(path, settings.keys() - KEYS)
    for glob, one in per_path.items() if isinstance(per_path, dict) else [(PER_PATH, per_path)]:
        _known(path, {f"{glob}.{key}" for key in one.keys() - KEYS_OF_A_PATH} if isinstance(one, dict) else {glob})
    return Configuration(settings, per_path, path.absolute().parent) if settings or per_path else None


def _known(path: Path, unknown: set[str]) -> None:
    if unknown:
        names = ", ".join(sorted(unknown))
        raise click.UsageError(
            say(f"配置文件 {path} 中有不认识的键：{names}", f"unknown keys in configuration file {path}: {names}")
        )
