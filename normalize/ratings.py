"""Ratings: 优, 良好, or the one that is ticked among those a form offers (``1.优 ☑ 2.良 □``)."""

from __future__ import annotations

import re

from extract.model import Cell, CellPlace
from normalize.ledger import Ledger
from normalize.model import Value
from normalize.words.text import fold
from normalize.words.values import Setting, read_value

_RATING = re.compile(r"^(?:优秀?|良好?|中等?|差|合格|不合格|较好|较差|一般|[ABCD])等?级?$")
_TICKS, _BOXES = "☑√✓✔■☒●", "□○☐"
_TICK = rf"[(（]?\s*[{_TICKS}]\s*[)）]?"
_NUMBER = r"(?:[(（]?[0-9０-９A-Da-d一二三四五][)）.．、:：]|[①-⑩])?"
_WORD = r"(?P<word>不合格|合格|优秀?|良好?|中等?|较好|较?差|一般)"
_BAND = rf"(?:\s*[(（][^()（）{_TICKS}{_BOXES}]*[)）])?"
_BOX = rf"[(（]?\s*[{_TICKS}{_BOXES}]\s*[)）]?"
_RANGE = r"[(（][^()（）]*[-—~～至≥≤<>＜＞以][^()（）]*[)）]"
_OPTION = re.compile(rf"{_NUMBER}\s*(?:{_BOX})?\s*{_NUMBER}\s*{_WORD}(?:\s*{_RANGE})?")
_TICKED_BEFORE = re.compile(rf"{_TICK}\s*{_NUMBER}\s*{_WORD}")
_TICKED_AFTER = re.compile(rf"{_WORD}{_BAND}[ \t\u3000]*{_TICK}")
_BOX_FIRST = re.compile(rf"\s*{_NUMBER}\s*[(（]?\s*[{_TICKS}{_BOXES}]")
_BESIDES = re.compile(rf"{_RANGE}|[\s\u3000,，、;；()（）{_TICKS}{_BOXES}]")


def read_rating(printed: str, place: CellPlace) -> Value:
    """A rating; of several with boxes (``优□ 良☑ 中□``) the one that is ticked, with its stretch of the text."""
    ticked = _ticked(printed)
    if ticked is None:
        return read_value(printed, place, Setting("prose"))
    start, end = ticked.span("word")
    base = place.start or 0
    return read_value(printed[start:end], place.part(base + start, base + end), Setting("prose"))


def is_rating(printed: str) -> bool:
    """Whether a text says no more than a rating: 优, 良好, or one ticked among others."""
    return _RATING.match(fold(printed)) is not None or _offers(printed)


def claim_rating(cell: Cell, printed: str, ledger: Ledger) -> None:
    """Claim the cell of a rating; numbers and bands of the ratings it offers say nothing of their own."""
    ledger.claim(cell)
    if _offers(printed) and not re.search(r"\d", cell.text.replace(printed, "")):
        ledger.pass_over(cell)


def _ticked(printed: str) -> re.Match[str] | None:
    """The one of several ratings that is ticked; None where none is, or more than one."""
    pattern = _TICKED_BEFORE if _BOX_FIRST.match(printed) else _TICKED_AFTER
    ticked = list(pattern.finditer(printed))
    return ticked[0] if len(ticked) == 1 and len(_OPTION.findall(printed)) > 1 else None


def _offers(printed: str) -> bool:
    """Whether a text is several ratings of which one is ticked, and nothing else."""
    return _ticked(printed) is not None and not _BESIDES.sub("", _OPTION.sub("", printed))
