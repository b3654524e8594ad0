"""Results as plain data in the shape of schema fuhe/1: what JSON and all that is made from it say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extract.message import Language, Message
from extract.model import Area, CellPlace, Grid, PagePlace, Place, TextPlace
from fuhe import __version__
from fuhe.results import FileResult, Problem
from normalize.model import Claim, Form, FundLine, Goal, Indicator, Report, Section, Subtotal, Total, Unread, Value
from validate.model import Check, Evidence, Finding, Outcome, ProfileChoice, Repair

SCHEMA = "fuhe/1"
TOOL = {"name": "fuhe", "version": __version__}
FUND_COLUMNS = (
    "initial_budget",
    "full_budget",
    "received",
    "integrated_out",
    "executed",
    "weight",
    "execution_rate",
    "score",
    "reason",
)
INDICATOR_COLUMNS = ("target", "actual", "weight", "score")

Json = dict[str, Any]


def report(result: FileResult, lang: Language) -> Json:
    """One file's entry of `reports`."""
    audited = result.outcome
    return {
        "source": source(result),
        "status": result.status,
        "problems": [_problem(one, lang) for one in result.problems],
        **(_audited(audited, lang) if audited else _EMPTY),
    }


_EMPTY: Json = {"title": None, "unit": None, "year": None} | {
    key: [] for key in ("forms", "claims", "unread", "notes", "checks", "findings", "repairs")
}


def source(result: FileResult) -> Json:
    origin = result.origin
    return {
        "path": origin.path,
        "name": origin.name,
        "sha256": origin.sha256,
        "kind": origin.kind,
        "bytes": origin.bytes,
        "pages": origin.pages,
    }


def _problem(one: Problem, lang: Language) -> Json:
    return {"code": one.code, "message": one.message.text(lang), "place": place(one.place)}


def _audited(audited: Outcome, lang: Language) -> Json:
    said = audited.report
    choices = {choice.form: choice for choice in audited.profiles}
    return {
        "title": said.title,
        "unit": said.unit,
        "year": said.year,
        "forms": [form(one, choices.get(one.form), lang) for one in said.forms],
        "claims": [claim(one) for one in said.claims],
        "unread": [_unread(one) for one in said.unread],
        "notes": notes(said, lang),
        "checks": [check(one, lang) for one in audited.checks],
        "findings": [finding(one, lang) for one in audited.findings],
        "repairs": [_repair(one) for one in audited.repairs],
    }


def notes(said: Report, lang: Language) -> list[Json]:
    return [{"code": one.code, "message": one.message.text(lang), "place": place(one.place)} for one in said.notes]


def form(one: Form, choice: ProfileChoice | None, lang: Language) -> Json:
    return {
        "form": one.form,
        "kind": one.kind,
        "template": one.template,
        "profile": {"name": choice.profile.name, "why": choice.why.text(lang)} if choice else None,
        "place": place(one.place),
        "understood": round(one.understood, 4),
        "title": one.title,
        "project_name": one.project_name,
        "department": one.department,
        "implementing_unit": one.implementing_unit,
        "year": one.year,
        "money_unit": one.money_unit,
        "identity": [{"field": field.field, "text": field.text, "place": place(field.place)} for field in one.identity],
        "funds": [fund(line) for line in one.funds],
        "goals": [_goal(goal) for goal in one.goals],
        "indicators": [indicator(row) for row in one.indicators],
        "subtotals": [_subtotal(row) for row in one.subtotals],
        "total": _total(one.total),
        "sections": [_section(section) for section in one.sections],
        "unread": [_unread(cell) for cell in one.unread],
    }


def fund(line: FundLine) -> Json:
    return {
        "n": line.n,
        "kind": line.kind,
        "parent": line.parent,
        "label": line.label,
        **{column: value(getattr(line, column)) for column in FUND_COLUMNS},
        "extra": dict(line.extra),
        "place": place(line.place),
    }


def _goal(goal: Goal) -> Json:
    return {
        "n": goal.n,
        "points": goal.points,
        "expected": goal.expected.text if goal.expected else None,
        "actual": goal.actual.text if goal.actual else None,
        "score": value(goal.score),
        "place": place(goal.place),
    }


def indicator(row: Indicator) -> Json:
    return {
        "n": row.n,
        "goal": row.goal,
        "level_1": row.level_1,
        "level_1_points": row.level_1_points,
        "level_1_source": row.level_1_source,
        "level_1_printed": row.level_1_printed,
        "level_2": row.level_2,
        "level_2_points": row.level_2_points,
        "level_3": row.level_3,
        **{column: value(getattr(row, column)) for column in INDICATOR_COLUMNS},
        "score_group": row.score_group,
        "review_score": value(row.review_score),
        "score_method": value(row.score_method),
        "reason": value(row.reason),
        "extra": dict(row.extra),
        "place": place(row.place),
    }


def _total(total: Total) -> Json:
    return {key: value(getattr(total, key)) for key in ("weight", "score", "rating", "review_score")}


