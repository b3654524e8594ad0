"""Merged cells as Word marks them, right and wrong: each case a snippet and the table it draws.

LibreOffice 7.4 draws the same cells, except where a comment says what it does instead.
"""

import pytest

from drawing import draw, grid
from extract.model import CellPlace
from wordml import read_body, tbl, tc, tr

DOWN, MORE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
ACROSS, ON = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'


def span(n: object) -> str:
    return f'<w:gridSpan w:val="{n}"/>'


def mark(name: str, n: object) -> str:
    return f'<w:{name} w:val="{n}"/>'


CASES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "span and merge down together": (
        tr(tc("a", span(2) + DOWN), tc("b")) + tr(tc("", span(2) + MORE), tc("c")) + tr(tc("d"), tc("e"), tc("f")),
        "|a|<|b|\n|^|<|c|\n|d|e|f|",
        (),
    ),
    "a merge that starts again starts a new cell": (
        tr(tc("a", DOWN), tc("b")) + tr(tc("n", DOWN), tc("d")) + tr(tc("", MORE), tc("f")),
        "|a|b|\n|n|d|\n|^|f|",
        (),
    ),
    "merges side by side stay apart": (
        tr(tc("a", DOWN), tc("b", DOWN)) + tr(tc("", MORE), tc("", MORE)),
        "|a|b|\n|^|^|",
        (),
    ),
    "continue in the first row stands for itself": (
        tr(tc("a", MORE), tc("b")) + tr(tc("c"), tc("d")),
        "|a|b|\n|c|d|",
        ("merge-orphan",),
    ),
    "continue under a cell that is not merged stands for itself": (
        tr(tc("a"), tc("b")) + tr(tc("c", MORE), tc("d")),
        "|a|b|\n|c|d|",
        ("merge-orphan",),
    ),
    "an orphan goes on in blank cells": (
        tr(tc("a", MORE), tc("b")) + tr(tc("", MORE), tc("d")),
        "|a|b|\n|^|d|",
        ("merge-orphan",),
    ),
    "but text under an orphan is never merged away": (
        tr(tc("a", MORE), tc("b")) + tr(tc("c", MORE), tc("d")),
        "|a|b|\n|c|d|",
        ("merge-orphan",),
    ),
    "text in a cell merged away is not displayed": (
        tr(tc("a", DOWN), tc("b")) + tr(tc("ghost", MORE), tc("d")),
        "|a|b|\n|^|d|",
        ("merged-away-text",),
    ),
    "a merge is cut by a row between": (  # LibreOffice loses cells here
        tr(tc("a", DOWN), tc("b")) + tr(tc("n"), tc("d")) + tr(tc("o", MORE), tc("f")),
        "|a|b|\n|n|d|\n|o|f|",
        ("merge-orphan",),
    ),
    "continue narrower than the cell above": (  # LibreOffice shifts the row
        tr(tc("a", span(2) + DOWN), tc("b")) + tr(tc("", MORE), tc("x"), tc("d")),
        "|a|<|b|\n||x|d|",
        ("merge-orphan",),
    ),
    "continue wider than the cell above": (
        tr(tc("a", DOWN), tc("m"), tc("b")) + tr(tc("", span(2) + MORE), tc("d")),
        "|a|m|b|\n||<|d|",
        ("merge-orphan",),
    ),
    "a span before it moves a cell from under its merge": (
        tr(tc("a"), tc("b", DOWN), tc("c")) + tr(tc("e", span(2)), tc("", MORE)),
        "|a|b|c|\n|e|<||",
        ("merge-orphan",),
    ),
    "legacy horizontal merge": (
        tr(tc("a", ACROSS), tc("", ON), tc("b")) + tr(tc("1"), tc("2"), tc("3")),
        "|a|<|b|\n|1|2|3|",
        (),
    ),
    "legacy horizontal merge keeps the text of both": (
        tr(tc("a", ACROSS), tc("x", ON), tc("b")),
        "|a⏎x|<|b|",
        (),
    ),
    "legacy horizontal merge with nothing to its left": (
        tr(tc("a"), tc("x", ON), tc("b")),
        "|a|x|b|",
        (),
    ),
    "legacy merges in both directions": (
        tr(tc("a", ACROSS + DOWN), tc("", ON + DOWN), tc("b")) + tr(tc("", ACROSS + MORE), tc("", ON + MORE), tc("c")),
        "|a|<|b|\n|^|<|c|",
        (),
    ),
    "squares before and after a row": (
        tr(tc("a"), tc("b"), tc("c"))
        + tr(tc("x"), properties=mark("gridBefore", 1) + mark("gridAfter", 1))
        + tr(tc("y"), tc("z"), properties=mark("gridBefore", 1)),
        "|a|b|c|\n|#|x|#|\n|#|y|z|",
        (),
    ),
    "ragged rows leave holes": (
        tr(tc("a"), tc("b"), tc("c")) + tr(tc("x"), tc("y")),
        "|a|b|c|\n|x|y|#|",
        ("grid-holes",),
    ),
    "spans of nonsense count one": (
        tr(tc("a", span("abc")), tc("b", span(-3)), tc("c", span(0)), tc("d", span("")), tc("e", span("1.5"))),
        "|a|b|c|d|e|",
        ("span-invalid",),
    ),
    "a span beyond Word's own limit is clamped": (
        tr(tc("a", span(2_000_000_000))),
        "|a" + "|<" * 62 + "|",
        ("span-invalid",),
    ),
    "a row without cells": (
        tr(tc("a")) + tr() + tr(tc("b")),
        "|a|\n|#|\n|b|",
        ("grid-holes",),
    ),
}


@pytest.mark.parametrize(("rows", "drawing", "notes"), CASES.values(), ids=CASES)
def test_merge(rows: str, drawing: str, notes: tuple[str, ...]) -> None:
    document = read_body(tbl(rows))
    assert [draw(g) for g in document.grids] == [draw(grid(drawing))]
    assert tuple(note.code for note in document.notes) == notes


def test_grid_columns_may_lie() -> None:
    rows = tr(tc("a", span(2)), tc("b")) + tr(tc("c"), tc("d"), tc("e"))
    for columns in (
        "",
        "<w:tblGrid/>",
        "<w:tblGrid><w:gridCol/></w:tblGrid>",
        f"<w:tblGrid>{'<w:gridCol/>' * 9}</w:tblGrid>",
    ):
        document = read_body(f"<w:tbl>{columns}{rows}</w:tbl>")
        assert draw(document.grids[0]) == "|a|<|b|\n|c|d|e|"


def test_a_note_names_the_cell() -> None:
    document = read_body(tbl(tr(tc("a"), tc("b")), tr(tc("c"), tc("d", MORE))))
    place = document.notes[0].place
    assert isinstance(place, CellPlace)
    assert (place.table, place.row, place.col) == (1, 1, 1)
