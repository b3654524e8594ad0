"""What a form is a form of: a project, a whole department, a transfer, a scorecard, or no self-assessment at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from extract.model import Document
from normalize.model import ASSESSED, Form, FormKind, IdentityField, Value
from normalize.words.text import fold, join

_DEPARTMENT = re.compile("部门整体|单位整体|整体支出|部门支出|部门绩效自评|整体绩效")
_TRANSFER = re.compile("转移支付|中央对地方|区域绩效|中央补助资金")
_SCORES = re.compile("[评打得]分表$")
_ASSESSES = re.compile("自评|评价|评分|监控")
_BY_OTHERS = re.compile("财政(?:重点)?(?:绩效)?评价|重点(?:项目)?(?:绩效)?评价|第三方|部门评价")
_COMMISSIONED = re.compile(
    r"受[^。]{2,40}委托[^。]{0,80}评价|委托[^。]{2,40}(?:事务所|公司|机构|院|中心)[^。]{0,60}评价"
)
_NAMES = ("project_name", "department", "implementing_unit", "reporting_unit")
_UNFILLED = re.compile(r"[\d目标一二三四五六七八九十:：、.…·\s()（）]*|[Xx×*＊_]+")
_LOST_OR_GIVEN = re.compile("扣|得分|评分|自评")


def kind_of(form: Form, printed: Iterable[IdentityField], named: str = "") -> FormKind:
    """The kind of a form, from its title and from what it states.

    printed: its identity fields as labelled; named: the label of what it assesses (转移支付（项目）名称).
    """
    title = fold(form.title or "")
    if _only_plans(form) and not _ASSESSES.search(title):
        return "target"
    if _is_blank(form):
        return "blank"
    if _only_weighs(form):
        return "standard"
    if not form.funds and _is_scored_by_method(form, titled=_SCORES.search(title) is not None):
        return "scorecard"
    if _DEPARTMENT.search(title) or _of_a_department(form):
        return "department"
    if (
        _TRANSFER.search(title)
        or "转移支付" in fold(named)
        or any(entry.field == "central_department" for entry in printed)
    ):
        return "transfer"
    return "project"


def told_by_others(form: Form, document: Document, title: str | None) -> Form:
    """The form, as an evaluation where neither title nor headings say 自评 and others are said to have made it."""
    if form.kind not in ASSESSED:
        return form
    titles = [fold(text) for text in (title, form.title) if text]
    cells = (cell.text for grid in document.grids if grid.table in form.tables for cell in grid.cells)
    if not any("评价" in text for text in titles) or any("自评" in text for text in (*titles, *map(fold, cells))):
        return form
    others = any(map(_BY_OTHERS.search, titles)) or any(
        _COMMISSIONED.search(join(paragraph.text)) for paragraph in document.paragraphs
    )
    return replace(form, kind="evaluation") if others else form


def _only_plans(form: Form) -> bool:
    """Whether a form has targets and no place for what was done, spent or scored: 绩效目标申报表."""
    return any(row.target is not None for row in form.indicators) and all(value is None for value in _results(form))


def _results(form: Form) -> list[Value | None]:
    """The cells for what was done, spent and scored, total aside; None where the form has no such place."""
    results = [row.actual or row.score for row in form.indicators]
    results += [line.executed or line.score for line in form.funds]
    return results + [goal.actual for goal in form.goals]


def _is_blank(form: Form) -> bool:
    """Whether a form has places for results and names, and none of them is filled: 空白表样."""
    results = [*_results(form), form.total.score]
    named = any(not _UNFILLED.fullmatch(fold(entry.text)) for entry in form.identity if entry.field in _NAMES)
    return any(value is not None for value in results) and not named and not any(map(_is_filled, _contents(form)))


def _is_filled(value: Value) -> bool:
    """Whether a cell says more than a template does: 0, 目标1：……"""
    return value.number != 0 if value.number is not None else not _UNFILLED.fullmatch(fold(value.text))


def _contents(form: Form) -> Iterator[Value]:
    """What a form says of its project: amounts, goals, targets, results, marks; no weights."""
    found: list[Value | None] = [form.total.score, form.total.rating]
    for line in form.funds:
        found += [line.initial_budget, line.full_budget, line.received, line.executed, line.execution_rate, line.score]
    for goal in form.goals:
        found += [goal.expected, goal.actual]
    for row in form.indicators:
        found += [row.target, row.actual, row.score, row.review_score, row.reason]
    yield from (value for value in found if value is not None and not value.blank)


def _only_weighs(form: Form) -> bool:
    """Whether a form says what is worth how many points and has no place for anybody's figures or marks."""
    rows = form.indicators
    own = [value for row in rows for value in (row.target, row.actual, row.score, row.review_score, row.reason)]
    beside = any(_LOST_OR_GIVEN.search(label) for row in rows for label, _ in row.extra)
    weighed = any(row.weight is not None and row.weight.number is not None for row in rows)
    total = form.total.score or form.total.rating or form.total.review_score
    return weighed and not (form.funds or form.goals or beside or total) and all(value is None for value in own)


def _is_scored_by_method(form: Form, *, titled: bool) -> bool:
    """Whether marks are given by printed standards, or under the title of a scorecard, and not for reached targets."""
    rows = form.indicators
    by_method = titled or any(row.score_method is not None for row in rows)
    return by_method and bool(rows) and all(row.target is None for row in rows)


def _of_a_department(form: Form) -> bool:
    """Whether a form names a department and no project, and tells its basic from its project spending."""
    named = {entry.field for entry in form.identity if entry.text}
    return (
        "department" in named
        and "project_name" not in named
        and {line.kind for line in form.funds} >= {"basic", "project"}
    )
