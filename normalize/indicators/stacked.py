"""Several indicators typed line by line into the cells of one row, told apart where the lines agree beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from extract.model import Cell, CellPlace
from normalize.model import ValueKind
from normalize.words.text import fold
from normalize.words.values import Setting, read_value

Span = tuple[int, int]

_MARK = re.compile(
    r"(?:^|[\r\n；;。])[ \t\u3000]*(?:指标)?"
    r"(?:[（(](?P<bracketed>\d{1,2})[）)]|(?P<plain>\d{1,2})(?:[、:：)）]|[.．](?!\d))|(?P<circled>[①-⑳]))[ \t\u3000]*"
)
_BREAK = re.compile(r"[\r\n；;。]")
_LINE = re.compile(r"[^\r\n]*[^\s\u3000][^\r\n]*")
_BROKEN = re.compile(r"\s*\d+(?:\.\s*[\r\n]\s*\d{1,2}|\.\d\s*[\r\n]\s*\d)\s*")  # one figure of two decimals, or two
_POINTS = ("weight", "score", "review_score")
_WORDS = ("reason", "score_method")
_NOWHERE = CellPlace(0, 0, 0)
_OUTER = " \t\r\n\u3000；;"


def may_list(cells: Mapping[str, Cell]) -> bool:
    """Whether a name or target has more than one line or clause at all: most rows need no closer look."""
    return any(_BREAK.search(cells[field].text) for field in ("level_3", "target") if field in cells)


def numbered(text: str) -> list[Span]:
    """Where the items of a list 1. 2. 3. stand in a text that is nothing else; empty where it is none."""
    marks: list[re.Match[str]] = []
    for mark in _MARK.finditer(text):
        if _number(mark) == len(marks) + 1:
            marks.append(mark)
    if len(marks) < 2 or text[: marks[0].start()].strip(_OUTER):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [_trimmed(text, mark.end(), end) for mark, end in zip(marks, ends, strict=True)]


def _number(mark: re.Match[str]) -> int:
    return int(fold(mark["bracketed"] or mark["plain"] or mark["circled"]))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[end - 1] in _OUTER:
        end -= 1
    return start, end


def _lines(text: str) -> list[Span]:
    return [_trimmed(text, *found.span()) for found in _LINE.finditer(text)]


def apart(cells: Mapping[str, Cell]) -> list[dict[str, Cell]]:
    """The cells of each indicator by the field they stand under; empty where the row is one indicator.

    Names, targets and actual values must have as many items. Beyond doubt is what is numbered, and lines that read as
    values by themselves; where weights or scores have as many lines too, any lines are. What is printed once is shared.
    """
    name, target, actual = (cells.get(field) for field in ("level_3", "target", "actual"))
    if name is None or target is None or actual is None:
        return []
    names = numbered(name.text)
    spans = names or _lines(name.text)
    if len(spans) < 2:
        return []
    points = [cells[field] for field in _POINTS if field in cells and len(_lines(cells[field].text)) > 1]
    if not names and (_breaks_brackets(name.text, spans) or _breaks_points(cells, points)):
        return []
    split = {"level_3": spans}
    split |= {field: found for field, cell in cells.items() if (found := _items(field, cell.text, len(spans)))}
    sure = bool(points) and all(_is_figures(cell.text, len(spans)) for cell in points)
    if not {"target", "actual"} <= set(split) or (points and not sure):
        return []
    if not sure and not (names and all(_speaks(cells[field].text, split[field]) for field in ("target", "actual"))):
        return []
    return [{field: _part(cell, split.get(field), at) for field, cell in cells.items()} for at in range(len(spans))]


def lists_several(cells: Mapping[str, Cell]) -> bool:
    """Whether a row that is left whole names several indicators, or has several quantities in its target."""
    target = cells.get("target")
    lines = [target.text[start:end] for start, end in _lines(target.text)] if target else []
    said = [read_value(line, _NOWHERE, Setting("target")) for line in lines]
    figures = len(said) > 1 and all(one.number is not None and "cell" in (one.unit_from, one.op_from) for one in said)
    return figures or bool(numbered(cells["level_3"].text))


def _items(field: str, text: str, count: int) -> list[Span]:
    """The items of a cell if it has as many as asked: numbered, or else lines; texts only where numbered."""
    found = numbered(text)
    if not found and field not in _WORDS:
        found = _lines(text)
        if any(re.match(rf"{n}[.．]\d", text[start:]) for n, (start, _) in enumerate(found, 1)):
            return []  # 1.5 may be one and a half, or the first item: 5
    return found if len(found) == count else []


def _is_figures(text: str, count: int) -> bool:
    lines = [text[start:end] for start, end in _items("score", text, count)]
    return bool(lines) and all(_kind(line) == "number" for line in lines)


def _breaks_brackets(text: str, items: list[Span]) -> bool:
    """``渠系长度（公⏎里）``: whether a bracket opens in one line and closes in another, which are then one text."""
    pieces = (text[start:end].replace("(", "（").replace(")", "）") for start, end in items)
    return any(piece.count("（") != piece.count("）") for piece in pieces)


def _breaks_points(cells: Mapping[str, Cell], points: list[Cell]) -> bool:
    """Whether the lines of every such cell may be the digits of one figure (``10.0⏎0``), or a score has fewer lines."""
    shared = len(points) == 1 and points[0] is cells.get("weight") and "score" in cells and fold(cells["score"].text)
    return bool(points) and (bool(shared) or all(_BROKEN.fullmatch(cell.text) for cell in points))


def _speaks(text: str, items: list[Span]) -> bool:
    """Whether items are numbered, or each is a value by itself and no piece of a broken line."""
    return bool(numbered(text)) or all(_kind(text[start:end]) != "text" for start, end in items)


def _kind(text: str) -> ValueKind:
    return read_value(text, _NOWHERE, Setting("target")).kind


def _part(cell: Cell, items: list[Span] | None, at: int) -> Cell:
    if items is None:
        return cell
    start, end = items[at]
    return replace(cell, text=cell.text[start:end], place=cell.place.part(start, end))
