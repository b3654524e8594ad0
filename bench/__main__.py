"""Measures fuhe beside the other readers, in one run on the same documents, and writes bench/README.md.

    python -m bench [ROUNDS]

Every reader runs in a fresh process of its own environment; the readers take turns, so that a change in the machine's
speed falls on all of them. Figures are medians; ratios come from the same run.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench import curves, documents, grids, many, repairs
from bench.documents import WORK
from corpus.make.hand import LEGACY, WORD, WPS, WPS_FORMATTED

HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv-bench" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
OURS = ("fuhe", "fuhe_reference", "floor_inflate", "floor_parse", "floor_pdfium")
REPEATS = 5
TIMEOUT = 600


@dataclass(slots=True)
class Result:
    """What one reader cost on one document: CPU seconds and peak MB of each round, and the grids of the last.

    first: CPU seconds of the first reading of each round.
    """

    cpu: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)
    version: str = "-"
    grids: list[Any] | None = None
    failure: str = ""


def measure(reader: str, path: Path, repeats: int = REPEATS, other: Path | None = None) -> dict[str, Any]:
    """One fresh process that reads the other file before; raises RuntimeError with the last line of its error."""
    python = sys.executable if reader in OURS else str(PEERS)
    command = [python, str(HERE / "measure.py"), reader, str(path), str(repeats), *([str(other)] if other else [])]
    run = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    if run.returncode:
        raise RuntimeError(run.stderr.strip().splitlines()[-1] if run.stderr.strip() else f"exit {run.returncode}")
    return dict(json.loads(run.stdout.splitlines()[-1]))


def compare(readers: tuple[str, ...], path: Path, rounds: int, other: Path | None = None) -> dict[str, Result]:
    """All readers on one document, taking turns. other: what their first reading of it follows on."""
    results = {reader: Result() for reader in readers}
    for turn in range(rounds):
        for reader, result in results.items():
            slow = reader in grids.SLOW
            if result.failure or (slow and turn):
                continue
            try:
                found = measure(reader, path, 1 if slow else REPEATS, other)
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                result.failure = str(error)[:80]
                continue
            result.cpu.append(found["cpu"])
            result.first.append(found["first"])
            result.peak.append(found["peak"])
            result.version, result.grids = found["version"], found["grids"]
    return results


def exactness(found: list[Any] | None, drawn: list[Any]) -> str:
    """How much of the drawn grid a reader gives: exact, or the share of cells with place, span and text right.

    Where none is drawn, how many it makes up.
    """
    if not drawn:
        return f"{len(found)} made up" if found else "-"
    if not found:
        return "-"
    right = sum(cell in table for cells, table in zip(drawn, found, strict=False) for cell in cells)
    total = sum(len(cells) for cells in drawn)
    return "exact" if right == total and [len(t) for t in found] == [len(t) for t in drawn] else f"{right / total:.3f}"


def table(results: dict[str, Result], drawn: list[Any], units: int, unit: str) -> str:
    """A Markdown table, the cheapest first."""
    ours = median(results["fuhe"].cpu)
    lines = [
        f"| reader | version | CPU ms | first | {unit}/s | × fuhe | peak MB | merged grid |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for reader, result in sorted(results.items(), key=lambda item: median(item[1].cpu or [9e9])):
        if result.failure:
            lines.append(f"| {reader} | {result.version} | failed: {result.failure} | | | | | |")
            continue
        cpu, first = median(result.cpu), median(result.first)
        name = f"**{reader}**" if reader == "fuhe" else reader.replace("_", " ")
        costs = f"{cpu * 1e3:.1f} | {first * 1e3:.1f} | {units / cpu:.0f} | {cpu / ours:.2f}"
        found = f"{median(result.peak):.0f} | {exactness(result.grids, drawn)}"
        lines.append(f"| {name} | {result.version} | {costs} | {found} |")
    return "\n".join(lines)


def scaling(readers: tuple[str, ...], files: list[tuple[int, Path]], unit: str) -> str:
    """CPU ms by size, once each, and how the cost of one unit grows from the smallest to the largest."""
    head = " | ".join(str(size) for size, _ in files)
    lines = [f"| reader | {head} | last ÷ first, a {unit} | peak MB |", "|---|" + "---|" * (len(files) + 2)]
    for reader in readers:
        try:
            found = [(size, measure(reader, path, 1)) for size, path in files]
        except (RuntimeError, subprocess.TimeoutExpired) as error:
            lines.append(f"| {reader} | failed: {str(error)[:60]} |" + " |" * (len(files) + 1))
            continue
        costs = [one["cpu"] * 1e3 for _, one in found]
        growth = (costs[-1] / files[-1][0]) / (costs[0] / files[0][0])
        cells = " | ".join(f"{cost:.1f}" for cost in costs)
        lines.append(f"| {reader.replace('_', ' ')} | {cells} | {growth:.2f} | {found[-1][1]['peak']:.0f} |")
    return "\n".join(lines)


def sections(rounds: int) -> list[str]:
    return [*_word(rounds), *_pdf(rounds), many.section(), repairs.section()]


def _word(rounds: int) -> Iterator[str]:
    other, _ = documents.word_file("seed-legacy", 2, LEGACY)
    for title, name, hand in (
        ("Word: the seed report as Word writes it", "seed", WORD),
        ("Word: the same, every continuation, paragraph and run spelled out", "seed-wps", WPS),
        ("Word: the same as WPS writes it, formatting in every run, paragraph and cell", "seed-full", WPS_FORMATTED),
    ):
        path, drawn = documents.word_file(name, 2, hand)
        yield f"## {title}\n\n{table(compare(grids.WORD, path, rounds, other), drawn, 1, 'documents')}"
    files = [(n, documents.word_file(f"tables-{n}", n)[0]) for n in (1, 10, 50, 200)]
    scaled = ("fuhe", "floor_parse", "docspine", "office_oxide", "anydoc", "python_docx")
    yield f"## Word: CPU ms by number of tables\n\n{scaling(scaled, files, 'table')}"


def _pdf(rounds: int) -> Iterator[str]:
    other, _ = documents.prose_file("prose-1", 1)
    for title, count, (path, drawn) in (
        ("PDF: ten pages, one table on each", 10, documents.pdf_file("pages-10", 10)),
        ("PDF: three dense forms, 60 rows of 12 columns each", 3, documents.dense_file("dense-3", 3)),
        ("PDF: ten pages of prose, no table", 10, documents.prose_file("prose-10", 10)),
        ("PDF: the seed as LibreOffice prints it, two tables over seven pages", 7, documents.seed_pdf()),
    ):
        yield f"## {title}\n\n{table(compare(grids.PDF, path, rounds, other), drawn, count, 'pages')}"
    pages = [(n, documents.pdf_file(f"pages-{n}", n)[0]) for n in (1, 10, 50, 200)]
    readers = ("fuhe", "floor_pdfium", "pdfspine", "pdfplumber")
    yield f"## PDF: CPU ms by number of pages, a table on each\n\n{scaling(readers, pages, 'page')}"


HEAD = """# Benchmarks

