"""Tables over page breaks: drawn as the two pieces that the pages show, and the one table they are."""

from __future__ import annotations

from drawing import BREAK, grid
from extract.model import Area
from extract.pdf.sheet import Drawn, Sheet
from extract.pdf.stitch import Growing
from extract.pdf.text import Line

WIDTH, HEIGHT, SIZE, LEADING = 60.0, 20.0, 10.0, 15.0

Floats = tuple[float, ...]


def piece(drawing: str, page: int, xs: Floats | None = None, heights: Floats | None = None) -> Sheet:
    """The table a page shows, its text down to the page's last line.

    A line of text that ends with ~ reaches the right side of its cell, one that ends with _ nearly, one with ` ends
    two signs and a half before it; a cell whose text begins with / is left open at the page break.
    """
    table = grid(drawing)
    xs = xs or tuple(index * WIDTH for index in range(table.n_cols + 1))
    cells = tuple(
        Drawn(
            cell.place.row,
            cell.place.col,
            cell.rows,
            cell.cols,
            lines=tuple(_line(text, xs[cell.place.col + cell.cols], n) for n, text in enumerate(_lines(cell.text))),
            areas=(Area(page, (0, 0, 1, 1)),),
            right=xs[cell.place.col + cell.cols],
            above=cell.text.startswith("/") and cell.place.row == 0,
            below=cell.text.startswith("/"),
        )
        for cell in table.cells
    )
    return Sheet((page,), xs, heights or (HEIGHT,) * table.n_rows, cells, (xs[0], 0, xs[-1], SIZE))


def _line(text: str, right: float, number: int) -> Line:
    length, end = {"~": (WIDTH - 4, 2), "_": (4 * SIZE + 2, 2), "`": (4 * SIZE - 2, 25)}.get(
        text[-1], (4 * SIZE - 2, 2)
    )
    top = number * LEADING
    return Line(text.rstrip("~_`"), SIZE, (right - end - length, top, right - end, top + SIZE))


def _lines(text: str) -> list[str]:
    return [line for line in text.removeprefix("/").split("\n") if line]


def shown(sheet: Sheet) -> str:
    squares = [["#"] * sheet.n_cols for _ in range(sheet.n_rows)]
    for cell in sheet.cells:
        for row in range(cell.row, cell.row + cell.rows):
            for col in range(cell.col, cell.col + cell.cols):
                squares[row][col] = "<" if col > cell.col else "^"
        squares[cell.row][cell.col] = cell.text.replace("\n", BREAK)
    return "\n".join("|" + "|".join(row) + "|" for row in squares)


def joined(upper: str, lower: str, above: Floats | None = None, below: Floats | None = None) -> str | None:
    """above, below: the heights of the rows where they are not all the same."""
    table = Growing(piece(upper, 1, heights=above))
    return None if table.take(piece(lower, 2, heights=below)) is None else shown(table.sheet)


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
    table = Growing(piece("| 甲 | 乙 | 丙 |", 1, (0, 50, 100, 200)))
    assert table.take(piece("| 甲 | 乙 | 丙 |", 2, (0, 70, 150, 200))) is None
    assert table.take(piece("| 甲 | 乙 | 丙 |", 2, (0, 50, 100, 260))) is None


def test_a_join_says_what_was_done() -> None:
    join = Growing(piece("| 一级 | 目标 |\n| 产出 | 4 |", 1)).take(piece("| 一级 | 目标 |\n| 效益 | 5 |", 2))
    assert join is not None
    assert "第 1 页续到第 2 页" in join.reason.zh
    assert "表头 1 行" in join.reason.zh
    assert join.row == 2


UPPER = """
    | 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值 | 得分 |
    | 产出指标 | 数量指标 | 培训     | 4     | 5   | 5   |
    """

UPPER_OF_4 = """
    | 一级指标 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 数量指标 | 培训     | 4     |
    | ^       | 质量指标 | 达标     | 1     |
    """


def test_a_label_whose_text_was_cut_is_one_label() -> None:
    found = joined(
        UPPER + "| 满意度指~ | 服务对象满意度指~ | 学员满意度 | 90% | 5 | 5 |", "| 标 | 标 | 群众满意度 | 95% | 5 | 5 |"
    )
    assert found is not None
    assert found.splitlines()[-2:] == [
        "|满意度指⏎标|服务对象满意度指⏎标|学员满意度|90%|5|5|",
        "|^|^|群众满意度|95%|5|5|",
    ]


def test_a_label_cut_before_its_points_is_one_label() -> None:
    found = joined(UPPER + "| 效益指标 | 社会效益~ | 知晓 | 90% | 5 | 5 |", "| （30分） | 指标 | 就业 | 95% | 5 | 5 |")
    assert found is not None
    assert found.splitlines()[-2:] == ["|效益指标⏎（30分）|社会效益⏎指标|知晓|90%|5|5|", "|^|^|就业|95%|5|5|"]


def test_a_new_label_under_a_full_line_stays_its_own() -> None:
    found = joined(
        UPPER + "| 效益指标~ | 经济效益指标~ | 增收 | 90% | 5 | 5 |",
        "| 满意度指标 | 服务对象满意度指标 | 学员 | 95% | 5 | 5 |",
    )
    assert found is not None
    assert found.splitlines()[-1] == "|满意度指标|服务对象满意度指标|学员|95%|5|5|"


def test_a_short_label_under_a_full_line_stays_its_own_where_others_are_as_short() -> None:
    rows = "| 类别 | 名称 | 目标值 | 完成值 |\n| 数量 | 培训 | 4 | 4 |\n| 质量~ | 达标 | 90% | 90% |"
    found = joined(rows, "| 时效 | 及时 | 95% | 95% |")
    assert found is not None
    assert found.splitlines()[-1] == "|时效|及时|95%|95%|"


