"""Form fields and typed-over notes, whichever engine finds them: as text in the middle of their boxes."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Box
from extract.pdf.ink import Run

TICKED = "☑"
HIDDEN = 2  # bit of an annotation's flags
_LEADING = 1.2
_SIZE = 10.0  # points: the largest letters assumed for a field


def is_ticked(state: str) -> bool:
    """state: which of the pictures of a box to tick is shown."""
    return state not in ("", "Off")


def placed(text: str, box: Box) -> Iterator[Run]:
    """The lines of a field's text in its box on the page as displayed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    left, top, _right, bottom = box
    size = min(_SIZE, (bottom - top) / (len(lines) * _LEADING) or _SIZE)
    first = (top + bottom - len(lines) * size * _LEADING) / 2 + size
    for index, line in enumerate(lines):
        if line.strip():
            yield Run(line, left + 2, first + index * size * _LEADING, size)
