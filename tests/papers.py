"""Documents drawn as text: paragraphs begin with ``P``, a line ``=`` parts two tables, everything else is a table."""

from __future__ import annotations

from collections.abc import Callable

from drawing import grid
from extract.model import Block, Document, Paragraph, Source, TextPlace
from normalize.model import Form, Indicator, Report, Value
from normalize.recognise import recognise

SOURCE = Source("drawn.docx", "0" * 64, "docx", 1)


def paper(text: str) -> Document:
    """The document a drawing shows."""
    blocks: list[Block] = []
    rows: list[str] = []
    tables = paragraphs = 0
    for line in [*text.strip().splitlines(), "="]:
        line = line.strip()
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows and (line == "=" or line.startswith("P ")):
            tables += 1
            blocks.append(grid("\n".join(rows), tables))
            rows = []
        if line.startswith("P "):
            blocks.append(Paragraph(line[2:].replace("⏎", "\n"), TextPlace(paragraphs)))
            paragraphs += 1
    return Document(SOURCE, tuple(blocks))


def report(text: str) -> Report:
    return recognise(paper(text))


def only(text: str) -> Form:
    """The one form of a drawing."""
    (form,) = report(text).forms
    return form


FUNDS = ("initial_budget", "full_budget", "received", "integrated_out", "executed", "weight", "execution_rate", "score")
VALUES = ("target", "actual", "weight", "score", "review_score")


def _text(value: Value | None) -> str:
    return "~" if value is None else value.text


def _target(value: Value | None) -> str:
    if value is None or value.number is None:
        return _text(value)
    return f"{value.text} [{value.kind} {value.op or ''}{value.number}{value.unit or ''}]"


def summary(form: Form) -> list[str]:
    """A form in lines: identity, funds, goals, indicators, totals, sections, unread."""
    lines = [f"{form.kind} {form.template} {form.year} {form.money_unit}"]
    lines += [f"{entry.field}: {entry.text}" for entry in form.identity]
    for line in form.funds:
        shown = " ".join(_text(getattr(line, name)) or "·" for name in FUNDS)
        lines.append(f"fund {line.kind}<{line.parent or ''} {line.label}: {shown}")
    for goal in form.goals:
        score = f" / {_text(goal.score)}" if goal.score is not None else ""
        lines.append(f"goal {goal.points or ''}: {_text(goal.expected)} → {_text(goal.actual)}{score}")
    for row in form.indicators:
        lines.append(_indicator(row))
    total = form.total
    lines.append(f"total {_text(total.weight)} {_text(total.score)} {_text(total.rating)} {_text(total.review_score)}")
    lines += [
        f"subtotal {one.label} {one.first}-{one.last}: {_text(one.weight)} {_text(one.score)}" for one in form.subtotals
    ]
    lines += [f"section {section.label}: {section.text}" for section in form.sections]
    lines += [f"unread {cell.text}" for cell in form.unread]
    return [line.rstrip() for line in lines]


def _indicator(row: Indicator, said: Callable[[Value | None], str] = _target) -> str:
    first = f"{row.level_1}{'(' + row.level_1_points + ')' if row.level_1_points else ''}"
    source = "" if row.level_1_source == "cell" else f" {row.level_1_source}"
    group = f" #{row.score_group}" if row.score_group else ""
    shown = " / ".join(_text(getattr(row, name)) or "·" for name in VALUES[2:] if getattr(row, name) is not None)
    values = f"{said(row.target)} → {said(row.actual)}"
    return f"{row.goal or ''}{first}{source} / {row.level_2} / {row.level_3}: {values} / {shown}{group}"


def told(form: Form) -> list[str]:
    """A form in lines as `summary` gives them, with all that was read of targets and actual values.

    Behind a row stand its scoring method (§), its reason (!) and the columns kept beside it (+).
    """
    lines = summary(form)
    lines[0] = f"{form.kind} {form.year} {form.money_unit}"
    first = 1 + len(form.identity)
    for at, fund in enumerate(form.funds, first):
        lines[at] += _beside(fund.reason, None, fund.extra)
    for at, row in enumerate(form.indicators, first + len(form.funds) + len(form.goals)):
        lines[at] = _indicator(row, _full).rstrip() + _beside(row.reason, row.score_method, row.extra)
    return lines


def _full(value: Value | None) -> str:
    if value is None or value.number is not None:
        source = f" {value.op_from}" if value is not None and value.op_from in ("name", "goal") else ""
        return _target(value)[:-1] + source + "]" if source else _target(value)
    if value.kind in ("date", "range", "tier", "duration"):
        ends = f" {value.low}..{value.high}{value.unit or ''}" if value.kind == "range" else ""
        when = f" {value.op or ''}{value.date}" if value.kind == "date" else ""
        tier = f" {value.tier}" if value.kind == "tier" else ""
        return f"{value.text} {{{value.kind}{ends}{when}{tier}}}"
    return value.text


def _beside(reason: Value | None, method: Value | None, extra: tuple[tuple[str, str], ...]) -> str:
    marked = ((" § ", method), (" ! ", reason))
    said = "".join(mark + value.text for mark, value in marked if value is not None and not value.blank)
    return said + "".join(f" + {label}={text}" for label, text in extra)