def test_a_block_label_beside_its_header_is_one_label() -> None:
    found = joined(
        "| 名称 | 甲 | < |\n| 年度总体~ | 预期目标 | 实际完成情况 |",
        "| 目标 | 完成全年培训任务，提高人员素质水平。 | 全年共培训十二期，参加人员三百余人。 |\n| 总分 | 97 | < |",
    )
    assert found is not None
    assert found.splitlines()[1:3] == [
        "|年度总体⏎目标|预期目标|实际完成情况|",
        "|^|完成全年培训任务，提高人员素质水平。|全年共培训十二期，参加人员三百余人。|",
    ]


def test_labels_before_their_texts_stay_two_rows() -> None:
    upper, lower = "| 存在问题 | 预算执行进度有待加快。 |", "| 改进措施 | 加强过程管理。 |"
    found = joined("| 名称 | 甲 |\n" + upper.replace("问题", "问题~"), lower)
    assert found == drawing(f"| 名称 | 甲 |\n{upper}\n{lower}")


def test_a_weight_and_a_score_over_two_rows_are_shared() -> None:
    found = joined(UPPER + "| ^ | ^ | 会议 | 8 | 10 | 10 |", "|  |  | 讲座 | 6 |  |  |")
    assert found is not None
    assert found.splitlines()[-1] == "|^|^|讲座|6|^|^|"


def test_a_weight_missing_where_others_are_missing_is_not_shared() -> None:
    rows = "| ^ | ^ | 会议 | 8 |  |  |\n| ^ | ^ | 走访 | 8 | 10 | 10 |"
    found = joined(UPPER + rows, "|  |  | 讲座 | 6 |  |  |")
    assert found is not None
    assert found.splitlines()[-1] == "|^|^|讲座|6|||"


def test_a_score_over_an_empty_row_of_the_template_is_not_shared() -> None:
    found = joined(UPPER + "| ^ | ^ | 会议 | 8 | 10 | 10 |", "|  |  | …… |  |  |  |")
    assert found is not None
    assert found.splitlines()[-1] == "|^|^|……||||"


def test_funds_nobody_filled_in_are_not_shared() -> None:
    found = joined("| 资金 | 预算数 | 执行数 | 执行率 |\n| 总额 | 300 | 259 | 86% |", "| 其中中央补助 |  |  |  |")
    assert found is not None
    assert found.splitlines()[-1] == "|其中中央补助||||"


def test_funds_nobody_filled_in_are_not_shared_beside_a_label_that_runs_on() -> None:
    upper = "| 资金~ | 预算数 | 执行数 | 执行率 |\n| ^ | 总额 | 300 | 259 | 86% |".replace("资金~ |", "资金~ | 来源 |")
    found = joined(upper, "| （万元） | 中央补助 |  |  |  |\n| ^ | 自治区补助 | 300 | 259 | 86% |")
    assert found is not None
    assert found.splitlines()[-2:] == ["|^|中央补助||||", "|^|自治区补助|300|259|86%|"]


def test_cells_left_open_beside_closed_ones_run_on_whatever_they_say() -> None:
    found = joined("| /产出 | 甲 | 4 | /10 |\n| ^ | 乙 | 8 | ^ |", "| / | 丙 | 6 | / |")
    assert found == drawing("| 产出 | 甲 | 4 | 10 |\n| ^ | 乙 | 8 | ^ |\n| ^ | 丙 | 6 | ^ |")


def test_closed_cells_beside_open_ones_end() -> None:
    found = joined("| /产出 | 数量~ | 4 |", "| / |  | 6 |")
    assert found == drawing("| 产出 | 数量 | 4 |\n| ^ |  | 6 |")


def test_a_row_with_its_cells_left_open_is_cut_though_a_label_beside_it_ends() -> None:
    upper = "| 产出 | /满意度⏎指标 | /群众满意 | /95% |\n"
    found = joined("| 绩效 | 一 | 二 | 三 |\n" + upper.replace("产出", "^"), "|  | /（10分） | / | / |")
    assert found == drawing("| 绩效 | 一 | 二 | 三 |\n| ^ | 满意度⏎指标⏎（10分） | 群众满意 | 95% |")


def test_a_row_lower_than_all_others_is_the_rest_of_one_though_its_text_was_broken_off_early() -> None:
    whole, heights = "| 甲 | 一 |\n| 乙 | 二 |\n| 项目支 | 管理 |", (HEIGHT,) * 3
    rest = joined(whole, "| 出名称 |  |\n| 丙 | 三 |", heights, (15.0, HEIGHT))
    assert rest == drawing("| 甲 | 一 |\n| 乙 | 二 |\n| 项目支⏎出名称 | 管理 |\n| 丙 | 三 |")
    row = joined(whole, "| 出名称 |  |\n| 丙 | 三 |", heights, (HEIGHT, HEIGHT))
    assert row == drawing("| 甲 | 一 |\n| 乙 | 二 |\n| 项目支 | 管理 |\n| 出名称 |  |\n| 丙 | 三 |")


def test_a_header_of_two_rows_cut_between_them_is_one() -> None:
    found = joined(
        "| 一级指标 | 三级指标 | 年度指标值 | < | 得分 | 偏差原因分析~ |",
        "|  |  | 指标值 | 单位 |  | 及措施 |\n| 产出 | 培训 | 4 | 次 | 2 | 无 |",
    )
    assert found is not None
    assert found.splitlines()[:2] == [
        "|一级指标|三级指标|年度指标值|<|得分|偏差原因分析⏎及措施|",
        "|^|^|指标值|单位|^|^|",
    ]


def test_the_rest_of_a_heading_is_no_row_under_it() -> None:
    found = joined(
        "| 一级指标 | 三级指标 | 年度 | 实际 | 得分 |", "|  |  | 指标值 | 完成值 |  |\n| 产出 | 培训 | 4 | 4 | 2 |"
    )
    assert found is not None
    assert found.splitlines()[0] == "|一级指标|三级指标|年度⏎指标值|实际⏎完成值|得分|"


