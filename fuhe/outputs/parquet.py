"""The tables as Parquet files, numbers as exact decimals."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from extract.message import Language
from fuhe.outputs.catalogue import TABLES
from fuhe.outputs.columns import Column, Entry, Table
from fuhe.results import FileResult

_PRECISION, _SCALE = 38, 10
_TYPES: dict[str, Any] = {
    "string": pyarrow.string(),
    "integer": pyarrow.int64(),
    "year": pyarrow.int64(),
    "boolean": pyarrow.bool_(),
    "number": pyarrow.decimal128(_PRECISION, _SCALE),
}


def write(results: Iterable[FileResult], folder: Path, lang: Language) -> None:
    """Write all tables, a row group a file that has rows."""
    schemas = [_schema(table) for table in TABLES]
    with ExitStack() as stack:
        writers = [
            stack.enter_context(parquet.ParquetWriter(folder / f"{table.name}.parquet", schema))
            for table, schema in zip(TABLES, schemas, strict=True)
        ]
        for result in results:
            for table, schema, writer in zip(TABLES, schemas, writers, strict=True):
                rows = list(table.rows(result, lang))
                if rows:
                    arrays = [
                        pyarrow.array([_entry(column, column.get(row)) for row in rows], _TYPES[column.type])
                        for column in table.columns
                    ]
                    writer.write_table(pyarrow.table(arrays, schema=schema))


def _schema(table: Table) -> Any:
    return pyarrow.schema(
        [
            pyarrow.field(
                column.name, _TYPES[column.type], metadata={"title": column.title.zh, "about": column.about.zh}
            )
            for column in table.columns
        ]
    )


def _entry(column: Column, entry: Entry) -> Entry:
    """An entry as its type holds it; a number beyond its digits is left blank, its text stands beside it."""
    if column.type != "number" or entry is None:
        return entry
    number = Decimal(str(entry))
    fits = number.adjusted() < _PRECISION - _SCALE and number == round(number, _SCALE)
    return round(number, _SCALE) if fits else None
