"""What a form's heading says: title, year, money unit, identity printed above the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from extract.model import Cell, Paragraph
from normalize.funds.labels import AMOUNTS
from normalize.goals.above import goal_line
from normalize.labels import vocabulary
from normalize.layout.pairs import labels_inside, value_inside
from normalize.layout.segments import Segment
from normalize.layout.signs import title_like, year_like
from normalize.ledger import Ledger
from normalize.model import IdentityField, Value
from normalize.words.numerals import year_in_figures
from normalize.words.text import brackets, fold, join
from normalize.words.units import is_unit, money_in_label
from normalize.words.values import Setting, read_value

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?=年|\)|]|$|[-_度])")
_SCORED = re.compile(r"(?:总得分|自评得分|自评分|总分)\s*[:：]?\s*(\d+(?:\.\d+)?\s*分?)")
_STATED = re.compile(
    r"(?:(?<=\d)日)?(?P<label>[^\s\u3000:：,，。;；()（）\d]{2,10}?)\s*(?:[:：]|为)\s*"
    r"(?P<said>(?P<score>\d{1,3}(?:\.\d+)?\s*(?:分|(?=$|[\s\u3000,，。;；)）])))|(?P<rating>[优良中差]秀?好?等?(?=$|[\s\u3000,，。;；)）])))"
)
_MONEY_CAPTION = re.compile(r"(?:资金|经费|预算|支出|收支)[^。]{0,10}\((?:单位:)?(?:百万|千|万|亿)?元\)$")
_NEAR = 8
_FOLLOWING = 4  # lines below a table among which its total may stand
_SHORT = 40  # a longer line is a sentence, which the claims are read from


def read_title(segments: Sequence[Segment], before: Sequence[Paragraph], ledger: Ledger) -> str | None:
    """The form's title from its own rows, else from the paragraphs before it."""
    cells = [cell for segment in segments if segment.kind == "title" for line in segment.lines for cell in line.fresh]
    for cell in cells:
        if title_like(cell.text) or year_like(cell.text):
            ledger.claim(cell)
    inside = next((join(cell.text) for cell in cells if title_like(cell.text)), None)
    return inside or next(
        (join(paragraph.text) for paragraph in reversed(near(before)) if title_like(paragraph.text)), None
    )