def test_labels_beside_numbers_of_rows_run_on() -> None:
    found = joined("| 1 | 产出 | 数量 | 培训 | 4 |\n| 2 | ^ | 质量 | 达标 | 9 |", "| 3 |  |  | 及时 | 8 |")
    assert found == drawing("| 1 | 产出 | 数量 | 培训 | 4 |\n| 2 | ^ | 质量 | 达标 | 9 |\n| 3 | ^ | ^ | 及时 | 8 |")


def test_a_label_cut_before_its_last_sign_ends_as_its_heading_does() -> None:
    header = "| 一级指标 | 二级指标 | 三级指标 | 指标值 | 得分 |\n"
    found = joined(
        header + "| 产出指~ | 数量指~ | 培训 | 4 | 5 |",
        "| 标 | 标 | 会议 | 8 | 5 |\n| ^ | ^ | 讲座 | 6 | 2 |",
    )
    assert found is not None
    assert found.splitlines()[1:] == ["|产出指⏎标|数量指⏎标|培训|4|5|", "|^|^|会议|8|5|", "|^|^|讲座|6|2|"]


def test_a_label_cut_before_one_that_could_stand_alone_ends_as_most_do() -> None:
    rows = "| 产出指标 | 质量指标 | 达标 | 1 | 5 |\n| ^ | 时效指标 | 及时 | 2 | 5 |\n"
    found = joined(
        "| 预算执行 | 执行率 | 执行率 | 10 | 10 |\n| 产出指标 | 数量指标 | 培训 | 4 | 5 |\n"
        + rows
        + "| 满意度指~ | 服务对象~ | 学员 | 90% | 5 |",
        "| 标 | 满意度指标 | 群众 | 95% | 5 |",
    )
    assert found is not None
    assert found.splitlines()[-2:] == ["|满意度指⏎标|服务对象⏎满意度指标|学员|90%|5|", "|^|^|群众|95%|5|"]


def test_a_label_of_one_line_beside_one_of_two_has_ended() -> None:
    found = joined(
        "| 一级指标 | 二级指标 | 三级指标 | 指标值 |\n| 预算执行~ | 预算执行⏎率 | 预算执行率 | 100% |",
        "| 产出指标 | 数量指标 | 培训 | 4 |\n| ^ | ^ | 会议 | 8 |\n| 效益指标 | 社会指标 | 知晓 | 9 |\n"
        "| 满意指标 | 服务指标 | 学员 | 9 |",
    )
    assert found is not None
    assert found.splitlines()[1:3] == ["|预算执行|预算执行⏎率|预算执行率|100%|", "|产出指标|数量指标|培训|4|"]


def test_texts_with_room_for_a_sign_that_another_line_of_their_column_uses_have_ended() -> None:
    upper = "| 效益指标 | 社会效益_ | 知晓程度_ | 效果明显_ |"
    lower = "| | 持续影响 | 使用年限 | 不低于六 |\n| 满意 | 群众 | {} | {} |"
    cut = joined(UPPER_OF_4 + upper, lower.format("满意", "高"))
    assert cut is not None
    assert cut.splitlines()[-2] == "|效益指标|社会效益⏎持续影响|知晓程度⏎使用年限|效果明显⏎不低于六|"
    rows = joined(UPPER_OF_4 + upper, lower.format("群众满意度~", "九成以上~"))
    assert rows is not None
    assert rows.splitlines()[-3:-1] == ["|效益指标|社会效益|知晓程度|效果明显|", "|^|持续影响|使用年限|不低于六|"]


def test_a_label_cut_in_a_row_of_texts_is_not_the_rest_of_a_heading() -> None:
    found = joined(
        UPPER_OF_4 + "| 效益指标 | 社会效益指~ | 丰富程度 | 显著提升 |",
        "| | 标 | 治理水平 | 长期稳定 |\n| 满意 | 群众 | 满意 | 高 |",
    )
    assert found is not None
    assert found.splitlines()[-3:-1] == ["|效益指标|社会效益指⏎标|丰富程度|显著提升|", "|^|^|治理水平|长期稳定|"]


def test_a_table_over_forty_pages_is_one_table() -> None:
    """Longer than what is looked at around a break: its heading is known, its labels grow from the first page on."""
    heading, body = "| 类别 | 一级 | 二级 | 值 |", [f"| ^ | ^ | 项{row} | {row} |" for row in range(800)]
    pages = ["\n".join(body[at : at + 20]).replace("| ^ | ^ |", "| 产出 | 数量 |", 1) for at in range(0, 800, 20)]
    table = Growing(piece(f"{heading}\n{pages[0]}", 1))
    joins = [table.take(piece(f"{heading}\n{rows}", number)) for number, rows in enumerate(pages[1:], 2)]
    assert [join.row for join in joins if join] == [1 + 20 * page for page in range(1, 40)]
    body[0] = body[0].replace("| ^ | ^ |", "| 产出 | 数量 |")
    assert shown(table.sheet) == drawing("\n".join([heading, *body]))


def test_a_piece_of_finer_columns_that_is_no_continuation_changes_nothing() -> None:
    table = Growing(piece("| 项目名称 | 甲 |\n| 总分 | 99 |", 1, (0, 60, 180)))
    assert table.take(piece("| 项目名称 | 乙 | < |\n| 总分 | 97 | 良 |", 2)) is None
    assert shown(table.sheet) == drawing("| 项目名称 | 甲 |\n| 总分 | 99 |")


