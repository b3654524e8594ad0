"""``docs/accuracy.md``: what fuhe reads right and judges right, counted, with every known miss by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from resource import RUSAGE_CHILDREN, getrusage
from typing import TypeVar

from corpus.make.layout import held_out
from corpus.make.mutate import RULES as BREAKABLE
from corpus.measure import cases, clean, digits, mutants, papers, printings, scans
from corpus.measure.clean import Clean
from corpus.measure.digits import Tried
from corpus.measure.fields import Reading
from corpus.measure.measured import Measured
from corpus.measure.misses import misses
from corpus.measure.mutants import Mutant
from corpus.measure.papers import Graded
from corpus.measure.pool import mapped
from corpus.measure.printings import Printed
from corpus.measure.tables import per, share, table
from validate.registry import RULES

One = TypeVar("One")
PRINTED = 2  # seeds for each layout that are printed


def measure(seeds: int, mistakes: int, processes: int | None = None) -> Measured:
    """seeds: of correct documents; mistakes: of documents that are broken. Half as many held out come to each."""
    made = mapped(clean.measured, cases.cases(seeds), processes)
    real = mapped(papers.graded, papers.papers(), processes)
    printed = printings.measured(PRINTED, processes)
    broken = mapped(mutants.tried, mutants.jobs(cases.seeds(mistakes)), processes)
    changed = mapped(digits.tried, digits.jobs(mistakes), processes)
    scanned = mapped(scans.read, scans.scans(), processes)
    used = getrusage(RUSAGE_CHILDREN)
    minutes = (used.ru_utime + used.ru_stime) / 60
    return Measured(seeds, mistakes, made, real, printed, _flat(broken), _flat(changed), scanned, minutes)


def _flat(some: list[list[One]]) -> list[One]:
    return [one for part in some for one in part]


def page(run: Measured) -> str:
    parts = [
        _head(run),
        *_generated(run.clean),
        *_corpus(run.papers),
        *_printed(run.printed),
        *scans.section(run.scans),
        *_rules(run),
        *_digits(run.digits),
        _unread(run),
        misses(run),
    ]
    return "\n\n".join(parts) + "\n"


def _head(run: Measured) -> str:
    held = "、".join(held_out())
    return f"""# 准确度 / Accuracy

Written by `python -m corpus.measure accuracy --seeds {run.seeds} --mistakes {run.mistakes}` (`make accuracy` takes
12 and 3): {_documents(run)} documents in {run.minutes:.0f} minutes of processor time. The same seeds give the same
figures. Truth comes from what the documents are made of (generated forms) or was typed by hand from the paper (real
forms), never from reading. A field is right only if everything known of it is: text as printed, kind, number, unit,
sign. The place of a value in the grid counts as a field of its own. What is wrong is counted as wrong; the last
section names it.

Held out: layouts {held}, which no test reads, and all seeds from {cases.HELD_OUT_SEEDS} on
(`corpus/README.md` says since when). Nobody looks at what is read wrong of them; they are reported apart.
`python -m corpus.measure show NAME` prints what is wrong with one document named here.