`make bench` writes this page: each reader in a fresh process, {repeats} counted readings after one uncounted, {rounds}
rounds in turn, medians. CPU seconds of the process and its children. Machines differ and are noisy: compare the ratios.
"first" is the uncounted reading: the first of this file in a process that has read one other, written otherwise; fuhe
remembers what stretches of markup do. Caches of whole results are off in all readers. "merged grid" is the share of
drawn cells whose place, span and text (white space aside) the reader gives; `exact` means all of them and no others.
A table that goes on over pages is one table drawn: a reader that does not join its parts has few cells of it right.
Floors are what no reader can go below: unzip, unzip and one XML parse, PDFium's own text. {slow}
are slow to read or to start: one reading counted, in one round. playa gives characters and paths but no tables; docling
is its reader of Word files alone.

Not measured: docling's reader of PDFs, which wants models from the network; unstructured, which at the first file
wants a language model from there; markitdown's reader of PDFs and docling-parse, which give no cells; pdfminer.six,
which is what pdfplumber reads with.

Python {python}, {system}.
"""


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    WORK.mkdir(exist_ok=True)
    slow = ", ".join(grids.SLOW)
    head = HEAD.format(
        repeats=REPEATS, rounds=rounds, slow=slow, python=platform.python_version(), system=platform.system()
    )
    (HERE / "README.md").write_text("\n\n".join([head.rstrip(), *sections(rounds)]) + "\n", encoding="utf-8")
    curves.main()
    print(f"written: {HERE / 'README.md'} and {HERE / 'curves'}")


if __name__ == "__main__":
    main()
