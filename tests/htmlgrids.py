"""The tables of an HTML page as grids, spans resolved as browsers do: for comparing with what other programs read."""

from lxml import etree, html

from extract.model import Cell, CellPlace, Grid

Square = tuple[int, int]


def html_grids(page: str | bytes) -> list[Grid]:
    """Every table of a page in order, its own rows only."""
    root = html.fromstring(page)
    return [_grid(table, n) for n, table in enumerate(root.iter("table"), start=1)]


def _grid(table: etree._Element, number: int) -> Grid:
    rows = [tr for tr in table.iter("tr") if next(tr.iterancestors("table")) is table]
    taken: set[Square] = set()
    cells: list[Cell] = []
    for row, tr in enumerate(rows):
        col = 0
        for td in tr:
            if td.tag in ("td", "th"):
                while (row, col) in taken:
                    col += 1
                cell = _cell(td, CellPlace(number, row, col), len(rows))
                taken |= {(row + down, col + right) for down in range(cell.rows) for right in range(cell.cols)}
                cells.append(cell)
    n_cols = max((col for _, col in taken), default=-1) + 1
    return Grid(number, len(rows), n_cols, tuple(cells))


def _cell(td: etree._Element, place: CellPlace, n_rows: int) -> Cell:
    text = "".join("".join(str(piece) for piece in td.itertext()).split())
    rows = min(int(td.get("rowspan") or 1), n_rows - place.row)
    return Cell(text, place, rows, int(td.get("colspan") or 1))
