"""The total row and totals printed elsewhere: sum of weights, sum of scores, rating."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from extract.model import Cell, CellPlace
from normalize.labels import vocabulary
from normalize.layout.columns import Columns, halves
from normalize.layout.lines import Line, overlap
from normalize.layout.segments import Segment
from normalize.layout.signs import bare_label
from normalize.ledger import Ledger
from normalize.model import Section, Total, Value
from normalize.words.text import fold, join, key
from normalize.words.values import Setting, is_blank, read_cell, read_value

_RATING = re.compile(r"^(?:优秀?|良好?|中等?|差|合格|不合格|较好|较差|一般|[ABCD])等?级?$")
_BOX = re.compile("[☑√✓✔■☒●□○☐]")
_TICK = "[☑√✓✔■☒●]"
_WORD = r"(?P<word>不合格|合格|优秀?|良好?|中等?|较?差)(?:\s*[(（][^()（）☑√✓✔■☒●]*[)）])?"
_OPTION = re.compile(_WORD)
_TICKED_BEFORE = re.compile(rf"{_TICK}\s*{_WORD}")
_TICKED_AFTER = re.compile(rf"{_WORD}[ \t\u3000]*[(（]?{_TICK}")
_CHOICE = re.compile(rf"[\s\u3000,，、;；()（）]|{_BOX.pattern}")
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
                ledger.claim(value)
                found[name] = _read(name, value)
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
        ledger.claim(cell)
        if name == "rating" or is_rating(cell.text):
            found["rating"] = read_rating(cell.text, cell.place)
        else:
            found[name] = read_value(cell.text, cell.place, _SCORE)
    rating = next((cell for cell in cells if is_rating(cell.text)), None)
    if rating is not None and "rating" not in found:
        ledger.claim(rating)
        found["rating"] = read_rating(rating.text, rating.place)
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


def _read(name: str, cell: Cell) -> Value:
    return read_rating(cell.text, cell.place) if name == "rating" else read_value(cell.text, cell.place, _SCORE)


def read_rating(printed: str, place: CellPlace) -> Value:
    """A rating; of several with boxes (``优□ 良☑ 中□``) the one that is ticked, with its stretch of the text."""
    pattern = _TICKED_BEFORE if _BOX.match(printed.lstrip()) else _TICKED_AFTER
    ticked = list(pattern.finditer(printed))
    if len(ticked) == 1 and len(_OPTION.findall(printed)) > 1:
        start, end = ticked[0].span("word")
        base = place.start or 0
        return read_value(printed[start:end], place.part(base + start, base + end), Setting("prose"))
    return read_value(printed, place, Setting("prose"))


def is_rating(printed: str) -> bool:
    """Whether a text says no more than a rating: 优, 良好, or one ticked among others."""
    several = len(_OPTION.findall(printed)) > 1 and not _CHOICE.sub("", _OPTION.sub("", printed))
    return _RATING.match(fold(printed)) is not None or (several and re.search(_TICK, printed) is not None)


def read_figure(cell: Cell) -> bool:
    """Whether a cell is a plain figure."""
    value = read_cell(cell, _SCORE)
    return value is not None and value.number is not None
