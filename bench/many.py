"""How ``fuhe check`` scales over documents and workers, and ``fuhe scan`` over paths: real runs of the commands."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

from bench.documents import WORK
from bench.measure import cpu
from bench.scale import SMALL, copies, reports, scanned

SIZES, WORKERS = (1, 10, 50, 200, 1000), (1, 2)
PATHS, CONTENTS = (1000, 5000, 20_000), 200
SETTLED = 3  # seconds until time stamps can be trusted


def run(folder: Path, jobs: int) -> tuple[float, float]:
    """Wall and CPU seconds of one check of a folder, start of the program included."""
    command = [str(Path(sys.executable).parent / "fuhe"), "check", str(folder), "-j", str(jobs)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*command, "--fail-on", "never"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def section() -> str:
    """The tables of check and scan."""
    return "\n\n".join([_checks(), *_scans()])


def _scans() -> tuple[str, str]:
    """Two tables by number of paths: what each night costs beside walking and hashing alone, the parent's memory."""
    rows: dict[str, list[float]] = {}
    peaks: dict[str, list[float]] = {}
    for paths in PATHS:
        folder, store = copies(reports(CONTENTS, SMALL), paths), WORK / f"scan-{paths}.db"
        for old in WORK.glob(f"{store.name}*"):
            old.unlink()
        time.sleep(SETTLED)
        for night in ("first night", "unchanged night"):
            found = scanned(folder, store)
            rows.setdefault(night, []).append(found["cpu"] * 1e3)
            peaks.setdefault(night, []).append(found["peak"])
        rows.setdefault("floor: walk and stat", []).append(_walk(folder, read=False))
        rows.setdefault("floor: walk and hash", []).append(_walk(folder, read=True))
    note = f"{CONTENTS} contents of four kilobytes under that many paths, two workers; start of the program included."
    return (
        _table("Scan: CPU ms by number of paths", note, rows),
        _table("Scan: peak MB of the parent by number of paths", "The same runs.", peaks),
    )


def _walk(folder: Path, *, read: bool) -> float:
    """CPU ms of walking a tree and looking at each file's times, or hashing each file."""
    before = cpu()
    for root, _, names in os.walk(folder):
        for name in names:
            if read:
                sha256((Path(root) / name).read_bytes()).digest()
            else:
                os.stat(os.path.join(root, name))
    return (cpu() - before) * 1e3


def _table(title: str, note: str, rows: dict[str, list[float]]) -> str:
    head = f"| scan | {' | '.join(map(str, PATHS))} |"
    lines = [f"| {name} | {' | '.join(f'{one:.0f}' for one in found)} |" for name, found in rows.items()]
    return "\n".join([f"## {title}", "", note, "", head, "|---" * (len(PATHS) + 1) + "|", *lines])


def _checks() -> str:
    """A table: wall ms by number of documents, a row for each number of workers, and the CPU ms of the last run."""
    rows, walls = [], []
    folders = [reports(size) for size in SIZES]
    for jobs in WORKERS:
        found = [run(folder, jobs) for folder in folders]
        cells = " | ".join(f"{wall * 1e3:.0f}" for wall, _ in found)
        walls.append(found[-1][0])
        per = (found[-1][0] - found[0][0]) / (SIZES[-1] - SIZES[0]) * 1e3
        rows.append(f"| fuhe -j{jobs} | {cells} | {per:.1f} | {found[-1][1] * 1e3:.0f} |")
    head = f"| workers | {' | '.join(map(str, SIZES))} | ms for each more | CPU ms of the last |"
    note = (
        "Whole runs of the command on reports of the seed's size; wall ms are noisy, CPU ms less so. "
        f"{SIZES[-1]} documents on {WORKERS[-1]} workers: {walls[0] / walls[-1]:.2f} times as fast as on one."
    )
    return "\n".join(
        ["## Check: wall ms by number of documents", "", note, "", head, "|---" * (len(SIZES) + 3) + "|", *rows]
    )
