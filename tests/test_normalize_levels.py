"""Levels from merged, empty, repeated, lost and wrong labels."""

from papers import only, report

HEADER = "|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|"


def levels(rows: str) -> list[tuple[str | None, str | None, str, str | None, str | None]]:
    form = only(HEADER + "\n" + rows)
    return [
        (row.level_1, row.level_1_points, row.level_1_source, row.level_1_printed, row.level_2)
        for row in form.indicators
    ]


def test_a_lost_label_is_inferred_and_never_filled_from_above() -> None:
    found = levels("""
    |产出指标⏎(50分)|数量指标|里程|10|10|50|50|
    |              |社会效⏎益指标|出行|改善|改善|15|15|
    |^             |^|安全|改善|改善|15|15|
    |满意度⏎指标⏎（10分）|服务对象满意度指标|居民|≥90%|95%|10|10|
    """)
    assert found[0] == ("产出指标", "50", "cell", "产出指标\n(50分)", "数量指标")
    assert found[1] == found[2] == ("效益指标", None, "inferred", None, "社会效益指标")
    assert found[3] == ("满意度指标", "10", "cell", "满意度\n指标\n（10分）", "服务对象满意度指标")


def test_a_label_running_on_from_above_is_corrected_and_kept_as_printed() -> None:
    found = levels("""
    |产出指标(50分)|数量指标|里程|10|10|50|50|
    |^|社会效益指标|出行|改善|改善|30|30|
    """)
    assert found[1] == ("效益指标", None, "inferred", "产出指标(50分)", "社会效益指标")


def test_an_unknown_second_level_leaves_a_lost_first_level_empty() -> None:
    found = levels("""
    |产出指标(50分)|数量指标|里程|10|10|50|50|
    ||其他事项|出行|改善|改善|15|15|
    |^|^|安全|改善|改善|15|15|
    """)
    assert [row[0] for row in found] == ["产出指标", None, None]
    assert found[1][2] == "missing"


def test_where_no_label_is_merged_an_empty_cell_goes_on() -> None:
    found = levels("""
    |产出指标(50分)|数量指标|里程|10|10|20|20|
    |||桥梁|1|1|20|20|
    ||质量指标|合格率|100%|100%|10|10|
    |过程(20分)|预算管理|合规|合规|合规|10|10|
    ||资产管理|合规|合规|合规|10|10|
    """)
    assert [row[0] for row in found] == ["产出指标", "产出指标", "产出指标", "过程", "过程"]
    assert [row[1] for row in found] == ["50", "50", "50", "20", "20"]
    assert found[1][4] == "数量指标"


def test_points_alone_in_the_first_level_cell() -> None:
    found = levels("""
    |(50分)|数量指标|里程|10|10|50|50|
    |（30分）|社会效益指标|出行|改善|改善|30|30|
    """)
    assert [row[:3] for row in found] == [("产出指标", "50", "inferred"), ("效益指标", "30", "inferred")]


def test_cost_is_output_unless_the_form_has_cost_of_its_own() -> None:
    under_output = levels("""
    |产出指标|数量指标|里程|10|10|40|40|
    ||成本指标|造价|10|10|20|20|
    """)
    own = levels("""
    |成本指标|经济成本指标|造价|10|10|20|20|
    |产出指标|数量指标|里程|10|10|40|40|
    |^|经济成本指标|养护|10|10|20|20|
    """)
    assert [row[0] for row in under_output] == ["产出指标", "产出指标"]
    assert [(row[0], row[2]) for row in own] == [("成本指标", "cell"), ("产出指标", "cell"), ("成本指标", "inferred")]


def test_satisfaction_stays_a_benefit_where_the_points_say_so() -> None:
    inside = """
    |产出（60分）|数量指标|里程|10|10|60|60|
    |效益（40分）|社会效益|出行|改善|改善|30|30|
    |^|满意度|居民|≥90%|95%|10|10|
    """
    assert [row[0] for row in levels(inside)] == ["产出", "效益", "效益"]
    assert [row[0] for row in levels(inside.replace("40分", "30分"))] == ["产出", "效益", "满意度指标"]


def test_labels_repeated_in_every_row_are_one_label() -> None:
    found = levels("""
    |产出指标|数量指标|里程|10|10|20|20|
    |产出指标|数量指标|桥梁|1|1|20|20|
    |产出指标||站点|1|1|20|20|
    """)
    assert {row[0] for row in found} == {"产出指标"}
    assert {row[4] for row in found} == {"数量指标"}


def test_a_name_over_two_columns_is_the_third_level() -> None:
    form = only(
        HEADER
        + """
    |产出指标|数量指标|里程|10|10|80|80|
    |项目管理|预算执行率|<|100%|100%|10|10|
    """
    )
    assert [(row.level_1, row.level_2, row.level_3) for row in form.indicators][1] == ("项目管理", None, "预算执行率")


def test_points_in_second_level_labels() -> None:
    (row,) = only(HEADER + "\n|规划（15分）|基础信息⏎（3分）|完善性|高|高|3|3|").indicators
    assert (row.level_2, row.level_2_points) == ("基础信息", "3")


def test_a_leading_number_is_no_part_of_the_name() -> None:
    form = only(
        HEADER
        + """
    |产出指标|数量指标|指标1：修缮面积|10|10|10|10|
    |^|^|指标2 免费发放|10|10|10|10|
    |^|^|指标3.培训⏎学时|10|10|10|10|
    |^|^|指标4栽种苗木|10|10|10|10|
    |^|^|★补助鱼塘|10|10|10|10|
    |^|^|指标体系建设|10|10|10|10|
    """
    )
    assert [row.level_3 for row in form.indicators] == [
        "修缮面积",
        "免费发放",
        "培训学时",
        "栽种苗木",
        "★补助鱼塘",
        "指标体系建设",
    ]


def test_residue_of_the_template_is_remarked_not_recorded() -> None:
    drawn = report(
        HEADER
        + """
    |产出指标|数量指标|里程|10|10|50|50|
    |^|^|指标2：|||||
    |^|^|……|||||
    |^|^|指标3：/ / /|/|/||0|
    |^|生态效益指标||||||
    """
    )
    (form,) = drawn.forms
    assert [row.level_3 for row in form.indicators] == ["里程"]
    assert [note.code for note in drawn.notes] == ["template-residue"] * 3
    assert form.unread == ()


def test_an_indicator_without_values_is_a_record() -> None:
    (row,) = only(HEADER + "\n|产出指标|质量指标|不合格产品处置率|||||").indicators
    assert row.target is not None
    assert row.target.blank


def test_rows_that_share_a_score_form_a_group() -> None:
    first, second, third = only(
        HEADER
        + """
    |产出指标|数量指标|备份器|25TB|25TB|5|10|
    |^|^|布点|100%|100%|5|^|
    |^|^|借阅|100|100|20|20|
    """
    ).indicators
    assert (first.score_group, second.score_group, third.score_group) == (1, 1, None)
    assert first.score is not None
    assert (first.score.text, second.score) == ("10", None)
    assert second.weight is not None
    assert second.weight.text == "5"


def test_a_reason_over_several_rows_belongs_to_each() -> None:
    first, second = only(
        """
    |一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析|
    |产出指标|数量指标|里程|10|8|50|40|受天气影响|
    |^|^|桥梁|2|1|10|5|^|
    """
    ).indicators
    assert [row.reason.text for row in (first, second) if row.reason] == ["受天气影响", "受天气影响"]
