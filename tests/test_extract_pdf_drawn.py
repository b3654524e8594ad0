"""PDF tables against what was drawn: whatever way the lines were drawn, the grid is the drawing."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.measure.printings import without_idle_edges
from drawing import draw, grid
from extract.model import Cell, CellPlace, Document, Grid, Source
from extract.pdf import Engine, read_pdf
from pdfdrawing import COL, LEFT, PENS, ROW, TOP, Sheet, bold, page_of, turned

FORM = """
    | 项目名称       | 社会管理   | <        | <          | <    | <    |
    | 项目资金⏎（万元） |          | 年初预算数 | 全年执行数 | 执行率 | 得分  |
    | ^             | 年度资金总额 | 81.50    | 255.42     | 313.4% | 10  |
    | ^             | 其他资金   | 0        | 16.17      |      |      |
    | 绩⏎效          | 产出指标   | 数量指标  | 培训       | 4    | 1    |
    | ^             | ^         | ^        | 成本节约率  | ≥0   | -11.21% |
    | ^             | 满意度    | 公众     | 一二       | ≥90% | 100  |
    | 总分           | <         | <        | <          | 100  | 97   |
"""
BOTH: tuple[Engine, ...] = ("fast", "reference")


def read(data: bytes, engine: Engine = "auto") -> Document:
    return read_pdf(data, Source("form.pdf", "0" * 64, "pdf", len(data)), engine=engine)


def only_grid(data: bytes, engine: Engine = "auto") -> Grid:
    document = read(data, engine)
    assert len(document.grids) == 1, [draw(one) for one in document.grids]
    return document.grids[0]


def drawn(data: bytes, engine: Engine = "auto") -> str:
    return draw(only_grid(data, engine))


TRUTH = draw(grid(FORM))


@pytest.mark.parametrize("pen", PENS)
def test_every_way_to_draw_lines_gives_the_drawing(pen: str) -> None:
    assert drawn(page_of(FORM, PENS[pen]), "fast") == TRUTH


@pytest.mark.parametrize("pen", sorted(set(PENS) - {"unseen"}))
def test_the_reference_engine_reads_the_same(pen: str) -> None:
    """All but lines that are clipped away: pdfplumber does not know what is clipped."""
    assert drawn(page_of(FORM, PENS[pen]), "reference") == TRUTH


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize("degrees", [90, 180, 270, 0.3, -0.4, 90.3])
def test_content_turned_on_the_page_is_read_upright(degrees: float, engine: Engine) -> None:
    assert drawn(turned(FORM, degrees), engine) == TRUTH


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_displayed_turned_is_read_as_displayed(degrees: int, engine: Engine) -> None:
    found = only_grid(turned(FORM, degrees, told=True), engine)
    assert draw(found) == TRUTH
    first = found.at(0, 0)
    assert first is not None
    assert first.place.box == pytest.approx((LEFT, TOP, LEFT + COL, TOP + ROW), abs=0.6)


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize("by_word", [True, False])
def test_text_drawn_twice_for_boldness_is_read_once(by_word: bool, engine: Engine) -> None:
    assert drawn(bold(FORM, by_word=by_word), engine) == TRUTH


@st.composite
def merged_grids(drawing: st.DrawFn) -> Grid:
    """Up to 7 × 6 squares, cut at random into merged cells with texts of one or two lines, some empty."""
    n_rows, n_cols = drawing(st.integers(1, 7)), drawing(st.integers(2, 6))
    free = {(row, col) for row in range(n_rows) for col in range(n_cols)}
    cells: list[Cell] = []
    for row in range(n_rows):
        for col in range(n_cols):
            if (row, col) in free:
                rows, cols = drawing(st.integers(1, 3)), drawing(st.integers(1, 3))
                while cols > 1 and not {(row, x) for x in range(col, col + cols)} <= free:
                    cols -= 1
                while rows > 1 and not {(y, x) for y in range(row, row + rows) for x in range(col, col + cols)} <= free:
                    rows -= 1
                free -= {(y, x) for y in range(row, row + rows) for x in range(col, col + cols)}
                text = drawing(st.sampled_from(TEXTS))
                cells.append(Cell(text, CellPlace(1, row, col), rows, cols))
    return Grid(1, n_rows, n_cols, tuple(cells))


TEXTS = ("", "数量指标", "100%", "-7.40%", "社会效\n益指标", "≥90%", "一", "12\n万元", "Wi-Fi", "１２３", "81.50")


@pytest.mark.parametrize("over", [1.0, 2.2, 4.0])
def test_a_text_too_wide_for_its_cell_stands_out_on_both_sides_and_is_whole(over: float) -> None:
    wide = "未完成原因说"
    size = (COL + 2 * over) / len(wide)
    sheet = Sheet()
    sheet.table("| 得分 | | 备注 |\n| 9 | 天气 | 无 |")
    sheet.text(LEFT + COL - over, TOP + ROW / 2, wide, size)
    assert drawn(sheet.bytes(), "fast") == draw(grid(f"| 得分 | {wide} | 备注 |\n| 9 | 天气 | 无 |"))


@settings(max_examples=60, deadline=None)
@given(merged_grids(), st.sampled_from(sorted(PENS)))
def test_any_merged_grid_in_any_style_is_read_as_drawn(table: Grid, pen: str) -> None:
    assume(sum(bool(cell.text) for cell in table.cells) > 0 and len(table.cells) > 1)
    assert drawn(page_of(table, PENS[pen]), "fast") == draw(without_idle_edges(table))