{_summary(run)}"""


def _documents(run: Measured) -> int:
    return len(run.clean) + len(run.papers) + len(run.printed) + len(run.mutants) + len(run.digits)


def _summary(run: Measured) -> str:
    rows = [_totals(group, [one for one in run.clean if one.case.group == group]) for group in cases.GROUPS]
    heading = ("generated, correct", "documents", "fields", "right", "accuracy", "records", "missing", "invented")
    return table((*heading, "false alarms", "alarms a form"), rows)


def _totals(name: str, some: Sequence[Clean]) -> list[object]:
    alarms = sum(len(one.alarms) for one in some)
    return [*_row(name, [one.reading for one in some]), alarms, per(alarms, len(some))]


def _row(name: str, readings: Sequence[Reading]) -> list[object]:
    total = sum(len(one.fields) for one in readings)
    right = sum(seen.right for one in readings for seen in one.fields)
    records = sum(sum(one.records.values()) for one in readings)
    missing = sum(len(one.missing) for one in readings)
    invented = sum(len(one.invented) for one in readings)
    return [name, len(readings), total, right, share(right, total), records, missing, invented]


HEADING = ("documents", "fields", "right", "accuracy", "records", "missing", "invented")


def _generated(some: list[Clean]) -> Iterable[str]:
    yield "## 生成表格的字段 / Fields of generated forms"
    yield "### By layout (版式)"
    yield _by(some, "layout", lambda one: one.case.layout + (" (held out)" if one.case.layout in held_out() else ""))
    yield "### By producer (制作方式)"
    yield _by(some, "producer", lambda one: one.case.producer)
    yield "### By oddity"
    yield _by(some, "variant", lambda one: one.case.variant)
    yield "### By field (字段)"
    yield _fields(some)


def _by(some: list[Clean], name: str, key: Callable[[Clean], str]) -> str:
    keys = sorted({key(one) for one in some})
    groups = {one: [entry for entry in some if key(entry) == one] for one in keys}
    rows = [
        [*_row(one, [entry.reading for entry in group]), sum(len(entry.alarms) for entry in group)]
        for one, group in groups.items()
    ]
    return table((name, *HEADING, "false alarms"), rows)


def _fields(some: list[Clean]) -> str:
    """Right of total for each field: Word and PDF, open and held out."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for one in some:
        split = "open" if one.case.group == "open" else "held"
        for seen in one.reading.fields:
            for column in (one.case.producer.partition(".")[0], split):
                counts[seen.name, column, "all"] += 1
                counts[seen.name, column, "right"] += seen.right
    columns = ("word", "pdf", "open", "held")
    rows = [[name, *_pairs(counts, name, columns)] for name in sorted({key[0] for key in counts})]
    heading = ("Word", "", "PDF", "", "open", "", "held out", "")
    return table(("field", *heading), rows)


def _pairs(counts: Counter[tuple[str, str, str]], name: str, columns: Sequence[str]) -> list[object]:
    pairs = [(counts[name, column, "right"], counts[name, column, "all"]) for column in columns]
    return [cell for right, total in pairs for cell in (f"{right}/{total}", share(right, total))]


def _corpus(some: list[Graded]) -> Iterable[str]:
    yield "## 真实表格 / Real forms of the corpus"
    yield "Committed files against gold typed from the paper. due: findings a careful reader makes."
    producers = sorted({one.paper.producer for one in some})
    groups = {name: [one for one in some if one.paper.producer == name] for name in producers}
    heading = ("due", "not made", "alleged, not due", "holds known", "not said to hold")
    yield table(("producer", *HEADING, *heading), [_graded(name, group) for name, group in groups.items()])


def _printed(some: list[Printed]) -> Iterable[str]:
    yield "## 打印后再读 / Printed and read back"
    yield (
        "Every document of the corpus and every layout in A4 and on low pages, printed by LibreOffice from the Word "
        "file, by Chromium from an HTML table, and drawn by the pens in turn; the grids of the PDF against those of "
        "the Word file: place, span and text of every cell, the text joined over its lines. What a printer itself "
        "loses or draws otherwise counts as not the same, too. `python -m corpus.measure printings NAME` shows what "
        "differs in one."
    )
    yield printings.section(some)


def _graded(name: str, some: list[Graded]) -> list[object]:
    row = _row(name, [one.reading for one in some])
    judged = [sum(one.due for one in some), sum(len(one.unmet) for one in some), sum(len(one.unlisted) for one in some)]
    return [*row, *judged, sum(one.holds for one in some), sum(len(one.unheld) for one in some)]


