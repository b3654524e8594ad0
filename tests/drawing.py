"""Tables drawn as text, so that a test shows its input.

One line a row, cells separated by ``|``; ``<`` is merged with its left neighbour, ``^`` with the one above, ``#`` is a
square no cell covers, ``⏎`` a line break. A merged block repeats ``^`` or ``<`` on every square but its first.
"""

from extract.model import Cell, CellPlace, Grid

BREAK = "⏎"


def _rows(drawing: str) -> list[list[str]]:
    lines = [line.strip() for line in drawing.strip().splitlines() if line.strip()]
    return [[square.strip(" ") for square in line.removeprefix("|").removesuffix("|").split("|")] for line in lines]


def _anchor(squares: list[list[str]], row: int, col: int) -> tuple[int, int]:
    while squares[row][col] in ("<", "^"):
        if squares[row][col] == "<":
            col -= 1
        else:
            row -= 1
    return row, col


def grid(drawing: str, table: int = 1) -> Grid:
    """The grid a drawing shows; a row shorter than the first is a mistake in the drawing."""
    squares = _rows(drawing)
    n_rows, n_cols = len(squares), len(squares[0])
    assert all(len(row) == n_cols for row in squares), [len(row) for row in squares]
    extent: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(n_rows):
        for col in range(n_cols):
            if squares[row][col] != "#":
                anchor = _anchor(squares, row, col)
                last_row, last_col = extent.get(anchor, anchor)
                extent[anchor] = (max(last_row, row), max(last_col, col))
    cells = tuple(
        Cell(
            text=squares[row][col].replace(BREAK, "\n"),
            place=CellPlace(table, row, col),
            rows=last_row - row + 1,
            cols=last_col - col + 1,
        )
        for (row, col), (last_row, last_col) in extent.items()
    )
    return Grid(table, n_rows, n_cols, cells)


def draw(table: Grid) -> str:
    """The drawing of a grid; `grid(draw(g))` gives g's cells again."""
    squares = [["#"] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        top, left = cell.place.row, cell.place.col
        for row in range(top, top + cell.rows):
            for col in range(left, left + cell.cols):
                squares[row][col] = "<" if col > left else "^"
        squares[top][left] = cell.text.replace("\n", BREAK)
    return "\n".join("|" + "|".join(row) + "|" for row in squares)