def test_a_number_cut_where_no_sign_more_has_room_is_one_number() -> None:
    for above, below in (("716.9", "9"), ("716.99万", "元"), ("96.67", "%")):
        upper = UPPER_OF_4 + f"| ^ | 时效指标 | 及时 | {above}~ |"
        cut = joined(upper, f"|  |  |  | {below} |\n| 效益 | 社会 | 知晓 | 8 |")
        assert cut is not None
        assert cut.splitlines()[-2:] == [f"|^|时效指标|及时|{above}⏎{below}|", "|效益|社会|知晓|8|"]
    whole = joined(UPPER_OF_4 + "| ^ | 时效指标 | 及时 | 716.9 |", "| ^ | 时效 | 准点 | 9 |".replace("^", ""))
    assert whole is not None
    assert whole.splitlines()[-1].endswith("|准点|9|")


def test_a_text_ends_full_where_the_word_that_follows_has_no_room() -> None:
    upper = (
        "| 名称 | 甲 | < |\n| 年度目标 | 提高人员素质水平；设备完好率95%以上；~ | 全年共培训十二期，人员培训合格率为` |"
    )
    cut = joined(upper, "|  | 群众满意。 | 100%，共三百余人。 |\n| 总分 | 97 | < |")
    assert cut is not None
    assert cut.splitlines()[1] == (
        "|年度目标|提高人员素质水平；设备完好率95%以上；⏎群众满意。|全年共培训十二期，人员培训合格率为⏎100%，共三百余人。|"
    )


def test_a_label_written_down_a_column_of_signs_is_one_after_its_first_sign() -> None:
    found = joined(
        UPPER_OF_4 + "| 效 | 社会指标 | 知晓 | 9 |", "| 益⏎指⏎标 |  |  |  |\n| 效⏎益⏎指⏎标 | 社会指标 | 就业 | 8 |"
    )
    assert found is not None
    assert found.splitlines()[-2:] == ["|效⏎益⏎指⏎标|社会指标|知晓|9|", "|效⏎益⏎指⏎标|社会指标|就业|8|"]


def test_a_label_that_alone_made_its_row_high_ends_with_it() -> None:
    upper = "| 名称 | 甲 | < |\n| 年度总⏎体目标⏎情况 | 预期目标 | 实际完成情况 |"
    lower = "|  | 完成全年培训任务，提高人员素质水平。 | 全年共培训十二期，参加人员三百余人。 |\n| 总分 | 97 | < |"
    ended = joined(upper, lower, (HEIGHT, 3 * LEADING + 5))
    assert ended is not None
    assert ended.splitlines()[2].startswith("||完成全年")
    merged = joined(upper, lower, (HEIGHT, HEIGHT))
    assert merged is not None
    assert merged.splitlines()[2].startswith("|^|完成全年")


def test_the_rest_of_a_label_in_a_row_lower_than_all_others_is_no_row() -> None:
    upper = UPPER_OF_4 + "| 满意指标 | 服务对象⏎满意度指~ | 学员 | 90% |\n| ^ | ^ | 群众 | 95% |"
    heights = (HEIGHT,) * 5
    rest = joined(upper, "|  | 标 |  |  |", heights, (15.0,))
    assert rest is not None
    assert rest.splitlines()[-2:] == ["|满意指标|服务对象⏎满意度指⏎标|学员|90%|", "|^|^|群众|95%|"]
    row = joined(upper, "|  | 标 |  |  |", heights, (HEIGHT,))
    assert row is not None
    assert len(row.splitlines()) == 6


def test_an_empty_row_at_the_foot_is_begun_where_it_is_left_open() -> None:
    lower, heights = "|  | 社会 | 知晓 | 9 |\n| 满意 | 群众 | 满意 | 高 |", (HEIGHT, HEIGHT, HEIGHT, 5.0)
    whole = joined(UPPER_OF_4 + "|  |  |  |  |", lower, heights)
    assert whole is not None
    assert len(whole.splitlines()) == 6
    begun = joined(UPPER_OF_4 + "| / | / | / | / |", lower, heights)
    assert begun is not None
    assert len(begun.splitlines()) == 5


def test_an_empty_row_at_the_head_as_low_as_others_of_the_table_is_a_row() -> None:
    upper = UPPER_OF_4 + "|  |  |  |  |\n| 效益 | 社会 | 知晓 | 9 |"
    lower = "|  |  |  |  |\n| 满意 | 群众 | 满意 | 高 |"
    whole = joined(upper, lower, (HEIGHT, HEIGHT, HEIGHT, 5.0, HEIGHT), (5.0, HEIGHT))
    assert whole is not None
    assert len(whole.splitlines()) == 7
    rest = joined(upper, lower, (HEIGHT,) * 5, (5.0, HEIGHT))
    assert rest is not None
    assert len(rest.splitlines()) == 6


def test_two_texts_in_cells_left_open_are_one_text() -> None:
    found = joined(
        "| /部门总体 | 支出 | 数 |\n| ^ | 总额 | 8 |", "| /资金（万元） | 基本支出 | 6 |\n| ^ | 项目支出 | 2 |"
    )
    assert found is not None
    assert found.splitlines()[0] == "|部门总体⏎资金（万元）|支出|数|"
    assert found.splitlines()[-1] == "|^|项目支出|2|"


def test_a_value_of_two_rows_ends_over_a_row_that_says_nothing() -> None:
    upper = UPPER + "| ^ | 质量指标 | 达标 | 1 | 10 | 10 |\n| ^ | ^ | 合格 | 1 | ^ | ^ |"
    for name in ("", "……"):
        found = joined(upper, f"|  |  | {name} |  |  |  |\n| 总分 | < | < | < | 100 | 97 |")
        assert found is not None
        assert found.splitlines()[-3:] == ["|^|^|合格|1|^|^|", f"|^|^|{name}||||", "|总分|<|<|<|100|97|"]


def test_a_bound_is_one_with_the_figure_below_it() -> None:
    found = joined(UPPER_OF_4 + "| ^ | 时效指标 | 及时 | 不低于 |", "|  |  |  | 100% |\n| 效益 | 社会 | 知晓 | 8 |")
    assert found is not None
    assert found.splitlines()[-2:] == ["|^|时效指标|及时|不低于⏎100%|", "|效益|社会|知晓|8|"]


