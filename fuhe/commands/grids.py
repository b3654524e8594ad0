"""fuhe grids: the reconstructed tables alone."""

from __future__ import annotations

from collections.abc import Iterator

import click

from extract.errors import UnreadableError
from extract.model import Document, Grid
from fuhe import options
from fuhe.inputs import closed, read_bytes
from fuhe.language import say, spoken
from fuhe.opening import opened
from fuhe.session import name_failure, single, spare
from fuhe.sink import deliver


@click.command(
    "grids",
    short_help=say("只输出重建的表格（合并单元格已还原）", "the reconstructed merged-cell tables alone"),
    help=say(
        "输出文件中的全部表格，合并单元格已还原，一个单元格一条。",
        "All tables of a file, merged cells restored, one entry a cell.",
    ),
)
@click.argument("file", metavar=say("文件", "FILE"))
@click.option(
    "--to", type=click.Choice(["json", "html"]), default="json", show_default=True, help=say("输出格式", "format")
)
@options.output
@options.passwords
@options.config
@options.lang
def command(file: str, to: str, output: str | None, password_file: str | None) -> int:
    one = single(file)
    spare(output, [one], password_file)
    try:
        document = opened(read_bytes(one), one.path.rpartition("/")[2], options.read_passwords(password_file))
    except (UnreadableError, OSError) as error:
        name_failure(one.path, error.message if isinstance(error, UnreadableError) else closed(error))
        return 3
    deliver(_html(document) if to == "html" else _json(document.grids), output)
    return 0


def _json(grids: tuple[Grid, ...]) -> Iterator[str]:
    from fuhe.outputs.json import dumps
    from fuhe.outputs.record import grid

    yield "["
    for n, one in enumerate(grids):
        yield (",\n" if n else "\n") + dumps(grid(one))
    yield "\n]\n"


def _html(document: Document) -> Iterator[str]:
    from fuhe.outputs.gridpage import page

    return page(document, spoken())
