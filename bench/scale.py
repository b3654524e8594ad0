"""Measures what a thousand reports cost: over the workers, over the number of files, isolated or not, and once more.

    python -m bench.scale [FILES] [PATHS]

FILES (default 200) reports of the seed's size, each of its own content, are made in bench/.work; PATHS (default 10000)
unchanged files stand for the second night.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from bench.documents import WORK
from bench.measure import cpu
from fuhe.guard import Bounds
from fuhe.inputs import find
from fuhe.running import examine_file, examined
from fuhe.settings import Settings

DOCUMENTS = Path(__file__).parent.parent / "corpus" / "documents"
SEED, SMALL = DOCUMENTS / "seed.docx", DOCUMENTS / "015-hengshan.docx"
FUHE = Path(sys.executable).parent / "fuhe"


def reports(count: int, source: Path = SEED) -> Path:
    """A folder of that many reports, each of its own bytes; of the seed, four projects a unit."""
    folder = WORK / f"{source.stem}-{count}"
    if folder.exists():
        return folder
    with zipfile.ZipFile(source) as seed:
        parts = {name: seed.read(name) for name in seed.namelist()}
    folder.mkdir(parents=True)
    for n in range(count):
        with zipfile.ZipFile(folder / f"{n:05}.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
            target.comment = str(n).encode()
            for name, data in parts.items():
                own = data.replace("伍家岭".encode(), f"第{n // 4}".encode())
                target.writestr(name, own.replace("社会管理".encode(), f"社会管理{n % 4}".encode()))
    return folder


def copies(folder: Path, paths: int) -> Path:
    """A folder in which the reports of another one lie under that many paths."""
    target = WORK / f"paths-{folder.name}-{paths}"
    files = sorted(folder.iterdir())
    for n in range(0 if target.exists() else paths):
        into = target / f"{n // 1000:03}"
        into.mkdir(parents=True, exist_ok=True)
        shutil.copy(files[n % len(files)], into / f"{n:05}.docx")
    return target


def checked(folder: Path, jobs: int) -> float:
    """Seconds that `fuhe check` takes over a folder with that many workers."""
    began = time.perf_counter()
    command = [str(FUHE), "check", str(folder), "-q", "-j", str(jobs), "--fail-on", "never", "--format", "json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def isolation(folder: Path) -> tuple[float, float]:
    """CPU seconds of the same work in this process, and in a child process."""
    inputs, settings = find([str(folder)]).files, Settings().alone()
    examine_file(next(iter(inputs)), settings)  # the imports are not counted
    before = cpu()
    for one in inputs:
        examine_file(one, settings)
    alone = cpu() - before
    before = cpu()
    for _ in examined(inputs, settings, 1, Bounds()):
        pass
    return alone, cpu() - before


def scanned(folder: Path, store: Path, jobs: int = 2) -> dict[str, float]:
    """Seconds, CPU seconds and the peak MB of the parent of one scan into a store."""
    command = [str(FUHE), "scan", str(folder), "--store", str(store), "-q", "-j", str(jobs), "--fail-on", "never"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    going = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0
    while going.poll() is None:
        peak = max(peak, _peak_of(going.pid))
        time.sleep(0.02)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": time.perf_counter() - began, "cpu": used, "peak": peak / 1024}


def _peak_of(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def main(files: int = 200, paths: int = 10_000) -> None:
    folder = reports(files)
    one, two = checked(folder, 1), checked(folder, 2)
    alone, isolated = isolation(folder)
    store = WORK / "scale.db"
    for old in WORK.glob("scale.db*"):
        os.unlink(old)
    nights = {f"{files} new": scanned(folder, store)}
    many = copies(folder, paths)
    nights[f"{paths} paths, first night"] = scanned(many, store)
    time.sleep(3)  # until their time stamps can be trusted
    scanned(many, store)
    nights[f"{paths} paths, unchanged"] = scanned(many, store)
    print(
        json.dumps({"1 worker": one, "2 workers": two, "in process": alone, "isolated": isolated, **nights}, indent=1)
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
