"""Units of no list behind a number: a counter with its noun (个小区, 公里道路), a short noun by itself (工日, 疗程)."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.words.units import is_unit
from normalize.words.verbs import ACTIONS, ENDS, RESULTS

_CLASSIFIERS = (
    "个 名 家 所 项 条 份 座 场 户 位 处 台 套 件 栋 幢 种 类 支 只 块 门 间 次 篇 本 部 期 批 张 辆 头 棵 株 盏 口 眼 "
    "幅 册 枚 把 架 艘 宗 例 起 届 轮 组 片 段 根 副 卷 束 袋 箱 桶 盒 瓶 包 亩 吨 米 公里 千米 平方米 平方公里 立方米 "
    "公顷 公斤 千克 批次 人次 场次 户次 台次 台套"
)
_MANY = "[百千万亿]{0,2}"
_LETTER = r"[^\W\da-zA-Z_]"
_NO_TIME = "(?!小时|工作日|自然日|日历天|学期|学年|星期|分钟|半[年天日])"
_COUNTER = "|".join(sorted(_CLASSIFIERS.split(), key=len, reverse=True))
_COUNTED = re.compile(rf"^{_MANY}(?P<counter>{_COUNTER})(?P<noun>{_NO_TIME}{_LETTER}{{1,4}})$")
_COMPARED = re.compile(rf"^{_MANY}(?!元){_NO_TIME}{_LETTER}{{1,5}}$")
_SHORT = re.compile(
    rf"^{_MANY}(?!元|[百千万亿人角号后路型式版度分倍级成折类星楼档甲乙丙丁季年月日天周时秒岁](?!次$)){_NO_TIME}{_LETTER}{{1,4}}$"
)
_EACH = re.compile(r"[/·]")
_OTHER = re.compile(rf"\((?P<word>{_LETTER}{{1,4}})\)$")  # 个村(社区)
_SPANS = ("季", "旬", "半年", "年度")
_PER_MANY = re.compile(r"^[^\W\d_]{0,3}/(?:10|100)?[万千]$")
_VERB = re.compile("|".join([*ACTIONS, *ENDS]) + "|热线|电话|平台|急救|满分|响应|到达")
_NO_COUNTER = re.compile(f"{_VERB.pattern}|类水")  # 支持; 3类水 is the third class
_ENDING = rf"(?:{'|'.join(ENDS)})(?:{'|'.join([*ACTIONS, *ENDS])})?$|"
_SAYS_MORE = re.compile(
    "[约余多几的已未均无没每各不为是且并而或与及和较将被使其至到从于在由了过一两优良差好佳增减]|"
    "以[上下内]|[上下内前后]$|左右|(?<![安健])全|(?<!国)有|(?<![青少老中学])年(?!度)|(?<![工节假床院])日|比(?![赛武例])|[月季周]|次(?!$)|等(?!级)|"
    + _ENDING
    + "|".join(RESULTS)
)


@lru_cache(maxsize=2048)
def counter(text: str) -> str | None:
    """The counter that stands before its noun: ``个小区`` → 个, ``公里道路`` → 公里; None where it says more."""
    other = _OTHER.search(text)
    found = _COUNTED.match(text[: other.start()] if other and short_noun(other["word"]) else text)
    return found["counter"] if found and not (_SAYS_MORE.search(found["noun"]) or _NO_COUNTER.match(text)) else None


def is_counted(text: str) -> bool:
    """Whether a folded text behind a number counts things: a counter with its noun, so many of many (/10万), 次/季."""
    return counter(text) is not None or bool(_PER_MANY.match(text)) or _is_rate(text)


def _is_rate(text: str) -> bool:
    """Whether a text is a unit over each of something short: 次/季, 个/班级."""
    first, *others = _EACH.split(text)
    units = [is_unit(one) or short_noun(one) for one in (first, *others)]
    return bool(others) and units[0] and all(unit or one in _SPANS for unit, one in zip(units[1:], others, strict=True))


def short_noun(text: str) -> bool:
    """Whether a folded text behind a bare number can be nothing but its unit: 时次, 疗程; not 竣工, 后, 培训."""
    return bool(_SHORT.match(text)) and not _SAYS_MORE.search(text) and not _VERB.search(text)


def like_a_unit(text: str) -> bool:
    """Whether a folded text behind a compared number may be its unit: a short noun (标准田, 万人时)."""
    return bool(_COMPARED.match(text)) and not _SAYS_MORE.search(text)
