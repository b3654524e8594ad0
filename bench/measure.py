"""Runs one reader on one file in this process and prints what it cost and what it read, as JSON.

    python bench/measure.py READER FILE ROUNDS

The first round pays for caches and is not counted; the import is measured apart.
"""

import json
import resource
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

DISTRIBUTIONS = {
    "anydoc": "firecrawl-anydoc", "office_oxide": "office-oxide", "python_docx": "python-docx",
    "python_docx_row_cells": "python-docx", "pandoc": "pypandoc-binary", "floor_parse": "lxml",
    "floor_pdfium": "pypdfium2", "fuhe_reference": "fuhe", "camelot": "camelot-py",
    "tabula": "tabula-py",
}  # fmt: skip


def cpu() -> float:
    """CPU seconds of this process and its finished children."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main(reader: str, path: str, rounds: str) -> None:
    start = time.perf_counter()
    import grids

    run = getattr(grids, reader)(Path(path))
    imported = time.perf_counter() - start
    found = run()
    costs = []
    for _ in range(int(rounds)):
        before = cpu()
        run()
        costs.append(cpu() - before)
    cells = [[[*place, text] for place, text in sorted(grid.items())] for grid in found]
    figures = {"cpu": median(costs), "import": imported, "peak": peak(), "version": _version(reader)}
    print(json.dumps({**figures, "grids": cells}))


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
