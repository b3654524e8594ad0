"""What kind of money the rows of a fund block state, and which of them are parts of which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from normalize.funds.labels import fund_label
from normalize.funds.nesting import nested
from normalize.funds.pairs import FundRow
from normalize.labels import vocabulary
from normalize.model import FundKind
from normalize.words.text import fold, stem

_LEVELS = ("central", "province", "city", "county", "local", "transfer")
_FIRST = re.compile(r"\(?[1一][)、.]|①")
_FEWEST = 2  # rows, of which one is no whole of several parts
_SUMS = ("initial_budget", "full_budget", "received", "executed")


def kinds_of(rows: Sequence[FundRow]) -> list[FundKind]:
    """The kinds of the rows; 小计 is the total of a block that prints no other, and so is a first row of a wording
    nobody knows whose amounts all the others add up to.
    """
    kinds = [kind_of(row.label) for row in rows]
    if "total" not in kinds:
        kinds = ["total" if stem(row.label) == "小计" else kind for row, kind in zip(rows, kinds, strict=True)]
    if "total" not in kinds and len(rows) > _FEWEST and _is_whole(rows[0], rows[1:]):
        kinds[0] = "total"
    return kinds


def _is_whole(row: FundRow, others: Sequence[FundRow]) -> bool:
    """Whether a row that names no kind of money holds that of all others, under each amount it states."""
    said = [name for name in _SUMS if (value := row.values.get(name)) is not None and value.number]
    unknown = vocabulary().fund_rows.meaning(fund_label(row.label)) is None
    sums = (sum((_number(one, name) for one in others), Decimal(0)) for name in said)
    return unknown and bool(said) and all(_number(row, name) == found for name, found in zip(said, sums, strict=True))


def kind_of(label: str) -> FundKind:
    """The kind of a row by its label; what nobody knows is other."""
    if not label:
        return "total"
    return cast(FundKind, vocabulary().fund_rows.meaning(fund_label(label)) or "other")


def _inside_basic(label: str) -> bool:
    """Whether a row is but a part of 基本支出: 人员经费, 公用经费."""
    return "基本支出" not in fold(label)


def _is_basic(kind: FundKind, label: str) -> bool:
    return kind == "basic" and not _inside_basic(label)


def parents_of(kinds: list[FundKind], rows: Sequence[FundRow]) -> list[int | None]:
    """The number (from 1) of the row that each row is a part of, None for a total and what stands in none."""
    parts = _parts_of_parts(kinds, rows)
    found = [parts.get(at) or _parent(at, kinds, rows) for at in range(len(rows))]
    for total in (at for at, kind in enumerate(kinds) if kind == "total"):
        own = [at for at, parent in enumerate(found) if parent == total + 1]
        for part, whole in nested(rows[total], own, rows, _adds_up).items():
            found[part] = whole + 1
    return found


def _parts_of_parts(kinds: list[FundKind], rows: Sequence[FundRow]) -> dict[int, int]:
    """The rows behind one that is no total and which add up to it, where the first says 其中, they are numbered or name
    what nobody knows behind 项目支出: by their figures.
    """
    found: dict[int, int] = {}
    for at in range(len(rows) - 1):
        listed = (kinds[at] == "project" and kinds[at + 1] == "other") or _begins(rows[at + 1].label, rows[at].label)
        if kinds[at] == "total" or at in found or not (listed or "其中" in fold(rows[at + 1].label)):
            continue
        for end in range(at + 2, len(rows) + 1):
            if kinds[end - 1] == "total" or rows[end - 1].side != rows[at].side:
                break
            if _adds_up(rows[at], rows[at + 1 : end]):
                while end < len(rows) and kinds[end] == kinds[at + 1] and _is_nothing(rows[end]):
                    end += 1  # 其中：一般公共预算 is all of it, 政府性基金预算 none
                found |= dict.fromkeys(range(at + 1, end), at + 1)
                break
    return found


def _is_nothing(row: FundRow) -> bool:
    """Whether a row states zero under every amount it states."""
    stated = [row.values[name].number for name in _SUMS if name in row.values]
    return any(number == 0 for number in stated) and not any(stated)


def _begins(label: str, above: str) -> bool:
    """Whether a label is the first of a numbered run below one that has no number: （1）中央补助."""
    return _FIRST.match(fold(label)) is not None and _FIRST.match(fold(above)) is None


def _adds_up(whole: FundRow, parts: Sequence[FundRow]) -> int:
    """Under how many of the amounts the parts add up to the whole."""
    stated = ((name, whole.values[name].number) for name in _SUMS if name in whole.values)
    own = [(name, number) for name, number in stated if number]
    return sum(sum((_number(part, name) for part in parts), Decimal(0)) == number for name, number in own)


def _number(row: FundRow, name: str) -> Decimal:
    return (row.values[name].number if name in row.values else None) or Decimal(0)


def _parent(at: int, kinds: list[FundKind], rows: Sequence[FundRow]) -> int | None:
    """The row that one is part of: the total (of its side), a fiscal row whose 其中 lists levels of government, or
    基本支出.
    """
    kind, labels = kinds[at], [row.label for row in rows]
    totals = [n for n, one in enumerate(kinds) if one == "total" and rows[n].side == rows[at].side]
    if kind == "total" or not totals:
        return None
    if kind == "basic" and _inside_basic(labels[at]):
        own = (n for n in range(at - 1, -1, -1) if _is_basic(kinds[n], labels[n]) and rows[n].side == rows[at].side)
        whole = next(own, None)
        if whole is not None and all(kinds[n] == "basic" for n in range(whole, at)):
            return whole + 1
    if kind in _LEVELS:
        above = at - 1
        while above >= 0 and kinds[above] in _LEVELS and "其中" not in fold(labels[above]):
            above -= 1
        opener = above if above >= 0 and kinds[above] in _LEVELS else at
        if opener > 0 and kinds[opener - 1] == "fiscal" and "其中" in fold(labels[opener]):
            return opener
    before, behind = [n for n in totals if n < at], [n for n in totals if n > at]
    above = rows[totals[0]] is next(row for row in rows if row.side == rows[at].side)  # the totals head their parts
    return (behind[0] if behind and not above else before[-1] if before else totals[0]) + 1
