"""fuhe verify-log: the hash chain of the decisions."""

from __future__ import annotations

import click

from fuhe import options
from fuhe.language import say
from fuhe.refusal import RefusalError
from fuhe.store.database import StoreError, connect
from fuhe.store.decisions import broken_at


@click.command(
    "verify-log",
    short_help=say("核验处理记录的哈希链", "verify the hash chain of the decisions"),
    help=say(
        "核验库中处理记录的哈希链；有改动时退出码为 1。",
        "Verify the hash chain of the decisions; exit code 1 if it is broken.",
    ),
)
@options.store
@options.lang
def command(store: str) -> int:
    try:
        broken = broken_at(connect(store))
    except StoreError as error:
        raise RefusalError(error.message) from error
    if broken is None:
        click.echo(say("处理记录完整", "the log is sound"))
        return 0
    click.echo(say(f"处理记录从第 {broken} 条起不符", f"the log is broken at entry {broken}"), err=True)
    return 1
