"""What a column of a table is: its name, titles, type and meaning, and how it is read from a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from extract.message import Language, Message
from extract.model import CellPlace, PagePlace, Place, TextPlace
from fuhe.results import FileResult
from normalize.model import Form, Value

ColumnType = Literal["string", "integer", "number", "boolean", "year"]
Entry = str | int | Decimal | bool | None


class Row(Struct, frozen=True):
    """What one row of a table is read from: the file, the form and the record, numbered in its form or file."""

    result: FileResult
    lang: Language
    form: Form | None = None
    item: Any = None
    n: int | None = None


class Column(Struct, frozen=True):
    """One column: its name, titles, type, meaning, and how its entry is got from a row."""

    name: str
    title: Message
    type: ColumnType
    about: Message
    get: Callable[[Row], Entry]


class Table(Struct, frozen=True):
    """One table: what it holds, its columns and its rows for a file."""

    name: str
    title: Message
    columns: tuple[Column, ...]
    rows: Callable[[FileResult, Language], Iterator[Row]]


def column(name: str, zh: str, en: str, about: str, get: Callable[[Row], Entry], of: ColumnType = "string") -> Column:
    """A column with its titles; about is its meaning, Chinese and English divided by `` / ``."""
    about_zh, _, about_en = about.partition(" / ")
    return Column(name, Message(zh, en), of, Message(about_zh, about_en), get)


def item(name: str, zh: str, en: str, about: str, of: ColumnType = "string") -> Column:
    """A column that is a field of the record."""
    return column(name, zh, en, about, lambda row: getattr(row.item, name), of)


PRINTED = "原文 / as printed"


def printed(name: str, zh: str, en: str) -> Column:
    """A column that is a field of the record, as the document prints it."""
    return item(name, zh, en, PRINTED)


_PARTS: tuple[tuple[str, str, str, ColumnType, str], ...] = (
    ("number", "数值", "number", "number", "从原文读出的数值 / the number read from it"),
    ("unit", "单位", "unit", "string", "数值的单位 / the unit of the number"),
    ("op", "比较", "comparison", "string", "目标的比较方式 / the comparison a target states"),
    ("kind", "类型", "kind", "string", "原文的类型（number、percent、money、text、blank 等） / the kind of the text"),
)
_RANGE_PARTS: tuple[tuple[str, str, str, ColumnType, str], ...] = (
    ("low", "下限", "low", "number", "区间下限 / the low end of a range"),
    ("high", "上限", "high", "number", "区间上限 / the high end of a range"),
    ("date", "日期", "date", "string", "日期（ISO，按原文精度） / the date, ISO to its precision"),
    ("tier", "档次", "tier", "integer", "档次（1–3） / the tier"),
)


def value(name: str, zh: str, en: str, *, ranges: bool = False) -> tuple[Column, ...]:
    """The columns of a value: the text as printed, and beside it what was read from it."""
    text = column(name, zh, en, PRINTED, lambda row: _read(row, name, "text"))
    parts = _PARTS + (_RANGE_PARTS if ranges else ())
    return (text, *(_part(name, zh, en, part) for part in parts))


def _part(name: str, zh: str, en: str, part: tuple[str, str, str, ColumnType, str]) -> Column:
    key, part_zh, part_en, of, about = part
    return column(f"{name}_{key}", zh + part_zh, f"{en} {part_en}", about, lambda row: _read(row, name, key), of)


def _read(row: Row, name: str, key: str) -> Entry:
    one: Value | None = getattr(row.item, name)
    entry: Entry = getattr(one, key) if one is not None else None
    return entry


_PLACES: tuple[tuple[str, str, str, str, tuple[type, ...]], ...] = (
    ("table", "表格序号", "table", "文中第几个表格，从 1 起 / table in the document, from 1", (CellPlace,)),
    ("row", "行", "row", "合并后表格的行，从 0 起 / row of the merged grid, from 0", (CellPlace,)),
    ("col", "列", "column", "合并后表格的列，从 0 起 / column of the merged grid, from 0", (CellPlace,)),
    ("page", "页", "page", "页码，从 1 起 / page, from 1", (CellPlace, TextPlace, PagePlace)),
    ("paragraph", "段落", "paragraph", "正文第几段，从 0 起 / paragraph of the prose, from 0", (TextPlace,)),
)


def _own_place(row: Row) -> Place | None:
    where: Place | None = row.item.place
    return where


def places(get: Callable[[Row], Place | None] = _own_place) -> tuple[Column, ...]:
    """Where the record stands: table and page from 1, row, column and paragraph from 0."""

    def of(key: str, kinds: tuple[type, ...]) -> Callable[[Row], Entry]:
        def read(row: Row) -> Entry:
            where = get(row)
            entry: Entry = getattr(where, key) if isinstance(where, kinds) else None
            return entry

        return read

    return tuple(column(key, zh, en, about, of(key, kinds), "integer") for key, zh, en, about, kinds in _PLACES)


PATH = column("path", "路径", "path", "文件路径 / path of the file", lambda row: row.result.origin.path)
REPORT = column(
    "report",
    "报告",
    "report",
    "文件内容 sha256 的前 12 位 / first 12 hex digits of the file's sha256",
    lambda row: (row.result.origin.sha256 or "")[:12],
)
FORM = column(
    "form",
    "自评表",
    "form",
    "文中第几张自评表，从 1 起；空为全文 / form in the document, from 1; blank: the document",
    lambda row: row.form.form if row.form else getattr(row.item, "form", None),
    "integer",
)
N = column("n", "序号", "n", "序号，从 1 起 / number, from 1", lambda row: row.n, "integer")


def records(
    name: str,
    title: Message,
    rows: Callable[[FileResult, Language], Iterator[Row]],
    columns: Iterable[Column],
    place: Callable[[Row], Place | None] = _own_place,
) -> Table:
    """A table of records: what it is known by before its columns, where it stands behind them."""
    return Table(name, title, (PATH, REPORT, FORM, N, *columns, *places(place)), rows)
