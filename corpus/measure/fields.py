"""What was read against what is known, field by field: right or wrong, records missing, records invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

Record = dict[str, Any]
MORE = "and more"  # ends a gold list of which only the beginning is laid down
LISTS = ("funds", "goals", "indicators")
KEYS = {"funds": "label", "goals": "n", "indicators": "level_3"}
ALIKE = 0.5  # records whose labels share less than this are different records
PRINTED = "level_1_printed"


@dataclass(frozen=True, slots=True)
class Seen:
    """One field of one record: what was read and what stands in the truth."""

    name: str
    where: str
    stated: Any
    truth: Any
    right: bool


@dataclass(slots=True)
class Reading:
    """Everything compared in one document. records: per list how many the truth has, are missing, are invented."""

    fields: list[Seen] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    records: dict[str, int] = field(default_factory=dict)


def compare(stated: Record, truth: Record) -> Reading:
    """A JSON report against the truth of its document (forms and claims); what is not laid down is not compared."""
    reading = Reading()
    forms = stated["forms"]
    for n, form in enumerate(truth["forms"]):
        reading.records["forms"] = reading.records.get("forms", 0) + 1
        if n < len(forms):
            _form(reading, forms[n], form, f"form {n + 1}")
        else:
            _lost(reading, form, f"form {n + 1}")
    reading.invented += [f"form {n + 1}" for n in range(len(truth["forms"]), len(forms))]
    _claims(reading, stated["claims"], truth.get("claims", []))
    return reading


def _lost(reading: Reading, form: Record, where: str) -> None:
    """A form that was not read: all its records are missing."""
    reading.missing.append(where)
    for name in LISTS:
        for entry in _laid_down(form.get(name, [])):
            reading.records[name] = reading.records.get(name, 0) + 1
            reading.missing.append(f"{where} {name} {_key(name, entry)}")


def _form(reading: Reading, stated: Record, truth: Record, where: str) -> None:
    for name, known in truth.items():
        if name in LISTS:
            _records(reading, name, stated[name], known, where)
        elif name == "total":
            for key, value in known.items():
                _field(reading, f"total.{key}", where, stated["total"].get(key), value)
        elif name != "form":
            _field(reading, name, where, stated.get(name), known)


def _laid_down(entries: list[Any]) -> list[Record]:
    return [entry for entry in entries if entry != MORE]


def _key(name: str, entry: Record) -> str:
    return "".join(str(entry.get(KEYS[name]) or "").split())


def _records(reading: Reading, name: str, stated: list[Record], truth: list[Any], where: str) -> None:
    known = _laid_down(truth)
    reading.records[name] = reading.records.get(name, 0) + len(known)
    pairs = _paired([_key(name, one) for one in stated], [_key(name, one) for one in known])
    for at, entry in enumerate(known):
        if at not in pairs:
            reading.missing.append(f"{where} {name} {_key(name, entry)}")
            continue
        for key, value in entry.items():
            label = key if name == "indicators" else f"{name[:-1]}.{key}"
            if key != "n":
                _field(reading, label, f"{where} {name} {_key(name, entry)}", stated[pairs[at]].get(key), value)
    if len(known) == len(truth):
        extra = [one for at, one in enumerate(stated) if at not in pairs.values()]
        reading.invented += [f"{where} {name} {_key(name, one)}" for one in extra]


def _paired(stated: list[str], truth: list[str]) -> dict[int, int]:
    """Which record read is which record known, in order: equal labels first, then labels that are much alike."""
    pairs: dict[int, int] = {}
    for tag, a, b, c, d in SequenceMatcher(None, truth, stated, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs |= dict(zip(range(a, b), range(c, d), strict=True))
        elif tag == "replace":
            pairs |= _similar(stated, truth, range(a, b), range(c, d))
    return pairs


def _similar(stated: list[str], truth: list[str], known: range, read: range) -> dict[int, int]:
    pairs: dict[int, int] = {}
    free = list(read)
    for at in known:
        found = next((n for n in free if SequenceMatcher(None, truth[at], stated[n]).ratio() >= ALIKE), None)
        if found is not None:
            pairs[at] = found
            free = [n for n in free if n > found]
    return pairs


def _field(reading: Reading, name: str, where: str, stated: Any, truth: Any) -> None:
    """A field counts once, right only if all that is laid down of it is; the place of a value counts on its own."""
    if isinstance(truth, dict) and "place" in truth:
        place = stated.get("place") if isinstance(stated, dict) else None
        if place is not None:
            reading.fields.append(Seen("place", f"{where} {name}", place, truth["place"], _same(place, truth["place"])))
        truth = {key: value for key, value in truth.items() if key != "place"}
    reading.fields.append(Seen(name, where, stated, truth, _same(stated, truth, name)))


def _same(stated: Any, truth: Any, name: str = "") -> bool:
    if isinstance(truth, dict):
        return isinstance(stated, dict) and all(_same(stated.get(key), value) for key, value in truth.items())
    if isinstance(truth, list):
        return isinstance(stated, list) and len(stated) == len(truth) and all(map(_same, stated, truth))
    if name == PRINTED:  # a PDF does not tell typed line breaks from its own
        return bool((stated or "").replace("\n", "") == (truth or "").replace("\n", ""))
    return bool(stated == truth)


def _claims(reading: Reading, stated: list[Record], truth: list[Record]) -> None:
    reading.records["claims"] = len(truth)
    for claim in truth:
        if not any(_says(one, claim) for one in stated):
            reading.missing.append(f"claims {claim.get('kind')} {claim.get('number') or claim.get('about')}")


def _says(stated: Record, claim: Record) -> bool:
    parts = [part["number"] for part in stated.get("parts", [])]
    return all(parts == claim[key] if key == "parts" else stated.get(key) == claim[key] for key in claim)


def wrong(reading: Reading) -> Iterator[Seen]:
    return (one for one in reading.fields if not one.right)
