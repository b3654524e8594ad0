"""fuhe templates: the layouts that are known."""

from __future__ import annotations

from collections.abc import Sequence

import click

from fuhe import options
from fuhe.language import say, spoken
from fuhe.sink import deliver
from normalize.template import Template, drawing, templates
from validate.wording import COLUMNS


@click.command(
    "templates",
    short_help=say("列出认识的自评表版式", "list the layouts that are known"),
    help=say(
        "列出认识的自评表版式及其各栏。版式不在其列的表同样按栏目含义读取。",
        "List the layouts that are known and their columns. Forms of other layouts are read by their headers just so.",
    ),
)
@options.lang
def command() -> int:
    for one in templates():
        deliver((_described(one),), None)
    return 0


def _described(one: Template) -> str:
    if spoken() == "zh":
        rows = "".join(f"  {row}\n" for row in drawing(one).splitlines())
        return f"{one.name}  {one.title}（{one.used}）\n{rows}"
    return f"{one.name}\n  funds: {_columns(one.funds)}\n  indicators: {_columns(one.indicators)}\n"


def _columns(keys: Sequence[str]) -> str:
    return " | ".join(COLUMNS[key].en if key in COLUMNS else key.replace("_", " ") for key in keys)
