"""fuhe explain: one rule's page."""

from __future__ import annotations

import click

from fuhe import options
from fuhe.language import say, spoken
from fuhe.outputs.words import SEVERITY
from fuhe.pages import page, part
from fuhe.sink import deliver
from validate.model import Rule
from validate.registry import RULES


@click.command(
    "explain",
    short_help=say("说明一条规则：查什么、为什么、例", "explain one rule: what, why, examples"),
    help=say(
        "说明一条规则：查什么、为什么、依据、例、如何关闭。",
        "Explain one rule: what, why, its basis, how to switch it off.",
    ),
)
@click.argument("rule", metavar=say("规则", "RULE"))
@options.lang
def command(rule: str) -> int:
    known = [one for one in RULES if rule.upper() == one.code or rule == one.name]
    if not known:
        raise click.UsageError(
            say(f"没有规则“{rule}”，用 fuhe rules 查看全部", f"no rule {rule!r}; fuhe rules lists all")
        )
    deliver((_page(known[0]),), None)
    return 0


def _page(rule: Rule) -> str:
    text = page(rule.code)
    if text is not None:
        return part(text, spoken())
    heading = f"# {rule.code} {rule.name} {rule.title.text(spoken())}"
    severity = say("级别：", "Severity: ") + SEVERITY[rule.severity].text(spoken())
    return f"{heading}\n\n{severity}\n\n{say('依据：', 'Basis: ')}{rule.basis.text(spoken())}\n"
