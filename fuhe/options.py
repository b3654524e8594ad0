"""The options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource
from msgspec import Struct

from fuhe.config import Configuration
from fuhe.guard import WITH_OCR, Bounds
from fuhe.language import say
from fuhe.perpath import Override
from fuhe.refusal import unreadable
from fuhe.settings import AUTO, SelectionError, Settings, codes_of, selected
from validate.model import SEVERITIES
from validate.profile import Profile, ProfileError, load, names

_F = TypeVar("_F", bound=Callable[..., Any])


def _words(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return _listed(list(given))


def _some_words(ctx: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """An empty --select, a script's unset variable, must not select everything."""
    words = _words(ctx, option, given)
    if given and not words:
        raise click.UsageError(say("--select 未给出任何规则", "--select names no rule"))
    return words


def _rules(flag: str, zh: str, en: str, callback: Callable[..., tuple[str, ...]] = _words) -> Callable[[_F], _F]:
    return click.option(flag, metavar="RULES", multiple=True, callback=callback, help=say(zh, en))


def paths(command: _F) -> _F:
    return click.argument("paths", nargs=-1, required=True, metavar=say("路径…", "PATH…"))(command)


class Asked(Struct, frozen=True):
    """What the options shared by the commands that read many files ask for.

    quiet: no remarks; progress: it is shown how far the run is.
    """

    settings: Settings
    jobs: int
    bounds: Bounds
    password_file: str | None
    quiet: bool
    progress: bool


def common(command: Callable[..., int]) -> Callable[..., int]:
    """--profile --select --ignore --lang -j --timeout --memory --password-file --config --quiet --no-progress

    The command gets what they ask for as `asked`. Raises click.UsageError on names that no one knows.
    """

    @wraps(command)
    def with_asked(
        *,
        profile: str,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        jobs: int | None,
        timeout: float | None,
        memory: int | None,
        password_file: str | None,
        quiet: bool,
        no_progress: bool,
        **own: Any,
    ) -> int:
        wanted, many = settings(profile, select, ignore, password_file), jobs or _processors()
        asked = Asked(wanted, many, allowed(timeout, memory), password_file, quiet, not quiet and not no_progress)
        return command(asked=asked, **own)

    told: Callable[..., int] = with_asked
    for option in reversed(_COMMON):
        told = option(told)
    return told


def lang(command: _F) -> _F:
    choice = click.Choice(["zh", "en"])
    option = click.option("--lang", type=choice, expose_value=False, help=say("语言（默认中文）", "language"))
    return option(command)


def fail_on(zh: str, en: str, default: str = "error") -> Callable[[_F], _F]:
    return click.option(
        "--fail-on",
        type=click.Choice([*SEVERITIES, "never"]),
        default=default,
        show_default=True,
        help=say(zh, en),
    )


def output(command: _F) -> _F:
    path = click.Path(dir_okay=False, path_type=str)
    text = say("写入文件（完整写成或完全不写）", "write to a file, whole or not at all")
    return click.option("-o", "--output", type=path, metavar="FILE", help=text)(command)


def store(command: _F) -> _F:
    path = click.Path(dir_okay=False, path_type=str)
    text = say("库文件（SQLite）", "the store, an SQLite file")
    return click.option("--store", required=True, type=path, metavar="FILE", help=text)(command)


def passwords(command: _F) -> _F:
    path = click.Path(dir_okay=False, path_type=str)
    text = say("打开加密文件的密码，每行一个", "passwords for encrypted files, one a line")
    return click.option("--password-file", type=path, metavar="FILE", help=text)(command)


def config(command: _F) -> _F:
    path = click.Path(dir_okay=False, path_type=str)
    text = say("配置文件（默认 fuhe.toml 或 pyproject.toml 的 [tool.fuhe]）", "configuration file")
    return click.option("--config", type=path, metavar="FILE", expose_value=False, help=text)(command)


