"""Rows in whose cells several indicators are typed line under line: taken apart only beyond doubt."""

import pytest

from extract.model import CellPlace
from papers import only, report

HEAD = "|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|"


def drawn(*cells: str) -> str:
    return f"P 项目支出绩效自评表\n{HEAD}\n|产出指标|数量指标|{'|'.join(cells)}|\n|合计|<|<|<|<|100|98|"


def names(*cells: str) -> list[str]:
    return [row.level_3 for row in only(drawn(*cells)).indicators]


@pytest.mark.parametrize(
    "cells",
    [
        ("1.修路⏎2.架桥", "≥5公里⏎≥2座", "5公里⏎2座", "20", "20"),
        ("1、修路；2、架桥", "1、5公里；2、2座", "1、5公里；2、2座", "20", "20"),
        ("①修路⏎②架桥", "完成⏎完成", "已完成⏎已完成", "20", "20"),
        ("修路⏎架桥", "有效⏎显著", "有效⏎显著", "10⏎10", "10⏎10"),
        ("修路⏎架桥", "5⏎2", "5⏎2", "20", "10⏎10"),
        ("修路⏎架桥", "5⏎2", "5⏎2", "10⏎10", "9.5⏎8"),
    ],
)
def test_lines_that_agree_are_rows(cells: tuple[str, ...]) -> None:
    assert names(*cells) == ["修路", "架桥"]


@pytest.mark.parametrize(
    "cells",
    [
        ("1.修路⏎2.架桥", "5公里", "5公里⏎2座", "20", "20"),
        ("1.修路⏎2.架桥", "1.5公里⏎2.5公里", "1.5公里⏎2.5公里", "20", "20"),
        ("1.修路⏎2.架桥", "全部按照设计⏎要求建成", "按设计要求⏎建成", "20", "20"),
        ("修路⏎架桥", "≥5公里⏎≥2座", "5公里⏎2座", "20", "20"),
        ("修路及⏎架桥", "有效⏎保障", "有效⏎保障", "20", "20"),
        ("1.修路⏎2.架桥", "5公里⏎2座", "5公里⏎2座", "10⏎10⏎10", "20"),
        ("1.5公里道路⏎2.5米桥", "5⏎2", "5⏎2", "20", "20"),
        ("改造堤防长度（公⏎里）", "≥6.40⏎公里", "6.50公⏎里", "12.0⏎0", "12.00"),
        ("改造堤防⏎长度", "6.4⏎0公里", "6.5⏎0公里", "12.0⏎0", "12.0⏎0"),
        ("改造堤防⏎长度", "6.4⏎0公里", "6.5⏎0公里", "12⏎15", "12"),
        ("改造堤防长度(公⏎里)", "6⏎公里", "6⏎公里", "12⏎15", "12⏎15"),
    ],
)
def test_where_anything_may_be_meant_otherwise_a_row_is_one_indicator(cells: tuple[str, ...]) -> None:
    assert len(names(*cells)) == 1


def test_each_row_keeps_its_stretch_of_the_cell() -> None:
    first, second = only(drawn("1.修路⏎2.架桥", "≥5公里⏎≥2座", "5公里⏎2座", "20", "18")).indicators
    assert second.target is not None
    assert second.target.place == CellPlace(1, 1, 3).part(5, 8)
    assert (first.score_group, second.score_group, second.weight) == (1, 1, None)


def test_what_could_not_be_taken_apart_is_remarked() -> None:
    notes = report(drawn("1.修路⏎2.架桥", "完成", "5个；3个", "20", "18")).notes
    assert [note.code for note in notes] == ["several-indicators", "several-values"]
