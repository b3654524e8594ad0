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
    canvas = Canvas(sum(layout.spans))
    _identity(canvas, content)
    if layout.fund_shape == "pairs":
        _fund_pairs(canvas, content)
    elif layout.fund_columns:
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
            cells += (
                [(label.format(value), span, None)] if "{}" in label else [(label, 1, None), (value, span - 1, mark)]
            )
        canvas.row(cells)


def _fund_spans(canvas: Canvas, layout: Layout) -> tuple[int, list[int]]:
    """Columns of the row label, and of each fund column; spare columns go to the first fund columns."""
    free = canvas.width - 1
    columns = len(layout.fund_columns)
    label = max(1, min(3, free - columns))
    spare = free - label - columns
    return label, [1 + spare // columns + (1 if n < spare % columns else 0) for n in range(columns)]


def _funds(canvas: Canvas, content: Content) -> None:
    layout = content.layout
    label, spans = _fund_spans(canvas, layout)
    heads = [(words, span, None) for (_, words), span in zip(layout.fund_columns, spans, strict=True)]
    canvas.row([(layout.fund_label, 1, None), (layout.fund_head, label, None), *heads])
    for n, fund in enumerate(content.funds):
        if fund.side:
            continue
        cells: list[Spot] = [(ABOVE, 1, None), (fund.label, label, ("fund", n, "label"))]
        for (role, _), span in zip(layout.fund_columns, spans, strict=True):
            cells.append((fund.cells.get(role, BLANK).text, span, ("fund", n, role)))
        canvas.row(cells)
    if layout.fund_shape == "natures":
        _fund_natures(canvas, content)


def _fund_pairs(canvas: Canvas, content: Content) -> None:
    """Each row: label and budget, label and spending, then the score."""
    for n, fund in enumerate(content.funds):
        cells: list[Spot] = [(ABOVE if n else content.layout.fund_label, 1, None)]
        for role, words in content.layout.fund_columns[:2]:
            label = fund.label or words
            cells += [(label, 1, None), (fund.cells[role].text, 1, ("fund", n, role))]
        score = fund.cells.get("score", BLANK)
        canvas.row([*cells, (score.text, canvas.width - 5, ("fund", n, "score") if score.number else None)])


def _fund_natures(canvas: Canvas, content: Content) -> None:
    """Receipts and payments of the budget in two columns of words, each under its sum."""
    left = (canvas.width - 1) // 2
    sides = [[n for n, fund in enumerate(content.funds) if fund.side == side] for side in ("receipts", "payments")]
    budget = content.funds[0].cells["full_budget"].text
    rows: list[list[tuple[str, int | None]]] = [[(f"按收入性质分：{budget}", None), (f"按支出性质分：{budget}", None)]]
    for at in range(max(map(len, sides))):
        rows.append([_said(content, side[at]) if at < len(side) else ("", None) for side in sides])
    for (one, first), (other, second) in rows:
        marks: list[Mark | None] = [None if n is None else ("fund", n, "full_budget") for n in (first, second)]
        canvas.row([(ABOVE, 1, None), (one, left, marks[0]), (other, canvas.width - 1 - left, marks[1])])


def _said(content: Content, n: int) -> tuple[str, int | None]:
    fund = content.funds[n]
    return f"{fund.label}：{fund.cells['full_budget'].text}", n


def _goals(canvas: Canvas, content: Content) -> None:
    block, *heads = content.layout.goal
    label: list[Spot] = [(block, 1, None)] if block else []
    free = canvas.width - len(label)
    spans = [free // len(heads) + (1 if n >= len(heads) - free % len(heads) else 0) for n in range(len(heads))]
    canvas.row([*label, *((words, span, None) for words, span in zip(heads, spans, strict=True))])
    for n, (aim, done) in enumerate(content.goals):
        cells: list[Spot] = [(aim, spans[0], ("goal", n, "expected")), (done, spans[1], ("goal", n, "actual"))]
        cells += [("无", span, None) for span in spans[2:]]
        canvas.row([*((ABOVE, 1, None) for _ in label), *cells])


def _header(canvas: Canvas, layout: Layout) -> tuple[int, ...]:
    """The header row or rows of the indicator block; their numbers."""
    first = len(canvas.rows)
    block: list[Spot] = [(layout.block, 1, None)] if layout.block else []
    spans = _spans(layout)
    if not layout.groups:
        canvas.row([*block, *((words, spans[role], None) for role, words in layout.columns)])
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


def _spans(layout: Layout) -> dict[str, int]:
    return dict(zip(layout.roles, layout.spans, strict=True))


def _row(canvas: Canvas, content: Content, index: int, row: Row) -> None:
    labels = {
        "seq": str(index + 1),
        "level_1": _label(row.level_1 if row.printed_1 is None else row.printed_1, row.opens_1),
        "level_2": _label(row.level_2 if row.printed_2 is None else row.printed_2, row.opens_2),
        "level_3": row.level_3,
    }
    cells: list[Spot] = [(ABOVE, 1, None)] if content.layout.block else []
    spans = _spans(content.layout)
    for role, _ in content.layout.columns:
        cell = row.cells.get(role, BLANK)
        words = labels.get(role, ABOVE if cell.same else cell.text)
        mark: Mark | None = None if words == ABOVE else ("row", index, role)
        cells.append((words, spans[role], mark))
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
