"""The total row and totals printed elsewhere: sum of weights, sum of scores, rating."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extract.model import Cell
from normalize.labels import vocabulary
from normalize.layout.columns import Columns, halves
from normalize.layout.lines import Line, overlap
from normalize.layout.segments import Segment
from normalize.layout.signs import bare_label
from normalize.ledger import Ledger
from normalize.model import Section, Total, Value
from normalize.ratings import claim_rating, is_rating, read_rating
from normalize.words.text import join, key
from normalize.words.values import Setting, is_blank, read_cell, read_value

_SCORE = Setting("points")
_ENDINGS = {"分值": "weight", "得分": "score"}
_FIELDS = ("weight", "score", "review_score")


def read_totals(segments: Sequence[Segment], ledger: Ledger) -> tuple[Total, list[Section]]:
    """The totals of a form from its total rows; the first cell found for a field counts, others become sections."""
    found: dict[str, Value] = {}
    others: list[Section] = []
    for segment in segments:
        for at, line in enumerate(segment.lines):
            below = segment.lines[at + 1] if at + 1 < len(segment.lines) else None
            for name, value in {**_labelled(line, below, ledger), **_row(line, segment.columns, ledger)}.items():
                if name in found and value.text not in ("", found[name].text):
                    others.append(Section(join(line.fresh[0].text), value.text, value.place))
                elif name in found:
                    ledger.told_again(value.place)
                found.setdefault(name, value)
            others.extend(_other_sums(line, segment.columns, ledger))
    return Total(**found), others


def _other_sums(line: Line, columns: Columns | None, ledger: Ledger) -> list[Section]:
    """The sums under columns that are neither weight nor score: points of the first two levels, 扣分."""
    found = []
    for column in columns.all if columns else ():
        for cell in line.fresh[1:] if column.field not in _FIELDS else ():
            if overlap(cell, column.first, column.last) > 0 and not ledger.claimed(cell) and read_figure(cell):
                ledger.claim(cell)
                found.append(Section(f"{join(line.fresh[0].text)} {join(column.label)}", join(cell.text), cell.place))
    return found


def add(total: Total, name: str, value: Value) -> Total:
    """The totals with one more, where it was not printed yet (or printed empty)."""
    old: Value | None = getattr(total, name)
    return replace(total, **{name: value}) if old is None or old.blank else total


def _labelled(line: Line, below: Line | None, ledger: Ledger) -> dict[str, Value]:
    """``总分值 100 总得分 96 自评等级 优``: labels of their own inside the total row, values beside or below."""
    found: dict[str, Value] = {}
    for cell in line.fresh:
        name = _named_inside(cell.text)
        if name in ("weight", "score", "rating", "review_score") and cell is not line.fresh[0]:
            value = _beside(line, cell) or _under(below, cell)
            ledger.claim(cell)
            if value is not None:
                found[name] = _read(name, value, ledger)
    return found


def _named_inside(text: str) -> str | None:
    """What a label inside a total row says: 总分值 and 总得分 head its own row elsewhere."""
    name = vocabulary().total.meaning(text)
    if name != "row":
        return name
    return next((field for end, field in _ENDINGS.items() if key(text).endswith(end)), name)


def _beside(line: Line, cell: Cell) -> Cell | None:
    right = line.right_of(cell)[:1]
    return right[0] if right and vocabulary().total.meaning(right[0].text) is None else None


def _under(below: Line | None, cell: Cell) -> Cell | None:
    return next((other for other in below.fresh if other.place.col == cell.place.col), None) if below else None


def _row(line: Line, columns: Columns | None, ledger: Ledger) -> dict[str, Value]:
    label = next((cell for cell in line.fresh[:2] if _is_label(cell)), None)
    if label is None:
        return {}
    before = (cell for cell in line.fresh if cell.place.col < label.place.col and not re.search(r"\d", cell.text))
    again = (cell for cell in line.fresh if key(cell.text) == key(label.text))  # printed in each square, not merged
    ledger.claim(label, *before, *again)
    cells = [cell for cell in line.right_of(label) if cell.place.row == line.row and not ledger.claimed(cell)]
    found = _inside(label)
    by_column = _by_column(cells, columns)
    if not by_column or not any(not is_blank(cell.text) for cell in by_column.values()):
        by_column = _in_order(cells, columns) or by_column
    for name, cell in by_column.items():
        name = "rating" if is_rating(cell.text) else name
        found[name] = _read(name, cell, ledger)
    rating = next((cell for cell in cells if is_rating(cell.text)), None)
    if rating is not None and "rating" not in found:
        found["rating"] = _read("rating", rating, ledger)
    full = _full_marks(label)
    weight = found.get("weight")
    if full is not None and (weight is None or weight.blank):
        found["weight"] = full
    elif full is not None and weight is not None and weight.number == full.number:
        ledger.told_again(full.place)
    return found


def _is_label(cell: Cell) -> bool:
    meaning = vocabulary().total.meaning
    return meaning(cell.text) in ("row", "score") or meaning(bare_label(cell.text)) in ("row", "score")


def _inside(label: Cell) -> dict[str, Value]:
    """``总分：99分``: the figure in the label's own cell."""
    found = re.search(r"[:：]\s*(\d+(?:\.\d+)?)\s*分?\s*$", label.text)
    if not found:
        return {}
    place = label.place.part(found.start(1), found.end())
    return {"score": read_value(label.text[found.start(1) :], place, _SCORE)}


def _full_marks(label: Cell) -> Value | None:
    """``总分（100分）``: the full marks in the label's brackets."""
    found = re.search(r"[(（]\s*(\d+(?:\.\d+)?\s*分)\s*[)）]", label.text)
    return read_value(found[1], label.place.part(*found.span(1)), _SCORE) if found else None


def _by_column(cells: list[Cell], columns: Columns | None) -> dict[str, Cell]:
    """The cells under the weight and score columns of the indicator block."""
    found: dict[str, Cell] = {}
    for column in columns.all if columns else ():
        if column.field in _FIELDS:
            best = max(cells, key=lambda cell: overlap(cell, column.first, column.last), default=None)
            if best is None or overlap(best, column.first, column.last) <= 0:
                continue
            own = best if column.half is None else (halves(best) or (None, None))[column.half]
            if own is not None and own not in found.values():
                found[column.field] = own
    return found


def _in_order(cells: list[Cell], columns: Columns | None) -> dict[str, Cell]:
    """Figures of a total row that does not keep to the columns: weight then score; a single one is the score."""
    figures = [cell for cell in cells if read_figure(cell)]
    if len(figures) >= 2:
        return {"weight": figures[0], "score": figures[1]}
    return {"score": figures[0]} if figures else {}


def _read(name: str, cell: Cell, ledger: Ledger) -> Value:
    if name != "rating":
        ledger.claim(cell)
        return read_value(cell.text, cell.place, _SCORE)
    claim_rating(cell, cell.text, ledger)
    return read_rating(cell.text, cell.place)


def read_figure(cell: Cell) -> bool:
    """Whether a cell is a plain figure."""
    value = read_cell(cell, _SCORE)
    return value is not None and value.number is not None
