"""fuhe runs: the runs of a store."""

from __future__ import annotations

import click

from fuhe import options
from fuhe.language import say
from fuhe.refusal import RefusalError
from fuhe.sink import deliver
from fuhe.store import views
from fuhe.store.database import StoreError, connect


@click.command(
    "runs",
    short_help=say("列出库中的各次扫描", "list the runs of a store"),
    help=say("列出库中的各次扫描。", "List the runs of a store."),
)
@options.store
@options.lang
def command(store: str) -> int:
    try:
        base = connect(store)
    except StoreError as error:
        raise RefusalError(error.message) from error
    for row in views.runs(base):
        counts = views.statuses(base, row["id"])
        files = " ".join(f"{key} {counts.get(key, 0)}" for key in ("ok", "partial", "failed"))
        ended = row["ended"] or say("未完成", "unfinished")
        deliver((f"{row['id']:>4}  {row['started']} – {ended}  {files}  {(row['digest'] or '')[:12]}\n",), None)
    return 0