def test_a_heading_typed_in_two_lines_is_cut_beside_a_blank_corner() -> None:
    found = joined(
        "| 名称 | 甲 | < | < | < |\n| 项目资金 |  | 年初 | 全年 | 执行率 |",
        "| （元） |  | 预算数 | 执行数 |  |\n| ^ | 总额 | 300 | 259 | 86% |",
    )
    assert found is not None
    assert found.splitlines()[1:] == ["|项目资金⏎（元）||年初⏎预算数|全年⏎执行数|执行率|", "|^|总额|300|259|86%|"]


def test_figures_with_any_unit_are_values_of_two_rows_and_no_heading() -> None:
    upper = "| 一级 | 二级 | 三级 | 目标 | 完成 |\n| 产出 | 数量 | 开展活动 | 28场 | 28场 |"
    found = joined(upper, "|  |  | 维修渠道 | 4650米 | 5255米 |\n| ^ | 质量 | 达标 | 94% | 79% |")
    assert found is not None
    assert found.splitlines()[1:3] == ["|产出|数量|开展活动|28场|28场|", "|^|^|维修渠道|4650米|5255米|"]


def test_figures_of_two_lines_moved_whole_to_the_next_page_are_the_rest_of_their_row() -> None:
    upper, rest = (
        "| 资金 | 预算 | 调整 | 执行 |\n| 总额 | 524.39 |  | 522.13 |",
        "| 其中 | 524.39 | 524.⏎3900 | 522.13 |",
    )
    cut = joined(upper, f"|  |  | 524.⏎3900 |  |\n{rest}")
    assert cut is not None
    assert cut.splitlines()[1:] == ["|总额|524.39|524.⏎3900|522.13|", "|其中|524.39|524.⏎3900|522.13|"]
    row = joined(upper, f"|  |  | 524 |  |\n{rest}")
    assert row is not None
    assert len(row.splitlines()) == 4


def test_a_heading_three_rows_deep_is_printed_again_over_a_label_left_open() -> None:
    upper = """
        |评价指标|<|<|<|评分标准|得分|
        |一级指标|<|二级指标|<|^|^|
        |名称|权重|名称|权重|^|^|
        |/预算执行|/40|资金管理|8|发现一项扣2分|7|
    """
    lower = """
        |评价指标|<|<|<|评分标准|得分|
        |一级指标|<|二级指标|<|^|^|
        |名称|权重|名称|权重|^|^|
        |||项目管理|4|符合得4分|4|
        |^|^|信息公开|4|公开得4分|4|
    """
    assert joined(upper, lower) == drawing(
        """
        |评价指标|<|<|<|评分标准|得分|
        |一级指标|<|二级指标|<|^|^|
        |名称|权重|名称|权重|^|^|
        |预算执行|40|资金管理|8|发现一项扣2分|7|
        |^|^|项目管理|4|符合得4分|4|
        |^|^|信息公开|4|公开得4分|4|
        """
    )


def test_a_heading_over_the_next_form_of_one_table_is_printed_first_not_again() -> None:
    form = "| 名称 | {} | < | < |\n| 目标 | {} | < | < |\n"
    heads = "| 一级 | 名 | 值 | 得分 |\n"
    found = joined(
        form.format("甲", "修路") + heads + "| 产出 | 里程 | 4 | 2 |\n" + form.format("乙", "架桥"),
        heads + "| 产出 | 桥梁 | 9 | 5 |",
    )
    assert found is not None
    assert found.splitlines()[-3:] == ["|目标|架桥|<|<|", "|一级|名|值|得分|", "|产出|桥梁|9|5|"]


def test_a_row_with_all_its_figures_above_is_cut_where_its_label_is_completed_below() -> None:
    rows = "| 产出指标 | 数量指标 | 培训 | 4 | 5 |\n| ^ | 质量指标 | 达标 | 1 | 5 |\n| ^ | 时效指标 | 及时 | 2 | 5 |\n"
    upper = rows + "| 满意度_ | {} | 学员~ | 90% | 5 |"
    found = joined(upper.format("服务对象"), "| 指标 | 满意度指标 | 满意度 | | |")
    assert found is not None
    assert found.splitlines()[-1] == "|满意度⏎指标|服务对象⏎满意度指标|学员⏎满意度|90%|5|"
    whole = joined(upper.format("学员指标"), "| 指标 | 满意度指标 | 满意度 | | |")
    assert whole is not None
    assert whole.splitlines()[-2] == "|满意度⏎指标|学员指标|学员|90%|5|"


def test_a_heading_over_the_next_form_is_printed_first_though_a_row_above_has_as_many_columns() -> None:
    funds = "| 资金 | 来源 | 预算 | 执行 |\n| ^ | 合计 | 300 | 259 |\n"
    goals, indicators = "| 目标 | 编号 | 内容 | 得分 |\n| ^ | 1 | 修路 | 9 |\n", "| 指标 | 一级 | 名称 | 得分 |\n"
    first = f"| 名称 | 甲 | < | < |\n{funds}{goals}{indicators}| ^ | 产出 | 里程 | 2 |\n"
    for second, rest in (("", goals + indicators), (goals, indicators)):
        found = joined(f"{first}| 名称 | 乙 | < | < |\n{funds}{second}", f"{rest}| ^ | 产出 | 桥梁 | 5 |")
        assert found is not None
        assert found.splitlines()[-4:-2] == ["|目标|编号|内容|得分|", "|^|1|修路|9|"]
        assert found.splitlines()[-2:] == ["|指标|一级|名称|得分|", "|^|产出|桥梁|5|"]


