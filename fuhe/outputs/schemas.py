"""JSON Schemas of what fuhe writes, generated from the types it is made of."""

from __future__ import annotations

from decimal import Decimal
from inspect import getdoc
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from extract.message import Message
from extract.model import CellPlace, PagePlace, TextPlace
from fuhe.outputs.comparison import Kind, Of
from fuhe.outputs.differences import SCHEMA as DIFF
from fuhe.outputs.record import SCHEMA
from fuhe.outputs.shapes import MAYBE_TEXT, PAIRS, SHAPES, TEXT, Json, Shape
from normalize.model import Form

DRAFT = "https://json-schema.org/draft/2020-12/schema"
MAYBE_INTEGER: Json = {"type": ["integer", "null"]}
DIGITS: Json = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
BOX: Json = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
PLACES = (CellPlace, TextPlace, PagePlace)


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _list(name: str) -> Json:
    return {"type": "array", "items": _ref(name)}


def _maybe(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


_PROFILE: Json = _maybe(
    {
        "type": "object",
        "properties": {"name": TEXT, "why": TEXT},
        "required": ["name", "why"],
        "additionalProperties": False,
    }
)
NAMES = {shape.of: name for name, shape in SHAPES.items()}
MEANINGS = {
    "understood": "非空单元格中已识别含义的比例 / share of the non-blank cells that found their meaning",
    "number": "原文所印的数，按十进制字符串，末尾的零保留 / the printed magnitude as decimal digits",
    "op": "指标值的比较方式 / the comparison a target states",
    "level_1_source": "一级指标名称的来源：cell 单元格，inferred 由二级指标推定，missing 缺 / where it comes from",
    "score_group": "共用一个分值或得分单元格的各行编号相同 / rows that share one weight or score cell",
    "status": "报告：ok、partial、failed；核对：holds 成立，explained 有说明，fails 不成立，not_checked 未能进行",
    "severity": "error 错误，warning 警告，query 疑问，note 提示",
    "expected": "可以算出时的应填值 / the right value where one can be computed",
    "fingerprint": "同一问题在改名、重新导出后不变的标识 / known again after renaming and re-exporting",
    "amount": "涉及金额（万元） / amount at stake in 万元",
    "row": "合并后表格的行，从 0 起 / row of the merged grid, from 0",
    "col": "合并后表格的列，从 0 起 / column of the merged grid, from 0",
    "box": "左、上、右、下，PDF 点，自页面左上角起 / x0, top, x1, bottom in points from the top left",
}


def check_schema(closed: bool = False) -> Json:
    """The schema of ``fuhe check --format json``. closed: no other keys (for tests; readers must allow more)."""
    body = _object({"schema": {"const": SCHEMA}, "tool": _tool(), "reports": _list("report")}, closed)
    return _document("fuhe check --format json", body, closed)


def line_schema(closed: bool = False) -> Json:
    """The schema of one line of ``fuhe check --format jsonl``."""
    body = _object({"schema": {"const": SCHEMA}, "tool": _tool(), **_report()}, closed)
    return _document("fuhe check --format jsonl (one line)", body, closed)


def diff_schema(closed: bool = False) -> Json:
    """The schema of ``fuhe diff FILE FILE --format json``."""
    entry = _object(
        {"text": TEXT, "number": _maybe(DIGITS), "fields": PAIRS, "place": _maybe(_ref("place"))},
        closed,
        frozenset({"fields"}),
    )
    change = {"change": {"enum": list(get_args(Kind))}, "form": MAYBE_INTEGER, "record": {"enum": list(get_args(Of))}}
    change |= {"label": TEXT, "field": MAYBE_TEXT, "old": _maybe(entry), "new": _maybe(entry)}
    both = _object({"old": _ref("finding"), "new": _ref("finding")}, closed)
    findings = {"new": _list("finding"), "gone": _list("finding"), "changed": {"type": "array", "items": both}}
    findings |= {"unchanged": {"type": "integer"}}
    body: Json = {"schema": {"const": DIFF}, "tool": _tool(), "old": _ref("source"), "new": _ref("source")}
    body |= {"changes": {"type": "array", "items": _object(change, closed)}, "findings": _object(findings, closed)}
    return _document("fuhe diff FILE FILE --format json", _object(body, closed), closed)


def grids_schema(closed: bool = False) -> Json:
    """The schema of ``fuhe grids --to json``."""
    number: Json = {"type": "integer", "minimum": 0}
    cell = _object({"row": number, "col": number, "rows": number, "cols": number, "text": TEXT}, closed)
    table = {"table": number, "rows": number, "cols": number, "place": _ref("cell_place")}
    table |= {"parent": _maybe(_ref("cell_place")), "cells": {"type": "array", "items": cell}}
    body: Json = {"type": "array", "items": _object(table, closed)}
    defs = {name: _defined(SHAPES[name], closed) for name in ("cell_place", "area")}
    return {"$schema": DRAFT, "title": "fuhe grids --to json", **body, "$defs": defs}


def _document(title: str, body: Json, closed: bool) -> Json:
    defs: Json = {"report": _object(_report(), closed), "repair": _repair(closed)}
    defs |= {name: _defined(shape, closed) for name, shape in SHAPES.items()}
    defs["place"] = {"anyOf": [_ref("cell_place"), _ref("text_place"), _ref("page_place")]}
    return {"$schema": DRAFT, "title": title, **body, "$defs": defs}


def _tool() -> Json:
    return {"type": "object", "properties": {"name": TEXT, "version": TEXT}, "required": ["name", "version"]}


def _report() -> Json:
    lists = ("claims", "unread", "notes", "checks", "findings", "repairs")
    return {
        "source": _ref("source"),
        "status": {"enum": ["ok", "partial", "failed"]},
        "problems": _list("problem"),
        "title": MAYBE_TEXT,
        "unit": MAYBE_TEXT,
        "year": MAYBE_INTEGER,
        "forms": _list("form"),
        **{name: _list(name.removesuffix("s")) for name in lists},
    }


def _repair(closed: bool) -> Json:
    settles: Json = {"type": "array", "items": TEXT}
    cell = _object({"place": _ref("place"), "text": TEXT, "should_be": TEXT, "settles": settles}, closed)
    cells: Json = {"type": "array", "items": cell}
    return _object({"form": {"type": "integer"}, "unique": {"type": "boolean"}, "cells": cells}, closed)


def _defined(shape: Shape, closed: bool) -> Json:
    hints = get_type_hints(shape.of)
    names = [name for name in hints if name not in shape.omitted]
    told = {key: one.schema for key, one in shape.made} | ({"profile": _PROFILE} if shape.of is Form else {})
    known = {name: told[name] if name in told else _typed(hints[name]) for name in names} | told
    about = (getdoc(shape.of) or "").partition("\n\n")[0]
    described = {key: one | ({"description": MEANINGS[key]} if key in MEANINGS else {}) for key, one in known.items()}
    return {"description": about} | _object(described, closed, shape.optional)


def _object(properties: Json, closed: bool, optional: frozenset[str] = frozenset()) -> Json:
    said: Json = {"type": "object", "properties": properties}
    said["required"] = [key for key in properties if key not in optional]
    return said | ({"additionalProperties": False} if closed else {})


def _typed(hint: Any) -> Json:
    """The schema of a field's type."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, parts = get_origin(hint), get_args(hint)
    if hint in PLACES or (parts and set(parts) <= set(PLACES)):
        return _ref("place")
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in (Union, UnionType):
        return _maybe(_typed(_without_none(parts)))
    if origin is tuple:
        return BOX if len(parts) == 4 else {"type": "array", "items": _typed(parts[0])}
    return _ref(NAMES[hint])


def _without_none(parts: tuple[Any, ...]) -> Any:
    return Union[tuple(part for part in parts if part is not type(None))]  # noqa: UP007 (made at run time)


_PLAIN: dict[Any, Json] = {
    str: TEXT,
    Message: TEXT,
    Decimal: DIGITS,
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}