def totals_beside(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> Iterator[tuple[str, Value]]:
    """``总分：95.3分　自评等级：优`` in a line under the title above a table, or right below the table."""
    above = near(before)
    titled = max((at for at, one in enumerate(above) if _names_form(one.text)), default=len(above))
    said = (one for one in after if fold(one.text))
    below = takewhile(lambda one: not _names_form(one.text), islice(said, _FOLLOWING))
    for paragraph in (*above[titled:], *below):
        for found in _STATED.finditer(paragraph.text) if len(fold(paragraph.text)) <= _SHORT else ():
            name = vocabulary().total.meaning(found["label"])
            place = paragraph.place.part(*found.span("said"))
            if name in ("row", "score") and found["score"] and "分" in found["label"]:
                yield "score", read_value(found["said"], place, Setting("points"))
            elif found["rating"] and (name == "rating" or vocabulary().sections.exact(found["label"]) == "conclusion"):
                yield "rating", read_value(found["said"], place, Setting("prose"))


def _names_form(text: str) -> bool:
    """Whether a line is a form's title, or one with more behind it."""
    return title_like(text) or re.search("(?:自评|评价|评分)表", fold(text)) is not None


def score_in_title(segments: Sequence[Segment]) -> Value | None:
    """``…自评表（项目总得分99分）``: a total printed in the title, by a cell of the form."""
    for cell in title_cells(segments):
        found = _SCORED.search(cell.text)
        if found:
            return read_value(found[1], cell.place.part(found.start(1), found.end(1)), Setting("points"))
    return None


def near(before: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs right before a table that can be its heading: short ones and goals, back to the last sentence."""
    kept: list[Paragraph] = []
    for paragraph in reversed(before[-_NEAR:]):
        text = fold(paragraph.text)
        if goal_line(paragraph):
            kept.append(paragraph)
        elif len(text) > 80 or text.endswith(("。", ";", "如下:")):
            break
        else:
            kept.append(paragraph)
    return kept[::-1]


def under_title(before: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines of the heading below the title, none where no line is one."""
    lines = near(before)
    titled = max((at for at, one in enumerate(lines) if title_like(one.text)), default=len(lines))
    return lines[titled + 1 :]


def title_cells(segments: Sequence[Segment]) -> list[Cell]:
    return [cell for segment in segments if segment.kind == "title" for line in segment.lines for cell in line.fresh]


def year_cells(segments: Sequence[Segment]) -> list[Cell]:
    """The cells of the identity rows that say nothing but the year: 填报单位：… | 2022年度 | 单位：万元."""
    rows = [line for segment in segments if segment.kind == "identity" for line in segment.lines]
    return [cell for line in rows for cell in line.fresh if "年" in cell.text and year_like(cell.text)]


def read_year(
    segments: Sequence[Segment], before: Sequence[Paragraph], identity: Sequence[IdentityField]
) -> int | None:
    """The year in the title, the line under it, or the identity block."""
    above = [
        paragraph.text
        for paragraph in reversed(near(before))
        if "日期" not in paragraph.text and "时间" not in paragraph.text
    ]
    texts = [cell.text for cell in title_cells(segments)]
    texts += [cell.text for cell in year_cells(segments)]
    texts += [text for text in above if title_like(text) or year_like(text)]
    texts += [entry.text for entry in identity if entry.field == "year"]
    texts += above
    texts += [entry.text for entry in identity if entry.field == "project_name"]
    return next((year for year in map(year_in, texts) if year), None)


def year_in(text: str) -> int | None:
    """The year a heading names: （2022年度）, 2022年…, 二〇二二年"""
    found = _YEAR.search(year_in_figures(fold(text)))
    return int(found[1]) if found else None


def read_money_unit(segments: Sequence[Segment], before: Sequence[Paragraph]) -> str | None:
    """万元 or 元 as printed: in the fund block's labels first, then near the title."""
    for segment in segments:
        if segment.kind in ("funds", "fund_pairs", "tasks"):
            cells = [cell for line in (*segment.header, *segment.lines) for cell in line.cells]
            for cell in cells:
                unit = _bracketed(cell.text)
                if unit:
                    return unit
    rows = [
        cell.text
        for segment in segments
        if segment.kind in ("title", "identity")
        for line in segment.lines
        for cell in line.fresh
    ]
    lines = [paragraph.text for paragraph in near(before)]
    for text in (*rows, *lines):
        if "单位" in text and money_in_label(text):
            return money_in_label(text)
    captions = (text for text in lines if _MONEY_CAPTION.search(fold(text)))
    unit = next((unit for unit in map(_bracketed, captions) if unit), None)
    if unit:
        return unit
    words = vocabulary()
    labels = (text for text in rows if words.fund_columns.exact(text) in AMOUNTS or words.blocks.exact(text) == "funds")
    amounts = map(_bracketed, labels)
    return next((unit for unit in amounts if unit), None)


def _bracketed(text: str) -> str | None:
    for inner in brackets(text):
        found = re.fullmatch(r"(?:单位|金额单位)?:?((?:亿|百万|千|万)?元)", inner)
        if found:
            return found[1]
    found = re.search(r"单位:((?:亿|百万|千|万)?元)", fold(text))
    return found[1] if found else None


def read_block_points(segments: Sequence[Segment]) -> tuple[tuple[str, str], ...]:
    """Points printed in the labels of whole blocks: 预算执行情况（20分）, 绩效指标（90分）, 得分（20分*执行率）."""
    found: dict[str, str] = {}
    words = vocabulary().blocks
    for above, segment in zip((None, *segments), segments, strict=False):
        if segment.kind not in ("funds", "fund_pairs", "indicators"):
            continue
        over = above.lines[-1:] if above and above.lines and len(above.lines[-1].fresh) == 1 else []
        columns = segment.columns.all if segment.kind == "indicators" and segment.columns else ()
        fields = min((column.first for column in columns if column.field is not None), default=None)
        for line in (*over, *segment.header, *(segment.lines if segment.heads else segment.lines[:1])):
            for cell in line.cells:
                if fields is not None and cell.place.col >= fields:
                    continue  # a first level may be called as some block is: 履职效能
                scored = (segment.kind == "funds" or segment.heads) and "得分" in cell.text
                name = "fund_score" if scored else words.exact(cell.text)
                if name in ("funds", "indicators", "fund_score"):
                    name = segment.kind if name in ("funds", "indicators") else name
                    points = [re.match(r"(?:满分)?(\d+(?:\.\d+)?)分", inner) for inner in brackets(cell.text)]
                    for point in points:
                        if point:
                            found.setdefault("funds" if name == "fund_pairs" else name, point[1])
    return tuple(found.items())


_ENDS = "of no field"
_MONEY_LABELS = frozenset({"金额单位", "货币单位", "计量单位"})


def identity_above(before: Sequence[Paragraph]) -> list[IdentityField]:
    """Labels with values printed in the lines above the table: 填报单位：… 填报日期：…"""
    found = []
    for paragraph in near(before):
        if title_like(paragraph.text) and "：" not in paragraph.text and ":" not in paragraph.text:
            continue
        marks = labels_inside(paragraph.text, _above)
        for at, (name, _, start) in enumerate(marks):
            text = value_inside(paragraph.text, marks, at)
            if fold(text) and name != _ENDS and not (name == "reporting_unit" and is_unit(fold(text))):
                lead = len(text) - len(text.lstrip())
                place = paragraph.place.part(start + lead, start + len(text.rstrip()))
                found.append(IdentityField(name, join(text), place))
    return found


def _above(label: str) -> str | None:
    """The field of a label above a table; 单位 alone is the unit that fills in, where it says no money unit.

    金额单位 and 自评总分 are no fields, but end the value before them.
    """
    if fold(label) in _MONEY_LABELS or vocabulary().total.exact(label):
        return _ENDS
    return vocabulary().identity.exact(label) or ("reporting_unit" if fold(label) == "单位" else None)
