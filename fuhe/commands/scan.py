"""fuhe scan: the nightly scan into a store."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from contextlib import suppress

import click

from extract.message import Message
from fuhe import options, versions
from fuhe.clock import now, today
from fuhe.ending import EndedError
from fuhe.language import say, spoken
from fuhe.notify import News, NotifyError, check_address, shown
from fuhe.notify import notify as notify_of
from fuhe.progress import watched
from fuhe.refusal import RefusalError
from fuhe.running import MOST_COMPARED
from fuhe.session import FailOn, found, spare
from fuhe.sink import deliver
from fuhe.store import digest, recording, views
from fuhe.store.comparing import ALL, compare_all
from fuhe.store.database import StoreError, alone, connect, trouble
from fuhe.store.digestpage import page
from fuhe.store.scanning import Scan
from validate.model import SEVERITIES


@click.command(
    "scan",
    short_help=say("夜间扫描：只读有变化的文件，记入库，报告新增", "the nightly scan: incremental, with history"),
    help=say(
        "扫描文件夹并记入库文件：未变的不再读，中断后接着做；先报新增问题，再报变化和消失的问题。"
        "退出码 1 表示有新增问题。",
        "Scan folders into a store: what has not changed is not read again, a broken-off scan goes on where it "
        "stopped; what is new comes first. Exit code 1 says that there are new findings.",
    ),
)
@options.paths
@options.store
@options.output
@options.fail_on("有此级别及以上的新增问题时退出码为 1", "exit code 1 from new findings of this severity on")
@click.option(
    "--format", type=click.Choice(["text", "html"]), default="text", show_default=True, help=say("摘要格式", "format")
)
@click.option(
    "--notify",
    metavar="WHERE",
    multiple=True,
    help=say("有新增时通知：exec:命令、https://…、mailto:…", "tell of news: exec:COMMAND, https://…, mailto:…"),
)
@click.option(
    "--retry", is_flag=True, help=say("重读已隔离的文件（曾超时、超内存或崩溃）", "read files in quarantine once more")
)
@options.common
def command(
    paths: tuple[str, ...],
    store: str,
    output: str | None,
    fail_on: FailOn,
    format: str,
    notify: tuple[str, ...],
    retry: bool,
    asked: options.Asked,
) -> int:
    for address in notify:
        _checked(address)
    inputs = found(paths, asked.quiet).files
    spare(output, inputs, store, asked.password_file)
    try:
        with alone(store):
            base = connect(store, create=True)
            run = recording.begin(base, versions.result(asked.settings), paths, now())
            terms = (asked.settings, asked.jobs, asked.bounds)
            scan = Scan(base, run, *terms, again=retry)
            inputs = scan.with_lost(inputs)
            statuses = Counter(watched(scan.all(inputs), len(inputs), asked.progress))
            _remark_on_size(compare_all(base, run, *terms), asked.quiet)
            recording.finish(base, run, now())
            diff = views.difference(base, recording.before(base, run), run, today())
            failures = views.failures(base, run)
            base.close()
    except StoreError as error:
        raise RefusalError(error.message) from error
    except EndedError:
        with suppress(OSError):  # the terminal may be gone
            click.echo(
                say("已记入的都在，再次扫描即接着做", "what was recorded stays; the next scan goes on"), err=True
            )
        raise
    except sqlite3.Error as error:  # a full disk, most of all
        why = trouble(error)
        raise RefusalError(
            Message(
                f"库文件 {store} 无法写入：{why.zh}。已记入的都在，排除原因后再扫描即接着做",
                f"cannot write store {store}: {why.en}; what was recorded stays, the next scan goes on from there",
            )
        ) from error
    if format == "html":
        deliver(page(diff, statuses, failures, spoken()), output)
    else:
        deliver((f"{row}\n" for row in digest.told(diff, statuses, failures, spoken())), output)
    _tell(notify, run, diff, statuses, output)
    if statuses["failed"]:
        return 3
    return 1 if _new_at_or_above(diff, fail_on) else 0


def _remark_on_size(groups: list[str], quiet: bool) -> None:
    """Say so where there are too many reports to compare with each other."""
    for group in groups if not quiet else ():
        zh, en = ("全部报告", "all reports") if group == ALL else (f"{group}的报告", f"the reports of {group}")
        click.echo(
            say(
                f"{zh}超过 {MOST_COMPARED} 份，未作彼此之间的比对",
                f"{en}: more than {MOST_COMPARED}, not compared with each other",
            ),
            err=True,
        )


def _checked(address: str) -> None:
    try:
        check_address(address)
    except NotifyError as error:
        raise click.UsageError(say(f"无法通知“{address}”", f"cannot notify {address!r}")) from error


def _tell(
    addresses: tuple[str, ...], run: int, diff: views.Difference, statuses: Counter[str], output: str | None
) -> None:
    """Tell of what is new; a notification that fails is said, but the scan stands."""
    news = News(
        run=run,
        files=statuses.total(),
        failed=statuses["failed"],
        new=diff.new.open.total(),
        new_errors=diff.new.open["error"],
        changed=diff.changed.open.total(),
        gone=diff.gone.total.total(),
        report=os.path.abspath(output) if output and output != "-" else None,
    )
    for address in addresses if news.worth_telling else ():
        try:
            notify_of(address, news)
        except NotifyError as error:
            to = shown(address)
            why = error.message
            click.echo(say(f"通知未送达（{to}）：{why.zh}", f"notification failed ({to}): {why.en}"), err=True)


def _new_at_or_above(diff: views.Difference, fail_on: FailOn) -> bool:
    return (
        any(SEVERITIES.index(one) <= SEVERITIES.index(fail_on) for one in diff.new.open)
        if fail_on != "never"
        else False
    )
