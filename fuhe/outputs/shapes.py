"""How each type of a result is written in schema fuhe/1: declared once, for the writer and for the schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from extract.model import Area, CellPlace, Note, PagePlace, TextPlace
from fuhe.results import Origin, Problem
from normalize.model import (
    Claim,
    Form,
    FundLine,
    Goal,
    IdentityField,
    Indicator,
    Part,
    Section,
    Subtotal,
    Total,
    Unread,
    Value,
)
from validate.model import Check, Evidence, Finding

Json = dict[str, Any]
TEXT: Json = {"type": "string"}
MAYBE_TEXT: Json = {"type": ["string", "null"]}
PAIRS: Json = {"type": "object", "additionalProperties": TEXT}
_SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}


class Made(Struct, frozen=True):
    """A key that is not its field as it stands: what is written of the record, and the schema of that."""

    of: Callable[[Any], object]
    schema: Json


class Shape(Struct, frozen=True):
    """How a type is written: all fields but the omitted, optional ones where they say something, and what is made."""

    of: type
    omitted: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    made: tuple[tuple[str, Made], ...] = ()


def _shape(of: type, omitted: str = "", optional: str = "", **made: Made) -> Shape:
    return Shape(of, frozenset(omitted.split()), frozenset(optional.split()), tuple(made.items()))


def _text(name: str) -> Made:
    """The text of a value, or of what the form itself answers."""
    return Made(lambda one: getattr(getattr(one, name), "text", None), MAYBE_TEXT)


def _property(name: str) -> Made:
    return Made(lambda one: getattr(one, name), MAYBE_TEXT)


_EXTRA = Made(lambda one: dict(one.extra), PAIRS)
SHAPES: dict[str, Shape] = {
    "source": _shape(Origin),
    "problem": _shape(Problem),
    "note": _shape(Note),
    "form": _shape(
        Form,
        omitted="tables block_points part_of_year rate_base",
        project_name=_property("project_name"),
        department=_property("department"),
        implementing_unit=_property("implementing_unit"),
        understood=Made(lambda form: round(form.understood, 4), _SHARE),
    ),
    "identity": _shape(IdentityField),
    "fund": _shape(FundLine, omitted="extra_places", extra=_EXTRA),
    "goal": _shape(Goal, expected=_text("expected"), actual=_text("actual")),
    "indicator": _shape(Indicator, omitted="level_1_place level_2_place", extra=_EXTRA),
    "subtotal": _shape(Subtotal),
    "total": _shape(Total),
    "section": _shape(Section),
    "unread": _shape(Unread),
    "claim": _shape(Claim, optional="parts date form measure"),
    "part": _shape(Part),
    "check": _shape(
        Check,
        omitted="subject message expected causes amount severity suspects confidence changes_conclusion",
    ),
    "finding": _shape(
        Finding,
        omitted="subject",
        likely_cause=Made(lambda one: next(iter(one.likely_causes), None), MAYBE_TEXT),
    ),
    "evidence": _shape(Evidence),
    "value": _shape(Value, optional="unit_from op_from change low high date tier ocr doubtful"),
    "area": _shape(Area),
    "cell_place": _shape(CellPlace, optional="page box more path start end"),
    "text_place": _shape(TextPlace, optional="start end page box"),
    "page_place": _shape(PagePlace),
}
