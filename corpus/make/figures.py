"""Figures as they are printed, and the words generated forms speak in."""

from __future__ import annotations

import tomllib
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from corpus.make.content import Printed
from corpus.make.layout import Layout


@cache
def pools() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "pools.toml").read_text(encoding="utf-8"))


def half_up(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def plainly(value: Decimal) -> str:
    """Digits without trailing zeros or exponent."""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def money(value: Decimal, layout: Layout) -> Printed:
    return Printed(f"{value:f}", "money", f"{value:f}", layout.money_unit, "block")


def percent(figure: str) -> Printed:
    return Printed(f"{figure}%", "percent", figure, "%", "cell")
