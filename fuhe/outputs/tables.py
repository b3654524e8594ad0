"""CSV files that a spreadsheet opens as they are meant, and the datapackage.json that describes them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from extract.message import Language
from fuhe.outputs.catalogue import TABLES
from fuhe.outputs.columns import Column, Entry, Row, Table
from fuhe.outputs.record import TOOL
from fuhe.results import FileResult

KEYS = ("path", "report", "form", "n")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[%％]?")
_RUNS = tuple("=+-@＝＋－＠\t\r\n")


def harmless(text: str) -> str:
    """A text that no spreadsheet runs as a formula: an apostrophe in front, unless it is a plain number."""
    if not text.lstrip().startswith(_RUNS) and not text.startswith(_RUNS):
        return text
    return text if _NUMBER.fullmatch(text) else "'" + text


def written(entry: Entry) -> str:
    """An entry as it stands in a CSV file."""
    match entry:
        case None:
            return ""
        case bool():
            return "true" if entry else "false"
        case Decimal():
            return format(entry, "f")
        case int():
            return str(entry)
        case _:
            return harmless(entry)


def plain(table: Table, row: Row) -> dict[str, Entry]:
    """A row for programs: numbers as their printed digits, nothing escaped."""
    entries = ((column.name, column.get(row)) for column in table.columns)
    return {name: format(entry, "f") if isinstance(entry, Decimal) else entry for name, entry in entries}


def cells(table: Table, row: Row) -> list[str]:
    return [written(column.get(row)) for column in table.columns]


def header(table: Table) -> str:
    """The first line of a file: a BOM, so that spreadsheets read Chinese, and the names of the columns."""
    return "\ufeff" + lines([[column.name for column in table.columns]])


def lines(rows: Iterable[list[str]]) -> str:
    """Rows by RFC 4180: CRLF, quotes where they are needed."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def body(table: Table, result: FileResult, lang: Language) -> str:
    """The lines one file adds to a table."""
    return lines(cells(table, row) for row in table.rows(result, lang))


def datapackage(tables: tuple[Table, ...] = TABLES) -> str:
    """The Frictionless description of the CSV files."""
    package = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": "fuhe",
        "title": "绩效自评复核结果",
        "created_by": TOOL,
        "resources": [_resource(table) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _resource(table: Table) -> dict[str, Any]:
    names = {column.name for column in table.columns}
    return {
        "name": table.name,
        "title": table.title.zh,
        "description": table.title.en,
        "profile": "tabular-data-resource",
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": [
                key for key in KEYS if key in names and not (key == "form" and "n" in names and _loose(table))
            ],
        },
    }


def _loose(table: Table) -> bool:
    """True where n counts through the whole file, so that form may be blank and is no part of the key."""
    return table.name in ("claims", "checks", "findings", "unread")


def _field(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.type,
        "title": column.title.zh,
        "description": f"{column.about.zh}（{column.title.en}: {column.about.en}）",
    }
