"""Units of measure as people write them, and what kind of magnitude they make of a number."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.model import ValueKind
from normalize.words.text import brackets, join, stem

PERCENT = frozenset({"%", "‰", "百分比", "百分率", "%(百分比)"})
_TIMES = (
    "年 个月 月 日 天 小时 个小时 分钟 秒 周 星期 工作日 个工作日 自然日 个季度 季度 学年 个学年 个学期 学期 自然月 "
    "个自然月 个自然日 日历天 个日历天 h H min"
)
_COUNTERS = (
    "个 次 人 户 件 份 场 名 篇 家 所 处 套 台 辆 米 米2 米3 公里 千米 里 平方米 平米 "
    "平方公里 立方米 方 亩 公顷 吨 公斤 千克 斤 克 毫克 只 头 羽 尾 株 棵 粒 本 册 期 "
    "批 批次 人次 户次 家次 人日 学时 课时 条 项 类 种 起 例 座 间 栋 幢 块 片 支 队 "
    "组 届 轮 遍 盏 张 幅 门 口 眼 孔 根 节 级 度 厘米 毫米 千瓦 千瓦时 兆瓦 升 毫升 "
    "桶 箱 袋 包 盒 瓶 枚 部 集 首 页 字 条次 班次 车次 趟 站 点 村 镇 乡 县 市 省 "
    "社区 街道 单位 企业 项目 工程 课题 标段 场次 床 床位 张床 位 例次 件次 宗 款 版 顶 "
    "段 册次 双 对 副 把 架 艘 班 届次 处次 名次 科 学分 点次 分 人天 个点 个村 个镇 个社区 "
    "个项目 个单位 个百分点 百分点 倍 亩次 公里数 标准箱 标箱 样 样品 批件 余 卷 盘 枝 束 客 客次 "
    "岁 周岁 人时 工时 延米 标方 吨标准煤 吨标煤 千伏 千伏安 人年 人月 车公里 架次 航次 标台 "
    "丛 穴 罐 担 匹 路 榀 樘 孔次 套次 组次 台时 株次 微克 微米 分贝 赫兹 摄氏度 千帕 兆帕 万 亿 人份 户数 人数 "
)
DURATION = frozenset(_TIMES.split())
_COUNT = frozenset(_COUNTERS.split())
_MONEY = re.compile(r"^[十百千万亿]{0,2}(?:美|日|欧|港)?元(?:整|人民币)?(?:/.+|每.+)?$")
_LATIN = re.compile(r"^[A-Za-z℃°Ω㎡㎥²³µμ]{1,6}[23]?$")
_MULTIPLES = "十百千万亿"
_EITHER = re.compile(r"^(.{1,4})\((.{1,4})\)$")  # 台(套)
_RATE = re.compile(r"(?:率|满意度|知晓度|参与度|认可度|占比|比例|百分比|比重|覆盖面)$")
_NO_RATE = re.compile(r"(?:频率|速率|汇率|功率|倍率|分辨率|税率基)$")


@lru_cache(maxsize=2048)
def is_unit(text: str) -> bool:
    """Whether a folded text is a unit: a counter, a measure, money, a rate, or such things over one another."""
    if text in PERCENT or text in DURATION or text in _COUNT or _MONEY.match(text) or _LATIN.match(text):
        return True
    either = _EITHER.match(text)
    if either:
        return is_unit(either[1]) and is_unit(either[2])
    multiple = len(text) - len(text.lstrip(_MULTIPLES))
    if any(not text[n:] or is_unit(text[n:]) for n in range(1, min(multiple, 2) + 1)):
        return True
    parts = re.split(r"[/·、*×.]|每", text)
    return len(parts) > 1 and all(part and is_unit(part) for part in parts)


def kind_of(unit: str | None) -> ValueKind:
    """The kind of value a number with this unit is."""
    if unit is None:
        return "number"
    if unit in PERCENT:
        return "percent"
    if _MONEY.match(unit):
        return "money"
    return "duration" if unit in DURATION else "number"


def unit_in_label(text: str) -> str | None:
    """The unit in a label's brackets: ``造林面积（万亩）`` → 万亩, ``执行率(%)`` → %; None for (A), (10分)."""
    for inner in reversed(brackets(text)):
        bare = inner.removeprefix("单位:").removeprefix("单位")
        if bare == "分" or (is_unit(bare) and not re.fullmatch(r"[A-Za-z](?:/[A-Za-z])?", bare)):
            return bare
    return None


def money_in_label(text: str) -> str | None:
    """The money unit printed in a label or a line: 万元, 元, 亿元, 千元."""
    found = re.search(r"(?:单位|金额单位)?[:：]?[(（:]?\s*((?:亿|百万|千|万)?元)(?=[)）]|$|[，,。；;、/])", join(text))
    return found[1] if found else None


def named_rate(name: str) -> bool:
    """Whether an indicator's name says its value is a rate in percent (…率, …满意度, …占比)."""
    bare = stem(name)
    return bool(_RATE.search(bare)) and not _NO_RATE.search(bare)
