"""A stretch of time told in two units or three: ``8分30秒``, ``2小时15分``, ``1年6个月``."""

from __future__ import annotations

import re

from msgspec import Struct

from normalize.words.comparisons import PREFIX, SUFFIX

_AROUND = (rf"^(?P<op>{PREFIX})?(?:平均|约)?", rf"(?P<after>{SUFFIX})?$")
_CLOCK = re.compile(
    rf"{_AROUND[0]}(?:(?P<hours>\d{{1,3}})个?小时)?(?:(?P<minutes>\d{{1,3}})分钟?)?(?:(?P<seconds>\d{{1,2}})秒)?{_AROUND[1]}"
)
_DAYS = re.compile(rf"{_AROUND[0]}(?P<days>\d{{1,3}})[天日](?P<hours>\d{{1,2}})个?小时{_AROUND[1]}")
_MONTHS = re.compile(rf"{_AROUND[0]}(?P<years>\d{{1,2}})年(?P<months>\d{{1,2}})个月{_AROUND[1]}")
_LENGTH = {"years": 12, "months": 1, "days": 86400, "hours": 3600, "minutes": 60, "seconds": 1}
_UNIT = {"months": "个月", "hours": "小时", "minutes": "分钟", "seconds": "秒"}


class Span(Struct, frozen=True):
    """How many of the smallest unit it names a stretch of time is, and the comparison around it."""

    number: int
    unit: str
    op: str | None
    after: str | None


def span_of(folded: str) -> Span | None:
    """``≤2小时15分`` → 135 分钟; None where a text is no stretch of time in several units."""
    found = _CLOCK.match(folded) or _DAYS.match(folded) or _MONTHS.match(folded)
    said = {name: int(n) for name, n in found.groupdict().items() if name in _LENGTH and n} if found else {}
    if found is None or len(said) < 2:
        return None
    smallest = min(said, key=_LENGTH.__getitem__)
    number = sum(n * _LENGTH[name] for name, n in said.items()) // _LENGTH[smallest]
    return Span(number, _UNIT[smallest], found["op"], found["after"])
