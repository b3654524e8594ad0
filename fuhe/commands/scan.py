"""fuhe scan: the nightly scan into a store."""

from __future__ import annotations

from collections import Counter

import click

from fuhe import options
from fuhe.clock import now, today
from fuhe.language import say, spoken
from fuhe.progress import watched
from fuhe.session import FailOn, found
from fuhe.sink import deliver
from fuhe.store import digest, recording, views
from fuhe.store.database import StoreError, alone, connect
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
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="error",
    show_default=True,
    help=say("有此级别及以上的新增问题时退出码为 1", "exit code 1 from new findings of this severity on"),
)
@options.common
def command(
    paths: tuple[str, ...],
    store: str,
    output: str | None,
    fail_on: FailOn,
    profile: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    jobs: int | None,
    timeout: float | None,
    memory: int | None,
    password_file: str | None,
    quiet: bool,
    no_progress: bool,
) -> int:
    settings = options.settings(profile, select, ignore, password_file)
    inputs = found(paths, quiet).files
    try:
        with alone(store):
            base = connect(store, create=True)
            run = recording.begin(base, settings, paths, now())
            scan = Scan(base, run, settings, options.jobs(jobs), options.bounds(timeout, memory), spoken())
            statuses = Counter(watched(scan.all(inputs), len(inputs), not quiet and not no_progress))
            recording.finish(base, run, now())
            diff = views.difference(base, recording.before(base, run), run, today())
            failures = views.failures(base, run)
            base.close()
    except StoreError as error:
        raise click.UsageError(error.message.text(spoken())) from error
    deliver((f"{row}\n" for row in digest.told(diff, statuses, failures, spoken())), output)
    if statuses["failed"]:
        return 3
    return 1 if fail_on != "never" and _new_at_or_above(diff, fail_on) else 0


def _new_at_or_above(diff: views.Difference, fail_on: FailOn) -> bool:
    return any(
        one.decision is None and fail_on != "never" and SEVERITIES.index(one.severity) <= SEVERITIES.index(fail_on)
        for one in diff.new
    )
