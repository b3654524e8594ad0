"""Results as plain data in the shape of schema fuhe/1: what JSON and all that is made from it say."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from operator import attrgetter
from typing import Any

from msgspec.structs import fields

from extract.message import Language, Message
from extract.model import Grid, Place
from fuhe import __version__
from fuhe.outputs.shapes import SHAPES, Json, Shape
from fuhe.results import FileResult
from normalize.model import Form
from validate.model import Outcome, ProfileChoice, Repair

SCHEMA = "fuhe/1"
TOOL = {"name": "fuhe", "version": __version__}
_AS_IT_IS = frozenset({str, int, bool, type(None), dict})
_EMPTY: Json = {"title": None, "unit": None, "year": None} | {
    key: [] for key in ("forms", "claims", "unread", "notes", "checks", "findings", "repairs")
}


def report(result: FileResult, lang: Language) -> Json:
    """One file's entry of `reports`."""
    audited = result.outcome
    return {
        "source": plain(result.origin, lang),
        "status": result.status,
        "problems": plain(result.problems, lang),
        **(_audited(audited, lang) if audited else _EMPTY),
    }


def _audited(audited: Outcome, lang: Language) -> Json:
    said = audited.report
    choices = {choice.form: choice for choice in audited.profiles}
    return {
        "title": said.title,
        "unit": said.unit,
        "year": said.year,
        "forms": [form(one, choices.get(one.form), lang) for one in said.forms],
        "claims": plain(said.claims, lang),
        "unread": plain(said.unread, lang),
        "notes": plain(said.notes, lang),
        "checks": plain(audited.checks, lang),
        "findings": plain(audited.findings, lang),
        "repairs": [_repair(one, lang) for one in audited.repairs],
    }


def form(one: Form, choice: ProfileChoice | None, lang: Language) -> Json:
    profile = {"name": choice.profile.name, "why": choice.why.text(lang)} if choice else None
    said: Json = plain(one, lang)
    return said | {"profile": profile}


def _repair(one: Repair, lang: Language) -> Json:
    cells = [
        {"place": plain(cell.place, lang), "text": cell.text, "should_be": should_be, "settles": list(settles)}
        for cell, should_be, settles in one.cells
    ]
    return {"form": one.form, "unique": one.unique, "cells": cells}


def plain(one: Any, lang: Language) -> Any:
    """A record, or several, as plain data: by the shape of its type (`fuhe.outputs.shapes`)."""
    kind = type(one)
    if kind in _AS_IT_IS:
        return one
    if kind is tuple:
        return [plain(part, lang) for part in one]
    if kind is Decimal:
        return number(one)
    if kind is float:
        return round(one, 2)
    if kind is Message:
        return one.text(lang)
    said: Json = {}
    for key, get, optional in _KEYS[kind]:
        entry = get(one)
        if type(entry) in _AS_IT_IS:
            if optional and (entry is None or entry is False):
                continue
            said[key] = entry
        elif not (optional and entry == ()):
            said[key] = plain(entry, lang)
    return said


def _keys(shape: Shape) -> tuple[_Key, ...]:
    made = {key: one.of for key, one in shape.made}
    names = [field.name for field in fields(shape.of) if field.name not in shape.omitted]
    every = dict.fromkeys([*names, *made])
    return tuple((key, made.get(key) or attrgetter(key), key in shape.optional) for key in every)


# a key, how it is got from a record, and whether it is left out where it says nothing
_Key = tuple[str, Callable[[Any], object], bool]
_KEYS: dict[type, tuple[_Key, ...]] = {shape.of: _keys(shape) for shape in SHAPES.values()}


def number(one: Decimal | None) -> str | None:
    """A decimal as its printed digits, never in exponent form."""
    return None if one is None else format(one, "f")


def place(where: Place | None) -> Json | None:
    """PLACE: position in the merged grid, in the prose, or a page."""
    said: Json | None = plain(where, "zh")  # no words in it
    return said


def grid(one: Grid) -> Json:
    """A reconstructed table: one entry per cell as drawn, merged cells once."""
    cells = [
        {"row": cell.place.row, "col": cell.place.col, "rows": cell.rows, "cols": cell.cols, "text": cell.text}
        for cell in one.cells
    ]
    at: Json = {"table": one.table, "row": 0, "col": 0}
    if one.cells and one.cells[0].place.page is not None:
        at["page"] = one.cells[0].place.page
    return {
        "table": one.table,
        "rows": one.n_rows,
        "cols": one.n_cols,
        "place": at,
        "parent": place(one.parent),
        "cells": cells,
    }
