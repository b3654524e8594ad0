"""fuhe diff: what changed between two runs of a store, or between two versions of a report."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from fuhe import options
from fuhe.clock import today
from fuhe.guard import Bounds
from fuhe.language import say, spoken
from fuhe.outputs import differences
from fuhe.refusal import RefusalError
from fuhe.running import examined
from fuhe.session import name_failure, single, spare
from fuhe.settings import Settings
from fuhe.sink import deliver
from fuhe.stash import Stash
from fuhe.store import digest, recording, views
from fuhe.store.database import StoreError, connect


@click.command(
    "diff",
    short_help=say("两次扫描之间、或报告两个版本之间的变化", "changes between two runs or two versions of a report"),
    help=say(
        "比较库中两次扫描（默认最后两次）；给出两个文件则逐项比较报告的两个版本。",
        "Compare two runs of a store (the last two unless named), or two files: "
        "a resubmission against its first version.",
    ),
)
@click.argument("what", nargs=-1, metavar=say("[扫描号 扫描号 | 文件 文件]", "[RUN RUN | FILE FILE]"))
@click.option(
    "--store", type=click.Path(dir_okay=False, path_type=str), metavar="FILE", help=say("库文件", "the store")
)
@click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=say("两个文件比较时的输出格式", "output format for two files"),
)
@options.output
@options.lang
def command(what: tuple[str, ...], store: str | None, format: str, output: str | None) -> int:
    if len(what) == 2 and store is None and all(os.path.lexists(one) for one in what):
        return _files(what[0], what[1], format, output)
    if store is None or len(what) > 2 or not all(one.isdecimal() for one in what):
        raise click.UsageError(say("请给出两个文件，或 --store 和扫描号", "give two files, or --store and run numbers"))
    spare(output, [], store)
    deliver(_runs(store, [int(one) for one in what]), output)
    return 0


def _runs(store: str, numbers: list[int]) -> Iterator[str]:
    try:
        base = connect(store)
        new = views.run_named(base, numbers[-1] if numbers else None)
        old = views.run_named(base, numbers[0]) if len(numbers) == 2 else recording.before(base, new)
    except StoreError as error:
        raise RefusalError(error.message) from error
    diff = views.difference(base, old, new, today())
    for row in digest.told(diff, views.statuses(base, new), views.failures(base, new), spoken()):
        yield f"{row}\n"


def _files(old: str, new: str, format: str, output: str | None) -> int:
    inputs = [single(old), single(new)]
    spare(output, inputs)
    before, after = examined(Stash(inputs), Settings().alone(), 2, Bounds())
    failed = [result for result in (before, after) if result.outcome is None]
    for result in failed:
        name_failure(result.origin.path, result.problems[0].message)
    if failed:
        return 3
    if format == "json":
        deliver(differences.as_json(before, after, spoken()), output)
    else:
        deliver((f"{row}\n" for row in differences.as_text(before, after, spoken())), output)
    return 0
