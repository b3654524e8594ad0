"""First- and second-level labels: what the cell says, and which first level a second-level name belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from extract.model import Cell, CellPlace
from normalize.labels import vocabulary
from normalize.layout.lines import Line
from normalize.layout.signs import MAX_LABEL
from normalize.model import LevelSource
from normalize.words.text import fold, key, split_points, stem, trim

Family = Literal["产出", "效益", "满意度", "成本"]

NAMES: dict[Family, str] = {"产出": "产出指标", "效益": "效益指标", "满意度": "满意度指标", "成本": "成本指标"}
_NEW_COST = re.compile("(?:经济|社会|生态|环境)成本")
_KIND = re.compile("数量|质量|时效|进度|(?:经济|社会|生态|环境)(?:效益|影响|效果|成本)|可持续|服务对象|受益")
_SECOND: tuple[tuple[re.Pattern[str], Family], ...] = (
    (re.compile("满意"), "满意度"),
    (re.compile("成本"), "成本"),
    (re.compile("数量|质量|时效|进度|^产出"), "产出"),
    (re.compile("(?:经济|社会|生态|环境|综合|项目)(?:效益|影响|效果)|可持续|^效益|效益指标$"), "效益"),
)
_FIRST: tuple[tuple[re.Pattern[str], Family], ...] = (
    (re.compile("满意"), "满意度"),
    (re.compile("成本"), "成本"),
    (re.compile("产出"), "产出"),
    (re.compile("效益|效果"), "效益"),
)
_FIGURE_BEHIND = re.compile(r"(?P<name>.*[^\d\s:：.．])[:：]?(?P<points>\d{1,3}(?:[.．]\d+)?)分?")
_IN_A_WORD = re.compile(r"[\u4e00-\u9fff]{2,8}\(\d{1,3}(?:\.\d+)?分\)")  # 决策（15分）
_NUMBERED = re.compile(r"\(?[一二三四五六七八九十]{1,3}[)、.]")
_WITH_POINTS = re.compile("指标.*(?:分值|权重|分数)")
_BEYOND = re.compile("^(?:加减?分|减分|扣减?分|附加分?|奖励加?分?|倒扣分?)(?:项目?|指标|因素|情况)?$")


class Label(Struct, frozen=True):
    """A level's label: its name without points and breaks, its points, the cell's text as it stands, where."""

    name: str
    points: str | None
    printed: str
    place: CellPlace


class First(Struct, frozen=True):
    """The first level of an indicator, with where it comes from."""

    name: str | None
    points: str | None
    source: LevelSource
    printed: str | None
    place: CellPlace | None


def label_of(cell: Cell | None, heading: str = "") -> Label | None:
    """What a level cell says, or None where it is empty or missing.

    heading: over it; one that names points too (一级指标及分值) gives the figure behind a name (产出40) as points.
    """
    if cell is None or not fold(cell.text) or re.fullmatch(r"[-—/.…]+", fold(cell.text)):
        return None
    name, points = split_points(cell.text)
    behind = _FIGURE_BEHIND.fullmatch(name) if points is None and _WITH_POINTS.search(fold(heading)) else None
    if behind is not None:
        name, points = behind["name"], fold(behind["points"])
    return Label(name, points, trim(cell.text), cell.place)


def with_points(label: Label | None, cell: Cell | None) -> Label | None:
    """A label with the points that stand in a cell beside it, where it prints none itself."""
    if label is None or label.points is not None or cell is None:
        return label
    points = re.fullmatch(r"(\d+(?:\.\d+)?)[分%]?", fold(cell.text))
    return replace(label, points=points[1]) if points else label


def second_family(name: str | None) -> Family | None:
    """The first level a second-level name belongs to, where that is certain."""
    folded = fold(name or "")
    return next((family for pattern, family in _SECOND if pattern.search(folded)), None)


def is_second(name: str) -> bool:
    """Whether a label can only be of the second level: a kind of output, benefit or satisfaction (数量指标)."""
    return _KIND.search(fold(name)) is not None


def first_family(name: str) -> Family | None:
    """Which of the four standard first levels a label is; None for another one or for two at once (效益和满意度)."""
    families = {family for pattern, family in _FIRST if pattern.search(fold(name))}
    return families.pop() if len(families) == 1 else None


def beyond_full_marks(label: str) -> bool:
    """Whether a label heads marks given or taken beside the full marks: 加分项, 扣分项, 附加分."""
    return _BEYOND.match(stem(label)) is not None


class Tree(Struct, frozen=True):
    """The first levels a form prints itself: they decide where 成本 and 满意度 belong.

    whole: printed labels whose points include satisfaction rows listed under them, by the form's own sum.
    """

    printed: tuple[str, ...]
    whole: frozenset[str] = frozenset()

    @property
    def families(self) -> frozenset[Family | None]:
        return frozenset(first_family(name) for name in self.printed)

    def family_of(self, level_2: str | None) -> Family | None:
        """The first level of a second-level name in this form; cost is a kind of output unless it stands alone."""
        family = second_family(level_2)
        if family == "成本" and "成本" not in self.families and not _NEW_COST.search(fold(level_2 or "")):
            return "产出"
        return family

    def name(self, family: Family) -> str:
        """How this form prints a first level, else its standard name."""
        return next((name for name in self.printed if first_family(name) == family), NAMES[family])

    def contradicts(self, label: Label, level_2: str | None) -> bool:
        """Whether a printed first level certainly cannot stand over a second-level name."""
        own, implied = first_family(label.name), self.family_of(level_2)
        if own is None or implied is None or own == implied:
            return False
        if implied == "成本" and own == "产出":
            return "成本" in self.families
        if implied == "满意度" and own == "效益":
            return not self._satisfaction_is_a_benefit(label)
        return True

    def _satisfaction_is_a_benefit(self, label: Label) -> bool:
        return label.printed in self.whole or ("满意度" not in self.families and None in self.families)


def tree_of(names: Iterable[str], whole: Iterable[str] = ()) -> Tree:
    """The tree of a form from the first-level names it prints."""
    return Tree(tuple(dict.fromkeys(name for name in names if name)), frozenset(whole))


def of_label(label: Label) -> First:
    """The first level a printed label gives."""
    return First(label.name, label.points, "cell", label.printed, label.place)


def first_of(label: Label | None, running: Label | None, level_2: str | None, tree: Tree) -> First:
    """The first level of a row.

    label: what its own cell says; running: the last label above. A lost label is never filled from above: the label
    above goes on only where the second-level name says that it belongs there.
    """
    implied = tree.family_of(level_2)
    if label is not None and label.name and (_is_broad(label) or not tree.contradicts(label, level_2)):
        return of_label(label)
    goes_on = label is None and running is not None and bool(running.name) and implied is not None
    if goes_on and running and first_family(running.name) and not tree.contradicts(running, level_2):
        return of_label(running)
    printed = label.printed if label else None
    place = label.place if label else None
    if implied is None:
        return First(None, None, "missing", printed, place)
    points = label.points if label is not None and not label.name else None
    return First(tree.name(implied), points, "inferred", printed, place)


def level_across(line: Line) -> Label | None:
    """``一、产出指标（50分）`` over the whole width: the first level of the rows below, which have no column for it.

    So is any numbered part with points (三、预算管理情况（20分）) but the block of all indicators.
    """
    cell = line.fresh[0] if len(line.fresh) == 1 else None
    if cell is None or cell.cols * 2 <= line.grid.n_cols or len(cell.text) > MAX_LABEL:
        return None
    name, points = split_points(key(cell.text))
    family = first_family(name) is not None or is_second(name)
    known = (family and name.endswith("指标")) or is_part(cell.text)
    return Label(name, points, trim(cell.text), cell.place) if known else None


def is_kind_of(label: Label, above: Label | None) -> bool:
    """Whether a label over the whole width names a kind of what the one above it names (成本指标 of 产出指标)."""
    if above is None or is_second(above.name):
        return False
    return is_second(label.name) or (first_family(label.name) == "成本" and first_family(above.name) == "产出")


def _is_broad(label: Label) -> bool:
    """Whether a numbered part is of more than one first level, whatever its wording: （二）履职效果（80分）."""
    return is_part(label.printed, named=False) and not label.name.endswith("指标")


def is_part(text: str, *, named: bool = True) -> bool:
    """Whether a heading numbers a part of a form (named: or calls it by a word) with its points, and is of no block."""
    words = vocabulary()
    other = words.blocks.exact(text) or words.total.meaning(text)
    heads = _NUMBERED.match(fold(text)) is not None or (named and _IN_A_WORD.fullmatch(fold(text)) is not None)
    return heads and split_points(text)[1] is not None and not other
