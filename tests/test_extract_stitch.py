"""Tables over page breaks: drawn as the two pieces that the pages show, and the one table they are."""

from __future__ import annotations

from drawing import BREAK, grid
from extract.model import Area
from extract.pdf.sheet import Drawn, Sheet
from extract.pdf.stitch import stitch
from extract.pdf.text import Line

WIDTH, HEIGHT, SIZE = 60.0, 20.0, 10.0


def piece(drawing: str, page: int, xs: tuple[float, ...] | None = None) -> Sheet:
    """The table a page shows. A line of text that ends with ~ reaches the right side of its cell."""
    table = grid(drawing)
    xs = xs or tuple(index * WIDTH for index in range(table.n_cols + 1))
    cells = tuple(
        Drawn(
            cell.place.row,
            cell.place.col,
            cell.rows,
            cell.cols,
            lines=tuple(_line(text, xs[cell.place.col + cell.cols]) for text in cell.text.split("\n") if text),
            areas=(Area(page, (0, 0, 1, 1)),),
            right=xs[cell.place.col + cell.cols],
        )
        for cell in table.cells
    )
    return Sheet((page,), xs, (HEIGHT,) * table.n_rows, cells, (xs[0], 0, xs[-1], 800))


def _line(text: str, right: float) -> Line:
    end = right - 2 if text.endswith("~") else right - 3 * SIZE
    return Line(text.removesuffix("~"), SIZE, (0, 0, end, SIZE))


def shown(sheet: Sheet) -> str:
    squares = [["#"] * sheet.n_cols for _ in range(sheet.n_rows)]
    for cell in sheet.cells:
        for row in range(cell.row, cell.row + cell.rows):
            for col in range(cell.col, cell.col + cell.cols):
                squares[row][col] = "<" if col > cell.col else "^"
        squares[cell.row][cell.col] = cell.text.replace("\n", BREAK)
    return "\n".join("|" + "|".join(row) + "|" for row in squares)


def joined(upper: str, lower: str) -> str | None:
    found = stitch(piece(upper, 1), piece(lower, 2))
    return None if found is None else shown(found[0])


def drawing(text: str) -> str:
    return "\n".join(
        "|" + "|".join(s.strip() for s in row.strip()[1:-1].split("|")) + "|" for row in text.strip().split("\n")
    )


def test_rows_go_on_and_a_merged_label_with_them() -> None:
    assert joined(
        """
        | 指标 | 数量 | 培训 | 4 | 2 |
        | ^   | ^   | 会议 | 8 | 2 |
        """,
        """
        |     |     | 讲座 | 6 | 2 |
        | ^   | 质量 | 达标 | 1 | 5 |
        """,
    ) == drawing(
        """
        | 指标 | 数量 | 培训 | 4 | 2 |
        | ^   | ^   | 会议 | 8 | 2 |
        | ^   | ^   | 讲座 | 6 | 2 |
        | ^   | 质量 | 达标 | 1 | 5 |
        """
    )


def test_a_header_printed_again_is_dropped() -> None:
    assert joined(
        """
        | 一级 | 二级 | 目标 | 得分 |
        | 产出 | 数量 | 4   | 2   |
        """,
        """
        | 一级 | 二级 | 目标 | 得分 |
        | 效益 | 社会 | 9   | 5   |
        """,
    ) == drawing(
        """
        | 一级 | 二级 | 目标 | 得分 |
        | 产出 | 数量 | 4   | 2   |
        | 效益 | 社会 | 9   | 5   |
        """
    )


def test_a_header_from_the_middle_of_the_form_printed_again_is_dropped() -> None:
    assert joined(
        """
        | 名称 | 甲   | <   | <   |
        | 绩效 | 一级 | 目标 | 得分 |
        | ^   | 产出 | 4   | 2   |
        """,
        """
        | 绩效 | 一级 | 目标 | 得分 |
        | ^   | 效益 | 9   | 5   |
        """,
    ) == drawing(
        """
        | 名称 | 甲   | <   | <   |
        | 绩效 | 一级 | 目标 | 得分 |
        | ^   | 产出 | 4   | 2   |
        | ^   | 效益 | 9   | 5   |
        """
    )


def test_a_row_cut_in_the_middle_of_its_cells_is_one_row() -> None:
    assert joined(
        """
        | 指标 | 节约率⏎和  | -11.21% | 7 | 受疫情影响~ |
        """,
        """
        |     | 其他      |         |   | 支出增加。  |
        | 总分 | <        | <       | 97 |          |
        """,
    ) == drawing(
        """
        | 指标 | 节约率⏎和⏎其他 | -11.21% | 7 | 受疫情影响⏎支出增加。 |
        | 总分 | <        | <       | 97 |          |
        """
    )


def test_complete_rows_on_both_sides_stay_two_rows() -> None:
    upper, lower = "| 指标 | 培训 | 4 | 2 | 无 |", "| 指标 | 会议 | 8 | 2 | 略 |"
    assert joined(f"| 名称 | 甲 | < | < | < |\n{upper}", lower) == drawing(
        f"| 名称 | 甲 | < | < | < |\n{upper}\n{lower}"
    )


def test_a_label_printed_again_on_the_next_page_is_one_label() -> None:
    assert joined(
        """
        | 产出 | 培训 | 4 |
        | ^   | 会议 | 8 |
        """,
        """
        | 产出 | 讲座 | 6 |
        | ^   | 活动 | 1 |
        """,
    ) == drawing(
        """
        | 产出 | 培训 | 4 |
        | ^   | 会议 | 8 |
        | ^   | 讲座 | 6 |
        | ^   | 活动 | 1 |
        """
    )


def test_equal_values_above_each_other_are_not_one_cell() -> None:
    found = joined("| 甲 | 有效 | 15 |\n| 乙 | 有效 | 15 |", "| 丙 | 有效 | 15 |")
    assert found == drawing("| 甲 | 有效 | 15 |\n| 乙 | 有效 | 15 |\n| 丙 | 有效 | 15 |")


def test_the_next_form_stays_its_own() -> None:
    assert joined("| 项目名称 | 甲 |\n| 总分 | 99 |", "| 项目名称 | 乙 |\n| 总分 | 97 |") is None


def test_the_next_form_stays_its_own_when_both_begin_with_a_title_row() -> None:
    assert (
        joined(
            "| 自评表 | < |\n| 项目名称 | 甲 |\n| 总分 | 99 |",
            "| 自评表 | < |\n| 项目名称 | 乙 |\n| 总分 | 97 |",
        )
        is None
    )


def test_tables_of_other_columns_or_widths_are_not_joined() -> None:
    upper = piece("| 甲 | 乙 | 丙 |", 1, (0, 50, 100, 200))
    assert stitch(upper, piece("| 甲 | 乙 | 丙 |", 2, (0, 70, 150, 200))) is None
    assert stitch(upper, piece("| 甲 | 乙 | 丙 |", 2, (0, 50, 100, 260))) is None


def test_a_join_says_what_was_done() -> None:
    found = stitch(piece("| 一级 | 目标 |\n| 产出 | 4 |", 1), piece("| 一级 | 目标 |\n| 效益 | 5 |", 2))
    assert found is not None
    assert "第 1 页续到第 2 页" in found[1].reason.zh
    assert "表头 1 行" in found[1].reason.zh
    assert found[1].row == 2
