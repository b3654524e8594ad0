"""fuhe profiles: the scoring profiles."""

from __future__ import annotations

from decimal import Decimal

import click
from msgspec import Struct
from msgspec.structs import fields

from extract.message import Message
from fuhe import options
from fuhe.language import say, spoken
from fuhe.outputs.width import pad
from fuhe.sink import deliver
from validate.profile import Profile, load, names

COMMON = "cn-10"


@click.command(
    "profiles",
    short_help=say("列出评分口径", "list the scoring profiles"),
    help=say("列出评分口径；给出名称则列出其参数。", "List the scoring profiles; with a NAME the figures of one."),
)
@click.argument("name", required=False, metavar=say("[名称]", "[NAME]"))
@options.lang
def command(name: str | None) -> int:
    if name is not None:
        deliver((described(options.known_profile(name)),), None)
        return 0
    for known in names():
        deliver((f"{pad(known, 14)}  {load(known).title.text(spoken())}\n",), None)
    return 0


SOURCES = {
    "printed": Message("见于公开的自评表", "printed on published forms"),
    "official": Message("公开文件", "a published notice"),
    "system": Message("系统口径", "what a system does"),
    "practice": Message("实践经验，未经官方文件证实", "practice, unconfirmed by an official text"),
}


def described(profile: Profile) -> str:
    """A profile's title and all it sets, a line each; what differs from the default is marked, each with its source."""
    common = load(COMMON)
    lines = [f"{profile.name}  {profile.title.text(spoken())}"]
    for field in fields(profile):
        if field.name not in ("name", "title", "provenance"):
            value = getattr(profile, field.name)
            differs = profile.name != COMMON and value != getattr(common, field.name)
            lines += [f"{'*' if differs else ' '} {line}" for line in _described(field.name, value)]
            lines += _source(profile, field.name)
    if profile.name != COMMON:
        lines.append(say(f"* 与 {COMMON} 不同", f"* differs from {COMMON}"))
    return "\n".join(lines) + "\n"


def _source(profile: Profile, name: str) -> list[str]:
    entry = profile.provenance.get(name)
    return [] if entry is None else [f"      {SOURCES[entry.source].text(spoken())}: {entry.says.text(spoken())}"]


def _described(name: str, value: object) -> list[str]:
    if isinstance(value, dict):
        return [f"{name}.{key} = {_shown(one)}" for key, one in value.items()]
    if isinstance(value, Struct):
        return [f"{name}.{field.name} = {_shown(getattr(value, field.name))}" for field in fields(value)]
    return [f"{name} = {_shown(value)}"]


def _shown(value: object) -> str:
    match value:
        case Message():
            return value.text(spoken())
        case Decimal():
            return format(value, "f")
        case tuple():
            return ", ".join(_shown(one) for one in value)
        case _:
            return str(value)
