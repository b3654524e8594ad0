"""Scoring rules that differ by place and year, as data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from extract.message import Message

ExecutionScore = Literal["capped", "uncapped", "steps"]


class ProfileError(ValueError):
    """A profile that does not exist or has a key no one knows."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits of the screens: rates and shares in %, gaps in points."""

    fiscal_rate_low: Decimal
    dominant_weight: Decimal
    fewest_indicators: Decimal
    review_gap: Decimal
    over_fulfilment: Decimal
    over_fulfilment_extreme: Decimal


@dataclass(frozen=True, slots=True)
class Profile:
    """How forms of one place and time are weighted and scored.

    total: what the weights add up to. execution_denominators: permitted bases of the execution rate, the proper one
    first. execution_steps (function "steps" only): least rate in % and the share of the weight in % it earns, the best
    first. first_level_weights: points by first-level indicator. rating: least score of each band, best first.
    tier_bands: least share of the weight in % for the first and the second tier of results in words. score_step: what
    scores are multiples of. over_fulfilment_binding: whether the place demands a reason above that threshold.
    """

    name: str
    title: Message
    total: Decimal
    execution_weight: Decimal
    execution_denominators: tuple[str, ...]
    execution_score: ExecutionScore
    first_level_weights: dict[str, Decimal]
    rating: dict[str, Decimal]
    thresholds: Thresholds
    tier_bands: tuple[Decimal, ...]
    score_step: Decimal
    over_fulfilment_binding: bool
    execution_steps: tuple[tuple[Decimal, Decimal], ...] = ()


def _decimals(table: dict[str, Any]) -> dict[str, Decimal]:
    return {key: Decimal(str(value)) for key, value in table.items()}


def _steps(table: dict[str, Any]) -> tuple[tuple[Decimal, Decimal], ...]:
    return tuple(sorted(((Decimal(least), Decimal(str(share))) for least, share in table.items()), reverse=True))


def parse(text: str) -> Profile:
    """A profile from its TOML. Raises ProfileError on keys that are unknown or missing."""
    data = tomllib.loads(text, parse_float=Decimal)
    try:
        data["title"] = Message(data.pop("title_zh"), data.pop("title_en"))
        data["thresholds"] = Thresholds(**_decimals(data["thresholds"]))
        data["execution_denominators"] = tuple(data["execution_denominators"])
        data["execution_steps"] = _steps(data.pop("execution_steps", {}))
        for key in ("first_level_weights", "rating"):
            data[key] = _decimals(data[key])
        data["tier_bands"] = tuple(Decimal(str(bound)) for bound in data["tier_bands"])
        for key in ("total", "execution_weight", "score_step"):
            data[key] = Decimal(str(data[key]))
        return Profile(**data)
    except (KeyError, TypeError) as error:
        known = ", ".join(entry.name for entry in fields(Profile))
        raise ProfileError(f"profile {data.get('name', '?')}: {error} (known keys: {known})") from error


@cache
def load(name: str) -> Profile:
    """The shipped profile of that name. Raises ProfileError if there is none."""
    path = files("validate") / "profiles" / f"{name}.toml"
    if not path.is_file():
        raise ProfileError(f"no profile {name!r}; known: {', '.join(names())}")
    return parse(path.read_text("utf-8"))


def names() -> tuple[str, ...]:
    """The shipped profiles in alphabetical order."""
    folder = files("validate") / "profiles"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))