def test_a_row_of_which_a_label_and_a_rate_go_on_is_one_row() -> None:
    upper = "| 资金 | 来源 | 预算 | 执行 | 率 |\n| ^ | 合计 | 300 | 259 | 86% |\n| ^ | 单位自筹和~ | 34 | 30 | 84.3~ |"
    found = joined(upper, "|  | 银行贷款 |  |  | 636% |\n| 总分 | < | < | < | 97 |")
    assert found is not None
    assert found.splitlines()[-2:] == ["|^|单位自筹和⏎银行贷款|34|30|84.3⏎636%|", "|总分|<|<|<|97|"]


def test_a_figure_with_a_long_unit_is_one_with_the_rest_of_the_unit() -> None:
    upper = UPPER_OF_4 + "| 效益 | 社会 | 面积 | 12平方~ |"
    found = joined(upper, "|  |  |  | 公里 |\n| 满意 | 群众 | 满意 | 高 |")
    assert found is not None
    assert found.splitlines()[-2:] == ["|效益|社会|面积|12平方⏎公里|", "|满意|群众|满意|高|"]


def test_a_text_cut_before_a_figure_is_one_text_where_the_figures_beside_it_end() -> None:
    upper = "| 编号 | 内容 | 分值 | 得分 |\n| 1 | 修路~ | 8 | 2 |\n| 2 | {} | 6 | 5 |"
    rest = "| 编号 | 内容 | 分值 | 得分 |\n|  | 120套 |  |  |\n| 3 | 架桥 | 6 | 5 |"
    cut = joined(upper.format("购置设备~"), rest)
    assert cut is not None
    assert cut.splitlines()[2:] == ["|2|购置设备⏎120套|6|5|", "|3|架桥|6|5|"]
    ended = joined(upper.format("购置"), rest)
    assert ended is not None
    assert ended.splitlines()[2:] == ["|2|购置|6|5|", "||120套|||", "|3|架桥|6|5|"]


def test_points_beside_a_label_run_on_with_it_where_others_are_as_merged() -> None:
    upper = "| 决策 | 20 | 立项 | 8 | 依据 | 4 |\n| ^ | ^ | ^ | ^ | 程序 | 4 |\n| ^ | ^ | 投入 | {} | 合理 | 3 |"
    lower = "|  |  |  |  | 明确 | 3 |\n| 过程 | 20 | 管理 | 12 | 到位 | 4 |"
    merged = joined(upper.format("6"), lower)
    assert merged is not None
    assert merged.splitlines()[2:4] == ["|^|^|投入|6|合理|3|", "|^|^|^|^|明确|3|"]
    single = joined(upper.replace("| ^ | 程序", "| 7 | 程序").format("6"), lower)
    assert single is not None
    assert single.splitlines()[3] == "|^|^|^||明确|3|"


def test_a_block_label_beside_a_heading_of_its_own_is_no_rest_of_the_label_above() -> None:
    found = joined(
        "| 项目支出名称 | 公共服务 | < | < | < |\n| 主管部门~ | 街道办 | < | 实施单位~ | 服务中心 |",
        "| 项目资金⏎（万元） |  | 预算数 | 执行数 | 得分 |\n| ^ | 总额 | 55 | 54 | 10 |\n"
        "| 年度总体目标 | 预期 | < | 完成 | < |",
    )
    assert found is not None
    assert found.splitlines()[1:3] == [
        "|主管部门|街道办|<|实施单位|服务中心|",
        "|项目资金⏎（万元）||预算数|执行数|得分|",
    ]


def test_a_name_that_ended_under_a_full_line_is_not_all_of_a_row_that_was_cut() -> None:
    head = "| 来源 | 预算 | 执行 |\n| 其中：本年一般公共~⏎{} | 246 | 123 |"
    rows = joined(head.format("款`"), "| 其他资金 |  |  |\n| 总额 | 246 | 123 |")
    assert rows is not None
    assert rows.splitlines()[2:] == ["|其他资金|||", "|总额|246|123|"]
    cut = joined(head.format("预算拨款~"), "| 及补助 |  |  |\n| 总额 | 246 | 123 |")
    assert cut is not None
    assert cut.splitlines()[1:] == ["|其中：本年一般公共⏎预算拨款⏎及补助|246|123|", "|总额|246|123|"]


def test_what_can_be_ticked_goes_on() -> None:
    upper = UPPER_OF_4.replace("4     |\n    | ^", "√完成~  |\n    | ^") + "| 效益~ | 社会~ | 知晓~ | √完成~ |"
    found = joined(upper, "| 指标 | 指标 | 程度 | □未完成 |\n| 满意 | 群众 | 满意 | √完成⏎□未完成 |")
    assert found is not None
    assert found.splitlines()[-2] == "|效益⏎指标|社会⏎指标|知晓⏎程度|√完成⏎□未完成|"


def test_a_unit_typed_under_its_figure_is_one_with_it_as_others_of_the_column() -> None:
    upper = "| 名称 | 目标 | 方法 | 得分 |\n| 里程 | 4 | 同上 | {} |\n| 桥梁 | 9 | 完成值达到~ | 15 |"
    lower = "|  |  | 指标值记满分 | 分 |\n| 隧道 | 2 | 同上 | 10分 |"
    found = joined(upper.format("20分"), lower)
    assert found is not None
    assert found.splitlines()[2:] == ["|桥梁|9|完成值达到⏎指标值记满分|15⏎分|", "|隧道|2|同上|10分|"]


