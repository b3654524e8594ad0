"""A terminal picture from a real run: the command is run on a pseudo-terminal, its colours become SVG."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from fuhe.outputs.width import width

ROOT = Path(__file__).parent.parent
WORDS = ("fuhe", "check", "corpus/documents/seed.docx")
COLUMNS, CELL, LINE, MARGIN, TOP = 100, 8.4, 22, 20, 44
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "35": "#d2a8ff", "36": "#79c0ff", "2": "#8b949e"}
FONTS = "'Noto Sans Mono CJK SC','Sarasa Mono SC',Menlo,Consolas,'PingFang SC','Microsoft YaHei',monospace"
STYLE = f"text{{font:16px {FONTS};fill:#e6edf3}}.b{{font-weight:bold}}"
_ANSI = re.compile(r"\x1b\[(\d*)m")
_WORD = re.compile(r"[!-~]+|[^\x00-\x7f]+")


def terminal() -> list[str]:
    """The lines the command prints on a terminal of 100 columns, with their colours."""
    leader, follower = pty.openpty()
    kept = {key: one for key, one in os.environ.items() if not key.startswith("FUHE_") and key != "NO_COLOR"}
    environ = kept | {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    program = [str(Path(sys.executable).parent / WORDS[0]), *WORDS[1:]]
    with subprocess.Popen(program, cwd=ROOT, env=environ, stdout=follower, stderr=subprocess.DEVNULL) as process:
        os.close(follower)
        told = b"".join(_chunks(leader))
        process.wait()
    os.close(leader)
    return told.decode("utf-8").replace("\r\n", "\n").rstrip("\n").split("\n")


def _chunks(leader: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # Linux reports the end of a pseudo-terminal as an error
            return
        if not chunk:
            return
        yield chunk


def plain(line: str) -> str:
    return _ANSI.sub("", line)


def cut(lines: list[str]) -> list[str]:
    """The head of the first form, the errors, one warning and the last line; ⋮ stands for what is left out."""
    starts = [plain(line) for line in lines]
    counts = next(n for n, line in enumerate(starts) if line.startswith("  逐项核对"))
    errors = next(n for n, line in enumerate(starts) if line.startswith("错误 "))
    warnings = next(n for n, line in enumerate(starts) if line.startswith("警告 "))
    saving = next(n for n, line in enumerate(starts) if n > warnings and line.startswith("  F19"))
    last = max(n for n, line in enumerate(starts) if not line) + 1
    shown = [*lines[:counts], "  ⋮", "", *lines[errors : warnings + 1], "  ⋮"]
    return [*shown, *_finding(lines, saving), "  ⋮", "", *lines[last:]]


def _finding(lines: list[str], start: int) -> Iterator[str]:
    yield lines[start]
    for line in lines[start + 1 :]:
        if not plain(line).startswith("    "):
            return
        yield line


def picture(lines: list[str]) -> str:
    """The SVG of these lines under the command that printed them."""
    rows = [f"\x1b[32m$\x1b[0m {' '.join(WORDS)}", "", *lines]
    wide, high = COLUMNS * CELL + 2 * MARGIN, len(rows) * LINE + TOP + MARGIN
    said = "\n".join(_drawn(rows))
    dots = "".join(
        f'<circle cx="{22 + 20 * n}" cy="20" r="6" fill="{c}"/>'
        for n, c in enumerate(("#ff5f57", "#febc2e", "#28c840"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high}" width="{wide:g}" height="{high}">\n'
        f"<title>{escape(' '.join(WORDS))}</title>\n<style>{STYLE}</style>\n"
        f'<rect width="100%" height="100%" rx="10" fill="#0d1117"/>{dots}\n{said}\n</svg>\n'
    )


def _drawn(rows: list[str]) -> Iterator[str]:
    """Each word at its column, as wide as its columns, whatever font there is; a colour lasts until it is changed."""
    colour = ""
    for n, line in enumerate(rows):
        column, words = 0, ""
        for piece in re.split(r"(\x1b\[\d*m)", line):
            if code := _ANSI.fullmatch(piece):
                colour = code[1]
                continue
            for word in _WORD.finditer(piece):
                words += _word(word[0], column + width(piece[: word.start()]), colour)
            column += width(piece)
        if words:
            yield f'<text y="{TOP + (n + 1) * LINE - 6}">{words}</text>'


def _word(text: str, column: int, code: str) -> str:
    look = ' class="b"' if code == "1" else f' style="fill:{COLOURS[code]}"' if code in COLOURS else ""
    x, long = MARGIN + column * CELL, width(text) * CELL
    return f'<tspan x="{x:g}" textLength="{long:g}" lengthAdjust="spacing"{look}>{escape(text)}</tspan>'
