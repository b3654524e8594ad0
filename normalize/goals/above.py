"""Goals told in lines between a form's title and its table: 年度总体目标：…, 完成情况：…"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.model import Paragraph
from normalize.layout.signs import goal_label
from normalize.model import Goal, Value
from normalize.words.text import fold
from normalize.words.values import Setting, read_value

_LINE = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]\s*)?(?P<label>[^:：\n。，；]{2,14})[:：]\s*(?P<said>\S.*?)\s*$",
    re.S,
)
_PROSE = Setting("prose")


def goal_line(paragraph: Paragraph) -> tuple[str, Value] | None:
    """``年度总体目标：保障供水。``: what the label says (expected, actual) and the text behind it, or None."""
    found = _LINE.match(paragraph.text)
    role = goal_label(found["label"]) if found else None
    if found is None or role not in ("block", "expected", "actual") or not fold(found["said"]):
        return None
    value = read_value(found["said"], paragraph.place.part(*found.span("said")), _PROSE)
    return ("actual" if role == "actual" else "expected"), value


def goals_above(lines: Iterable[Paragraph]) -> tuple[Goal, ...]:
    """The goal that the lines of a form's heading tell; several of one kind are told apart by nothing and left."""
    said = [found for found in map(goal_line, lines) if found is not None]
    told = dict(said)
    if not said or len(told) < len(said):
        return ()
    return (Goal(1, None, told.get("expected"), told.get("actual"), said[0][1].place),)
