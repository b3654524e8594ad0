"""fuhe grids: the reconstructed tables alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import click

from extract.errors import UnreadableError
from extract.message import Language
from extract.model import Document, Grid
from fuhe import options
from fuhe.language import say, spoken
from fuhe.opening import opened
from fuhe.running import made
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
@options.bounds
@options.passwords
@options.config
@options.lang
def command(
    file: str, to: str, output: str | None, timeout: float | None, memory: int | None, password_file: str | None
) -> int:
    one = single(file)
    spare(output, [one], password_file)
    try:
        passwords = options.read_passwords(password_file)
        work = partial(_written, name=one.path.rpartition("/")[2], to=to, passwords=passwords, lang=spoken())
        written = made(work, one, options.allowed(timeout, memory))
    except UnreadableError as error:
        name_failure(one.path, error.message)
        return 3
    deliver(written, output)
    return 0


def _written(data: bytes, name: str, to: str, passwords: tuple[str, ...], lang: Language) -> tuple[str, ...]:
    """The tables as they are printed, piece by piece. Raises UnreadableError."""
    document = opened(data, name, passwords)
    return tuple(_html(document, lang) if to == "html" else _json(document.grids))


def _json(grids: tuple[Grid, ...]) -> Iterator[str]:
    from fuhe.outputs.json import dumps
    from fuhe.outputs.record import grid

    yield "["
    for n, one in enumerate(grids):
        yield (",\n" if n else "\n") + dumps(grid(one))
    yield "\n]\n"


def _html(document: Document, lang: Language) -> Iterator[str]:
    from fuhe.outputs.gridpage import page

    return page(document, lang)
