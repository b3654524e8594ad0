"""Columns that are ticked: which of several headings under one another applies, nothing that a row states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extract.model import Cell
from normalize.labels import vocabulary
from normalize.layout.columns import Column, Columns
from normalize.layout.lines import Line, overlap
from normalize.words.text import fold
from normalize.words.values import is_blank

_TICK = re.compile("[√✓✔☑■●×✗✘□☐☒○]")


def without_ticks(columns: Columns, band: Sequence[Line], below: Sequence[Line]) -> Columns:
    """The columns, of which those under a common heading (偏差原因 over 经费保障 | 其他) with only ticks mean no field.

    Beside such a one, so do the others of the heading that are empty, unless their own wording is known.
    """
    stacks = [_stack(column, band) for column in columns.all]
    if not any(stacks):
        return columns
    texts = _texts(columns, below)
    ticked = [len(stack) > 1 and _are_ticks(said) for stack, said in zip(stacks, texts, strict=True)]
    shared = {id(stack[0]) for stack, of_ticks in zip(stacks, ticked, strict=True) if of_ticks}
    known = vocabulary().indicators.exact

    def told(at: int, column: Column) -> Column:
        stack = stacks[at]
        empty = len(stack) > 1 and id(stack[0]) in shared and not texts[at] and known(stack[-1].text) is None
        drops = column.field is not None and (ticked[at] or empty)
        return replace(column, field=None, label=stack[-1].text, header=stack[-1]) if drops else column

    return Columns(tuple(told(at, column) for at, column in enumerate(columns.all)))


def _stack(column: Column, band: Sequence[Line]) -> list[Cell]:
    """The headings over a column, from the one it shares with others down to its own; empty where it shares none."""
    over = [cell for line in band for cell in line.fresh if overlap(cell, column.first, column.last) > 0]
    return over if len(over) > 1 and over[0].cols > over[-1].cols else []


def _texts(columns: Columns, below: Sequence[Line]) -> list[list[str]]:
    """What the rows say under each column, in cells no wider than it."""
    under = [columns.split(line.fresh) for line in below]
    return [
        [fold(cell.text) for cells in under for cell in cells.get(at, ()) if _fits(cell, column)]
        for at, column in enumerate(columns.all)
    ]


def _fits(cell: Cell, column: Column) -> bool:
    return cell.cols <= column.last - column.first and not is_blank(cell.text)


def _are_ticks(texts: list[str]) -> bool:
    return bool(texts) and all(map(_TICK.fullmatch, texts))
