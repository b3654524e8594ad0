"""Comparisons as targets state them, before the number (≥, 不少于) or behind it (以上, 以内)."""

from __future__ import annotations

import re

from normalize.model import Operator
from normalize.words.text import fold, stem

OPERATORS: dict[str, Operator] = {
    "≥": ">=", "≧": ">=", "⩾": ">=", ">=": ">=", "=>": ">=", ">": ">", "≤": "<=", "≦": "<=", "⩽": "<=", "<=": "<=",
    "=<": "<=", "<": "<", "=": "=", "==": "=", "═": "=", "±": "+-", "大于等于": ">=", "大于或等于": ">=",
    "不少于": ">=",
    "不低于": ">=", "不小于": ">=", "至少": ">=", "大于": ">", "高于": ">", "超过": ">", "多于": ">", "小于等于": "<=",
    "小于或等于": "<=", "不高于": "<=", "不超过": "<=", "不大于": "<=", "不多于": "<=", "最多": "<=", "小于": "<",
    "低于": "<", "少于": "<", "等于": "=", "不超": "<=",
    "不得低于": ">=", "不能低于": ">=", "不得少于": ">=", "不得超过": "<=", "不能超过": "<=", "不得高于": "<=",
    "未超过": "<=", "≯": "<=", "≮": ">=", "〈": "<", "〉": ">", "不足": "<", "不到": "<", "超": ">", "最少": ">=",
    "不得多于": "<=", "不得大于": "<=", "不得小于": ">=", "不得超": "<=", "应不低于": ">=", "应不少于": ">=",
    "不突破": "<=", "最低": ">=", "最高": "<=", "达到或超过": ">=",
}  # fmt: skip
AMONG_WORDS = frozenset({"不足", "不到", "超"})  # comparisons before a figure only: a name may end with them
AFTER: dict[str, Operator] = {
    "及以上": ">=", "或以上": ">=", "及其以上": ">=",
    "以上": ">=", "以上(含)": ">=", "(含)以上": ">=", "(含)以下": "<=", "及以下": "<=", "以下": "<=",
    "以内": "<=", "之内": "<=", "(含)以内": "<=", "内": "<=",
}  # fmt: skip
PREFIX = "|".join(sorted(map(re.escape, OPERATORS), key=len, reverse=True))
SUFFIX = "|".join(sorted(map(re.escape, AFTER), key=len, reverse=True))


def comparison(before: str | None, after: str | None) -> Operator | None:
    """The comparison printed before or behind a number, or None."""
    return OPERATORS.get(before or "") or AFTER.get(after or "")


def states_comparison(text: str) -> bool:
    """Whether a cell says nothing but a comparison, or whether there is any (定性, 定量)."""
    return fold(text) in OPERATORS or stem(text) in ("定性", "定量")
