"""The sheets of the working paper: what stands in their rows and columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import Any

from msgspec import Struct, field

from extract.message import Language, Message
from extract.model import CellPlace
from fuhe.outputs import catalogue
from fuhe.outputs.arithmetic import Formula, formula
from fuhe.outputs.catalogue import FORMS, FUNDS, INDICATORS, UNREAD
from fuhe.outputs.columns import Row, Table
from fuhe.outputs.recomputation import label, line
from fuhe.outputs.words import MARKS, SEVERITY, STATUS, Mark, mark, spot
from fuhe.results import FileResult
from normalize.model import Value
from validate.model import SEVERITIES, Check, Evidence
from validate.registry import TITLES
from validate.rounding import decimals_of, shown

_ORDER: tuple[Mark, ...] = ("wrong", "query", "explained", "note", "not_checked", "holds")
_COLOURS: dict[Mark, str] = {"wrong": "error", "query": "query", "explained": "note", "note": "note"}
_BARE = re.compile(r"-?[\d,]+(\.\d+)?[%％]?")


class Addresses:
    """Where the cells of a file stand in the workbook: by their place in the document, their numbers and addresses."""

    def __init__(self) -> None:
        self.known: dict[tuple[int, int, int], list[tuple[Fraction, str]]] = defaultdict(list)

    def add(self, where: CellPlace, number: Decimal, address: str) -> None:
        self.known[where.table, where.row, where.col].append((Fraction(number), address))

    def of(self, evidence: Iterable[Evidence]) -> Iterator[tuple[Fraction, str]]:
        """The numbers and addresses of the cells a check rests on."""
        places = dict.fromkeys(one.place for one in evidence if isinstance(one.place, CellPlace))
        for key in dict.fromkeys((place.table, place.row, place.col) for place in places):
            yield from self.known.get(key, ())


class Live(Struct, frozen=True):
    """A spreadsheet formula, its value for readers that do not compute, its number format.

    The formula is made when its row ({row}) is written: by then the cells that it points at are.
    """

    formula: Callable[[Addresses], str]
    value: float
    look: str


class Printed(Struct, frozen=True):
    """A number with the number format that shows it as it was printed, and its place in the document."""

    number: Decimal
    look: str
    place: CellPlace | None = None


Cell = str | int | Decimal | Live | Printed | None


class SheetColumn(Struct, frozen=True):
    """One column: title, width in characters, its entry in a row, whether it takes the colour of the row."""

    title: Message
    width: float
    get: Callable[[Row], Cell]
    marked: bool = False


def _plain(_: Row) -> str | None:
    return None


class Sheet(Struct, frozen=True):
    """One sheet; style names the severity whose colour the marked columns of a row take."""

    title: Message
    columns: tuple[SheetColumn, ...]
    rows: Callable[[FileResult, Language], Iterator[Row]]
    style: Callable[[Row], str | None] = field(default=_plain)


def _column(zh: str, en: str, width: float, get: Callable[[Row], Cell]) -> SheetColumn:
    return SheetColumn(Message(zh, en), width, get)


_FILE = _column("文件", "file", 30, lambda row: row.result.origin.path)
_FORM = _column("自评表", "form", 7, lambda row: row.form.form if row.form else row.item.form)


def _findings(result: FileResult, lang: Language) -> Iterator[Row]:
    told = result.outcome.findings if result.outcome else ()
    for severity in SEVERITIES:
        for one in told:
            if one.severity == severity:
                yield Row(result, lang, item=one)


def _checks(result: FileResult, lang: Language) -> Iterator[Row]:
    """What does not hold first, and each of these in the order of the rules."""
    told = result.outcome.checks if result.outcome else ()
    shown = [one for one in told if one.formula is not None or one.status == "not_checked"]
    for one in sorted(shown, key=lambda one: _ORDER.index(mark(one))):
        yield Row(result, lang, item=one)


def _where(row: Row) -> str | None:
    evidence: tuple[Evidence, ...] = row.item.evidence
    return spot(evidence[0].place).text(row.lang) if evidence else None


def _stated(row: Row) -> Live | str | None:
    """The stated figure as a number where the formula can be compared with it: its cell, where that has a sheet."""
    check: Check = row.item
    number = _figure(check)
    if number is None or _live(check) is None:
        return check.stated
    stated = [one for one in check.evidence if one.role == "stated"]

    def cell(addresses: Addresses) -> str:
        return next((at for known, at in addresses.of(stated) if known == Fraction(number)), format(number, "f"))

    return Live(cell, float(number), _look(check, number))


def _computed(row: Row) -> Live | str | None:
    check: Check = row.item
    live = _live(check)
    if live is None:
        return check.computed
    operands = [one for one in check.evidence if one.role != "stated"]
    return Live(lambda addresses: live.over(addresses.of(operands)), float(live.value), _look(check, None))


def _live(check: Check) -> Formula | None:
    """The formula of a recomputation, if worked out it gives what the check computed."""
    live = formula(check.formula or "")
    return live if live and line(check, "zh") and _agrees(check, live.value) else None


def _difference(row: Row) -> Live | None:
    """Stated minus computed, as a live formula over its own row."""
    check: Check = row.item
    live, number = _live(check), _figure(check)
    if live is None or number is None:
        return None
    return Live(lambda _: "F{row}-G{row}", float(Fraction(number) - live.value), _look(check, None))


def _agrees(check: Check, value: Fraction) -> bool:
    """True if the formula, worked out, is what the check computed."""
    computed = check.computed or ""
    if computed.endswith("%"):
        return shown(value * 100) + "%" == computed
    return computed.startswith(shown(value))


def _figure(check: Check) -> Decimal | None:
    """The stated number on the scale of the formula, or None where it is no plain number."""
    text = (check.stated or "").replace(",", "").strip()
    percent = text.endswith(("%", "％"))
    try:
        number = Decimal(text.rstrip("%％"))
    except ArithmeticError:
        return None
    if not number.is_finite() or percent != (check.computed or "").endswith("%"):
        return None
    return number.scaleb(-2) if percent else number


def _look(check: Check, number: Decimal | None) -> str:
    percent = (check.computed or "").endswith("%")
    decimals = max(0, decimals_of(number) - (2 if percent else 0)) if number is not None else 4
    digits = "0." + "0" * decimals if decimals else "0"
    return digits + ("%" if percent else "")


def _verdict(row: Row) -> str:
    check: Check = row.item
    return f"{MARKS[mark(check)]} {STATUS[check.status].text(row.lang)}"


def _figures(table: Table, widths: dict[str, float]) -> tuple[SheetColumn, ...]:
    """Some values of a table, as numbers where nothing but a number is printed."""
    known = {column.name: column for column in table.columns}
    return tuple(_figure_of(known[name].title, columns, attrgetter(name)) for name, columns in widths.items())


def _figure_of(title: Message, columns: float, get: Callable[[Any], Value | None]) -> SheetColumn:
    return SheetColumn(title, columns, lambda row: _printed(get(row.item)))


def _printed(value: Value | None) -> Printed | str | None:
    """A number where nothing but a number is printed, else the text."""
    if value is None or value.number is None or not _BARE.fullmatch(value.text):
        return value.text if value else None
    percent = value.text.endswith(("%", "％"))
    decimals = value.decimals
    look = ("#,##0" if "," in value.text else "0") + ("." + "0" * decimals if decimals else "") + "%" * percent
    return Printed(
        value.number.scaleb(-2) if percent else value.number,
        look,
        value.place if isinstance(value.place, CellPlace) else None,
    )


def _of_table(table: Table, widths: dict[str, float]) -> tuple[SheetColumn, ...]:
    """Some columns of a table, in the order of the widths."""
    known = {column.name: column for column in table.columns}
    return tuple(SheetColumn(known[name].title, columns, known[name].get) for name, columns in widths.items())


def _findings_of_form(row: Row) -> int:
    told = row.result.outcome.findings if row.result.outcome else ()
    return sum(one.form == row.item.form and not one.suppressed for one in told)


def _project(row: Row) -> str | None:
    return row.form.project_name if row.form else None


FINDINGS = Sheet(
    Message("问题清单", "Findings"),
    (
        _FILE,
        _FORM,
        SheetColumn(
            Message("级别", "severity"), 8, lambda row: SEVERITY[row.item.severity].text(row.lang), marked=True
        ),
        *_of_table(catalogue.FINDINGS, {"rule": 7}),
        _column("名称", "title", 26, lambda row: TITLES[row.item.rule].text(row.lang)),
        _column("位置", "place", 22, _where),
        *_of_table(catalogue.FINDINGS, {"message": 70, "stated": 16, "expected": 16, "amount": 12, "basis": 34}),
        _column("核实情况", "review", 30, lambda row: None),
    ),
    _findings,
    lambda row: row.item.severity if not row.item.suppressed else None,
)
CHECKS = Sheet(
    Message("复核计算过程", "Recomputation"),
    (
        _FILE,
        _FORM,
        *_of_table(catalogue.CHECKS, {"rule": 7}),
        _column("核对内容", "subject", 34, lambda row: label(row.item, row.lang)),
        *_of_table(catalogue.CHECKS, {"formula": 44}),
        _column("表中填列", "stated", 14, _stated),
        _column("重算", "computed", 14, _computed),
        _column("差异", "difference", 12, _difference),
        SheetColumn(Message("结果", "result"), 12, _verdict, marked=True),
        *_of_table(catalogue.CHECKS, {"why": 40}),
        _column("位置", "place", 22, _where),
    ),
    _checks,
    lambda row: _COLOURS.get(mark(row.item)),
)
INDICATOR_SHEET = Sheet(
    Message("指标明细", "Indicators"),
    (
        _FILE,
        _FORM,
        _column("项目名称", "project", 20, _project),
        *_of_table(
            INDICATORS,
            {"n": 5, "level_1": 12, "level_2": 14, "level_3": 34},
        ),
        *_figures(INDICATORS, {"target": 18, "actual": 18, "weight": 7, "score": 7}),
        *_of_table(INDICATORS, {"score_method": 20, "reason": 40}),
    ),
    INDICATORS.rows,
)
FUND_SHEET = Sheet(
    Message("项目资金", "Funds"),
    (
        _FILE,
        _FORM,
        _column("项目名称", "project", 20, _project),
        *_of_table(
            FUNDS,
            {"n": 5, "label": 24},
        ),
        *_figures(
            FUNDS,
            {
                "initial_budget": 13,
                "full_budget": 13,
                "received": 13,
                "executed": 13,
                "weight": 7,
                "execution_rate": 10,
                "score": 7,
            },
        ),
        *_of_table(FUNDS, {"reason": 40}),
    ),
    FUNDS.rows,
)
FORM_SHEET = Sheet(
    Message("自评表", "Forms"),
    (
        _FILE,
        _FORM,
        *_of_table(FORMS, {"project_name": 30, "implementing_unit": 34, "year": 7, "money_unit": 9, "profile": 12}),
        _figure_of(Message("总分值", "total weight"), 9, lambda form: form.total.weight),
        _figure_of(Message("总得分", "total score"), 9, lambda form: form.total.score),
        *_of_table(FORMS, {"total_rating": 10}),
        _column("问题数", "findings", 9, _findings_of_form),
    ),
    FORMS.rows,
)
UNREAD_SHEET = Sheet(
    Message("未能解析", "Not understood"),
    (
        _FILE,
        _column("自评表", "form", 7, lambda row: row.form.form if row.form else None),
        _column("位置", "place", 24, lambda row: spot(row.item.place).text(row.lang)),
        *_of_table(UNREAD, {"text": 80}),
    ),
    UNREAD.rows,
)
SHEETS = (FINDINGS, FORM_SHEET, INDICATOR_SHEET, FUND_SHEET, CHECKS, UNREAD_SHEET)
