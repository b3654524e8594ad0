"""Known layouts: TOML children that state only what they print differently; the name a form is reported under."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from normalize.labels import Dictionary, vocabulary
from normalize.layout.segments import Segment

GENERIC = "generic"
STANDARD = "cn-2020"
_LEFT_OUT = frozenset({None, "row_number", "source"})


class Template(Struct, frozen=True):
    """A layout: its name and title, where it is used, its fund and indicator columns in order (canonical fields)."""

    name: str
    title: str
    used: str
    funds: tuple[str, ...]
    indicators: tuple[str, ...]


@lru_cache(maxsize=1)
def templates() -> tuple[Template, ...]:
    """All packaged templates, the standard one first, then by name; a child inherits what it does not state."""
    raw: dict[str, dict[str, Any]] = {}
    for entry in Path(__file__).with_name("templates").glob("*.toml"):
        raw[entry.stem] = tomllib.loads(entry.read_text(encoding="utf-8"))
    return tuple(_built(name, raw) for name in sorted(raw, key=lambda name: (name != STANDARD, name)))


def _built(name: str, raw: dict[str, dict[str, Any]]) -> Template:
    stated: dict[str, Any] = {}
    ancestor: str | None = name
    while ancestor:
        stated = {**raw[ancestor], **stated}
        ancestor = raw[ancestor].get("parent")
    return Template(name, stated["title"], stated["used"], tuple(stated["funds"]), tuple(stated["indicators"]))


def drawing(template: Template) -> str:
    """The header rows a layout prints, in standard wordings: fund block above, indicator block below."""
    words = vocabulary()
    rows = [_header(template.funds, words.fund_columns), _header(template.indicators, words.indicators)]
    return "\n".join(row for row in rows if row)


def _header(names: tuple[str, ...], words: Dictionary) -> str:
    standard = {field: wording for wording, field in reversed(words.words.items())}
    return "|" + "|".join(standard.get(name, name) for name in names) + "|" if names else ""


def template_of(segments: Sequence[Segment]) -> str:
    """The template whose columns a form prints, in their order; `generic` where none does."""
    return match(columns_of(segments, "funds"), columns_of(segments, "indicators"), templates())


def columns_of(segments: Sequence[Segment], kind: str) -> tuple[str, ...]:
    """The recognised columns of the first block of a kind, in order."""
    for segment in segments:
        if segment.kind == kind and segment.columns is not None and segment.header:
            return tuple(
                column.field for column in segment.columns.all if column.field and column.field not in _LEFT_OUT
            )
    return ()


def match(funds: tuple[str, ...], indicators: tuple[str, ...], known: Sequence[Template]) -> str:
    """The first template with both blocks the same; a fragment of one block is matched by that block alone."""
    if not funds and not indicators:
        return GENERIC
    both = (one.name for one in known if (one.funds, one.indicators) == (funds, indicators))
    part = [
        one.name
        for one in known
        if (not funds and one.indicators == indicators) or (not indicators and one.funds == funds)
    ]
    alone = part[0] if len(part) == 1 or part[:1] == [STANDARD] else GENERIC
    return next(both, alone)
