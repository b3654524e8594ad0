"""The figures of the seed report and its Word file with one of them changed in the bytes."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

import gold

DOCUMENTS = Path(__file__).parent.parent / "corpus" / "documents"
MONEY = ("initial_budget", "full_budget", "executed")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Spot:
    """One figure of a form: which list, which row of it, which column, and where it stands in the grid."""

    form: int
    part: str
    n: int
    column: str
    row: int
    col: int
    text: str


def spots() -> Iterator[Spot]:
    for form in gold.load("seed")["forms"]:
        number = form["form"]
        for part, columns in (
            ("funds", (*MONEY, "weight", "execution_rate", "score")),
            ("indicators", ("weight", "score")),
        ):
            for record in form[part]:
                for column in columns:
                    value = record[column]
                    if value and value.get("number"):
                        place = value["place"]
                        yield Spot(number, part, record["n"], column, place["row"], place["col"], value["text"])
        yield Spot(number, "total", 0, "weight", 28, 6, form["total"]["weight"]["text"])
        yield Spot(number, "total", 0, "score", 28, 7, form["total"]["score"]["text"])


def changed(document: bytes, spot: Spot, text: str) -> bytes:
    """The document with one cell's text replaced in word/document.xml, all else untouched."""
    source = zipfile.ZipFile(io.BytesIO(document))
    root = etree.fromstring(source.read("word/document.xml"))
    table = root.findall(f".//{W}tbl")[spot.form - 1]
    (run,) = [t for t in _cell(table, spot.row, spot.col).iter(f"{W}t") if (t.text or "").strip()]
    assert run.text is not None
    assert run.text.strip() == spot.text
    run.text = run.text.replace(spot.text, text)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, etree.tostring(root) if name == "word/document.xml" else source.read(name))
    return out.getvalue()


def _cell(table: Any, row: int, col: int) -> Any:
    at = 0
    for cell in table.findall(f"{W}tr")[row].findall(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        if at == col:
            return cell
        at += int(span.get(f"{W}val")) if span is not None else 1
    raise AssertionError(f"no cell begins at row {row}, column {col}")
