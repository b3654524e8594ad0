"""How far into the year a text reaches: 上半年, 1-11月, 截止11月20日 …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from normalize.claims.sentences import Passage
from normalize.model import Claim

_YEAR = r"(?:(?P<year>20\d\d)年)?"


def _fixed(month: str) -> Callable[[re.Match[str]], str]:
    return lambda found: month


def _month(found: re.Match[str]) -> str:
    day = found.groupdict().get("day")
    return f"{int(found['month']):02d}" + (f"-{int(day):02d}" if day else "")


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"截[止至]到?{_YEAR}(?P<month>\d{{1,2}})月(?:份)?(?:(?P<day>\d{{1,2}})[日号]|底|末)?"), _month),
    (re.compile(r"截[止至]到?(?P<year>20\d\d)年(?:底|末|年底|年末)"), _fixed("12")),
    (re.compile(rf"{_YEAR}上半年"), _fixed("06")),
    (re.compile(rf"{_YEAR}下半年"), _fixed("12")),
    (re.compile(rf"{_YEAR}(?<!\d)1月?(?:-|至|~|到|—|–|--)(?P<month>\d{{1,2}})月(?:份)?"), _month),
    (re.compile(rf"{_YEAR}前三(?:个)?季度"), _fixed("09")),
    (re.compile(rf"{_YEAR}前[二两](?:个)?季度"), _fixed("06")),
    (re.compile(rf"{_YEAR}第?四季度"), _fixed("12")),
    (re.compile(rf"{_YEAR}前(?P<month>\d{{1,2}})个月"), _month),
    (re.compile(rf"{_YEAR}(?<![\d\-至~到—–年])(?P<month>\d{{1,2}})月(?:份)?(?=[^,。;、\d]{{0,14}}率)"), _month),
)  # fmt: skip


def period_claims(text: Passage, year: int | None) -> Iterator[Claim]:
    """The periods a text of completion names, each with the last date it reaches. year: for dates without one."""
    if not text.done:
        return
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Claim]] = []
    for pattern, date in _FORMS:
        for match in pattern.finditer(text.flat):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            claim = _claim(text, match, date(match), year)
            if claim:
                taken.append(match.span())
                found.append((match.start(), claim))
    yield from (claim for _, claim in sorted(found, key=lambda item: item[0]))


def _claim(text: Passage, match: re.Match[str], date: str, year: int | None) -> Claim | None:
    printed = match.groupdict().get("year")
    if not 1 <= int(date[:2]) <= 12:
        return None
    iso = f"{printed or year or '-'}-{date}"
    start, end = match.span()
    return Claim("period", text.text(start, end), text.at(start, end), date=iso, form=text.form)
