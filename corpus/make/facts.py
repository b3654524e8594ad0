"""Facts files (corpus/forms/*.toml) -> Sheet.

A facts file is the document drawn as text: ``[[block]]`` entries in order, each a ``line`` (with a ``style``) or a
``table``. ``$name`` stands for a long text of ``[texts]``; ``¤`` for a square whose reading the file leaves open
(``[readings]``: name of the document = the sign to put there).
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from corpus.make.sheet import Line, Sheet, Table, parse_table

FORMS = Path(__file__).parent.parent / "forms"


def load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def readings(facts: dict[str, Any], stem: str) -> dict[str, str]:
    """The documents a facts file yields: name -> what ``¤`` stands for in it."""
    found: dict[str, str] = facts.get("readings", {stem: ""})
    return found


def sheet(facts: dict[str, Any], reading: str = "") -> Sheet:
    """The document the facts draw, in one reading."""
    texts: dict[str, str] = facts.get("texts", {})
    blocks = tuple(_block(entry, texts, reading) for entry in facts["block"])
    return Sheet(blocks, bool(facts.get("landscape", False)))


def _block(entry: dict[str, Any], texts: dict[str, str], reading: str) -> Line | Table:
    if "line" in entry:
        return Line(_fill(entry["line"], texts), entry.get("style", "body"), entry.get("bookmark"))
    drawing = _fill(entry["table"].replace("¤", reading), texts)
    return parse_table(drawing, tuple(entry.get("widths", ())), tuple(entry.get("header", ())))


def _fill(text: str, texts: dict[str, str]) -> str:
    return re.sub(r"\$([a-z_0-9]+)", lambda match: texts[match[1]], text)
