"""Dates and deadlines as targets state them: ``2022年12月31日前``, ``12月底之前完成``, ``9月前``."""

from __future__ import annotations

import re

from msgspec import Struct

from normalize.words.numerals import chinese_number, year_in_figures
from normalize.words.text import fold

_DONE = (
    "(?:全部|已|均|及时|按时|足额)*(?:资金)?(?:完成|完工|竣工|到位|支付|拨付|发放|结束|验收|投入使用|开工|启动|上线|交付|"
    "建成|投产|实施|提交|报送|上报|印发|发布|公布|公示|召开){0,2}(?:资金)?(?:支付|拨付)?(?:完毕|到位)?"
)
_LEAD = "(?:(?:项目)?(?:计划)?(?:完成|完工|竣工|截止|截至)(?:时间|日期)?(?:为|:|于|在)?|已?于|在|截止到?|截至到?)?"
_DATE = re.compile(
    rf"^{_LEAD}(?P<op>≤|<=|<|≥|>=|>|=|不晚于|不迟于|早于)?(?:(?P<year>(?:19|20)\d\d)[年./-])?"
    r"(?:(?P<month>\d{1,2})(?:月份?|[./-](?=\d))(?:(?P<day>\d{1,2})(?:[日号](?:24[时点]|24:00)?)?)?)"
    rf"(?P<edge>底|末|初|上旬|中旬|下旬)?(?P<before>之前|以前|前|内|以内|之内)?{_DONE}(?P<late>之前|以前|前)?[。.]?$"
)
_YEAR = re.compile(
    rf"^{_LEAD}(?P<year>(?:19|20)\d\d)年度?(?P<edge>底|末|年底|年末)?(?P<before>之前|以前|前|内)?{_DONE}[。.]?$"
)
_MONTH = re.compile(r"^(?P<year>(?:19|20)\d\d)[./-](?P<month>0?[1-9]|1[0-2])(?P<before>底前|月?[之以]?前)?$")
_TIMED = re.compile("时间|日期|时限|期限|时点|期$|进度")
_COUNTS_MONTHS = re.compile("月数$|月份数$")  # 12月 of a 发放工资月数 are twelve
_IN_YEAR = re.compile(rf"^(?:当|本)?年度?内{_DONE}[。.]?$")
_COMPACT = re.compile(r"^(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])$")
_DAY = re.compile(r"^(?P<month>0?[1-9]|1[0-2])\.(?P<day>0?[1-9]|[12]\d|3[01])(?P<before>[之以]?前)?$")
_ENDS = re.compile("(?:完成|完工|竣工|开工|交付|验收|发放|拨付|支付|上线|截止)(?:时间|日期|时限|时点|节点)$")
_NUMERAL = re.compile("[一二三四五六七八九十]{1,3}(?=[月日号])")
_YEAR_END = re.compile(rf"^{_LEAD}(?:当年|本年|年)(?:底|末)(?P<before>之前|以前|前|内)?{_DONE}[。.]?$")


_PERIOD = re.compile(
    r"^\(?(?:(?:19|20)\d\d年?度?(?:[-~—–至]+(?:19|20)\d\d年?度?)?|\d{1,2}月?[-~—–至]+\d{1,2}月|第?[一二三四]季度|[上下]半年|全年)\)?$"
)


class When(Struct, frozen=True):
    """A date to its precision (``2022``, ``2022-12-31``, ``--12`` without a year) and whether it is a deadline."""

    iso: str
    deadline: bool


def names_period(text: str) -> bool:
    """Whether a text says nothing but a year or a part of it, or several years: 2023年, 2021—2023年, 上半年."""
    return _PERIOD.match(fold(text)) is not None


def timed(name: str) -> bool:
    """Whether an indicator's name asks for a time: 完成时间, 完工日期."""
    return _TIMED.search(name) is not None


def read_date(folded: str, year: int | None = None, name: str = "") -> When | None:
    """The date a folded cell states, or None where it is something else.

    year: of the form, for dates without one. name: of the indicator; 2022.12 is a month only under one that times.
    """
    if _COUNTS_MONTHS.search(name):
        return None
    folded = _in_figures(folded)
    when = _without_words(folded, year, name)
    if when:
        return when
    found = _DATE.match(folded)
    if found:
        return _month(found, folded, year)
    found = _YEAR.match(folded)
    if found:
        return When(found["year"] + ("-12" if found["edge"] else ""), bool(found["before"]))
    if year and _IN_YEAR.match(folded):
        return When(str(year), True)
    found = _YEAR_END.match(folded)
    return When(f"{year or '-'}-12", bool(found["before"])) if found else None


def _without_words(folded: str, year: int | None, name: str) -> When | None:
    """``2022-12``; ``2022.12``, ``20221231`` and ``12.31`` only under a name that asks for a time."""
    month = _MONTH.match(folded)
    if month and (folded[4] != "." or month["before"] or timed(name)):
        return When(f"{month['year']}-{int(month['month']):02d}", bool(month["before"]))
    compact = _COMPACT.match(folded) if timed(name) else None
    if compact:
        return When("-".join(compact.groups()), False)
    day = _DAY.match(folded) if year and _ENDS.search(name) else None
    return When(f"{year}-{int(day['month']):02d}-{int(day['day']):02d}", bool(day["before"])) if day else None


def _in_figures(folded: str) -> str:
    """``二〇二三年十二月底`` → 2023年12月底."""
    return _NUMERAL.sub(lambda found: str(chinese_number(found[0]) or found[0]), year_in_figures(folded))


def _month(found: re.Match[str], folded: str, year: int | None) -> When | None:
    printed, month, day = found["year"], int(found["month"]), found["day"]
    if not 1 <= month <= 12 or (day and not 1 <= int(day) <= 31) or (printed is None and "月" not in folded):
        return None
    stated = printed or (str(year) if year else "-")
    iso = f"{stated}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    deadline = bool(found["before"] or found["late"] or found["op"] in ("≤", "<=", "<", "不晚于", "不迟于", "早于"))
    return When(iso, deadline)
