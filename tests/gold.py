"""Gold records (corpus/gold/*.toml), typed from the paper, as dicts in the shape of the JSON contract, and comparison.

A gold file says what a careful reader finds in a document; it is never written by a program. Tables are typed as text,
columns separated by ``|``: ``〃`` repeats the square above, ``~`` is "this layout has no such cell" (null), ``?`` is
"not laid down", ``⏎`` a line break, ``\\|`` a printed bar. A square of a value column is read as printed; where its
meaning is not plain from the digits, it is typed after ``::``, as in ``9月前 :: date op=<= date=2023-09``; with nothing
after ``::`` only the text is laid down.

In findings, ``A06/A09`` and ``error/note`` name alternatives, an empty square any; ``12,*`` is any cell of row 12.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent.parent / "corpus" / "gold"
FORMS = GOLD.parent / "forms"
FUND_AMOUNTS = ("initial_budget", "full_budget", "received", "integrated_out", "executed")
VALUES = (*FUND_AMOUNTS, "weight", "execution_rate", "score", "target", "actual", "review_score", "rating")
TEXTS = ("reason", "score_method", "expected")
SIGNS = {
    "≥": ">=",
    "≧": ">=",
    "≤": "<=",
    "≦": "<=",
    ">": ">",
    "<": "<",
    "＞": ">",
    "＜": "<",
    "=": "=",
    "═": "=",
    "＝": "=",
}
SEVERITIES = "error/warning/query/note"
BLANKS = ("", "/", "-", "—", "——", "……", "//", "--")
PLAIN = re.compile(
    r"(?P<sign>[≥≧≤≦><＞＜=═＝])?\s*(?P<number>-?[\d,]+(?:\.\d+)?)\s*(?P<unit>[%％]|万元|亿元|元|[^\W\d_]{1,2})?"
)

MORE = "and more"  # ends a list of which only the beginning is laid down
DURATIONS = ("天", "日", "年", "月", "小时")
# Of a page that was cut, nothing follows from what is missing.
MISSING = ("B01", "B02", "B03", "B07", "B08", "B13", "D02", "D03", "E01", "E03", "E04", "E09", "E10", "F06")

Record = dict[str, Any]


def load(name: str, reading: str | None = None) -> Record:
    """The gold of a document: forms, claims, findings and holds, as dicts."""
    gold = tomllib.loads((GOLD / f"{name}.toml").read_text(encoding="utf-8"))
    sign = gold.get("readings", {}).get(reading or name, "")
    texts = _texts(name)
    return {
        **{key: gold[key] for key in ("title", "unit", "year") if key in gold},
        "forms": [_form(form, number, sign, texts) for number, form in enumerate(gold.get("form", []), 1)],
        "claims": [dict(claim) for claim in gold.get("claim", [])],
        "findings": list(_findings(gold.get("findings", ""), reading or name)),
        "holds": list(table(gold.get("holds", ""))),
        "excerpt": gold.get("excerpt", False),
    }


def _texts(name: str) -> dict[str, str]:
    path = FORMS / f"{name}.toml"
    found: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8")).get("texts", {}) if path.exists() else {}
    return found


def table(text: str) -> Iterator[dict[str, str]]:
    """The rows of a typed table as dicts; ``〃`` filled in, ``?`` left out."""
    lines = [_squares(line) for line in text.strip().splitlines() if line.strip() and not line.startswith("#")]
    above: list[str] = []
    for squares in lines[1:]:
        if len(squares) != len(lines[0]):
            raise ValueError(f"{len(squares)} squares under {len(lines[0])} headings: {squares}")
        above = [above[number] if square == "〃" else square for number, square in enumerate(squares)]
        yield {name: square for name, square in zip(lines[0], above, strict=True) if square != "?"}


def _squares(line: str) -> list[str]:
    return [square.strip(" ").replace("\0", "|") for square in line.replace("\\|", "\0").split("|")]


def _form(form: Record, number: int, sign: str, texts: dict[str, str]) -> Record:
    unit, columns = form.get("money_unit"), form.get("columns", {})
    place = {"table": form.get("table", number)}
    plain: Record = {
        key: form[key]
        for key in ("kind", "template", "project_name", "department", "implementing_unit", "year", "money_unit")
        if key in form
    }
    record: Record = {"form": number, **plain}
    if "funds" in form:
        rows = table(form["funds"])
        record["funds"] = [_fund(n, row, unit, form.get("fund_columns", {}), place) for n, row in enumerate(rows, 1)]
        record["funds"] += [MORE] if form.get("more_funds") else []
    if "goals" in form:
        record["goals"] = [_goal(n, row, texts) for n, row in enumerate(form["goals"], 1)]
    if "indicators" in form:
        rows = table(form["indicators"].replace("¤", sign))
        record["indicators"] = [_indicator(n, row, columns, place) for n, row in enumerate(rows, 1)]
    if "total" in form:
        record["total"] = {name: _value(name, text, None) for name, text in form["total"].items()}
    return record


def _placed(value: Record | None, row: Record, columns: dict[str, int], name: str, place: Record) -> Record | None:
    """The value with its place, where the gold says row and column."""
    if value is not None and "row" in row and name in columns:
        value["place"] = {**place, "row": int(row["row"]), "col": columns[name]}
    return value


def _fund(n: int, row: Record, unit: str | None, columns: dict[str, int], place: Record) -> Record:
    record: Record = {"n": n, **{key: row[key] for key in ("kind", "label") if key in row}}
    if "parent" in row:
        record["parent"] = int(row["parent"]) if row["parent"] not in ("", "~") else None
    for name in (name for name in row if name in VALUES or name == "reason"):
        value = _value(name, row[name], unit if name in FUND_AMOUNTS else None)
        record[name] = _placed(value, row, columns, name, place)
    return record


def _goal(n: int, goal: Record, texts: dict[str, str]) -> Record:
    record: Record = {"n": n, "points": goal.get("points")}
    for name in ("expected", "actual"):
        if name in goal:
            text = goal[name]
            record[name] = texts[text[1:]] if text.startswith("$") else text
    return record


def _indicator(n: int, row: Record, columns: dict[str, int], place: Record) -> Record:
    record: Record = {"n": n}
    for name in (
        "level_1",
        "level_1_points",
        "level_1_source",
        "level_1_printed",
        "level_2",
        "level_2_points",
        "level_3",
    ):
        if name in row:
            record[name] = row[name].replace("⏎", "\n") if row[name] not in ("", "~") else None
    for name in ("goal", "score_group"):
        if name in row:
            record[name] = int(row[name]) if row[name] not in ("", "~") else None
    for name in (name for name in row if name in VALUES or name in TEXTS):
        record[name] = _placed(_value(name, row[name], None), row, columns, name, place)
    extra = {name[6:]: text for name, text in row.items() if name.startswith("extra.")}
    return {**record, "extra": extra} if extra else record


def _value(name: str, square: str, unit: str | None) -> Record | None:
    if square == "~":
        return None
    if "::" in square:
        text, _, meaning = square.partition("::")
        return _typed(text.strip(" "), meaning.split())
    if name in TEXTS:
        return _text(square)
    if square in BLANKS:
        return {"text": square, "kind": "blank", "number": None}
    return _plain(square, unit)


def _text(text: str) -> Record:
    return {"text": text.strip(), "kind": "text" if text.strip() and text not in BLANKS else "blank"}


def _plain(text: str, unit: str | None) -> Record:
    """A value whose meaning its digits tell: 12, 81.50, 313.4%, ≥90%, ≥50个. Else only the text is laid down."""
    match = PLAIN.fullmatch(text)
    if match is None:
        return {"text": text}
    printed, source = match["unit"], "cell" if match["unit"] else None
    if printed is None and unit is not None:
        printed, source = unit, "block"
    kind = "percent" if printed in ("%", "％") else "money" if printed in ("元", "万元", "亿元") else "number"
    value = {
        "text": text,
        "kind": kind,
        "number": match["number"].replace(",", ""),
        "unit": printed,
        "unit_from": source,
    }
    if kind == "percent":
        value["unit"] = "%"
    if printed in DURATIONS:
        value = {"text": text, "number": value["number"]}
    sign = match["sign"]
    return {**value, "op": SIGNS[sign] if sign else None, **({"op_from": "cell"} if sign else {})}


def _typed(text: str, meaning: list[str]) -> Record:
    """``text :: kind key=value …``: what was typed is all that is laid down."""
    value: Record = {} if text == "?" else {"text": text}
    for item in meaning:
        key, _, content = item.partition("=") if re.match(r"[a-z_]+=", item) else ("kind", "=", item)
        value[key] = int(content) if key == "tier" else None if content == "~" else content
    return value


def _findings(text: str, reading: str) -> Iterator[Record]:
    for row in table(text):
        if row.get("reading", "") not in ("", reading):
            continue
        form = int(row["form"]) if row.get("form") else None
        cell = row.get("cell") or None
        yield {**row, "form": form, "cell": cell, "optional": row.get("need", "") == "may"}


def differences(stated: Any, gold: Any, path: str = "") -> list[str]:
    """Where what was read differs from the gold, one sentence each; what the gold does not lay down is not compared."""
    if isinstance(gold, dict):
        if not isinstance(stated, dict):
            return [f"{path}: {stated!r} instead of {gold!r}"]
        return [line for key in gold for line in differences(stated.get(key), gold[key], f"{path}.{key}")]
    if isinstance(gold, list):
        if gold[-1:] == [MORE] and isinstance(stated, list):
            gold = gold[:-1]
            stated = stated[: len(gold)]
        if not isinstance(stated, list) or len(stated) != len(gold):
            count = len(stated) if isinstance(stated, list) else stated
            return [f"{path}: {count} entries instead of {len(gold)}"]
        return [line for n, entry in enumerate(gold) for line in differences(stated[n], entry, f"{path}[{n}]")]
    same = stated == gold or (path.endswith("_printed") and _joined(stated) == _joined(gold))
    return [] if same else [f"{path}: {stated!r} instead of {gold!r}"]


def _joined(label: str | None) -> str:
    """A printed label without its line breaks: a PDF does not tell typed ones from those of its own."""
    return (label or "").replace("\n", "")


def unmet(report: Record, gold: Record) -> list[str]:
    """Expected findings the report does not make, at the right cell and severity."""
    wanted = (entry for entry in gold["findings"] if not entry["optional"])
    return [_named(entry) for entry in wanted if not any(_answers(found, entry) for found in report["findings"])]


def unlisted(report: Record, gold: Record) -> list[str]:
    """Errors and warnings the report alleges but no careful reader would."""
    alleged = [found for found in report["findings"] if found["severity"] in ("error", "warning")]
    return [
        f"{found['rule']} {found['severity']} form {found['form']}: {found['message']}"
        for found in alleged
        if not any(_answers(found, entry, anywhere=True) for entry in gold["findings"])
        and not (gold["excerpt"] and found["rule"] in MISSING)
    ]


def unheld(report: Record, gold: Record) -> list[str]:
    """Checks the gold knows to hold that the report does not report as holding."""
    holding = [check for check in report["checks"] if check["status"] == "holds"]
    return [
        f"{entry['rule']} form {entry['form'] or '-'}: {entry.get('stated')}"
        for entry in gold["holds"]
        if not any(_same_check(check, entry) for check in holding)
    ]


def _same_check(check: Record, entry: Record) -> bool:
    same_form = not entry["form"] or check["form"] == int(entry["form"])
    stated = "stated" not in entry or _number(check["stated"]) == _number(entry["stated"])
    return bool(check["rule"] == entry["rule"] and same_form and stated)


def _number(text: str | None) -> str:
    """The first figure of a statement, as printed."""
    match = re.search(r"-?\d+(?:\.\d+)?", text or "")
    return match[0] if match else ""


def _answers(found: Record, entry: Record, anywhere: bool = False) -> bool:
    if found["rule"] not in entry["rule"].split("/") or found["severity"] not in (
        entry["severity"] or SEVERITIES
    ).split("/"):
        return False
    if entry["form"] is not None and found["form"] not in (entry["form"], None):
        return False
    quoted = [found.get("stated") or "", *(evidence["text"] or "" for evidence in found["evidence"])]
    if entry.get("text") and not any(entry["text"] in text for text in quoted):
        return False
    return anywhere or entry["cell"] is None or entry["cell"] in _cells(found)


def _cells(found: Record) -> set[str]:
    """The cells of the evidence, as ``row,column`` and as ``row,*``."""
    places = [evidence["place"] or {} for evidence in found["evidence"]]
    inside = [place for place in places if "row" in place]
    return {f"{place['row']},{place['col']}" for place in inside} | {f"{place['row']},*" for place in inside}


def _named(entry: Record) -> str:
    return (
        f"{entry['rule']} {entry['severity']} form {entry['form'] or '-'} cell {entry['cell']} {entry.get('text', '')}"
    )
