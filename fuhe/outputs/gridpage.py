"""The tables of a document as one HTML page, merged as in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from extract.message import Language
from extract.model import Cell, Document, Grid

STYLE = """
body { font: 14px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; margin: 2em; }
table { border-collapse: collapse; margin: 1em 0 2em; }
td { border: 1px solid #555; padding: 2px 6px; text-align: center; vertical-align: middle; white-space: pre-line; }
td.none { border: 0; }
"""


def page(document: Document, lang: Language) -> Iterator[str]:
    """The page, a piece a table."""
    name = escape(document.source.name)
    yield f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
    yield f"<title>{name}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{name}</h1>\n"
    for grid in document.grids:
        title = f"第{grid.table}个表格" if lang == "zh" else f"Table {grid.table}"
        size = f"{grid.n_rows} × {grid.n_cols}"
        yield f'<section id="table-{grid.table}">\n<h2>{title}（{size}）</h2>\n{table(grid)}</section>\n'
    yield "</body>\n</html>\n"


Markup = Callable[[Cell], str]


def _nothing(_: Cell) -> str:
    return ""


def table(grid: Grid, attributes: Markup = _nothing, after: Markup = _nothing) -> str:
    """A grid as an HTML table with its spans; attributes and after give more attributes of a cell and what follows."""
    rows = "".join(f"<tr>{_row(grid, row, attributes, after)}</tr>\n" for row in range(grid.n_rows))
    return f"<table>\n{rows}</table>\n"


def _row(grid: Grid, row: int, attributes: Markup, after: Markup) -> str:
    drawn = []
    for col in range(grid.n_cols):
        cell = grid.at(row, col)
        if cell is None:
            drawn.append('<td class="none"></td>')
        elif (cell.place.row, cell.place.col) == (row, col):
            drawn.append(f"<td{_spans(cell)}{attributes(cell)}>{escape(cell.text)}{after(cell)}</td>")
    return "".join(drawn)


def _spans(cell: Cell) -> str:
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return rows + (f' colspan="{cell.cols}"' if cell.cols > 1 else "")
