"""Documents drawn as text: paragraphs begin with ``P``, a line ``=`` parts two tables, everything else is a table."""

from __future__ import annotations

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
        lines.append(f"goal {goal.points or ''}: {_text(goal.expected)} → {_text(goal.actual)}")
    for row in form.indicators:
        lines.append(_indicator(row))
    total = form.total
    lines.append(f"total {_text(total.weight)} {_text(total.score)} {_text(total.rating)} {_text(total.review_score)}")
    lines += [f"section {section.label}: {section.text}" for section in form.sections]
    lines += [f"unread {cell.text}" for cell in form.unread]
    return [line.rstrip() for line in lines]


def _indicator(row: Indicator) -> str:
    first = f"{row.level_1}{'(' + row.level_1_points + ')' if row.level_1_points else ''}"
    source = "" if row.level_1_source == "cell" else f" {row.level_1_source}"
    group = f" #{row.score_group}" if row.score_group else ""
    shown = " / ".join(_text(getattr(row, name)) or "·" for name in VALUES[2:] if getattr(row, name) is not None)
    values = f"{_target(row.target)} → {_target(row.actual)}"
    return f"{row.goal or ''}{first}{source} / {row.level_2} / {row.level_3}: {values} / {shown}{group}"
