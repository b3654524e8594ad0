"""What stands in a Word file before merges are resolved: flows of paragraphs and tables, rows of marked cells."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from extract.model import CellPlace, TextPlace

Merge = Literal["restart", "continue"] | None


class Flow(Struct, eq=False):
    """Paragraph texts, tables and text boxes of the body, a cell or a box, in reading order.

    `place` is set when the cell gets its place in a grid, `numbers` when paragraphs of the body get theirs.
    """

    items: list[str | RawTable | Flow] = field(default_factory=list)
    place: CellPlace | None = None
    numbers: dict[int, TextPlace] | None = None

    def text(self) -> str:
        """The paragraphs as lines, blank ones at either end dropped."""
        items = self.items
        if len(items) == 1 and type(items[0]) is str:
            return items[0].strip("\n")
        return "\n".join([item for item in items if type(item) is str]).strip("\n")

    def is_rich(self) -> bool:
        """True where it holds more than paragraphs."""
        items = self.items
        return not (len(items) == 1 and type(items[0]) is str) and any(type(item) is not str for item in items)

    def has_content(self) -> bool:
        """True where it holds a visible character or a table."""
        return self.is_rich() or any(item.strip() for item in self.items if isinstance(item, str))


class RawCell(Flow, eq=False):
    """One w:tc: its content, the path that leads to it in the XML, its merge marks as written.

    `cols` is its span as written until merges are resolved; then it says with `row`, `col` and `rows` what the cell
    covers as drawn, and cells merged into another one are out of the play.
    """

    path: str = ""
    cols: int = 1
    down: Merge = None
    across: Merge = None
    row: int = 0
    col: int = 0
    rows: int = 1


class RawRow(Struct, eq=False):
    """One w:tr: its cells, and the squares left empty before the first and after the last of them."""

    cells: list[RawCell]
    before: int = 0
    after: int = 0
    hidden: bool = False  # asks to disappear, which it does if nothing in it is visible

    def width(self) -> int:
        """How many columns it takes."""
        return self.before + sum([cell.cols for cell in self.cells]) + self.after


class RawTable(Struct, eq=False):
    """One w:tbl as written."""

    rows: list[RawRow]
    path: str
