"""How ``fuhe check`` scales over documents and workers: real runs of the command on reports of the seed's size."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from bench.scale import reports

SIZES, WORKERS = (1, 10, 50, 200), (1, 2)


def run(folder: Path, jobs: int) -> tuple[float, float]:
    """Wall and CPU seconds of one check of a folder, start of the program included."""
    command = [str(Path(sys.executable).parent / "fuhe"), "check", str(folder), "-j", str(jobs)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*command, "--fail-on", "never"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def section() -> str:
    """A table: wall ms by number of documents, a row for each number of workers, and the CPU ms of the last run."""
    rows = []
    folders = [reports(size) for size in SIZES]
    for jobs in WORKERS:
        found = [run(folder, jobs) for folder in folders]
        cells = " | ".join(f"{wall * 1e3:.0f}" for wall, _ in found)
        per = (found[-1][0] - found[0][0]) / (SIZES[-1] - SIZES[0]) * 1e3
        rows.append(f"| fuhe -j{jobs} | {cells} | {per:.1f} | {found[-1][1] * 1e3:.0f} |")
    head = f"| workers | {' | '.join(map(str, SIZES))} | ms for each more | CPU ms of the last |"
    note = "Whole runs of the command on reports of the seed's size; wall ms are noisy, CPU ms less so."
    return "\n".join(
        ["## Check: wall ms by number of documents", "", note, "", head, "|---" * (len(SIZES) + 3) + "|", *rows]
    )
