"""Layouts of self-assessment forms (layouts.toml, heldout.toml): children that state only what differs."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from corpus.make.sheet import BREAK

WIDTHS = {
    "block": 70, "level_1": 88, "level_2": 92, "level_3": 180, "op": 60, "value": 80, "unit": 60, "target": 100,
    "actual": 100, "weight": 62, "score": 74, "reason": 140, "method": 130, "review_score": 70, "seq": 40,
    "explanation": 110, "adjusted": 80, "coefficient": 66, "core": 60,
}  # fmt: skip

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout. Pairs are (role, wording) left to right, or (label, field) for the identity rows."""

    name: str
    kind: str
    title: str
    year: str
    identity: tuple[Pairs, ...]
    money_unit: str
    fund_label: str
    fund_head: str
    fund_columns: Pairs
    fund_rows: Pairs
    fund_shape: str
    receipts: Pairs
    payments: Pairs
    child_rates: bool
    child_blank: str
    rate_decimals: tuple[int, ...]
    goal: tuple[str, ...]
    goals: int
    block: str
    columns: Pairs
    groups: Pairs
    squares: Pairs
    prefix: str
    points: str
    total: str
    rating: bool
    execution: int
    first_levels: Pairs
    second_levels: Pairs
    tail: Pairs
    landscape: bool
    scored: bool

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles of the columns, the block label first where the layout has one."""
        return (("block",) if self.block else ()) + tuple(role for role, _ in self.columns)

    @property
    def spans(self) -> tuple[int, ...]:
        """Squares each role covers, in the order of the roles."""
        wide = dict(self.squares)
        return tuple(int(wide.get(role, 1)) for role in self.roles)

    @property
    def widths(self) -> tuple[int, ...]:
        """Relative widths of the squares."""
        return tuple(
            WIDTHS[role] // span for role, span in zip(self.roles, self.spans, strict=True) for _ in range(span)
        )


@cache
def layouts() -> dict[str, Layout]:
    """The layouts by name that anybody may look at."""
    return _named(_facts("layouts.toml"))


@cache
def held_out() -> dict[str, Layout]:
    """The layouts by name that no test reads: what is read wrong of them is counted and looked at by nobody."""
    return _named(_facts("heldout.toml"))


def every_layout() -> dict[str, Layout]:
    """All layouts by name."""
    return layouts() | held_out()


def _facts(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def _named(facts: dict[str, Any]) -> dict[str, Layout]:
    default = {"groups": [], "squares": [], **_facts("layouts.toml")["default"]}
    return {name: _layout(name, {**default, **child}) for name, child in facts.items() if name != "default"}


def _layout(name: str, facts: dict[str, Any]) -> Layout:
    pairs = (
        *("fund_columns", "fund_rows", "receipts", "payments", "columns", "groups", "squares"),
        *("first_levels", "second_levels", "tail"),
    )
    read: dict[str, Any] = {key: _pairs(value) if key in pairs else _plain(value) for key, value in facts.items()}
    read["identity"] = tuple(_pairs(row) for row in facts["identity"])
    return Layout(name=name, **read)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_plain(entry) for entry in value)
    return value.replace(BREAK, "\n") if isinstance(value, str) else value


def _pairs(entries: list[str]) -> Pairs:
    split = (entry.partition("=") for entry in entries)
    return tuple((left, right.replace(BREAK, "\n")) for left, _, right in split)


def shuffled(layout: Layout, wordings: dict[str, list[str]], chance: random.Random) -> Layout:
    """A layout nobody has seen: other words for the columns, values and points in another order."""
    words = {role: chance.choice(options) for role, options in wordings.items()}
    fund = tuple((role, words.get(role, word)) for role, word in layout.fund_columns)
    columns = [(role, words.get(role, word)) for role, word in layout.columns]
    order = [role for role, _ in columns if role in ("target", "actual", "weight", "score")]
    if not layout.groups and "value" not in layout.roles:
        columns = _reordered(columns, chance.choice(_orders(order)))
    total = words["total"] if layout.total else ""
    return replace(layout, fund_columns=fund, columns=tuple(columns), total=total)


def _orders(order: list[str]) -> list[list[str]]:
    """Orders in which real forms print these columns: as they are, or the weight before the target."""
    if "weight" not in order or "target" not in order:
        return [order]
    return [order, ["weight", *(role for role in order if role != "weight")]]


def _reordered(columns: list[tuple[str, str]], order: list[str]) -> list[tuple[str, str]]:
    """The columns with these roles in this order, on the places they had."""
    named, following = dict(columns), iter(order)
    return [(role, named[role]) for role in (next(following) if name in order else name for name, _ in columns)]
