"""Identity fields, remarks and everything else that stands around the blocks of a form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from extract.model import Cell
from normalize.labels import vocabulary
from normalize.layout.columns import Columns
from normalize.layout.lines import Line, overlap
from normalize.layout.pairs import IsLabel, Pair, pairs
from normalize.layout.segments import Segment
from normalize.layout.signs import goal_label
from normalize.ledger import Ledger
from normalize.model import IdentityField, Section, Value
from normalize.ratings import claim_rating, is_rating, read_rating
from normalize.totals import read_figure
from normalize.words.dates import names_period
from normalize.words.text import fold, join, key, stem
from normalize.words.values import Setting, read_value

_NOTE = re.compile(r"^(?:注|备注|说明|填[表报]说明)\d*[:：、.]|^[^\d:,。;]{2,8}(?:说明|原因|措施|情况)[:：](?=.{8})")
_FIGURE_INSIDE = re.compile(r"^(.{2,30}):([-\d.,]+(?:亿元|万元|元|万|%|分)?)$")
_NAMES_PROJECT = re.compile("(?:[二三]级)?项目名称")
_SHORT = 24
_POINTS = ("weight", "score", "review_score")


@dataclass(slots=True)
class Around:
    """What stands around the blocks: identity fields, text sections, totals printed elsewhere (field, label, value).

    named: the label beside the first project name.
    """

    identity: list[IdentityField] = field(default_factory=list)
    named: str = ""
    sections: list[Section] = field(default_factory=list)
    totals: list[tuple[str, str, Value]] = field(default_factory=list)


def read_around(segments: Sequence[Segment], ledger: Ledger) -> Around:
    """The identity rows and the rows that belong to no block; of amounts with their labels, who is named among them."""
    around = Around()
    for segment in segments:
        if segment.kind == "fund_pairs":
            _amid_amounts(around, segment, ledger)
            continue
        heading: list[Cell] = []
        for at, line in enumerate(segment.lines):
            heading = _matrix_heading(line, ledger) or (heading if _matrix_row(around, line, heading, ledger) else [])
            below = segment.lines[at + 1] if at + 1 < len(segment.lines) else None
            if segment.kind != "other" or not _beyond_the_total(around, line, segment.columns, ledger):
                _line(around, line, below, segment.kind == "identity", ledger)
    return around


def _amid_amounts(around: Around, segment: Segment, ledger: Ledger) -> None:
    """``预算执行率 | 98% | 主管部门 | 某局``: a label of identity in a row of amounts, with the cell beside it."""
    for line in segment.lines:
        for pair in pairs(line, None, vocabulary().identity.exact):
            if pair.cell is not None and not ledger.claimed(pair.label_cell):
                _take(around, replace(pair, field=f"identity.{pair.field}"), ledger)


def read_leftovers(segments: Sequence[Segment], ledger: Ledger) -> list[Section]:
    """``得分：20`` in a cell that no block has a place for; texts of the goal block under headings of their own."""
    found = []
    for segment in segments:
        if segment.kind == "goals":
            found.extend(_headed_texts(segment, ledger))
        for line in segment.lines:
            for cell in line.fresh:
                inside = None if ledger.claimed(cell) else _FIGURE_INSIDE.match(fold(cell.text))
                if inside:
                    found.append(Section(inside[1], inside[2], cell.place))
                    ledger.claim(cell)
    return found


def _headed_texts(segment: Segment, ledger: Ledger) -> list[Section]:
    """``任务名称 | 主要内容``, ``总体完成率`` among the goals: each text under its heading, the cell above as wide."""
    heads: dict[tuple[int, int], Cell] = {}
    found = []
    for line in segment.lines:
        for cell in line.fresh:
            head = heads.get((cell.place.col, cell.cols))
            if head is not None and not ledger.claimed(cell):
                found.append(Section(join(head.text), join(cell.text), cell.place))
                ledger.claim(head, cell)
            elif _heads_texts(cell, head, ledger) and cell.rows == 1:
                heads[cell.place.col, cell.cols] = cell
    return found


def _heads_texts(cell: Cell, head: Cell | None, ledger: Ledger) -> bool:
    """Whether a cell of the goal block may be a heading: a goal's short text under a heading is none."""
    if head is not None and ledger.claimed(cell) and goal_label(cell.text) is None:
        return False
    return _label_like(cell) or names_period(cell.text)


