"""Values without a figure: nothing at all, the three tiers, yes and no, lasting for long."""

from __future__ import annotations

import re

_NOTHING = "- -- --- — —— // \\ . .. _ * @@@ N/A n/a 不适用 不涉及 暂无 无 无此项 空 〇"
_LASTING_WORDS = "长期 长远 中长期 时限长远 常年 长期有效 持续有效 持续 长效"
_TARGET = "(?:年度|预期|既定)?(?:绩效)?(?:指标|目标)"
BLANK = frozenset(_NOTHING.split()) | {""}
LASTING = frozenset(_LASTING_WORDS.split())
DASHES = re.compile(r"^[-—―–─━/\\.…_*,、;:]+$")
NIL = re.compile(
    "^零$|^[0零](?:发生|事故|伤亡|死亡|投诉|上访|信访|差错|失误|案件|发案|违规|违纪|感染|污染|排放|舆情|拖欠)$"
)
PROMPT = re.compile(r"\(\d{2,4}字(?:以内|以下|左右)\)$")
YES_NO = re.compile(r"^(?:是|否|有|未完成|全部完成|已全部完成|按时完成|按期完成|已?完成|完成年度(?:绩效)?目标)[。.]?$")
_TIERS = (
    (re.compile(r"^(?:基本|部分|未).{0,3}(?:达成|完成|实现).{0,8}(?:效果较差|程度较低)$"), 3),
    (re.compile(rf"^(?:未|没有)(?:达成|完成|实现){_TARGET}(?:且效果较差)?$|^未达成$|^实现目标程度较低$"), 3),
    (re.compile(rf"^部分(?:达成|完成|实现)了?(?:{_TARGET})?(?:并具有一定效果)?$"), 2),
    (
        re.compile(
            rf"^(?:全部|已|基本|全部或基本)?(?:达成|达到)了?{_TARGET}$|^(?:全部|已|基本)?达成了?$|^(?:完成|实现)预期(?:指标|目标)$"
        ),
        1,
    ),
)


def says_nothing(folded: str, answer: bool = False) -> bool:
    """Whether a folded cell is empty, dashes, dots or a word for nothing.

    answer: in a reason or a text 无 is an answer; there a prompt of the form left standing says nothing either.
    """
    if answer:
        return not folded or bool(DASHES.match(folded) or PROMPT.search(folded))
    return folded in BLANK or bool(DASHES.match(folded)) or folded == "一"


def tier_of(folded: str) -> int | None:
    """1, 2 or 3 for 达成, 部分达成, 未达成 and their wordings."""
    return next((tier for pattern, tier in _TIERS if pattern.match(folded.rstrip("。."))), None)
