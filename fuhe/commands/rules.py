"""fuhe rules: the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

import click

from fuhe import options
from fuhe.language import say, spoken
from fuhe.outputs.width import pad, width
from fuhe.outputs.words import SEVERITY
from fuhe.sink import deliver
from validate.model import Rule
from validate.registry import RULES


@click.command(
    "rules",
    short_help=say("列出全部规则", "list all rules"),
    help=say("列出全部规则：代码、级别、名称、查什么。", "List all rules: code, severity, name and what they find."),
)
@click.option("--profile", metavar="NAME", help=say("并列出此口径的参数", "with the figures of this profile"))
@click.option(
    "--format", type=click.Choice(["text", "json"]), default="text", show_default=True, help=say("输出格式", "format")
)
@options.lang
def command(profile: str | None, format: str) -> int:
    figures = None if profile is None else options.known_profile(profile)
    if format == "json":
        deliver(_json(), None)
    else:
        deliver(_text(), None)
    if figures is not None and format == "text":
        from fuhe.commands.profiles import described

        deliver(("\n", described(figures)), None)
    return 0


def _text() -> Iterator[str]:
    severities = max(width(word.text(spoken())) for word in SEVERITY.values())
    names = max(width(rule.name) for rule in RULES)
    for rule in RULES:
        severity = pad(SEVERITY[rule.severity].text(spoken()), severities)
        yield f"{rule.code}  {severity}  {pad(rule.name, names)}  {rule.title.text(spoken())}\n"
    yield say(
        f"共 {len(RULES)} 条；fuhe explain 代码 查看说明\n", f"{len(RULES)} rules; fuhe explain CODE tells more\n"
    )


def _json() -> Iterator[str]:
    from fuhe.outputs.json import dumps

    yield dumps([_plain(rule) for rule in RULES]) + "\n"


def _plain(rule: Rule) -> dict[str, str]:
    lang = spoken()
    return {
        "rule": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "title": rule.title.text(lang),
        "basis": rule.basis.text(lang),
    }
