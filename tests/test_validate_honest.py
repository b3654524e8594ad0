"""Honest forms of every odd kind are alleged nothing; each mistake is told by its rule, with what it looks like."""

import pytest

from normalize.recognise import recognise
from rule_pages import drawn_document
from validate.audit import audit
from validate.model import Finding

Row = tuple[str, ...]

HEAD = """项目支出绩效自评表
（2023年度）
|项目名称|社会管理服务|<|<|<|<|<|<|<|
|主管部门|某区民政局|<|<|<|实施单位|某街道办事处|<|<|
|项目资金（万元）||<|年初预算数|全年预算数|全年执行数|分值|执行率|得分|
"""
GOALS = """|年度总体目标|预期目标|<|<|<|实际完成情况|<|<|<|
|^|{}|<|<|<|{}|<|<|<|
"""
COLUMNS = "|绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施|\n"
AIMED, DONE = "开展培训10次以上", "开展培训12次，合格率96%，知晓率93%。"
ROWS: dict[str, Row] = {
    "培训": ("产出指标", "数量指标", "开展培训", "≥10次", "12次", "15", "15", ""),
    "合格": ("产出指标", "质量指标", "培训合格率", "≥95%", "96%", "15", "15", ""),
    "时间": ("产出指标", "时效指标", "完成时间", "12月底前", "11月30日", "10", "10", ""),
    "成本": ("产出指标", "成本指标", "人均培训成本", "≤500元", "480元", "10", "10", ""),
    "知晓": ("效益指标", "社会效益指标", "群众知晓率", "≥90%", "93%", "30", "30", ""),
    "满意": ("满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "95%", "10", "10", ""),
}
NAMES = ("level_1", "level_2", "name", "target", "actual", "weight", "score", "reason")
LATER = "2场因场地维修改至2024年2月"


def with_row(row: str, **cells: str) -> list[Row]:
    """The rows with other cells in one of them; its full marks change with it nowhere."""
    changed = {**dict(zip(NAMES, ROWS[row], strict=True)), **cells}
    return [tuple(changed[name] for name in NAMES) if key == row else cells for key, cells in ROWS.items()]


def total_fund(*cells: str) -> list[Row]:
    """A total row with one source that has all of it."""
    return [("年度资金总额", *cells), ("其中：当年财政拨款", *cells[:3], "-", "-", "-")]


def drawn(
    rows: list[Row] | None = None,
    funds: list[Row] | None = None,
    total: tuple[str, str] = ("100", ""),
    goals: tuple[str, str] = (AIMED, DONE),
    after: str = "",
) -> str:
    """A form in the national layout. total: weight and score, the latter by default what the scores add up to."""
    rows, funds = rows or list(ROWS.values()), funds or total_fund("100.00", "100.00", "98.00", "10", "98%", "9.8")
    marks = [*(row[6] for row in rows), funds[0][6]]
    added = total[1] or f"{sum(float(one) for one in marks if one not in ('', '—')):.2f}".rstrip("0").rstrip(".")
    block = "".join(f"|^|{label}|<|{'|'.join(cells)}|\n" for label, *cells in funds)
    foot = f"|总分|<|<|<|<|<|{total[0]}|{added}||\n{after}"
    return HEAD + block + GOALS.format(*goals) + COLUMNS + _lines(rows) + foot


def _lines(rows: list[Row]) -> str:
    lines, above = "", ("", "")
    for row in rows:
        first = "^" if row[0] == above[0] else row[0]
        second = "^" if row[:2] == above else row[1]
        lines += f"|^|{'|'.join((first, second, *row[2:]))}|\n"
        above = (row[0], row[1])
    return lines


def told(text: str) -> list[Finding]:
    return list(audit(recognise(drawn_document(text))).findings)


HONEST: dict[str, str] = {
    "as it should be": drawn(),
    "rate rounded": drawn(funds=total_fund("81.5", "81.5", "55.42", "10", "68%", "6.8")),
    "rate cut off": drawn(funds=total_fund("300", "300", "200", "10", "66.66%", "6.66")),
    "rate rounded up": drawn(funds=total_fund("300", "300", "200", "10", "66.7%", "6.7")),
    "score in whole points": drawn(funds=total_fund("300", "300", "200", "10", "66.67%", "7")),
    "rate as a ratio": drawn(funds=total_fund("300", "300", "200", "10", "0.6667", "6.67")),
    "nothing of nothing": drawn(funds=total_fund("0", "0", "0", "10", "0%", "0")),
    "all of nothing": drawn(funds=total_fund("0", "0", "0", "10", "100%", "10")),
    "full marks for nothing": drawn(funds=total_fund("0", "0", "0", "10", "/", "10")),
    "budgeted in the year": drawn(funds=total_fund("0", "50", "49", "10", "98%", "9.8")),
    "little spent, with a reason": drawn(
        funds=total_fund("100", "100", "50", "10", "50%", "5"),
        after="预算执行率为50%，主要是项目尾款尚未到支付节点。\n",
    ),
    "money given back": drawn(
        funds=[
            ("年度资金总额", "100", "100", "98", "10", "98%", "9.8"),
            ("其中：当年财政拨款", "100", "100", "99", "-", "-", "-"),
            ("其他资金", "0", "0", "-1", "-", "-", "-"),
        ]
    ),
    "parts rounded": drawn(
        funds=[
            ("年度资金总额", "100.1", "100.1", "100.1", "10", "100%", "10"),
            *((name, "33.4", "33.4", "33.4", "-", "-", "-") for name in ("其中：当年财政拨款", "上年结转", "其他资金")),
        ]
    ),
    "twenty points for the execution": drawn(
        with_row("知晓", weight="20", score="20"), total_fund("100", "100", "98", "20", "98%", "19.6")
    ),
    "amounts in 元": drawn(funds=total_fund("1000000.00", "1000000.00", "980000.00", "10", "98%", "9.8")).replace(
        "（万元）", "（元）"
    ),
    "amounts said in a sentence": drawn(
        after="社会管理服务项目年初预算100万元，全年执行98万元，预算执行率98%。\n"
    ),
    "sources, then what became of the money": drawn(
        after="社会管理服务项目2023年预算100万元，其中财政拨款100万元，实际支出98万元，结余2万元。\n"
    ),
    "kinds, then how many were settled": drawn(
        after="全年受理案件620件，其中民事300件、刑事200件，办结595件。\n"
    ),
    "kinds, then how many passed": drawn(after="全年共培训620人，其中男320人、女300人，合格595人。\n"),
    "kinds, then more than last year": drawn(after="全年举办培训12期，其中线上4期、线下8期，比上年增加2期。\n"),
    "amounts of last year": drawn(after="2022年同期支出90万元，本年支出98万元，增长8.89%。\n"),
    "investment over years": drawn(after="项目总投资300万元，分三年实施，2023年安排100万元，执行98万元。\n"),
    "dated the year after": drawn(after="填报人：张三　填报日期：2024年2月20日\n"),
    "total rounded": drawn(funds=total_fund("300", "300", "200", "10", "66.67%", "6.67"), total=("100", "97")),
    "missed, in proportion": drawn(with_row("培训", actual="8次", score="12", reason=LATER)),
    "missed, rounded": drawn(with_row("培训", actual="7次", score="11", reason="3场因场地维修改至2024年2月")),
    "missed, no marks": drawn(with_row("培训", actual="8次", score="0", reason=LATER)),
    "missed, by the row's own rule": drawn(with_row("培训", actual="8次", score="13", reason=f"每少1次扣1分，{LATER}")),
    "missed, by a note below": drawn(
        with_row("培训", actual="8次", score="13", reason=LATER), after="注：未完成年度指标值的，每少1次扣1分。\n"
    ),
    "nothing done": drawn(with_row("培训", actual="0次", score="0", reason="3月至6月停办，10月后转线上")),
    "reached, a point off with a reason": drawn(
        with_row("培训", score="14", reason="1次培训签到材料不全，扣1分，已补充")
    ),
    "target of zero kept": drawn(with_row("培训", name="安全事故发生数", target="0起", actual="0起")),
    "target of zero in words": drawn(with_row("培训", name="群体性事件", target="0", actual="无")),
    "target of zero missed": drawn(
        with_row(
            "培训", name="安全事故发生数", target="0起", actual="1起", score="0", reason="3月2日车辆剐蹭1起，已整改"
        )
    ),
    "limit kept": drawn(with_row("成本", name="项目总成本", target="≤100万元", actual="98万元")),
    "limit exceeded, as a ratio": drawn(with_row("成本", actual="600元", score="8.33", reason="教材涨价20%")),
    "limit exceeded, linear": drawn(with_row("成本", actual="600元", score="8", reason="教材涨价20%")),
    "limit exceeded, no marks": drawn(with_row("成本", actual="600元", score="0", reason="教材涨价20%")),
    "cost below a bare plan": drawn(with_row("成本", name="培训费用", target="100万元", actual="80万元")),
    "negative rate under a limit": drawn(with_row("成本", name="三公经费增长率", target="≤0%", actual="-5%")),
    "negative limit": drawn(with_row("知晓", name="能耗增长率", target="≤-3%", actual="-4.2%")),
    "fall in words": drawn(with_row("知晓", name="发案率同比", target="下降5%", actual="下降6.2%")),
    "no complaints": drawn(with_row("满意", name="群众投诉次数", target="≤3次", actual="0次")),
    "date on the day": drawn(with_row("时间", target="2023年12月31日前", actual="2023年12月31日")),
    "date by the month": drawn(with_row("时间", target="2023年12月", actual="2023年12月")),
    "date in a quarter": drawn(with_row("时间", target="2023年第四季度", actual="2023年10月")),
    "date a year early": drawn(with_row("时间", target="2023年12月底前", actual="2022年11月")),
    "days allowed": drawn(with_row("时间", name="办结时限", target="≤20个工作日", actual="15个工作日")),
    "tier": drawn(with_row("知晓", name="群众获得感", target="明显提升", actual="达成预期指标")),
    "tier in part": drawn(
        with_row("知晓", name="群众获得感", target="明显提升", actual="部分达成预期指标并具有一定效果",
                 score="20", reason="点位不足，3月起增设6个")
    ),
    "tier at its bound": drawn(
        with_row("知晓", name="群众获得感", target="明显提升", actual="部分达成预期指标并具有一定效果",
                 score="24", reason="点位不足，3月起增设6个")
    ),
    "range": drawn(with_row("培训", target="10-15次", actual="12次")),
    "tolerance": drawn(with_row("合格", target="95%±2%", actual="96%")),
    "about": drawn(with_row("培训", target="10次左右", actual="10次")),
    "at least in words": drawn(with_row("培训", target="不少于10次", actual="10余次")),
    "Chinese numerals": drawn(with_row("培训", target="≥十次", actual="十二次")),
    "full-width figures": drawn(with_row("培训", target="≥１０次", actual="１２次")),
    "percentage as a fraction": drawn(with_row("合格", target="≥95%", actual="0.96")),
    "percentage without its sign": drawn(with_row("合格", target="≥95", actual="96")),
    "count in ten thousands": drawn(with_row("知晓", name="服务群众", target="≥2万人次", actual="21500人次")),
    "monthly and in all": drawn(with_row("培训", target="每月1次，共12次", actual="12次")),
    "quarterly": drawn(with_row("培训", target="每季度1次", actual="4次")),
    "rate of subsidy": drawn(with_row("成本", name="补助标准", target="500元/人", actual="500元/人")),
    "share of a count": drawn(with_row("培训", target="10次", actual="100%")),
    "nothing to explain": drawn(with_row("培训", reason="无")),
    "saving on the budget": drawn(with_row("成本", name="成本节约率", target="≥2%", actual="2%")),
    "saving on another plan that is named": drawn(
        with_row("成本", name="成本节约率", target="≥5%", actual="8%", reason="以招标控制价106.52万元为基数")
    ),
}  # fmt: skip

WRONG: dict[str, tuple[str, str, str]] = {
    "rate transposed": (drawn(funds=total_fund("81.50", "81.50", "55.42", "10", "86%", "6.8")), "A01", "颠倒"),
    "rate as a fraction": (drawn(funds=total_fund("300", "300", "281", "10", "0.94%", "9.37")), "A01", "百分数与小数"),
    "full marks for the execution": (
        drawn(funds=total_fund("300", "300", "200", "10", "66.67%", "10")), "A04", "满分"
    ),
    "execution not capped": (drawn(funds=total_fund("100", "120", "144", "10", "120%", "12")), "A05", ""),
    "元 for 万元": (drawn(funds=total_fund("1000000", "100", "98", "10", "98%", "9.8")), "A16", ""),
    "spent without a budget": (drawn(funds=total_fund("0", "0", "98", "10", "100%", "10")), "A12", ""),
    "part left out": (
        drawn(
            funds=[
                ("年度资金总额", "100.00", "100.00", "78.00", "10", "78%", "7.8"),
                ("其中：当年财政拨款", "80.00", "80.00", "78.00", "-", "-", "-"),
                ("其他资金", "20.00", "20.00", "20.00", "-", "-", "-"),
            ]
        ),
        "A08",
        "漏加",
    ),
    "part transposed": (
        drawn(
            funds=[
                ("年度资金总额", "121.00", "121.00", "98.00", "10", "80.99%", "8.1"),
                ("其中：当年财政拨款", "89.00", "98.00", "78.00", "-", "-", "-"),
                ("其他资金", "23.00", "23.00", "20.00", "-", "-", "-"),
            ]
        ),
        "A06",
        "颠倒",
    ),
    "execution left out of the weights": (drawn(total=("90", "")), "B01", "漏加"),
    "total of weights": (drawn(with_row("知晓", weight="25", score="25"), total=("95", "")), "B02", ""),
    "score above its weight": (drawn(with_row("培训", score="16")), "B05", ""),
    "out of proportion": (drawn(with_row("培训", actual="8次", score="13.5", reason=LATER)), "C01", ""),
    "missed, full marks": (drawn(with_row("培训", actual="8次", reason=LATER)), "C02", ""),
    "late, full marks": (drawn(with_row("时间", target="2023年6月底前", actual="2023年9月")), "C02", ""),
    "reached, a point off": (drawn(with_row("培训", score="14")), "C03", ""),
    "limit exceeded, full marks": (drawn(with_row("成本", actual="600元", reason="教材涨价20%")), "C05", ""),
    "accident, full marks": (
        drawn(with_row("培训", name="安全事故发生数", target="0起", actual="1起", reason="3月2日剐蹭")), "C07", ""
    ),
    "score of a tier": (
        drawn(
            with_row("知晓", name="群众获得感", target="明显提升", actual="部分达成预期指标并具有一定效果",
                     score="29", reason="点位不足，3月起增设6个")
        ),
        "C12",
        "",
    ),
    "more than all": (drawn(with_row("合格", actual="105%")), "C16", ""),
    "word for a figure": (drawn(with_row("培训", actual="已完成")), "C17", ""),
    "other things": (drawn(with_row("培训", target="≥10人", actual="12台")), "C19", ""),
    "no reason": (drawn(with_row("培训", actual="8次", score="12")), "C23", ""),
    "another quantity in the goal": (drawn(goals=("开展培训15次以上", DONE)), "F06", ""),
    "parts of a sentence": (
        drawn(after="共发放补助98万元，其中一季度20万元、二季度25万元、三季度25万元、四季度38万元。\n"), "F11", ""
    ),
    "more settled than received": (drawn(after="全年受理案件620件，办结650件。\n"), "F18", ""),
    "amount in a sentence": (drawn(after="社会管理服务项目支出89万元。\n"), "F03", ""),
    "rate in a sentence": (drawn(after="年初预算数为100万元，全年执行数为98万元，预算执行率为89%。\n"), "F28", ""),
    "dated before its year": (drawn(after="填报日期：2021年2月20日\n"), "E03", ""),
    "saving of nothing": (drawn(with_row("成本", name="成本节约率", target="≥5%", actual="18%")), "F19", ""),
}  # fmt: skip


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST.keys())
def test_an_honest_form_is_alleged_nothing(text: str) -> None:
    assert [f"{one.rule} {one.message.zh}" for one in told(text) if one.severity in ("error", "warning")] == []


@pytest.mark.parametrize(("text", "rule", "cause"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_told_with_what_it_looks_like(text: str, rule: str, cause: str) -> None:
    found = next((one for one in told(text) if one.rule == rule), None)
    assert found is not None
    assert found.severity in ("error", "warning")
    assert cause in "".join(one.zh for one in found.likely_causes)