def _subtotal(row: Subtotal) -> Json:
    return {
        "label": row.label,
        "first": row.first,
        "last": row.last,
        "weight": value(row.weight),
        "score": value(row.score),
        "place": place(row.place),
    }


def _section(section: Section) -> Json:
    return {"label": section.label, "text": section.text, "place": place(section.place)}


def _unread(cell: Unread) -> Json:
    return {"text": cell.text, "place": place(cell.place)}


def claim(one: Claim) -> Json:
    said: Json = {
        "kind": one.kind,
        "text": one.text,
        "number": number(one.number),
        "unit": one.unit,
        "about": one.about,
        "place": place(one.place),
    }
    if one.parts:
        said["parts"] = [
            {"label": part.label, "number": number(part.number), "place": place(part.place)} for part in one.parts
        ]
    return said | _present(date=one.date, form=one.form)


def check(one: Check, lang: Language) -> Json:
    return {
        "rule": one.rule,
        "form": one.form,
        "status": one.status,
        "stated": one.stated,
        "computed": one.computed,
        "formula": one.formula,
        "why": _said(one.why, lang),
        "evidence": [evidence(seen) for seen in one.evidence],
    }


def finding(one: Finding, lang: Language) -> Json:
    causes = [cause.text(lang) for cause in one.likely_causes]
    return {
        "rule": one.rule,
        "name": one.name,
        "severity": one.severity,
        "form": one.form,
        "message": one.message.text(lang),
        "stated": one.stated,
        "expected": one.expected,
        "formula": one.formula,
        "basis": one.basis.text(lang),
        "likely_cause": causes[0] if causes else None,
        "likely_causes": causes,
        "amount": number(one.amount),
        "changes_conclusion": one.changes_conclusion,
        "confidence": one.confidence,
        "suppressed": one.suppressed,
        "evidence": [evidence(seen) for seen in one.evidence],
        "fingerprint": one.fingerprint,
    }


def evidence(seen: Evidence) -> Json:
    return {"role": seen.role, "text": seen.text, "place": place(seen.place)}


def _repair(one: Repair) -> Json:
    cells = [
        {"place": place(cell.place), "text": cell.text, "should_be": should_be, "settles": list(settles)}
        for cell, should_be, settles in one.cells
    ]
    return {"form": one.form, "unique": one.unique, "cells": cells}


def value(one: Value | None) -> Json | None:
    """VALUE: the text as printed and what was read from it; what a kind does not have is left out."""
    if one is None:
        return None
    said: Json = {"text": one.text, "kind": one.kind, "number": number(one.number), "unit": one.unit, "op": one.op}
    said |= _present(unit_from=one.unit_from, op_from=one.op_from, change=one.change)
    said |= _present(low=number(one.low), high=number(one.high), date=one.date, tier=one.tier)
    said |= _present(ocr=one.ocr or None, doubtful=one.doubtful or None)
    return said | {"place": place(one.place)}


def number(one: Decimal | None) -> str | None:
    """A decimal as its printed digits, never in exponent form."""
    return None if one is None else format(one, "f")


def place(where: Place | None) -> Json | None:
    """PLACE: position in the merged grid, in the prose, or a page."""
    match where:
        case None:
            return None
        case CellPlace():
            return _cell_place(where)
        case TextPlace():
            said = {"paragraph": where.paragraph} | _present(start=where.start, end=where.end, page=where.page)
            return said | _present(box=_box(where.box))
        case PagePlace():
            return {"page": where.page}


def _cell_place(where: CellPlace) -> Json:
    said: Json = {"table": where.table, "row": where.row, "col": where.col}
    said |= _present(page=where.page, box=_box(where.box))
    if where.more:
        said["more"] = [_area(area) for area in where.more]
    return said | _present(path=where.path, start=where.start, end=where.end)


def _area(area: Area) -> Json:
    return {"page": area.page, "box": _box(area.box)}


def _box(box: tuple[float, float, float, float] | None) -> list[float] | None:
    return [round(edge, 2) for edge in box] if box else None


def grid(one: Grid) -> Json:
    """A reconstructed table: one entry per cell as drawn, merged cells once."""
    cells = [
        {
            "row": cell.place.row,
            "col": cell.place.col,
            "rows": cell.rows,
            "cols": cell.cols,
            "text": cell.text,
        }
        for cell in one.cells
    ]
    at: Json = {"table": one.table, "row": 0, "col": 0}
    if one.cells:
        at |= _present(page=one.cells[0].place.page)
    return {
        "table": one.table,
        "rows": one.n_rows,
        "cols": one.n_cols,
        "place": at,
        "parent": place(one.parent),
        "cells": cells,
    }


def _present(**entries: object) -> Json:
    return {key: entry for key, entry in entries.items() if entry is not None}


def _said(message: Message | None, lang: Language) -> str | None:
    return message.text(lang) if message else None