def _beyond_the_total(around: Around, line: Line, columns: Columns | None, ledger: Ledger) -> bool:
    """``加分项 | 获省级表彰 | 5 | 每项加5分 | 5`` under the columns of the indicators, outside block and total.

    It is kept whole, each cell behind its column's heading: no rule adds it up.
    """
    if columns is None or len(line.fresh) < 3 or any(map(_meaning(False), (cell.text for cell in line.fresh))):
        return False
    label, *rest = line.fresh
    under = [(columns.all[at], cells) for at, cells in columns.split(rest).items()]
    points = [cell for column, cells in under if column.field in _POINTS for cell in cells]
    if not _label_like(label) or not any(map(read_figure, points)):
        return False
    heads = {cell.place: join(column.label) for column, cells in under for cell in cells}
    said = [f"{heads.get(cell.place, '')} {join(cell.text)}".strip() for cell in rest]
    around.sections.append(Section(join(label.text), "；".join(said), label.place))
    ledger.claim(*line.fresh)
    return True


def _line(around: Around, line: Line, below: Line | None, identity: bool, ledger: Ledger) -> None:
    if not line.fresh or all(ledger.claimed(cell) for cell in line.fresh):
        return
    if _note(around, line, ledger):
        return
    for pair in pairs(line, below, _meaning(identity)):
        _take(around, pair, ledger)
    _rest(around, line, ledger)


def _matrix_heading(line: Line, ledger: Ledger) -> list[Cell]:
    """A row of headings alone, such as 情况说明 | 存在问题 | 改进措施: texts stand under them."""
    exact = vocabulary().sections.exact
    labels = [cell for cell in line.fresh if exact(cell.text)]
    if len(labels) < 2 or len(labels) < len(line.fresh):
        return []
    ledger.claim(*labels)
    return labels


def _matrix_row(around: Around, line: Line, heading: list[Cell], ledger: Ledger) -> bool:
    """A row under such headings: its own label at the left, one text a heading."""
    label = line.fresh[0] if line.fresh else None
    if not heading or label is None or label.place.col + label.cols > heading[-1].place.col:
        return False
    for cell in line.fresh[1:]:
        head = max(heading, key=lambda one: overlap(cell, one.place.col, one.place.col + one.cols))
        around.sections.append(Section(f"{join(label.text)} {join(head.text)}", join(cell.text), cell.place))
    ledger.claim(*line.fresh)
    return True


def _note(around: Around, line: Line, ledger: Ledger) -> bool:
    """``注：…`` over the whole width, or a paragraph of text alone in its row."""
    cell = line.fresh[0]
    if len(line.fresh) > 1 or ledger.claimed(cell):
        return False
    marked = _NOTE.match(fold(cell.text))
    runs_on = _running_label(line, cell)
    if not marked and (cell.cols * 2 < line.grid.n_cols or (len(fold(cell.text)) <= 40 and not runs_on)):
        return False
    label, text = (
        (join(runs_on.text).rstrip("：:"), join(cell.text))
        if runs_on
        else _headed(cell.text)
        if not marked
        else (fold(marked[0]).rstrip(":：、."), join(cell.text)[len(marked[0]) :])
    )
    around.sections.append(Section(label, text.strip(), cell.place))
    ledger.claim(cell)
    return True


def _running_label(line: Line, cell: Cell) -> Cell | None:
    """The heading merged down beside a row (注：) that its text goes on with."""
    before = [other for other in line.cells if other.place.row < line.row and other.place.col < cell.place.col]
    return before[-1] if before and vocabulary().sections.exact(before[-1].text) else None


def _headed(text: str) -> tuple[str, str]:
    """A text that begins with a known heading: ``存在问题：…`` → label and text; else all of it is text."""
    head, colon, rest = join(text).partition("：") if "：" in text else join(text).partition(":")
    if colon and vocabulary().sections.exact(head):
        return head, rest
    return "", join(text)


