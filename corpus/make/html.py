"""Sheet -> HTML, as reporting systems in a browser show a form, and PDFs printed from it by headless Chromium."""

from __future__ import annotations

import subprocess
import tempfile
from html import escape
from pathlib import Path

from corpus.make.office import timeless
from corpus.make.sheet import Box, Line, Sheet, Table

STYLE = """
@page { size: %s; margin: 18mm 15mm; }
body { font-family: 'WenQuanYi Zen Hei', sans-serif; font-size: 9pt; color: #000; }
p { margin: 4pt 0; }
p.title, p.form-title { font-size: 18pt; text-align: center; }
p.year { text-align: center; } p.body { font-size: 12pt; text-indent: 2em; line-height: 1.6; }
p.heading, p.subheading { font-size: 12pt; text-indent: 2em; font-weight: bold; }
table { border-collapse: collapse; width: 100%%; table-layout: fixed; }
td, th { border: 1px solid #000; padding: 3px; text-align: center; font-weight: normal; overflow-wrap: anywhere; }
td.wide { text-align: left; } th { background: #e8eef7; }
"""


def build(sheet: Sheet, paper: str = "") -> str:
    """The sheet as one HTML page, merges as rowspan and colspan. paper: its size in CSS where it is not A4."""
    body = "\n".join(_line(block) if isinstance(block, Line) else _table(block) for block in sheet.blocks)
    style = STYLE % (paper or ("A4 landscape" if sheet.landscape else "A4"))
    head = f'<meta charset="utf-8"><title>自评表</title><style>{style}</style>'
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{head}</head><body>\n{body}\n</body></html>\n'


def _line(line: Line) -> str:
    return f'<p class="{line.style}">{escape(line.text)}</p>' if line.text else "<p>&nbsp;</p>"


def _table(table: Table) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.2f}%">' for width in table.widths)
    rows = [
        "".join(_cell(box, row in table.header) for box in table.boxes if box.row == row) for row in range(table.n_rows)
    ]
    return f"<table><colgroup>{columns}</colgroup>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell(box: Box, header: bool) -> str:
    kind, wide = ("th" if header else "td"), (' class="wide"' if box.wide else "")
    spans = (f' rowspan="{box.rows}"' if box.rows > 1 else "") + (f' colspan="{box.cols}"' if box.cols > 1 else "")
    return f"<{kind}{spans}{wide}>{escape(box.text).replace(chr(10), '<br>')}</{kind}>"


def to_pdf(page: str, timeout: float = 120) -> bytes:
    """Print a page. Raises RuntimeError when Chromium is missing or prints nothing."""
    with tempfile.TemporaryDirectory(prefix="fuhe-chromium-") as folder:
        source, target = Path(folder, "form.html"), Path(folder, "form.pdf")
        source.write_text(page, encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/p",
        ]
        command = ["chromium", *options, f"--print-to-pdf={target}", f"file://{source}"]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=timeout)
        except FileNotFoundError as error:
            raise RuntimeError("Chromium is not installed") from error
        if not target.exists():
            raise RuntimeError("Chromium printed nothing")
        return timeless(target.read_bytes())
