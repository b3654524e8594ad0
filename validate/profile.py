"""Scoring rules that differ by place and year, as data, each figure with where it comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import fields

from extract.message import Message

ExecutionScore = Literal["capped", "uncapped", "steps"]
Source = Literal["printed", "official", "system", "practice"]

# What says who a profile is; all else is a figure and needs a source.
FOLDER = Path(__file__).with_name("profiles")
NAMING = frozenset({"name", "title_zh", "title_en", "extends", "valid_from", "valid_to", "provenance"})


class ProfileError(ValueError):
    """A profile that does not exist, has a key no one knows, or a figure without a source."""


class Thresholds(Struct, frozen=True):
    """Limits of the screens: rates and shares in %, gaps in points."""

    fiscal_rate_low: Decimal
    dominant_weight: Decimal
    fewest_indicators: Decimal
    review_gap: Decimal
    over_fulfilment: Decimal
    over_fulfilment_extreme: Decimal


class Provenance(Struct, frozen=True):
    """Where a figure comes from.

    source: printed on published forms, official (a published notice), what a system does, or practice that no text
    confirms; the last is never law.
    """

    source: Source
    says: Message


class Profile(Struct, frozen=True):
    """How forms of one place and time are weighted and scored.

    total: what the weights add up to. execution_denominators: permitted bases of the execution rate, the proper one
    first. execution_steps: least rate in % and the share of the weight in % it earns, the best first; the only way
    where execution_score is "steps", a permitted one beside "capped". first_level_weights: points by first-level
    indicator, empty where the place leaves them free. rating: least score of each band, best first. tier_bands: least
    share of the weight in % for the first and the second tier of results in words. score_step: what scores are
    multiples of. over_fulfilment_binding: whether the place demands a reason above that threshold. valid_from,
    valid_to: ISO dates, None where no end is known. provenance: by key, inherited ones included.
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
    execution_steps: tuple[tuple[Decimal, Decimal], ...]
    valid_from: str | None
    valid_to: str | None
    provenance: dict[str, Provenance]

    def valid_in(self, year: int | None) -> bool:
        """Whether the profile was in force in a year; forms without a year may be of any."""
        first, last = (int(date[:4]) if date else None for date in (self.valid_from, self.valid_to))
        return year is None or ((first is None or first <= year) and (last is None or year <= last))


def parse(text: str, parent: str | None = None) -> Profile:
    """A profile from its TOML, over the TOML of the profile it extends.

    Raises ProfileError on keys that are unknown or missing, and on figures without a source.
    """
    data = _with_sources(tomllib.loads(text, parse_float=Decimal))
    if parent is not None:
        data = _merged(tomllib.loads(parent, parse_float=Decimal), data)
    data.pop("extends", None)
    try:
        data["title"] = Message(data.pop("title_zh"), data.pop("title_en"))
        data["thresholds"] = Thresholds(**_decimals(data["thresholds"]))
        data["execution_denominators"] = tuple(data["execution_denominators"])
        data["execution_steps"] = _steps(data.get("execution_steps", {}))
        data["tier_bands"] = tuple(Decimal(str(bound)) for bound in data["tier_bands"])
        data["provenance"] = {key: _provenance(entry) for key, entry in data["provenance"].items()}
        for key in ("valid_from", "valid_to"):
            data[key] = str(data[key]) if key in data else None
        for key in ("first_level_weights", "rating"):
            data[key] = _decimals(data[key])
        for key in ("total", "execution_weight", "score_step"):
            data[key] = Decimal(str(data[key]))
        return Profile(**data)
    except (KeyError, TypeError) as error:
        known = ", ".join(entry.name for entry in fields(Profile))
        raise ProfileError(f"profile {data.get('name', '?')}: {error} (known keys: {known})") from error


@cache
def load(name: str) -> Profile:
    """The shipped profile of that name. Raises ProfileError if there is none."""
    text = _text(name)
    parent = tomllib.loads(text).get("extends")
    return parse(text, _text(parent) if parent else None)


def names() -> tuple[str, ...]:
    """The shipped profiles in alphabetical order."""
    return tuple(sorted(entry.stem for entry in FOLDER.glob("*.toml")))


def _text(name: str) -> str:
    path = FOLDER / f"{name}.toml"
    if not path.is_file():
        raise ProfileError(f"no profile {name!r}; known: {', '.join(names())}")
    return path.read_text("utf-8")


def _with_sources(data: dict[str, Any]) -> dict[str, Any]:
    """The data again, if each figure it states says where it comes from."""
    stated = set(data) - NAMING
    missing = sorted(key for key in stated if key not in data.get("provenance", {}))
    if missing:
        raise ProfileError(f"profile {data.get('name', '?')}: no provenance for {', '.join(missing)}")
    return data


def _merged(parent: Mapping[str, Any], child: Mapping[str, Any]) -> dict[str, Any]:
    """The parent's figures with the child's over them; thresholds and provenance key by key, all else whole."""
    inherited = {key: value for key, value in parent.items() if key not in ("valid_from", "valid_to")}
    for key in ("thresholds", "provenance"):
        inherited[key] = {**parent.get(key, {}), **child.get(key, {})}
    return {**inherited, **{key: value for key, value in child.items() if key not in ("thresholds", "provenance")}}


def _provenance(entry: Mapping[str, str]) -> Provenance:
    source, zh, en = entry["source"], entry["zh"], entry["en"]
    if source not in ("printed", "official", "system", "practice"):
        raise KeyError(f"source {source}")
    found: Source = source  # type: ignore[assignment]
    return Provenance(found, Message(zh, en))


def _decimals(table: dict[str, Any]) -> dict[str, Decimal]:
    return {key: Decimal(str(value)) for key, value in table.items()}


def _steps(table: dict[str, Any]) -> tuple[tuple[Decimal, Decimal], ...]:
    return tuple(sorted(((Decimal(least), Decimal(str(share))) for least, share in table.items()), reverse=True))
