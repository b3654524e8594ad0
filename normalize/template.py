"""Known layouts: TOML children that state what a layout prints; the name a form is reported under."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from normalize.segments import Segment

GENERIC = "generic"
_LEFT_OUT = frozenset({None, "row_number", "source"})


@dataclass(frozen=True, slots=True)
class Template:
    """A layout: its name and title, the fund and indicator columns in order, and where it is used."""

    name: str
    title: str
    used: str
    funds: tuple[str, ...]
    indicators: tuple[str, ...]


@lru_cache(maxsize=1)
def templates() -> tuple[Template, ...]:
    """All packaged templates, by name; a child inherits what it does not state."""
    raw: dict[str, dict[str, Any]] = {}
    for entry in sorted(files("normalize").joinpath("templates").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".toml"):
            raw[entry.name.removesuffix(".toml")] = tomllib.loads(entry.read_text(encoding="utf-8"))
    return tuple(_built(name, raw) for name in raw)


def _built(name: str, raw: dict[str, dict[str, Any]]) -> Template:
    stated: dict[str, Any] = {}
    chain: str | None = name
    while chain:
        stated = {**raw[chain], **stated}
        chain = raw[chain].get("parent")
    return Template(name, stated["title"], stated["used"], tuple(stated["funds"]), tuple(stated["indicators"]))


def template_of(segments: Sequence[Segment]) -> str:
    """The template whose columns a form prints, in their order; `generic` where none does."""
    return match(columns_of(segments, "funds"), columns_of(segments, "indicators"), templates())


def columns_of(segments: Sequence[Segment], kind: str) -> tuple[str, ...]:
    """The recognised columns of the first block of a kind, in order."""
    for segment in segments:
        if segment.kind == kind and segment.columns is not None and segment.header:
            return tuple(column.field or "" for column in segment.columns.all if column.field not in _LEFT_OUT)
    return ()


def match(funds: tuple[str, ...], indicators: tuple[str, ...], known: Sequence[Template]) -> str:
    """The first template with the same columns; a form of one block only is matched by that block."""
    for template in known:
        if (funds, indicators) == (template.funds, template.indicators):
            return template.name
    for template in known:
        if indicators and indicators == template.indicators and not funds:
            return template.name
    return GENERIC
