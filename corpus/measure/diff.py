"""Findings and records gained and lost over the corpus between a release and the working tree, for a review.

The release is checked out into a temporary worktree and run by its own command with this environment, so that the only
things relied on are the command line and the JSON schema. Both read the documents of the working tree.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.measure.goldfile import ROOT

FOLDERS = ("documents", "hostile")
RUN = "import sys; from fuhe.cli import main; sys.exit(main())"
LABELS = {"funds": "label", "goals": "n", "indicators": "level_3", "identity": "field", "sections": "label"}
SEVERITIES = ("error", "warning", "query", "note")
SHOWN = 8  # documents named with a change
Lines = dict[str, str]  # what is stated -> as what


def differences(rev: str | None = None) -> str:
    """The changes since a tag or commit (default: the last tag, else the last commit), as Markdown."""
    base = rev or last_tag() or "HEAD"
    with worktree(base) as folder:
        before = reports(folder)
    after = reports(ROOT)
    return written(base, before, after)


def last_tag() -> str | None:
    done = subprocess.run(["git", "describe", "--tags", "--abbrev=0"], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() or None


@contextmanager
def worktree(rev: str) -> Iterator[Path]:
    """The tree of a commit in a temporary folder. Raises CalledProcessError for a commit that is none."""
    with tempfile.TemporaryDirectory(prefix="fuhe-diff-") as home:
        folder = Path(home, "tree")
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(folder), rev], cwd=ROOT, check=True)
        try:
            yield folder
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(folder)], cwd=ROOT, check=True)


def reports(tree: Path) -> dict[str, dict[str, Any]]:
    """The JSON report of every document, by file name, as the code of this tree makes it."""
    paths = [str(ROOT / "corpus" / name) for name in FOLDERS if (ROOT / "corpus" / name).is_dir()]
    with tempfile.TemporaryDirectory(prefix="fuhe-diff-") as home:
        out = Path(home, "out.json")
        options = ["--format", "json", "--lang", "en", "--fail-on", "never", "--quiet", "--no-progress", "-o", str(out)]
        command = [sys.executable, "-c", RUN, "check", *paths, *options]
        environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONSAFEPATH": "1"}
        done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True)
        if not out.exists():
            raise RuntimeError(f"{tree}: fuhe gave no report (exit {done.returncode}): {done.stderr[-2000:]}")
        found = json.loads(out.read_text(encoding="utf-8"))["reports"]
    return {report["source"]["name"]: report for report in found}


def written(base: str, before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> str:
    """Both runs compared: what changed once, then the documents in which it did."""
    kinds = (("Findings", findings), ("Records", records))
    parts = [f"# Corpus: {base} → working tree", f"{len(before)} documents then, {len(after)} now."]
    for title, lines in kinds:
        changes: dict[str, list[str]] = defaultdict(list)
        for name in sorted(before.keys() & after.keys()):
            for change in changed(lines(before[name]), lines(after[name])):
                changes[change].append(name)
        gained = sum(len(names) for change, names in changes.items() if change.startswith("+"))
        lost = sum(len(names) for change, names in changes.items() if change.startswith("-"))
        other = sum(map(len, changes.values())) - gained - lost
        parts.append(f"## {title}: {gained} gained, {lost} lost, {other} changed")
        parts += [
            f"    {change}\n        {_names(names, len(after))}"
            for change, names in sorted(changes.items(), key=_order)
        ]
    only = [(f"- {name}", name) for name in sorted(before.keys() - after.keys())]
    return "\n".join([*parts, *(line for line, _ in only)])


def _order(entry: tuple[str, list[str]]) -> tuple[str, int, int, str]:
    """Gained, lost, changed; the gravest first; then what most documents show."""
    gravity = next((n for n, word in enumerate(SEVERITIES) if f": {word}" in entry[0]), len(SEVERITIES))
    return entry[0][0], gravity, -len(entry[1]), entry[0]


def _names(names: list[str], total: int) -> str:
    if len(names) == total:
        return f"all {total} documents"
    rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return " ".join(names[:SHOWN]) + rest


def changed(before: Lines, after: Lines) -> Iterator[str]:
    for key in sorted(before.keys() | after.keys()):
        then, now = before.get(key), after.get(key)
        if then is None:
            yield f"+ {key}{_as(now)}"
        elif now is None:
            yield f"- {key}{_as(then)}"
        elif then != now:
            yield f"~ {key}{_as(then)} → {now}"


def _as(value: str | None) -> str:
    return f": {value}" if value else ""


def findings(report: dict[str, Any]) -> Lines:
    """Status, and a line for each finding: rule, form, cell -> severity and figures. Wording is not compared."""
    lines: Lines = {"status": " ".join([report["status"], *(one["code"] for one in report["problems"])])}
    for one in report["findings"]:
        places = [seen["place"] for seen in one["evidence"] if seen["place"] and seen["role"] == "stated"]
        at = f"{places[0].get('row', 'p')},{places[0].get('col', places[0].get('paragraph'))}" if places else "-"
        key = f"{one['rule']} {one['name']} form {one['form'] or '-'} at {at}"
        lines[_free(lines, key)] = " ".join(
            filter(None, (one["severity"], one["stated"], one["expected"] and f"≠ {one['expected']}"))
        )
    return lines


def _free(lines: Lines, key: str) -> str:
    """The key, numbered where it is taken."""
    return next(one for n in range(1, len(lines) + 2) if (one := key if n == 1 else f"{key} ({n})") not in lines)


def records(report: dict[str, Any]) -> Lines:
    """A line for each field of each record: where -> what was read."""
    lines: Lines = {}
    for form in report["forms"]:
        where = f"form {form['form']}"
        for name, entry in form.items():
            if name in LABELS:
                for record in entry:
                    _record(lines, f"{where} {name} {record[LABELS[name]]}", record)
            elif name == "unread":
                lines |= {f"{where} unread {cell['text']}": "" for cell in entry}
            elif name not in ("place", "understood", "profile"):
                _record(lines, where, {name: entry})
    for one in report["claims"]:
        lines[_free(lines, f"claim {one['kind']} {one['about'] or ''} {one['number'] or ''}{one['unit'] or ''}")] = ""
    return lines


def _record(lines: Lines, where: str, record: dict[str, Any]) -> None:
    for name, value in record.items():
        if name == "total" and isinstance(value, dict):
            _record(lines, f"{where} total", value)
        elif name not in ("place", "n") and value is not None:
            lines[_free(lines, f"{where} {name}")] = _said(value)


def _said(value: Any) -> str:
    """A value in short: text, and what was read from it."""
    if not isinstance(value, dict):
        return str(value).replace("\n", "⏎")
    read = [str(value[key]) for key in ("kind", "op", "number", "unit", "date", "tier") if value.get(key) is not None]
    return f"{value.get('text', value)} [{' '.join(read)}]"
