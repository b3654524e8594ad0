"""fuhe templates: the layouts that are known."""

from __future__ import annotations

import click

from fuhe import options
from fuhe.language import say


@click.command(
    "templates",
    short_help=say("列出认识的自评表版式", "list the layouts that are known"),
    help=say("列出认识的自评表版式。", "List the layouts of forms that are known."),
)
@options.lang
def command() -> int:
    raise click.UsageError("…")
