"""Runs one reader on one file in this process and prints what it cost and what it read, as JSON.

    python bench/measure.py READER FILE ROUNDS [OTHER]

The first round pays for caches and is counted apart, as is the import; OTHER is a file that was read before it.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

DISTRIBUTIONS = {
    "anydoc": "firecrawl-anydoc", "office_oxide": "office-oxide", "python_docx": "python-docx",
    "python_docx_row_cells": "python-docx", "python_docx_table_cell": "python-docx", "docling": "docling-slim",
    "playa": "playa-pdf", "pandoc": "pypandoc-binary", "floor_parse": "lxml",
    "floor_pdfium": "pypdfium2", "fuhe_reference": "fuhe", "camelot": "camelot-py",
    "tabula": "tabula-py",
}  # fmt: skip


def cpu() -> float:
    """CPU seconds of this process and its finished children."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main(reader: str, path: str, rounds: str, other: str = "") -> None:
    start = time.perf_counter()
    import grids

    run = getattr(grids, reader)(Path(path))
    imported = time.perf_counter() - start
    if other:
        getattr(grids, reader)(Path(other))()
    first, found = timed(run)
    costs = [timed(run)[0] for _ in range(int(rounds))]
    cells = [[[*place, text] for place, text in sorted(grid.items())] for grid in found]
    figures = {"cpu": median(costs), "first": first, "import": imported, "peak": peak(), "version": _version(reader)}
    print(json.dumps({**figures, "grids": cells}))


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of a reading, and what it read."""
    before = cpu()
    found = run()
    return cpu() - before, found


def peak() -> float:
    """The most memory this process held, in MB. (What getrusage says includes the parent's size at the fork.)"""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (one for one in status.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _version(reader: str) -> str:
    try:
        return version(DISTRIBUTIONS.get(reader, reader))
    except PackageNotFoundError:
        return "-"


if __name__ == "__main__":
    main(*sys.argv[1:])
