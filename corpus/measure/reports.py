"""Bytes -> the JSON report of the product, with the grids beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fuhe.examination import examine
from fuhe.outputs import record
from fuhe.running import compared
from fuhe.settings import Settings

SETTINGS = Settings(grids=True).alone()
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Told:
    """A report in the shape of schema fuhe/1; how many number tokens its tables have, and how many nobody claimed."""

    report: dict[str, Any]
    numbers: int
    unread: int


def told(name: str, data: bytes) -> Told:
    result = examine(name, data, SETTINGS)
    report = record.report(result, "en")
    left = [*report["unread"], *(cell for form in report["forms"] for cell in form["unread"])]
    printed = [cell.text for grid in result.grids for cell in grid.cells]
    return Told(report, _numbers(printed), _numbers([cell["text"] for cell in left]))


def run(files: Sequence[tuple[str, bytes]]) -> list[dict[str, Any]]:
    """The reports of several files examined together, as one run compares them."""
    settings = Settings()
    results = compared((examine(name, data, settings) for name, data in files), settings)
    return [record.report(result, "en") for result in results]


def _numbers(texts: list[str]) -> int:
    return sum(len(NUMBER.findall(text)) for text in texts)


def alarms(report: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings that allege something: errors and warnings."""
    return [one for one in report["findings"] if one["severity"] in ("error", "warning")]
