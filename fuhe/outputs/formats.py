"""The formats of a check by name; each module is imported when its format is asked for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from extract.message import Language
from fuhe.results import FileResult
from fuhe.settings import Settings
from validate.model import Severity

PLAIN_COLUMNS = 100


class View(Struct, frozen=True):
    """How it is to be shown: language, columns and colours of the terminal if it is one, all or findings only.

    failing: the least grave severity that counts as a failure; None: none does. settings: what the run was asked for.
    """

    lang: Language = "zh"
    columns: int = PLAIN_COLUMNS
    colour: bool = False
    brief: bool = False
    failing: Severity | None = "error"
    settings: Settings = field(default_factory=Settings)

    @staticmethod
    def of_terminal(
        lang: Language, settings: Settings, brief: bool, output: str | None, failing: Severity | None
    ) -> View:
        """The view for standard output; a file or pipe gets the same text whatever terminal there is."""
        if output not in (None, "-") or not sys.stdout.isatty():
            return View(lang, brief=brief, failing=failing, settings=settings)
        columns = min(max(shutil.get_terminal_size().columns, 60), 140)
        colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return View(lang, columns, colour, brief, failing, settings)


BINARY = frozenset({"xlsx"})
WITH_GRIDS = frozenset({"html"})
Pieces = Iterator[str] | Iterator[bytes]


def _text(results: Iterable[FileResult], view: View) -> Pieces:
    from fuhe.outputs import text

    return text.render(results, text.Paper(view.lang, view.columns, view.colour, view.brief))


def _json(results: Iterable[FileResult], view: View) -> Pieces:
    from fuhe.outputs import json

    return json.render(results, view.lang)


def _jsonl(results: Iterable[FileResult], view: View) -> Pieces:
    from fuhe.outputs import jsonl

    return jsonl.render(results, view.lang)


def _csv(results: Iterable[FileResult], view: View) -> Pieces:
    from fuhe.outputs import csv

    return csv.render(results, view.lang)


def _sarif(results: Iterable[FileResult], view: View) -> Pieces:
    from fuhe.outputs import sarif

    return sarif.render(results, view.lang)


def _junit(results: Iterable[FileResult], view: View) -> Pieces:
    from fuhe.outputs import junit

    return junit.render(results, view.lang, view.failing)


def _html(results: Iterable[FileResult], view: View) -> Pieces:
    from fuhe.outputs import page

    return page.render(results, view.lang)


def _xlsx(results: Iterable[FileResult], view: View) -> Pieces:
    from fuhe.outputs import workbook
    from fuhe.outputs.manifest import manifest

    return workbook.render(results, view.lang, manifest(view.settings, view.lang))


FORMATS: dict[str, Callable[[Iterable[FileResult], View], Pieces]] = {
    "text": _text,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "sarif": _sarif,
    "junit": _junit,
    "html": _html,
    "xlsx": _xlsx,
}


def render(name: str, results: Iterable[FileResult], view: View) -> Pieces:
    """The output of a format, piece by piece."""
    return FORMATS[name](results, view)
