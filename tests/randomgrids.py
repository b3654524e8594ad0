"""Random merged tables for hypothesis: drawn grids, and Word bodies that hold every character somewhere."""

from collections.abc import Callable

from hypothesis import strategies as st

from extract.model import Cell, CellPlace, Grid

WORDS = st.text(alphabet="绩效指标产出0123456789.%≥（）<&>\"' 　\n", max_size=12).map(lambda text: text.strip("\n"))


@st.composite
def grids(
    draw: Callable[..., object], max_rows: int = 7, max_cols: int = 6, texts: st.SearchStrategy[str] = WORDS
) -> Grid:
    """A table without holes inside: squares are taken in reading order by cells of random extent."""
    n_rows = int(draw(st.integers(1, max_rows)))  # type: ignore[call-overload]
    n_cols = int(draw(st.integers(1, max_cols)))  # type: ignore[call-overload]
    taken = [[False] * n_cols for _ in range(n_rows)]
    cells: list[Cell] = []
    for row in range(n_rows):
        for col in range(n_cols):
            if not taken[row][col]:
                rows, cols = _extent(draw, taken, row, col)
                cells.append(Cell(str(draw(texts)), CellPlace(1, row, col), rows, cols))
    return Grid(1, n_rows, n_cols, tuple(cells))


def _extent(draw: Callable[..., object], taken: list[list[bool]], row: int, col: int) -> tuple[int, int]:
    """How far a cell from this square goes, and the squares it takes marked."""
    free = next((n for n, used in enumerate(taken[row][col:]) if used), len(taken[row]) - col)
    cols = min(free, int(draw(st.sampled_from((1, 1, 1, 2, 3)))))  # type: ignore[call-overload]
    rows = min(len(taken) - row, int(draw(st.sampled_from((1, 1, 1, 2, 4)))))  # type: ignore[call-overload]
    for below in range(row, row + rows):
        taken[below][col : col + cols] = [True] * cols
    return rows, cols
