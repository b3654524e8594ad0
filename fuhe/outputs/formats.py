"""The formats of a check by name; each module is imported when its format is asked for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from extract.message import Language
from fuhe.results import FileResult

PLAIN_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class View:
    """How it is to be shown: language, columns and colours of the terminal if it is one, all or findings only."""

    lang: Language = "zh"
    columns: int = PLAIN_COLUMNS
    colour: bool = False
    brief: bool = False

    @staticmethod
    def of_terminal(lang: Language, brief: bool, output: str | None) -> View:
        """The view for standard output; a file or pipe gets the same text whatever terminal there is."""
        if output not in (None, "-") or not sys.stdout.isatty():
            return View(lang, brief=brief)
        columns = min(max(shutil.get_terminal_size().columns, 60), 140)
        return View(lang, columns, not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb", brief)


Pieces = Iterator[str] | Iterator[bytes]


def _text(results: Iterable[FileResult], view: View) -> Pieces:
    from fuhe.outputs import text

    return text.render(results, text.Paper(view.lang, view.columns, view.colour, view.brief))


def _json(results: Iterable[FileResult], view: View) -> Pieces:
    from fuhe.outputs import json

    return json.render(results, view.lang)


FORMATS: dict[str, Callable[[Iterable[FileResult], View], Pieces]] = {"text": _text, "json": _json}


def render(name: str, results: Iterable[FileResult], view: View) -> Pieces:
    """The output of a format, piece by piece."""
    return FORMATS[name](results, view)
