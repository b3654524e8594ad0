"""Every text that a report holds."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import fields


def said(value: object) -> Iterator[str]:
    """Every text of a report but its paragraphs."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from said(inner)
    elif isinstance(value, Struct):
        for one in fields(value):
            if one.name not in ("place", "paragraphs", "source"):
                yield from said(getattr(value, one.name))
