"""What a form is a form of: a project, a whole department, a transfer, nothing but targets or a scorecard."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.model import Form, FormKind, IdentityField
from normalize.words.text import fold

_DEPARTMENT = re.compile("部门整体|单位整体|整体支出|部门支出|部门绩效自评|整体绩效")
_TRANSFER = re.compile("转移支付|中央对地方|区域绩效|中央补助资金")
_RESULTS = re.compile("自评|评价|评分|监控")


def kind_of(form: Form, printed: Iterable[IdentityField]) -> FormKind:
    """The kind of a form, from its title and from what it states; printed: its identity fields as labelled."""
    title = fold(form.title or "")
    if _only_plans(form) and not _RESULTS.search(title):
        return "target"
    if _only_scores(form):
        return "scorecard"
    if _DEPARTMENT.search(title) or _of_a_department(form):
        return "department"
    if _TRANSFER.search(title) or any(entry.field == "central_department" for entry in printed):
        return "transfer"
    return "project"


def _only_plans(form: Form) -> bool:
    """Whether a form has targets and no place for what was done, spent or scored: 绩效目标申报表."""
    results = [row.actual or row.score for row in form.indicators] + [
        line.executed or line.score for line in form.funds
    ]
    results += [goal.actual for goal in form.goals]
    return any(row.target is not None for row in form.indicators) and all(value is None for value in results)


def _only_scores(form: Form) -> bool:
    """Whether every row is scored by a printed method, with neither target nor result, and no money is told."""
    rows = form.indicators
    methods = any(row.score_method is not None for row in rows)
    return methods and not form.funds and all(row.target is None and row.actual is None for row in rows)


def _of_a_department(form: Form) -> bool:
    """Whether a form names a department and no project, and tells its basic from its project spending."""
    named = {entry.field for entry in form.identity if entry.text}
    told = {line.kind for line in form.funds} >= {"basic", "project"}
    return "department" in named and "project_name" not in named and told