def test_a_date_goes_on_behind_its_figure() -> None:
    for above, below in (("2023~", "年12月⏎底前"), ("2023年12~", "月底前"), ("2023年3~", "月"), ("2023年5月31~", "日")):
        found = joined(
            UPPER_OF_4 + f"| ^ | 时效指标 | 完工 | {above} |", f"|  |  |  | {below} |\n| 效益 | 社会 | 知晓 | 8 |"
        )
        assert found is not None
        assert found.splitlines()[-2] == f"|^|时效指标|完工|{above.rstrip('~')}⏎{below}|"
    rows = joined(
        UPPER_OF_4 + "| ^ | 时效指标 | 完工 | 2023~ |", "|  | 成本 | 用款 | 年度预算 |\n| 效益 | 社会 | 知晓 | 8 |"
    )
    assert rows is not None
    assert rows.splitlines()[-2] == "|^|成本|用款|年度预算|"


def test_a_sign_wider_than_its_column_says_nothing_of_the_room_for_others() -> None:
    upper = "| 来源 | 预算 | 执行 |\n| 总额 | 9 | 386~ |\n| 其中 | 8 | 次~ |\n| 财政 | 7 | 286~ |"
    found = joined(upper, "|  |  | 416 |\n| 单位 | 2 | 1 |")
    assert found is not None
    assert found.splitlines()[-2:] == ["|财政|7|286⏎416|", "|单位|2|1|"]


def test_two_labels_written_down_columns_of_signs_are_two() -> None:
    upper = "| 产出 | 数⏎量⏎指⏎标 | 培训 | 4 |\n| ^ | ^ | 会议 | 8 |"
    found = joined(upper, "|  | 质⏎量⏎指⏎标 | 合格 | 9 |\n| 效益 | 社会 | 知晓 | 8 |")
    assert found is not None
    assert found.splitlines()[-2] == "|^|质⏎量⏎指⏎标|合格|9|"


def test_a_rest_that_is_all_that_other_labels_end_with_is_no_label() -> None:
    upper = "| 产出指标 | 数量指标 | 培训 | 4 |\n| ^ | 质量指标 | 合格 | 8 |\n| 效益~ | 经济~ | 增收 | 8 |"
    found = joined(upper, "| 指标 | 效益指标 | 就业 | 7 |\n| ^ | 可持续指标 | 年限 | 9 |")
    assert found is not None
    assert found.splitlines()[-3:] == ["|效益⏎指标|经济⏎效益指标|增收|8|", "|^|^|就业|7|", "|^|可持续指标|年限|9|"]


def test_a_label_written_down_a_column_of_signs_that_alone_made_its_row_high_ends_with_it() -> None:
    upper = "| 项⏎目⏎名⏎称 | 甲 | < | < |\n| 主⏎管⏎部⏎门 | 教育局 | 实施单位 | 民政局 |"
    lower = "| 项⏎目⏎资⏎金 | 预算数 | 执行数 | 得分 |\n| ^ | 55 | 54 | 10 |"
    heights = (4 * LEADING + 5,) * 2
    found = joined(upper, lower, heights, (2 * LEADING, HEIGHT))
    assert found is not None
    assert found.splitlines()[1:3] == ["|主⏎管⏎部⏎门|教育局|实施单位|民政局|", "|项⏎目⏎资⏎金|预算数|执行数|得分|"]


def test_an_empty_row_of_the_template_is_no_rest_of_a_name() -> None:
    upper = (
        UPPER_OF_4.replace("培训", "培训人数").replace("达标", "达标比例") + "| ^ | 时效指标 | 完工时间~ | 12月底前 |"
    )
    found = joined(upper, "|  |  | …… |  |\n| 效益指标 | 社会指标 | 知晓程度 | 8 |")
    assert found is not None
    assert found.splitlines()[-3:-1] == ["|^|时效指标|完工时间|12月底前|", "|^|^|……||"]


def test_a_row_is_cut_beside_a_merged_label_that_goes_on() -> None:
    upper = (
        "| 名称 | 甲 | < | < |\n| 预算 | 来源 | 数额 | 执行 |\n| ^ | 总额 | 12 | 9 |\n| ^ | 其中：中央~ | 9.6374~ | 8 |"
    )
    lower = "| 情况⏎万元 | 补助 | 1 |  |\n| ^ | 地方 | 2 | 1 |\n| 目标 | 修路 | < | < |"
    found = joined(upper.replace("| 预算 |", "| 执行⏎预算~ |"), lower)
    assert found is not None
    assert found.splitlines()[-3:] == ["|^|其中：中央⏎补助|9.6374⏎1|8|", "|^|地方|2|1|", "|目标|修路|<|<|"]


def test_the_rest_of_a_label_alone_is_no_row_where_its_bracket_is_open() -> None:
    upper = UPPER_OF_4 + "| 效益指标（ | 社会指标 | 知晓 | 8 |\n| ^ | 生态指标 | 绿化 | 9 |"
    found = joined(upper, "| 30分） |  |  |  |\n| 满意 | 群众 | 满意 | 高 |")
    assert found is not None
    assert found.splitlines()[-3:] == [
        "|效益指标（⏎30分）|社会指标|知晓|8|",
        "|^|生态指标|绿化|9|",
        "|满意|群众|满意|高|",
    ]


def test_labels_with_points_of_their_own_and_numbered_names_are_new_ones() -> None:
    upper = "| 满意度（10分） | 群众 | 满意程度 | 9 |\n| 预算执行 | 进度 | 执行进度 | 9 |"
    upper += "\n| 产出（50分）~ | 数量 | 里程长度~ | 4 |"
    points = joined(upper, "| 效益（30分） | 生态 | 环境改善 | 高 |\n| ^ | 社会 | 出行改善 | 高 |")
    assert points is not None
    assert points.splitlines()[2:4] == ["|产出（50分）|数量|里程长度|4|", "|效益（30分）|生态|环境改善|高|"]
    residue = joined(
        UPPER_OF_4 + "| ^ | 时效指标 | 稳定岗位的数量~ | 4 |", "|  |  | 指标2： |  |\n| 总分 | < | < | 9 |"
    )
    assert residue is not None
    assert residue.splitlines()[-3:-1] == ["|^|时效指标|稳定岗位的数量|4|", "|^|^|指标2：||"]


