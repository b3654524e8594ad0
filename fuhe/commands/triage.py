"""fuhe triage: decisions on findings."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from datetime import date

import click

from fuhe import options
from fuhe.clock import now, today
from fuhe.language import say, spoken
from fuhe.outputs.width import clean
from fuhe.outputs.words import SEVERITY
from fuhe.refusal import RefusalError
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
@click.option("--confirm", is_flag=True, help=say("确认为问题", "it is a finding"))
@click.option("--dismiss", is_flag=True, help=say("不作为问题（须说明理由）", "not a finding; needs a reason"))
@click.option("--reopen", is_flag=True, help=say("撤回先前的处理", "take the decision back"))
@click.option("--defer", "until", metavar="YYYY-MM-DD", help=say("暂缓至该日", "until this day"))
@click.option(
    "--path",
    metavar="FILE",
    help=say("只处理此文件中的问题（路径如列表所示）", "only the finding of this file, as listed"),
)
@click.option("--reason", default="", help=say("理由", "the reason"))
@click.option("--by", "actor", help=say("处理人（默认登录名）", "who decides (default: the login name)"))
@options.lang
def command(
    fingerprints: tuple[str, ...],
    store: str,
    confirm: bool,
    dismiss: bool,
    reopen: bool,
    until: str | None,
    path: str | None,
    reason: str,
    actor: str | None,
) -> int:
    try:
        base = connect(store)
        found = list(views.findings(base, views.run_named(base, None), today()))
    except StoreError as error:
        raise RefusalError(error.message) from error
    if not fingerprints:
        deliver(_listed([one for one in found if one.decision is None]), None)
        return 0
    decision = _decision(_verdict(confirm, dismiss, reopen, until), until, reason, actor)
    named = [_one(prefix, found, path) for prefix in fingerprints]
    for one in named:
        decide(base, one.fingerprint, one.values, decision)
        click.echo(f"{one.fingerprint[:12]} {decision.verdict}", err=True)
    return 0


def _listed(found: list[views.Known]) -> Iterator[str]:
    """The findings, the gravest first, between a heading and how many there are."""
    yield say("指纹  [级别] 规则 文件  问题\n", "fingerprint  [severity] rule file  finding\n")
    for one in sorted(found, key=lambda one: one.gravity):
        severity = SEVERITY[one.severity].text(spoken())
        yield f"{one.fingerprint[:12]}  [{severity}] {one.rule} {clean(one.path)}  {clean(one.message)}\n"
    files = len({one.path for one in found})
    yield say(
        f"尚未处理的问题 {len(found)} 个，涉及文件 {files} 个\n", f"{len(found)} open findings in {files} files\n"
    )


def _verdict(confirm: bool, dismiss: bool, reopen: bool, until: str | None) -> Verdict:
    """The one decision that is asked for. Raises click.UsageError where it is none or several."""
    asked: dict[Verdict, bool] = {
        "confirmed": confirm,
        "dismissed": dismiss,
        "reopened": reopen,
        "deferred": until is not None,
    }
    given = [verdict for verdict, said in asked.items() if said]
    if len(given) != 1:
        raise click.UsageError(
            say(
                "请给出 --confirm、--dismiss、--defer、--reopen 之一，且只给一个",
                "say one of --confirm, --dismiss, --defer and --reopen",
            )
        )
    return given[0]


def _decision(verdict: Verdict, until: str | None, reason: str, actor: str | None) -> Decision:
    if until is not None:
        _check_day(until)
    if verdict == "dismissed" and not reason.strip():
        raise click.UsageError(say("--dismiss 须用 --reason 说明理由", "--dismiss needs a --reason"))
    return Decision(verdict, reason.strip(), actor or getpass.getuser(), now(), until)


def _check_day(until: str) -> None:
    """A decision is deferred to a day to come, written as the log compares it. Raises click.UsageError."""
    try:
        day = date.fromisoformat(until).isoformat()
    except ValueError as error:
        raise click.UsageError(say(f"日期无效：{until}", f"no date: {until}")) from error
    if day != until:
        raise click.UsageError(say(f"日期请写作 YYYY-MM-DD：{until}", f"write the date as YYYY-MM-DD: {until}"))
    if day <= today():
        raise click.UsageError(say(f"暂缓日期须在今天之后：{until}", f"the day is not in the future: {until}"))


def _one(prefix: str, found: list[views.Known], path: str | None) -> views.Known:
    """The finding of that fingerprint. A decision holds for all files that show the same values; where the files
    differ, the file must be named. Raises click.UsageError."""
    matching = {
        (one.fingerprint, one.values): one
        for one in found
        if len(prefix) >= _SHORTEST and one.fingerprint.startswith(prefix) and path in (None, one.path)
    }
    if len(matching) == 1:
        return next(iter(matching.values()))
    if len({one.fingerprint for one in matching.values()}) == 1:
        paths = "、".join(clean(one.path) for one in matching.values())
        raise click.UsageError(
            say(
                f"指纹“{prefix}”在几个文件中数值不同，请用 --path 指明文件：{paths}",
                f"files show different values for {prefix!r}, name one with --path: {paths}",
            )
        )
    raise click.UsageError(say(f"指纹“{prefix}”没有唯一对应的问题", f"fingerprint {prefix!r} names no single finding"))
