"""fuhe doctor: what this machine can read, what not, and why."""

from __future__ import annotations

import click

from fuhe import options
from fuhe.language import say, spoken
from fuhe.outputs.width import pad, width
from fuhe.sink import deliver


@click.command(
    "doctor",
    short_help=say("本机能读什么、不能读什么、为什么", "what this machine can read, what not, and why"),
    help=say(
        "列出本机能读取和不能读取的格式、可用的保护限制，以及原因。只看本机，不联网。",
        "What this machine can and cannot read, which limits guard it, and why. Looks at this machine only.",
    ),
)
@click.option(
    "--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help=say("输出格式", "format")
)
@options.lang
def command(format: str) -> int:
    from fuhe.machine import abilities

    found = abilities()
    if format == "json":
        from fuhe.outputs.json import dumps

        rows = [{"name": one.code, "status": one.status, "message": one.message.text(spoken())} for one in found]
        deliver((dumps(rows) + "\n",), None)
        return 0
    marks = {"yes": "✓", "limited": "≈", "no": "✗"}
    names = max(width(one.name.text(spoken())) for one in found)
    for one in found:
        deliver((f"{marks[one.status]} {pad(one.name.text(spoken()), names)}  {one.message.text(spoken())}\n",), None)
    return 0