def bounds(command: _F) -> _F:
    """--timeout --memory"""
    for option in reversed(_BOUNDS):
        command = option(command)
    return command


def selection(command: _F) -> _F:
    """--profile --select --ignore"""
    for option in reversed(_SELECTION):
        command = option(command)
    return command


_SELECTION: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--profile",
        default=AUTO,
        metavar="NAME",
        show_default=True,
        help=say("评分口径；auto 由各表自身判定", "scoring profile; auto: chosen form by form"),
    ),
    _rules(
        "--select",
        "只用这些规则（代码、族或名称，逗号分隔）",
        "run only these rules (codes, families, names)",
        _some_words,
    ),
    _rules("--ignore", "不用这些规则", "leave these rules out"),
)
_BOUNDS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        metavar="S",
        help=say("每个文件最多用时（秒）", "seconds a file may take"),
    ),
    click.option(
        "--memory",
        type=click.IntRange(64),
        metavar="MB",
        help=say("每个文件最多占用内存（MB）", "memory a file may take"),
    ),
)
_COMMON: tuple[Callable[[Any], Any], ...] = (
    selection,
    click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help=say("同时读取的文件数", "files at a time")),
    bounds,
    passwords,
    config,
    click.option("-q", "--quiet", is_flag=True, help=say("只报问题，不报进度和说明", "findings only, no remarks")),
    click.option("--no-progress", is_flag=True, help=say("不显示进度", "no progress")),
    lang,
)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def allowed(timeout: float | None, memory: int | None) -> Bounds:
    """What each file may use: as asked, else the defaults."""
    default = Bounds(memory=WITH_OCR) if find_spec("rapidocr") is not None else Bounds()
    return Bounds(timeout or default.seconds, memory or default.memory)


def settings(profile: str, select: tuple[str, ...], ignore: tuple[str, ...], password_file: str | None) -> Settings:
    """What the options and the configuration file ask for. Raises click.UsageError on names that no one knows."""
    try:
        codes, overrides = selected(select, ignore), _overrides()
    except SelectionError as error:
        raise click.UsageError(say(error.message.zh, error.message.en)) from error
    named = None if profile == AUTO else known_profile(profile).name
    return Settings(named, codes, read_passwords(password_file), overrides=overrides)


def _overrides() -> tuple[Override, ...]:
    """What the configuration file says of some paths; a profile or rules named on the command line go before it."""
    context = click.get_current_context()
    config = context.find_object(Configuration)
    given = {
        name for name in ("profile", "select") if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    }
    if config is None:
        return ()
    return tuple(
        _override(config, glob, {key: value for key, value in one.items() if key not in given})
        for glob, one in config.per_path.items()
    )


def _override(config: Configuration, glob: str, one: dict[str, Any]) -> Override:
    named, select = one.get("profile"), _listed(one.get("select", []))
    profile = named if named in (None, AUTO) else known_profile(str(named)).name
    ignored = codes_of(_listed(one.get("ignore", [])))
    return Override(str(config.folder), glob, profile, selected(select, ()) if select else None, ignored)


def _listed(words: object) -> tuple[str, ...]:
    """A list of words, or words with commas between them."""
    some = words if isinstance(words, list) else [words]
    return tuple(word.strip() for one in some for word in str(one).split(",") if word.strip())


def known_profile(name: str) -> Profile:
    """The profile of that name. Raises click.UsageError if there is none."""
    try:
        return load(name)
    except ProfileError as error:
        known = "、".join(names())
        raise click.UsageError(say(f"没有口径“{name}”，已有：auto、{known}", str(error))) from error


def read_passwords(path: str | None) -> tuple[str, ...]:
    """The passwords of a file, one a line. Raises click.UsageError where it cannot be read."""
    if path is None:
        return ()
    try:
        lines = Path(path).read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = unreadable(error)
        raise click.UsageError(
            say(f"密码文件 {path} 无法读取：{why.zh}", f"cannot read password file {path}: {why.en}")
        ) from error
    return tuple(line for line in lines if line)
