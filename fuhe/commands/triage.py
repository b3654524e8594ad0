"""fuhe triage: decisions on findings."""

from __future__ import annotations

import getpass

import click

from fuhe import options
from fuhe.clock import now, today
from fuhe.language import say, spoken
from fuhe.outputs.width import clean
from fuhe.outputs.words import SEVERITY
from fuhe.sink import deliver
from fuhe.store import views
from fuhe.store.database import StoreError, connect
from fuhe.store.decisions import Decision, Verdict, decide

_SHORTEST = 6


@click.command(
    "triage",
    short_help=say("对问题作出处理：确认、不成立、暂缓", "decide on findings: confirm, dismiss, defer"),
    help=say(
        "不带参数时列出最近一次扫描中尚未处理的问题；给出指纹（至少前 6 位）则记录一次处理，只增不改。"
        "数值变化后，原处理自动失效。",
        "Without arguments, list the open findings of the last run; with fingerprints (6 digits or more) add a "
        "decision to the log. A decision lapses when the values change.",
    ),
)
@click.argument("fingerprints", nargs=-1, metavar=say("[指纹…]", "[FINGERPRINT…]"))
@options.store
@click.option("--confirm", "verdict", flag_value="confirmed", help=say("确认为问题", "it is a finding"))
@click.option(
    "--dismiss",
    "verdict",
    flag_value="dismissed",
    help=say("不作为问题（须说明理由）", "not a finding; needs a reason"),
)
@click.option("--reopen", "verdict", flag_value="reopened", help=say("撤回先前的处理", "take the decision back"))
@click.option("--defer", "until", metavar="YYYY-MM-DD", help=say("暂缓至该日", "until this day"))
@click.option("--reason", default="", help=say("理由", "the reason"))
@click.option("--by", "actor", help=say("处理人（默认登录名）", "who decides (default: the login name)"))
@options.lang
def command(
    fingerprints: tuple[str, ...],
    store: str,
    verdict: Verdict | None,
    until: str | None,
    reason: str,
    actor: str | None,
) -> int:
    try:
        base = connect(store)
        found = list(views.findings(base, views.run_named(base, None), today()))
    except StoreError as error:
        raise click.UsageError(error.message.text(spoken())) from error
    if not fingerprints:
        for one in sorted((one for one in found if one.decision is None), key=lambda one: one.gravity):
            severity = SEVERITY[one.severity].text(spoken())
            told = f"{one.fingerprint[:12]}  [{severity}] {one.rule} {clean(one.path)}  {clean(one.message)}\n"
            deliver((told,), None)
        return 0
    decision = _decision(verdict, until, reason, actor)
    for prefix in fingerprints:
        one = _one(prefix, found)
        decide(base, one.fingerprint, one.values, decision)
        click.echo(f"{one.fingerprint[:12]} {decision.verdict}", err=True)
    return 0


def _decision(verdict: Verdict | None, until: str | None, reason: str, actor: str | None) -> Decision:
    if until is not None:
        verdict = "deferred"
        try:
            from datetime import date

            date.fromisoformat(until)
        except ValueError as error:
            raise click.UsageError(say(f"日期无效：{until}", f"no date: {until}")) from error
    if verdict is None:
        raise click.UsageError(
            say("请给出 --confirm、--dismiss、--defer 或 --reopen", "say --confirm, --dismiss, --defer or --reopen")
        )
    if verdict == "dismissed" and not reason.strip():
        raise click.UsageError(say("--dismiss 须用 --reason 说明理由", "--dismiss needs a --reason"))
    return Decision(verdict, reason.strip(), actor or getpass.getuser(), now(), until)


def _one(prefix: str, found: list[views.Known]) -> views.Known:
    matching = {
        one.fingerprint: one for one in found if len(prefix) >= _SHORTEST and one.fingerprint.startswith(prefix)
    }
    if len(matching) != 1:
        raise click.UsageError(
            say(f"指纹“{prefix}”没有唯一对应的问题", f"fingerprint {prefix!r} names no single finding")
        )
    return next(iter(matching.values()))
