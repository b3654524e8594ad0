"""The known misses by name: which document, which field, what was read instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from corpus.measure.fields import Reading, wrong
from corpus.measure.measured import Measured

SHOWN = 40  # kinds of a miss listed in a section; the rest is counted
WIDTH = 60


def misses(run: Measured) -> str:
    made = [
        (_open(one.case.name, one.case.group != "open"), _of(one.reading) + _alarms(one.alarms)) for one in run.clean
    ]
    real = [(one.paper.file_name, _of(one.reading) + _judged(one)) for one in run.papers]
    lost = [(_open(one.name, one.held_out), _mutant(one)) for one in run.mutants]
    parts = [
        "## 已知的错 / Known misses",
        "Each kind once, with how often it occurs and one document that shows it; documents held out are not named.",
    ]
    missed = [(_open(one.name, one.held_out), _digit(one)) for one in run.digits]
    sections = {"Real forms": real, "Generated, correct": made, "Generated, one mistake": lost, "One digit": missed}
    for title, some in sections.items():
        parts += [f"### {title}", _listed(some)]
    return "\n\n".join(parts)


def _open(name: str, held_out: bool) -> str:
    """The name of a document; of those held out nobody shall know more than how many there are."""
    return "" if held_out else name


def _of(reading: Reading) -> list[tuple[str, str]]:
    """(kind of miss, what exactly)."""
    fields = [(f"field {one.name}", f"{one.where}: {_short(one.stated)} instead of {_short(one.truth)}")
              for one in wrong(reading)]  # fmt: skip
    lost = [(f"missing {_sort(one)}", one) for one in reading.missing]
    return fields + lost + [(f"invented {_sort(one)}", one) for one in reading.invented]


def _sort(record: str) -> str:
    return next((name for name in ("indicators", "funds", "goals", "claims") if name in record), "form")


def _short(value: Any) -> str:
    if isinstance(value, dict):
        value = {key: one for key, one in value.items() if key not in ("place", "path") and one is not None}
    text = str(value).replace("\n", "⏎")
    return text if len(text) <= WIDTH else text[:WIDTH] + "…"


def _alarms(alarms: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(f"false alarm {rule}", _short(message)) for rule, message in alarms]


def _judged(one: Any) -> list[tuple[str, str]]:
    made = [(f"finding not made {line.split()[0]}", _short(line)) for line in one.unmet]
    made += [(f"alleged, not due {line.split()[0]}", _short(line)) for line in one.unlisted]
    return made + [(f"not said to hold {line.split()[0]}", _short(line)) for line in one.unheld]


def _mutant(one: Any) -> list[tuple[str, str]]:
    lost = [] if one.found else [(f"not found {one.rule}", "")]
    lost += [(f"found elsewhere {one.rule}", "")] if one.found and not one.placed else []
    lost += [(f"other severity {one.rule}", "")] if one.found and not one.graded else []
    return lost + [(f"{one.rule} broken, {rule} alleged", _short(message)) for rule, message in one.beside]


def _digit(one: Any) -> list[tuple[str, str]]:
    return [(f"not found {one.kind}", "")] if one.due and not one.found else []


def _listed(some: Iterable[tuple[str, list[tuple[str, str]]]]) -> str:
    kinds: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, entries in some:
        for kind, what in entries:
            kinds[kind].append((name, what))
    ordered = sorted(kinds.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    lines = [_line(kind, found) for kind, found in ordered[:SHOWN]]
    if len(ordered) > SHOWN:
        lines.append(
            f"* and {len(ordered) - SHOWN} more kinds, {sum(len(found) for _, found in ordered[SHOWN:])} times"
        )
    return "\n".join(lines) or "None."


def _line(kind: str, found: list[tuple[str, str]]) -> str:
    open_ones = [entry for entry in found if entry[0]]
    held = f" ({len(found) - len(open_ones)} held out)" if len(open_ones) < len(found) else ""
    times = f"{len(found)} times{held}" if len(found) > 1 else f"once{held}"
    if not open_ones:
        return f"* **{kind}**, {times}"
    name, what = open_ones[0]
    return f"* **{kind}**, {times}: `{name}`{': ' + what if what else ''}"
