"""Signs in a row or a label by themselves: of a title, a year, a goal, an identity field, a total, a breakdown."""

from __future__ import annotations

import re

from normalize.labels import vocabulary
from normalize.layout.lines import Line
from normalize.words.numerals import year_in_figures
from normalize.words.text import fold, key, stem

_TITLE = re.compile(r"(?:自评|评价|评分|绩效|打分).{0,16}(?:表|报告|情况)(?:[(\d].*)?$")
_YEAR = re.compile(r"^\(?(?:20|19)\d\d\)?年?度?\)?$|^\(?年度:?(?:20|19)\d\d年?\)?$|^\((?:年度|\d{0,4}年度)\)$")
_PART = re.compile(r"\(?[一二三四五六七八九十]{1,3}[)、.].*情况")  # a numbered heading inside a form: 三、项目绩效情况
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_TRAILING_NUMBER = re.compile(r"(?:之)?[\d一二三四五六七八九十]+$")
_GOAL_ENDING = re.compile(r"目标[\d一二三四五六七八九十]+$")
_NATURE = re.compile(r"^按.{2,8}(?:划分|分类?)$")
WORDS = re.compile(r"[^\W\d_]{3,}")
MAX_LABEL = 24  # characters of a label
MAX_GOAL_LABEL = 14
_TASK = re.compile(r"(?:任务|目标|子项目|项目)[一二三四五六七八九十\d]{1,2}[:、.]?")
_GOALS = ("block", "expected", "actual", "term")


def is_title(line: Line) -> bool:
    """Whether a row is the form's title or its year: one statement over the whole width."""
    texts = [fold(cell.text) for cell in line.fresh]
    first = line.fresh[0]
    unmerged = len(line.cells) == line.grid.n_cols and first.rows == 1
    alone = len(texts) == 1 and (first.cols * 2 > line.grid.n_cols or line.grid.n_cols <= 2 or unmerged)
    if not alone and not (first.cols * 2 > line.grid.n_cols and title_like(first.text)):
        return False
    if _PART.fullmatch(_IN_BRACKETS.sub("", texts[0])):
        return False
    return title_like(first.text) or year_like(first.text)


def title_like(text: str) -> bool:
    """Whether a line of text reads like the title of a form (…绩效自评表)."""
    label = stem(text)
    return (
        4 <= len(label) <= 60 and bool(_TITLE.search(label)) and not re.search("[。；;]", label) and "如下" not in label
    )


def year_like(text: str) -> bool:
    """Whether a line says nothing but a year: （2022年度）."""
    return bool(_YEAR.match(year_in_figures(fold(text))))


def goal_label(text: str) -> str | None:
    """``block``, ``expected``, ``actual``, ``reason`` or ``term`` (of several years) where the text labels a goal.

    Numbers and points in it do not matter.
    """
    words = vocabulary()
    bare = _TRAILING_NUMBER.sub("", stem(text)) if _GOAL_ENDING.search(stem(text)) else text
    if words.goal_actual.exact(bare):
        return "actual"
    if words.goals.exact(bare) == "reason":
        return "reason"
    if words.goals.exact(bare) == "block":
        return "block"
    if words.goal_expected.exact(bare):
        return "expected"
    return words.goals.meaning(bare) if len(stem(bare)) <= MAX_GOAL_LABEL else None


def goals_begin(line: Line) -> bool:
    """Whether a row begins the goals: with a known label, 目标 in a label beside its text, two labels, or a task's.

    A task's label is merged down beside its goal and its indicators (任务一：…（40分）), that of all tasks beside them.
    """
    roles = [goal_label(cell.text) for cell in line.fresh]
    first = line.fresh[0]
    beside = "目标" in first.text and len(roles) == len(("label", "text"))
    known = vocabulary().goals.exact(first.text) or _GOAL_ENDING.search(stem(first.text)) or beside
    aimed = {"expected", "block", "term"} & set(roles)
    two = roles[:2] == ["block", "expected"] or ("actual" in roles and bool(aimed))
    task = first.rows > 1 and roles[1:2] in (["expected"], ["block"]) and _TASK.match(fold(first.text)) is not None
    chores = first.rows > 1 and "任务" in first.text and "actual" in roles[1:]
    return bool(known and roles[0] in _GOALS) or two or task or chores


def is_total(line: Line) -> bool:
    """Whether a row is the total row: its first words say 总分, 合计 …, or 自评总得分 at the left edge."""
    total = vocabulary().total
    if any(cell.place.col == 0 and total.meaning(cell.text) == "score" for cell in line.fresh[:1]):
        return True
    return any(
        total.meaning(cell.text) == "row" or total.meaning(bare_label(cell.text)) == "row" for cell in line.fresh[:2]
    )


def is_subtotal(line: Line) -> bool:
    """Whether a row adds up those above it: 小计, 产出指标小计."""
    first = line.fresh[0].text
    return vocabulary().total.meaning(first) == "subtotal" or (len(first) <= MAX_LABEL and stem(first).endswith("小计"))


def bare_label(text: str) -> str:
    """A label without the figure printed behind it: ``总分：99分`` → 总分."""
    return re.sub(r"[:\d.分]+$", "", key(text)) if len(text) <= MAX_LABEL else ""


def is_nature(text: str) -> bool:
    """``按收入性质分``: the heading of a breakdown that stands beside the fund rows, not under their columns."""
    return bool(_NATURE.match(stem(re.sub(r"[:：].*$", "", key(text)))))


def identity_labels(line: Line) -> list[str]:
    """The identity fields whose labels begin in a row."""
    words = vocabulary().identity
    found = []
    for cell in line.fresh:
        text = cell.text if len(cell.text) <= 24 else cell.text[:24]
        name = words.exact(text) or words.exact(re.split("[:：]", key(text))[0])
        if name:
            found.append(name)
    return found
