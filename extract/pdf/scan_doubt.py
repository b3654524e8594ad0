"""Whether OCR is sure of a line: of a figure sign by sign, as each of them counts, of words as a whole."""

from __future__ import annotations

import re

from extract.pdf.scan_reader import Reading

_SURE = 0.95  # of each sign of a figure and of the signs beside it
_SURE_WORDS = 0.93  # of the signs of a line on the average
_HAN = "\u3400-\u9fff"
_FIGURE = re.compile(rf".?[^{_HAN}]*\d[^{_HAN}]*.?")
_BROKEN = re.compile(  # a dot so faint that it was read as a space, a comma read as a dot or the other way round
    r"\d [\d.,]|[.,] \d|\d,(?!\d{3}(?!\d))|(?<![\d.])(?!(?:19|20)\d\d\.)\d+\.\d+\.\d"
)
_LETTERS = re.compile(r"[A-Za-z]{1,2}")  # forms hold no lone letters: ≧ is read as M, 0 as O


def is_doubtful(reading: Reading) -> bool:
    """True where a person should compare the line with the paper."""
    text, sure = reading.text, reading.sure
    if not text.strip() or sum(sure) < _SURE_WORDS * len(sure):
        return True
    if _BROKEN.search(text) or _LETTERS.fullmatch(text.strip()):
        return True
    return any(min(sure[one.start() : one.end()]) < _SURE for one in _FIGURE.finditer(text))
