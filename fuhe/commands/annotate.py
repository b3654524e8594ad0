"""fuhe annotate: the submitted file itself, with each finding at its cell."""

from __future__ import annotations

from functools import partial

import click

from extract.errors import UnreadableError
from extract.message import Language, Message
from extract.model import Document
from fuhe import options
from fuhe.examination import outcome
from fuhe.language import say, spoken
from fuhe.opening import opened
from fuhe.outputs.remarks import Remark, remarks
from fuhe.outputs.width import clean
from fuhe.running import made
from fuhe.session import single, spare
from fuhe.settings import Settings
from fuhe.sink import deliver

CANNOT = Message("此文件的结构不便加注，请改用 --format html", "notes cannot be added to this file; use --format html")

ENCRYPTED = Message(
    "文件已加密，加注的副本只能不加密写出，故未加注；请改用 check --format html，或对解密后的文件加注",
    "the file is encrypted and its annotated copy would not be; use check --format html, or annotate a decrypted file",
)
_OLE = b"\xd0\xcf\x11\xe0"  # what an encrypted Word file is wrapped in


@click.command(
    "annotate",
    short_help=say("在原文件中加注：每个问题一条批注", "the file itself, a comment at each finding"),
    help=say(
        "输出原文件的副本，在有问题的单元格处加批注（.docx）或高亮注释（.pdf）；其余内容一字不动。",
        "A copy of the submitted file with a comment (.docx) or a highlight note (.pdf) at each finding's cell; "
        "nothing else changes.",
    ),
)
@click.argument("file", metavar=say("文件", "FILE"))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=str),
    metavar="FILE",
    help=say("加注后的文件", "the annotated file"),
)
@options.selection
@options.bounds
@options.passwords
@options.config
@options.lang
def command(
    file: str,
    output: str,
    profile: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    timeout: float | None,
    memory: int | None,
    password_file: str | None,
) -> int:
    settings = options.settings(profile, select, ignore, password_file)
    one = single(file)
    spare(output, [one], password_file)
    try:
        work = partial(_annotated, path=one.path, settings=settings, lang=spoken())
        written, count = made(work, one, options.allowed(timeout, memory))
    except UnreadableError as error:
        cause = error.message
        click.echo(clean(say(f"未能加注 {one.path}：{cause.zh}", f"cannot annotate {one.path}: {cause.en}")), err=True)
        return 3
    deliver((written,), output)
    click.echo(say(f"已加注 {count} 处", f"{count} notes added"), err=True)
    return 0


def _annotated(data: bytes, path: str, settings: Settings, lang: Language) -> tuple[bytes, int]:
    """The annotated copy and how many notes are in it. Raises UnreadableError."""
    document = opened(data, path.rpartition("/")[2], settings.passwords)
    told = remarks(outcome(document, settings.at(path)), lang)
    return (_word(data, document, told, lang) if document.source.kind == "docx" else _pdf(data, told, lang)), len(told)


def _word(data: bytes, document: Document, told: tuple[Remark, ...], lang: Language) -> bytes:
    if data.startswith(_OLE):
        raise UnreadableError("encrypted", ENCRYPTED)
    from fuhe.outputs.wordcomments import CannotCommentError, commented

    try:
        return commented(data, document, told, lang)
    except CannotCommentError as error:
        raise UnreadableError("cannot-annotate", CANNOT) from error


def _pdf(data: bytes, told: tuple[Remark, ...], lang: Language) -> bytes:
    from fuhe.outputs.pdfnotes import CannotAnnotateError, EncryptedError, annotated

    try:
        return annotated(data, told, lang)
    except EncryptedError as error:
        raise UnreadableError("encrypted", ENCRYPTED) from error
    except CannotAnnotateError as error:
        raise UnreadableError("cannot-annotate", CANNOT) from error
