"""D02: a required first level that is absent, or whose label is lost."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Indicator
from validate.basis import FORM_LAYOUT
from validate.checks import not_checked
from validate.levels import (
    BENEFIT,
    COST,
    OUTPUT,
    SATISFACTION,
    bare,
    counts_as_benefit,
    first_level,
    has_levels,
    of_execution,
    of_level,
    points,
)
from validate.model import Check, Context, Evidence, Subject
from validate.profile import Profile
from validate.rule import rule
from validate.wording import where

MOVED = Message("其分值似已并入效益指标，", "its points seem to have gone to the benefits; ")
INCOMPLETE = Message("表格似不完整（未见基本信息或合计行）", "the table seems to be only a part of the form")
TREE = {OUTPUT, BENEFIT, SATISFACTION, COST}


@rule(
    "D02",
    "first-level-missing",
    "warning",
    Message("一级指标缺失或名称未填", "a required first level is absent or has lost its label"),
    FORM_LAYOUT,
)
def first_level_missing(form: Form, context: Context) -> Iterator[Check]:
    """Each first level the profile requires is printed; forms with another tree (决策, 过程 …) are left alone."""
    if not has_levels(form) or _other_tree(form):
        return
    for first in context.profile.first_level_weights:
        rows = of_level(form, first)
        printed = [row for row in form.indicators if first_level(row.level_1_printed) == first]
        printed = printed or [row for row in form.indicators if first == SATISFACTION and counts_as_benefit(row)]
        if printed:
            label = Evidence("stated", printed[0].level_1_printed or "", printed[0].level_1_place or printed[0].place)
            yield Check("holds", Subject(first, "level_1"), stated=label.text, evidence=(label,))
        else:
            yield _lost(form, first, rows[0]) if rows else _absent(form, first, context.profile)


def _incomplete(form: Form) -> bool:
    """Whether the table seems to be only a part of the form: no identity block, or weights without a total row."""
    weighted = any(row.weight is not None for row in form.indicators)
    return not form.identity or (weighted and form.total.weight is None and form.total.score is None)


def _other_tree(form: Form) -> bool:
    named = {bare(row.level_1_printed) for row in form.indicators if not of_execution(row.level_1_printed)} - {""}
    return bool(named) and any(first_level(name) not in TREE for name in named)


def _lost(form: Form, first: str, row: Indicator) -> Check:
    """The label is empty, or that of the level above runs on over these rows."""
    subject = Subject(first, "level_1")
    at, printed = where(form, subject), bare(row.level_1_printed)
    state = Message(f"填作“{printed}”", f"says “{printed}”") if printed else Message("为空", "is empty")
    label = Evidence("label", row.level_2 or row.level_3, row.level_2_place or row.place)
    cell = Evidence("stated", row.level_1_printed or "", row.level_1_place or row.place)
    seen = (label, cell) if printed else (cell, label)
    return Check(
        "fails",
        subject,
        stated=row.level_1_printed or "",
        expected=first,
        evidence=seen,
        message=Message(
            f"{at.zh}：“{row.level_2}”所在行的一级指标单元格{state.zh}，全表未印“{first}”。请补列一级指标名称及分值。",
            f"{at.en}: the first-level cell beside “{row.level_2}” {state.en} and no cell names “{first}”. "
            "Please print the first level with its points.",
        ),
    )


def _absent(form: Form, first: str, profile: Profile) -> Check:
    """No row belongs to it. Satisfaction may be left out where its points have gone to the benefits."""
    subject = Subject(first, "level_1")
    if _incomplete(form):
        return not_checked(subject, INCOMPLETE)
    at = where(form, subject)
    unweighted = all(row.weight is None for row in form.indicators)
    moved = first == SATISFACTION and _points_moved(form, profile)
    remark = MOVED if moved else Message("", "")
    return Check(
        "fails",
        subject,
        expected=first,
        severity="query" if moved or unweighted else None,
        evidence=(Evidence("context", "", form.indicators[0].level_1_place or form.indicators[0].place),),
        message=Message(
            f"{at.zh}：全表未设“{first}”，{remark.zh}请说明原因。",
            f"{at.en}: the form has no “{first}”; {remark.en}why?",
        ),
    )


def _points_moved(form: Form, profile: Profile) -> bool:
    required = profile.first_level_weights
    benefit, satisfaction = required.get(BENEFIT), required.get(SATISFACTION)
    return None not in (benefit, satisfaction) and points(of_level(form, BENEFIT)) == sum(
        value for value in (benefit, satisfaction) if value is not None
    )