def _meaning(identity: bool) -> IsLabel:
    words = vocabulary()

    def meaning(text: str) -> str | None:
        if len(text) > _SHORT + 12 or not fold(text):
            return None
        name = words.identity.meaning(text) if identity else words.identity.exact(text)
        if name:
            return "identity." + name
        name = words.total.meaning(text)
        if name and name != "subtotal":
            return "total." + ("score" if name == "row" else name)
        name = words.sections.exact(text)
        return "section." + name if name else None

    return meaning


def _take(around: Around, pair: Pair, ledger: Ledger) -> None:
    group, _, name = pair.field.partition(".")
    if pair.cell is not None and ledger.claimed(pair.cell) and pair.cell is not pair.label_cell:
        return
    if group == "total":
        points = Setting("points")
        value = read_rating(pair.text, pair.place) if name == "rating" else read_value(pair.text, pair.place, points)
        if value.blank and pair.cell is None:
            return
        if name != "rating" and value.number is None and not value.blank:
            return  # words beside 合计 head a column of it
        around.totals.append((name, join(pair.label).rstrip("：:"), value))
    elif group == "identity":
        _identify(around, IdentityField(name, join(pair.text), pair.place), pair.label)
    elif name == "conclusion" and pair.cell is not None and is_rating(pair.text):
        around.totals.append(("rating", join(pair.label).rstrip("：:"), read_rating(pair.text, pair.place)))
    elif pair.cell is not None:
        around.sections.append(Section(join(pair.label).rstrip("：:"), join(pair.text), pair.place))
    ledger.claim(pair.label_cell, pair.cell)
    if pair.cell is not None and (group, name) in (("total", "rating"), ("section", "conclusion")):
        claim_rating(pair.cell, pair.text, ledger)


def _identify(around: Around, entry: IdentityField, label: str) -> None:
    """Keep a field of identity. What is called 项目名称 goes before the name of the fund that pays for it, and a
    project before the one above it (二级项目名称 before 一级项目名称): it is what the form assesses.
    """
    named = [at for at, known in enumerate(around.identity) if known.field == "project_name"]
    first = entry.field == "project_name" and entry.text and _NAMES_PROJECT.fullmatch(stem(label))
    if entry.field == "project_name" and (first or not named):
        around.named = label
    around.identity.insert(named[0] if named and first else len(around.identity), entry)


def _rest(around: Around, line: Line, ledger: Ledger) -> None:
    """A label nobody knows with its text beside it is a section; a label alone names its block."""
    left = [cell for cell in line.fresh if not ledger.claimed(cell)]
    at = 0
    while at < len(left):
        cell = left[at]
        value = left[at + 1] if at + 1 < len(left) else None
        if not _label_like(cell):
            at += 1
            continue
        inside = _FIGURE_INSIDE.match(fold(cell.text))
        if inside:
            around.sections.append(Section(inside[1], inside[2], cell.place))
            ledger.claim(cell)
            at += 1
        elif cell.rows > 1 and value is not None and value.rows == 1 and at + 2 < len(left) and _label_like(value):
            ledger.claim(cell)  # the label of a block whose rows have labels of their own
            at += 1
        elif fold(cell.text).endswith(":") and (value is None or ":" in fold(value.text)):
            ledger.claim(cell)
            at += 1
        elif value is not None and _adjacent(line, cell, value) and not _label_only(value):
            around.sections.append(Section(join(cell.text).rstrip("：:"), join(value.text), value.place))
            ledger.claim(cell, value)
            at += 2
        else:
            if not re.search(r"\d", fold(cell.text)) or vocabulary().blocks.exact(cell.text):
                ledger.claim(cell)
            at += 1


def _label_like(cell: Cell) -> bool:
    label = key(cell.text)
    return 1 < len(label) <= _SHORT and not re.match(r"^[\d.,%≥≤><=\-/]+", label) and not label.endswith(("。", ";"))


def _label_only(cell: Cell) -> bool:
    return bool(vocabulary().sections.exact(cell.text) or vocabulary().identity.exact(cell.text)) and not re.search(
        r"\d", stem(cell.text)
    )


def _adjacent(line: Line, cell: Cell, value: Cell) -> bool:
    return value.place.col >= cell.place.col + cell.cols
