"""The report as one HTML page that needs nothing else: tables as in the source, what was found beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from extract.message import Language, Message
from extract.model import Cell, CellPlace
from fuhe import __version__
from fuhe.outputs.gridpage import table
from fuhe.outputs.recomputation import Line, label, line
from fuhe.outputs.tally import Tally
from fuhe.outputs.text import last_line
from fuhe.outputs.words import FILE_STATUS, MARKS, SEVERITY, spot
from fuhe.results import FileResult
from validate.model import SEVERITIES, Check, Finding
from validate.registry import TITLES

_GRAVITY = {severity: n for n, severity in enumerate(SEVERITIES)}


class Entry(Struct, frozen=True):
    """A finding with its number in the file and the anchors that tie it to its cell."""

    n: int
    anchor: str
    finding: Finding
    title: str
    where: str


@dataclass(slots=True)
class Sheet:
    """What the page shows of one file."""

    n: int
    result: FileResult
    lang: Language
    entries: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        outcome = self.result.outcome
        told = [one for one in outcome.findings if not one.suppressed] if outcome else []
        told.sort(key=lambda one: _GRAVITY[one.severity])
        self.entries += [self._entry(n, one) for n, one in enumerate(told, 1)]

    def _entry(self, n: int, one: Finding) -> Entry:
        title = TITLES.get(one.rule, Message(one.name, one.name)).text(self.lang)
        where = spot(one.evidence[0].place).text(self.lang) if one.evidence else ""
        return Entry(n, f"f{self.n}-{n}", one, title, where)

    @property
    def tables(self) -> Iterator[tuple[int, Markup]]:
        """Each table of the document, its flagged cells marked with the numbers of their findings."""
        flagged = self._flagged()
        for grid in self.result.grids:
            yield (
                grid.table,
                Markup(table(grid, lambda cell: _flags(flagged, cell), lambda cell: _inside(flagged, cell))),
            )

    def _flagged(self) -> dict[tuple[int, int, int], list[Entry]]:
        cells: dict[tuple[int, int, int], list[Entry]] = {}
        for entry in self.entries:
            for seen in entry.finding.evidence[:1]:
                if isinstance(seen.place, CellPlace):
                    cells.setdefault((seen.place.table, seen.place.row, seen.place.col), []).append(entry)
        return cells

    def lines(self, form: int | None) -> list[Line]:
        """The recomputations of a form, or of the document as a whole."""
        checks = [check for check in self._checks(form) if check.status != "not_checked"]
        return [drawn for drawn in (line(check, self.lang) for check in checks) if drawn]

    def gaps(self, form: int | None) -> list[str]:
        """What could not be checked, and why."""
        return [_gap(check, self.lang) for check in self._checks(form) if check.status == "not_checked"]

    def _checks(self, form: int | None) -> list[Check]:
        outcome = self.result.outcome
        return [check for check in outcome.checks if check.form == form] if outcome else []


def render(results: Iterable[FileResult], lang: Language) -> Iterator[str]:
    """The page; it begins with the counts, so all results are taken first."""
    tally = Tally()
    sheets = []
    for n, result in enumerate(results, 1):
        tally.add(result)
        sheets.append(Sheet(n, result, lang))
    yield from _template().generate(**_words(lang), sheets=sheets, last_line=last_line(tally, lang))


def _template() -> Any:
    environment = Environment(
        loader=PackageLoader("fuhe", "outputs"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("page.html")


def _words(lang: Language) -> dict[str, Any]:
    return {
        "lang": "zh-CN" if lang == "zh" else "en",
        "version": __version__,
        "say": lambda zh, en: zh if lang == "zh" else en,
        "said": lambda message: message.text(lang),
        "severities": SEVERITIES,
        "severity": {key: word.text(lang) for key, word in SEVERITY.items()},
        "status": {key: word.text(lang) for key, word in FILE_STATUS.items()},
        "marks": MARKS,
    }


def _gap(check: Check, lang: Language) -> str:
    why = check.why.text(lang) if check.why else ""
    return f"{check.rule} {label(check, lang)}：{why}" if lang == "zh" else f"{check.rule} {label(check, lang)}: {why}"


def _at(cell: Cell) -> tuple[int, int, int]:
    return cell.place.table, cell.place.row, cell.place.col


def _flags(flagged: dict[tuple[int, int, int], list[Entry]], cell: Cell) -> str:
    entries = flagged.get(_at(cell))
    return f' class="{entries[0].finding.severity}"' if entries else ""


def _inside(flagged: dict[tuple[int, int, int], list[Entry]], cell: Cell) -> str:
    links = "".join(f'<a href="#{one.anchor}">{one.n}</a>' for one in flagged.get(_at(cell), ()))
    return f'<sup id="c-{flagged[_at(cell)][0].anchor}">{links}</sup>' if links else ""
