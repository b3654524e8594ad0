"""审计底稿: a workbook for people, with the recomputations as live formulas."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import ceil
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from extract.message import Language, Message
from fuhe.outputs.manifest import FindingsDigest
from fuhe.outputs.tally import Tally
from fuhe.outputs.text import last_line
from fuhe.outputs.width import width
from fuhe.outputs.words import FILE_STATUS, SEVERITY
from fuhe.outputs.worksheets import SHEETS, Addresses, Cell, Live, Printed, Sheet
from fuhe.results import FileResult
from validate.model import SEVERITIES
from validate.registry import RULES

_LINE, _TALLEST = 13.5, 409
_SHORT = 9  # columns narrower than this are centred
_CHUNK = 1 << 20
Manifest = Sequence[tuple[str, str]]
_SOURCE_WIDTHS = (60, 12, 7, 7, 7, 7, 60, 70)
_MOST_ROWS = 1_048_576
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(slots=True)
class _Formats:
    """The looks of cells."""

    title: Format
    sum: Format
    head: Format
    text: Format
    short: Format
    severity: dict[str, Format]


def render(results: Iterable[FileResult], lang: Language, manifest: Manifest = ()) -> Iterator[bytes]:
    """The workbook's bytes. manifest: what the cover says of the run, labels and texts."""
    with tempfile.TemporaryDirectory(prefix="fuhe-") as scratch:
        path = Path(scratch) / "fuhe.xlsx"
        write(results, path, lang, manifest)
        with open(path, "rb") as file:
            while piece := file.read(_CHUNK):
                yield piece


def write(results: Iterable[FileResult], path: Path, lang: Language, manifest: Manifest = ()) -> None:
    """Write the workbook, row by row, as the results come. Raises OSError."""
    try:
        _write(results, path, lang, manifest)
    except FileCreateError as error:  # what could not be written, in a wrapping of its own
        raise error.args[0] from error


def _write(results: Iterable[FileResult], path: Path, lang: Language, manifest: Manifest) -> None:
    with xlsxwriter.Workbook(str(path), {**_OPTIONS, "tmpdir": str(path.parent)}) as book:
        # a fixed date: the same results give the same bytes
        book.set_properties({"title": "绩效自评复核底稿", "author": "fuhe", "created": datetime(2000, 1, 1)})
        formats = _formats(book)
        cover = book.add_worksheet("封面" if lang == "zh" else "Cover")
        writers = [_Writer(book, formats, sheet, lang) for sheet in SHEETS]
        tally, digest = Tally(), FindingsDigest()
        sources = []
        for result in results:
            tally.add(result)
            digest.add(result)
            sources.append(_source(result, lang))
            addresses = Addresses()
            for writer in writers:
                writer.add(result, addresses)
        for writer in writers:
            writer.finish()
        _rules(book, formats, lang)
        found = (Message("问题摘要", "digest of the findings").text(lang), digest.told())
        _cover(cover, formats, last_line(tally, lang), (*manifest, found), sources, lang)


def _formats(book: xlsxwriter.Workbook) -> _Formats:
    plain = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#BDBDBD", "font_size": 10}
    colours = {"error": "#FFCDD2", "warning": "#FFE0B2", "query": "#BBDEFB", "note": "#EEEEEE"}
    return _Formats(
        book.add_format({"bold": True, "font_size": 16}),
        book.add_format({"bold": True, "font_size": 11}),
        book.add_format({**plain, "bold": True, "bg_color": "#ECEFF1", "valign": "vcenter"}),
        book.add_format(plain),
        book.add_format({**plain, "align": "center"}),
        {key: book.add_format({**plain, "align": "center", "bg_color": colour}) for key, colour in colours.items()},
    )


