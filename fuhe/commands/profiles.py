"""fuhe profiles: the scoring profiles."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import click

from extract.message import Message
from fuhe import options
from fuhe.language import say, spoken
from fuhe.outputs.width import pad
from fuhe.sink import deliver
from validate.profile import Profile, load, names


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


def described(profile: Profile) -> str:
    """A profile's title and all it sets, a line each."""
    lines = [f"{profile.name}  {profile.title.text(spoken())}"]
    for field in fields(profile):
        if field.name not in ("name", "title"):
            lines += [f"  {line}" for line in _described(field.name, getattr(profile, field.name))]
    return "\n".join(lines) + "\n"


def _described(name: str, value: object) -> list[str]:
    if isinstance(value, dict):
        return [f"{name}.{key} = {_shown(one)}" for key, one in value.items()]
    if hasattr(value, "__dataclass_fields__"):
        return [f"{name}.{field.name} = {_shown(getattr(value, field.name))}" for field in fields(value)]  # type: ignore[arg-type]
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