def _rules(run: Measured) -> Iterable[str]:
    yield "## 规则 / Rules on documents with one mistake"
    yield (
        "Each mistake in its own document, Word by one of the hands and PDF by one of the pens in turn "
        f"({', '.join(mutants.PENS)}). found: the rule speaks of the form that is wrong; at the cell: and points "
        "at the wrong cell; as grave: and with the severity due. false alarms: errors and warnings on correct "
        "documents, and on documents whose one mistake does not explain them. precision: found ÷ (found + false "
        "alarms)."
    )
    false = _false(run)
    names = {rule.code: rule.name for rule in RULES}
    heading = ("rule", "name", "Word", "found", "recall", "PDF", "found", "recall")
    rows = [_rule(rule, names[rule], run.mutants, false[rule]) for rule in names if rule in BREAKABLE]
    every = _rule("", "all", run.mutants, sum(false.values()))
    yield table((*heading, "held-out recall", "at the cell", "as grave", "false alarms", "precision"), [*rows, every])
    yield _without(names, run.mutants)


def _without(names: dict[str, str], some: list[Mutant]) -> str:
    """The rules that nothing was broken for."""
    tried = {one.rule for one in some}
    left = [f"{rule} {name}" for rule, name in names.items() if rule not in tried]
    return f"Rules no document of this run was broken for: {'、'.join(left) or 'none'}."


def _digits(some: list[Tried]) -> Iterable[str]:
    yield "## 逐位改数 / Every digit changed"
    yield (
        f"Of each form up to {digits.DIGITS} digits of figures that are recomputed, each changed alone. an error: by "
        "the figures of the form a sum, quotient or proportion no longer holds, beyond rounding and cutting. found: a "
        "recomputing rule (A, B, C) says so; alleged: as an error or a warning, else as a note with its explanation."
    )
    kinds = sorted({one.kind for one in some})
    rows = [_changed(kind, [one for one in some if one.kind == kind]) for kind in kinds]
    heading = ("figure", "changed", "an error", "found", "recall", "held-out recall", "alleged")
    yield table(heading, [*rows, _changed("all", some)])


def _changed(name: str, some: list[Tried]) -> list[object]:
    due = [one for one in some if one.due]
    held = [one for one in due if one.held_out]
    found = sum(one.found for one in due)
    held_share = share(sum(one.found for one in held), len(held))
    return [name, len(some), len(due), found, share(found, len(due)), held_share, sum(one.grave for one in due)]


def _false(run: Measured) -> Counter[str]:
    false = Counter(rule for one in run.clean for rule, _ in one.alarms)
    false.update(rule for one in run.mutants for rule, _ in one.beside)
    return false


def _rule(rule: str, name: str, some: list[Mutant], false: int) -> list[object]:
    own = [one for one in some if not rule or one.rule == rule]
    found, held = sum(one.found for one in own), [one for one in own if one.held_out]
    row: list[object] = [rule, name]
    for pdf in (False, True):
        part = [one for one in own if one.pdf == pdf]
        row += [len(part), sum(one.found for one in part), share(sum(one.found for one in part), len(part))]
    row += [share(sum(one.found for one in held), len(held)), sum(one.placed for one in own)]
    return [*row, sum(one.graded for one in own), false, share(found, found + false)]


def _unread(run: Measured) -> str:
    def row(name: str, some: Sequence[Clean | Graded]) -> list[object]:
        numbers, unread = sum(one.numbers for one in some), sum(one.unread for one in some)
        states = Counter(one.status for one in some)
        return [name, numbers, unread, share(unread, numbers), states["ok"], states["partial"], states["failed"]]

    kinds = ("word", "pdf")
    rows = [
        row(f"generated, {kind}", [one for one in run.clean if one.case.producer.startswith(kind)]) for kind in kinds
    ]
    rows.append(row("real forms", run.papers))
    heading = ("documents", "number tokens in tables", "unread", "share", "ok", "partial", "failed")
    return "## 未读数字 / Numbers nobody claimed\n\n" + table(heading, rows)
