"""Where output goes: standard output as it comes, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from fuhe.drafts import drafts
from fuhe.ending import heed
from fuhe.language import say
from fuhe.refusal import unwritable

Piece = str | bytes


def encoded(piece: Piece) -> bytes:
    """UTF-8; what no text may hold is written as its code."""
    return piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")


def deliver(pieces: Iterable[Piece], target: str | None) -> None:
    """Write the pieces to a file, or to standard output if target is None or ``-``."""
    if target is None or target == "-":
        _print(pieces)
    else:
        _write(pieces, Path(target))


class HungUpError(Exception):
    """Who was reading standard output has gone."""


def _print(pieces: Iterable[Piece]) -> None:
    try:
        _print_all(pieces)
    except BrokenPipeError as error:
        raise HungUpError from error
    except OSError as error:
        raise unwritable(say("标准输出", "standard output"), error) from error


def _print_all(pieces: Iterable[Piece]) -> None:
    if sys.stdout.isatty():
        for piece in pieces:
            click.echo(encoded(piece).decode("utf-8", "replace"), nl=False, color=True)
        return
    for piece in pieces:
        sys.stdout.buffer.write(encoded(piece))
        sys.stdout.buffer.flush()


def _write(pieces: Iterable[Piece], target: Path) -> None:
    try:
        if target.exists() and not target.is_file():  # a device or a pipe, which nothing may take the place of
            _fill(target, pieces)
            return
        goal = Path(os.path.realpath(target))  # a link stays, and what it names is written
        with drafts(goal.parent) as folder:
            draft = folder / goal.name
            _fill(draft, pieces)
            heed()
            os.replace(draft, goal)
    except OSError as error:
        raise unwritable(target, error) from error


def _fill(path: Path, pieces: Iterable[Piece]) -> None:
    with open(path, "wb") as file:
        for piece in pieces:
            file.write(encoded(piece))
        file.flush()
        if path.is_file():
            os.fsync(file.fileno())