class _Writer:
    """One sheet being written from top to bottom."""

    def __init__(self, book: xlsxwriter.Workbook, formats: _Formats, sheet: Sheet, lang: Language) -> None:
        self.book, self.formats, self.sheet, self.lang = book, formats, sheet, lang
        self.page = book.add_worksheet(sheet.title.text(lang))
        self.numbers: dict[str, Format] = {}
        self.row = 1
        _print_setup(self.page)
        self.page.repeat_rows(0)
        self.page.freeze_panes(1, 0)
        for n, column in enumerate(sheet.columns):
            self.page.set_column(n, n, column.width)
        for n, column in enumerate(sheet.columns):
            self.page.write_string(0, n, column.title.text(lang), formats.head)

    def add(self, result: FileResult, addresses: Addresses) -> None:
        """The rows of a file; its cells' addresses are noted for the sheets to come."""
        for record in self.sheet.rows(result, self.lang):
            if self.row < _MOST_ROWS:
                entries = [column.get(record) for column in self.sheet.columns]
                self._row(entries, self.sheet.style(record), addresses)
                self.row += 1

    def _row(self, entries: Sequence[Cell], style: str | None, addresses: Addresses) -> None:
        widths = [column.width for column in self.sheet.columns]
        lines = max(_lines(entry, room) for entry, room in zip(entries, widths, strict=True))
        self.page.set_row(self.row, min(_LINE * lines + 2, _TALLEST))
        marked = self.formats.severity.get(style or "", self.formats.short)
        for n, (entry, column) in enumerate(zip(entries, self.sheet.columns, strict=True)):
            look = marked if column.marked else self.formats.short if column.width < _SHORT else self.formats.text
            self._cell(n, entry, look, addresses)

    def _cell(self, n: int, entry: Cell, look: Format, addresses: Addresses) -> None:
        match entry:
            case None | "":
                self.page.write_blank(self.row, n, None, look)
            case Live():
                shown = self._number(entry.look)
                formula = entry.formula(addresses).replace("{row}", str(self.row + 1))
                self.page.write_formula(self.row, n, f"={formula}", shown, entry.value)
            case Printed():
                self.page.write_number(self.row, n, entry.number, self._number(entry.look))
                if entry.place is not None:
                    address = xl_rowcol_to_cell(self.row, n)
                    addresses.add(entry.place, entry.number, f"{quote_sheetname(self.page.name)}!{address}")
            case Decimal() | int():
                self.page.write_number(self.row, n, entry, look)
            case _:
                self.page.write_string(self.row, n, str(entry)[:32_767], look)

    def _number(self, look: str) -> Format:
        if look not in self.numbers:
            plain = {"valign": "top", "border": 1, "border_color": "#BDBDBD", "font_size": 10, "num_format": look}
            self.numbers[look] = self.book.add_format(plain)
        return self.numbers[look]

    def finish(self) -> None:
        self.page.autofilter(0, 0, max(self.row - 1, 1), len(self.sheet.columns) - 1)


def _lines(entry: Cell, room: float) -> int:
    """How many lines an entry takes in a column of that width; rows do not grow by themselves everywhere."""
    if not isinstance(entry, str):
        return 1
    return sum(max(1, ceil(width(line) / (room - 1))) for line in entry.split("\n"))


def _print_setup(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(1, 0)
    page.set_footer("&L&F&C&A&R&P / &N")


def _source(result: FileResult, lang: Language) -> tuple[str, ...]:
    origin, told = result.origin, result.outcome.findings if result.outcome else ()
    counts = Counter(one.severity for one in told if not one.suppressed)
    why = "；".join(problem.message.text(lang) for problem in result.problems)
    numbers = (str(counts[one] or "") for one in SEVERITIES)
    return origin.path, FILE_STATUS[result.status].text(lang), *numbers, why, origin.sha256 or ""


def _cover(
    page: Worksheet,
    formats: _Formats,
    summary: str,
    manifest: Manifest,
    sources: Sequence[tuple[str, ...]],
    lang: Language,
) -> None:
    """The run in one sentence, the files with their findings by severity, and what the run was made with."""
    zh = lang == "zh"
    _print_setup(page)
    for n, columns in enumerate(_SOURCE_WIDTHS):
        page.set_column(n, n, columns)
    page.write_string(0, 0, "绩效自评复核底稿" if zh else "Working paper", formats.title)
    page.write_string(1, 0, summary, formats.sum)
    for row, (label, text) in enumerate(manifest, 3):
        page.write_string(row, 0, label, formats.head)
        page.merge_range(row, 1, row, 6, text, formats.text)
    first = len(manifest) + 4
    grades = [SEVERITY[one].text(lang) for one in SEVERITIES]
    heads = ("文件", "状态", *grades, "说明", "sha256") if zh else ("file", "status", *grades, "remark", "sha256")
    for row, cells in enumerate((heads, *sources), first):
        for n, text in enumerate(cells):
            short = formats.short if _SOURCE_WIDTHS[n] < _SHORT else formats.text
            page.write_string(row, n, text, formats.head if row == first else short)


def _rules(book: xlsxwriter.Workbook, formats: _Formats, lang: Language) -> None:
    zh = lang == "zh"
    page = book.add_worksheet("规则说明" if zh else "Rules")
    _print_setup(page)
    page.repeat_rows(0)
    heads = ("规则", "名称", "查什么", "依据") if zh else ("rule", "name", "what", "basis")
    rows = [(rule.code, rule.name, rule.title.text(lang), rule.basis.text(lang)) for rule in RULES]
    for n in range(len(heads)):
        page.set_column(n, n, min(60, 2 + max(width(row[n]) for row in (heads, *rows))))
    for row, cells in enumerate((heads, *rows)):
        for n, text in enumerate(cells):
            page.write_string(row, n, text, formats.text if row else formats.head)