def test_a_row_lower_than_all_others_is_the_rest_of_a_heading_and_of_a_label_over_its_points() -> None:
    heights = (HEIGHT,) * 3
    heading = joined(
        "| 名称 | 甲 | < | < | < |\n| 主管 | 乙 | < | < | < |\n| 一级 | 二级 | 三级指标 | 年度 | 得分 |",
        "| 指标 | 指标 |  | 指标值 |  |\n| 产出 | 数量 | 培训 | 4 | 2 |",
        heights,
        (15.0, HEIGHT),
    )
    assert heading is not None
    assert heading.splitlines()[2:] == ["|一级⏎指标|二级⏎指标|三级指标|年度⏎指标值|得分|", "|产出|数量|培训|4|2|"]
    points = joined(
        "| 指标 | 名称 | 权重 | 得分 |\n| 决策（6分） | 立项 | 6 | 5 |\n| 管理 | 制度 | 8 | 8 |",
        "| 8分 |  |  |  |\n| 效益 | 社会 | 9 | 9 |",
        heights,
        (15.0, HEIGHT),
    )
    assert points is not None
    assert points.splitlines()[2:] == ["|管理⏎8分|制度|8|8|", "|效益|社会|9|9|"]


UPPER_OF_LEVELS = """
    | 一级指标      | 二级指标 | 三级 | 值 |
    | 产⏎出⏎指⏎标 | 数量指标 | 培训 | 4 |
    | 效⏎益⏎指⏎标 | 社会指标 | 知晓 | 8 |"""


def test_a_label_parted_where_one_half_is_no_label_by_itself_is_one_however_short_its_lines() -> None:
    signs = joined(
        UPPER_OF_LEVELS + "\n| 满⏎意⏎度⏎指 | 家长指标 | 家长 | 9 |",
        "| 标 | 学生指标 | 学生 | 9 |\n| 总分 | < | < | 9 |",
    )
    assert signs is not None
    assert signs.splitlines()[3:] == [
        "|满⏎意⏎度⏎指⏎标|家长指标|家长|9|",
        "|^|学生指标|学生|9|",
        "|总分|<|<|9|",
    ]
    points = joined(
        UPPER_OF_LEVELS + "\n| 满意度 | 服务对象满~ | 家长 | 9 |",
        "| 指标⏎（10分） | 意度指标 | 学生 | 9 |\n| 总分 | < | < | 9 |",
    )
    assert points is not None
    assert points.splitlines()[3:5] == ["|满意度⏎指标⏎（10分）|服务对象满⏎意度指标|家长|9|", "|^|^|学生|9|"]
    one_sign = joined(UPPER_OF_LEVELS + "\n| 满 | 家长指标 | 家长 | 9 |", "| 意⏎度⏎指⏎标 | 学生指标 | 学生 | 9 |")
    assert one_sign is not None
    assert one_sign.splitlines()[3:] == ["|满⏎意⏎度⏎指⏎标|家长指标|家长|9|", "|^|学生指标|学生|9|"]


def test_labels_that_are_each_known_by_themselves_stay_two() -> None:
    whole = joined(UPPER_OF_LEVELS + "\n| 效益 | 经济指标 | 增收 | 9 |", "| 满意度指标 | 家长指标 | 家长 | 9 |")
    assert whole is not None
    assert whole.splitlines()[3:] == ["|效益|经济指标|增收|9|", "|满意度指标|家长指标|家长|9|"]
    short = "| 指标 | 类别 | 三级 | 值 |\n| 产出 | 数量 | 培训 | 4 |\n| 产出 | 质量 | 知晓 | 8 |"
    found = joined(short + "\n| 效益 | 经济 | 增收 | 9 |", "| 满意 | 家长 | 家长 | 9 |")
    assert found is not None
    assert found.splitlines()[4] == "|满意|家长|家长|9|"


def test_a_cut_row_beside_a_label_parted_before_its_end_is_one_row() -> None:
    upper = UPPER_OF_LEVELS + "\n| 满意度 | 家长指标 | 家长 | 9 |\n| ^ | 学生指标 | 在校住宿学生对食堂和宿舍的~ | 9 |"
    lower = "| 指标⏎（10分） |  | 满意程度 |  |\n| ^ | 教师指标 | 教师 | 9 |"
    found = joined(upper, lower)
    assert found is not None
    assert found.splitlines()[3:] == [
        "|满意度⏎指标⏎（10分）|家长指标|家长|9|",
        "|^|学生指标|在校住宿学生对食堂和宿舍的⏎满意程度|9|",
        "|^|教师指标|教师|9|",
    ]


def test_a_heading_of_two_rows_cut_between_them_keeps_its_columns_beside_a_label_of_the_block() -> None:
    upper = """
        | 名称 | 文广局 | < | < | < | < | < |
        | 部门~ | 单位 | 收入 | < | 支出 | < | 得分 |
        """
    lower = """
        | 收支⏎情况⏎（万元） |  | 预算数 | 决算数 | 年初预算数 | 全年执行数 | （10分） |
        | ^ | 合计 | 60 | 62 | 58 | 57 | 9 |
        | ^ | 机关 | 60 | 62 | 58 | 57 |  |
        | 目标 | 修馆 | < | < | < | < | < |
        """
    assert joined(upper, lower) == drawing("""
        | 名称 | 文广局 | < | < | < | < | < |
        | 部门⏎收支⏎情况⏎（万元） | 单位 | 收入 | < | 支出 | < | 得分⏎（10分） |
        | ^ | ^ | 预算数 | 决算数 | 年初预算数 | 全年执行数 | ^ |
        | ^ | 合计 | 60 | 62 | 58 | 57 | 9 |
        | ^ | 机关 | 60 | 62 | 58 | 57 |  |
        | 目标 | 修馆 | < | < | < | < | < |
        """)
