"""Content -> the table a unit would submit, with the place of every cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.make.content import BLANK, Content, Printed, Row
from corpus.make.layout import Layout
from corpus.make.sheet import BREAK, Line, Sheet, Table, parse_table

Mark = tuple[str, int, str]  # part (identity, fund, goal, row, total), number from 0, role
Spot = tuple[str, int, Mark | None]  # text, columns covered, mark
LEFT, ABOVE = "<", "^"


@dataclass(slots=True)
class Canvas:
    """Rows of squares as they are drawn, and where each marked cell begins."""

    width: int
    rows: list[list[str]] = field(default_factory=list)
    marks: dict[Mark, tuple[int, int]] = field(default_factory=dict)

    def row(self, cells: list[Spot]) -> None:
        """Draw one row of (text, columns covered, mark)."""
        squares: list[str] = []
        for text, span, mark in cells:
            if mark is not None:
                self.marks[mark] = (len(self.rows), len(squares))
            squares += [_square(text)] + ([ABOVE] if text == ABOVE else [LEFT]) * (span - 1)
        if len(squares) != self.width:
            raise ValueError(f"{len(squares)} squares in a row of {self.width}: {squares}")
        self.rows.append(squares)

    def drawing(self) -> str:
        return "\n".join("|" + "|".join(row) + "|" for row in self.rows)


def _square(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", BREAK)


def draw(content: Content) -> tuple[Table, dict[Mark, tuple[int, int]]]:
    """The table of one form, and the grid position of every marked cell."""
    layout = content.layout
    canvas = Canvas(len(layout.roles))
    _identity(canvas, content)
    if layout.fund_columns:
        _funds(canvas, content)
    if layout.goal:
        _goals(canvas, content)
    header = _header(canvas, layout)
    for index, row in enumerate(content.rows):
        _row(canvas, content, index, row)
    if layout.total:
        _total(canvas, content)
    for label, words in layout.tail:
        canvas.row([(label, 1, None), (words.format(missed=content.missed), canvas.width - 1, None)])
    return parse_table(canvas.drawing(), layout.widths, header), canvas.marks


def sheet(content: Content) -> Sheet:
    """A document of this one form."""
    return Sheet((*heading(content), draw(content)[0]), content.layout.landscape)


def heading(content: Content) -> tuple[Line, ...]:
    """The lines over the table: title, year, and the unit of money where no label says it."""
    title = Line(content.layout.title.format(year=content.year), "form-title")
    year = content.layout.year.format(year=content.year)
    return (title, Line(year, "year")) if year else (title,)


def _identity(canvas: Canvas, content: Content) -> None:
    for row in content.layout.identity:
        half = canvas.width // 2
        spans = [half, canvas.width - half] if len(row) == 2 else [canvas.width]
        cells: list[Spot] = []
        for (label, name), span in zip(row, spans, strict=True):
            value = content.total.get("score", BLANK).text if name == "total.score" else content.identity.get(name, "")
            mark = ("total", 0, "score") if name == "total.score" else ("identity", 0, name)
            cells += [(label, 1, None), (value, span - 1, mark)]
        canvas.row(cells)


def _fund_spans(layout: Layout) -> tuple[int, list[int]]:
    """Columns of the row label, and of each fund column; spare columns go to the first fund columns."""
    free = len(layout.roles) - 1
    columns = len(layout.fund_columns)
    label = max(1, min(3, free - columns))
    spare = free - label - columns
    return label, [1 + spare // columns + (1 if n < spare % columns else 0) for n in range(columns)]


def _funds(canvas: Canvas, content: Content) -> None:
    layout = content.layout
    label, spans = _fund_spans(layout)
    heads = [(words, span, None) for (_, words), span in zip(layout.fund_columns, spans, strict=True)]
    canvas.row([(layout.fund_label, 1, None), (layout.fund_head, label, None), *heads])
    for n, fund in enumerate(content.funds):
        cells: list[Spot] = [(ABOVE, 1, None), (fund.label, label, ("fund", n, "label"))]
        for (role, _), span in zip(layout.fund_columns, spans, strict=True):
            cells.append((fund.cells.get(role, BLANK).text, span, ("fund", n, role)))
        canvas.row(cells)


def _goals(canvas: Canvas, content: Content) -> None:
    block, expected, actual = content.layout.goal
    left = (canvas.width - 1) // 2
    right = canvas.width - 1 - left
    canvas.row([(block, 1, None), (expected, left, None), (actual, right, None)])
    for n, (aim, done) in enumerate(content.goals):
        canvas.row([(ABOVE, 1, None), (aim, left, ("goal", n, "expected")), (done, right, ("goal", n, "actual"))])


def _header(canvas: Canvas, layout: Layout) -> tuple[int, ...]:
    """The header row or rows of the indicator block; their numbers."""
    first = len(canvas.rows)
    block: list[Spot] = [(layout.block, 1, None)] if layout.block else []
    if not layout.groups:
        canvas.row([*block, *((words, 1, None) for _, words in layout.columns)])
        return (first,)
    grouped = {roles.split(",")[0]: (name, len(roles.split(","))) for name, roles in layout.groups}
    inside = {role for _, roles in layout.groups for role in roles.split(",")}
    top: list[Spot] = [
        (*grouped.get(role, (words, 1)), None)
        for role, words in layout.columns
        if role in grouped or role not in inside
    ]
    canvas.row(block + top)
    below: list[Spot] = [(words if role in inside else ABOVE, 1, None) for role, words in layout.columns]
    canvas.row([*((ABOVE, 1, None) for _ in block), *below])
    return (first, first + 1)


def _row(canvas: Canvas, content: Content, index: int, row: Row) -> None:
    labels = {
        "level_1": _label(row.level_1 if row.printed_1 is None else row.printed_1, row.opens_1),
        "level_2": _label(row.level_2 if row.printed_2 is None else row.printed_2, row.opens_2),
        "level_3": row.level_3,
    }
    cells: list[Spot] = [(ABOVE, 1, None)] if content.layout.block else []
    for role, _ in content.layout.columns:
        cell = row.cells.get(role, BLANK)
        words = labels.get(role, ABOVE if cell.same else cell.text)
        mark: Mark | None = None if words == ABOVE else ("row", index, role)
        cells.append((words, 1, mark))
    canvas.row(cells)


def _label(words: str, opens: bool) -> str:
    return words if opens else ABOVE


def _total(canvas: Canvas, content: Content) -> None:
    roles = content.layout.roles
    first = min(roles.index(role) for role in ("weight", "score") if role in roles)
    cells: list[Spot] = [(content.layout.total, first, None)]
    for role in roles[first:]:
        shown = "rating" if role == "reason" and "rating" in content.total else role
        cell: Printed = content.total.get(shown, BLANK)
        cells.append((cell.text, 1, ("total", 0, shown) if shown in content.total else None))
    canvas.row(cells)
