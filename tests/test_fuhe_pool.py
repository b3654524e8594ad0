"""Isolation: a fault costs exactly its own file, and the order of the results never changes."""

import faulthandler
import os
import pickle
import signal
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from extract.pulse import beat
from fuhe.guard import Bounds
from fuhe.pool import AHEAD, Accident, Pool, _serve, context
from results import SEED, fuhe

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits as POSIX has them")


class Garbage(str):
    """An answer that goes to pieces on the way."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        return int, ("no number",)


def faulty(task: str) -> str:
    """An extractor that does what its file says."""
    match task.split():
        case ["sleep", seconds]:
            time.sleep(float(seconds))
        case ["beat", times]:
            for _ in range(int(times)):
                beat()
        case ["spin"]:
            while True:
                pass
        case ["oom"]:
            return str(len(bytearray(64 * 1024**3)))
        case ["segv"]:
            faulthandler.disable()
            os.kill(os.getpid(), signal.SIGSEGV)
        case ["raise"]:
            raise ValueError("a mistake of ours")
        case ["garbage"]:
            return Garbage()
        case ["exit", code]:
            os._exit(int(code))
        case ["child", path]:
            import subprocess

            child = subprocess.Popen(["sleep", "600"])
            Path(path).write_text(f"{child.pid}\n")
            time.sleep(600)
        case ["killed", times, path]:
            with open(path, "a") as file:
                file.write("x")
            if len(Path(path).read_text()) <= int(times):
                os.kill(os.getpid(), signal.SIGTERM if times == "3" else signal.SIGKILL)
        case ["once", path]:
            if not Path(path).exists():
                Path(path).touch()
                os._exit(9)
    return f"read {task}"


def lost(task: str, accident: Accident) -> str:
    return f"{accident.code}: {accident.message.en}"


ROOMY = 16_384  # MB: the child is a fork of the test runner, whatever that has loaded by then


def run(tasks: list[str], jobs: int = 2, **bounds: float) -> list[str]:
    """The results; nothing is expected of a task within a time, for the machine may be busy."""
    return list(Pool(faulty, lost, jobs, Bounds(memory=ROOMY, **bounds)).map(tasks))  # type: ignore[arg-type]


@posix
def test_each_fault_costs_its_own_file_and_names_its_cause() -> None:
    tasks = ["a", "segv", "b", "exit 3", "c", "oom", "d"]
    assert run(tasks) == [
        "read a",
        "crashed: the reading process died (SIGSEGV)",
        "read b",
        "crashed: the reading process died (3)",
        "read c",
        "memory: needed more than 16384 MB",
        "read d",
    ]


@posix
def test_who_never_ends_is_ended() -> None:
    assert run(["spin", "sleep 600"], seconds=0.3) == ["timeout: took more than 0.3 s"] * 2
    assert run(["spin", "sleep 600"], silence=0.3) == ["timeout: made no progress for 0.3 s"] * 2


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    tasks = [f"sleep {0.05 if n % 3 == 0 else 0}" for n in range(30)]
    assert run(tasks, jobs) == [f"read {task}" for task in tasks]
    assert run([], jobs) == []


def test_a_mistake_and_an_answer_that_is_none_cost_their_own_file(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["a", "raise", "b", "garbage", "c"]) == [
        "read a",
        "crashed: the reading process died (1)",
        "read b",
        "crashed: the reading process gave no sensible answer",
        "read c",
    ]
    assert "a mistake of ours" in capfd.readouterr().err


@posix
def test_who_shows_signs_of_life_is_let_work(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count()
    monkeypatch.setattr("fuhe.pool.PAUSE", 0.0)
    monkeypatch.setattr("fuhe.pool.time", SimpleNamespace(monotonic=lambda: float(next(ticks))))  # each look, a second
    assert run(["beat 200", "a"], jobs=1, seconds=1e9, silence=20) == ["read beat 200", "read a"]
    assert next(ticks) > 400


@posix
def test_who_was_killed_from_outside_is_tried_more_often(tmp_path: Path) -> None:
    assert run([f"killed 3 {tmp_path / 'a'}", "b"]) == [f"read killed 3 {tmp_path / 'a'}", "read b"]
    assert run([f"killed 9 {tmp_path / 'c'}", "d"]) == ["killed: the reading process was killed", "read d"]


def test_what_failed_once_is_tried_again_alone(tmp_path: Path) -> None:
    assert run([f"once {tmp_path / 'mark'}"]) == [f"read once {tmp_path / 'mark'}"]


@posix
def test_the_children_of_a_child_end_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "pid"

    def deadline(_: object) -> float:
        """The time is up as soon as there is a child."""
        begun = mark.exists() and mark.read_text().endswith("\n")
        return 0.0 if begun else time.monotonic() + 0.05

    monkeypatch.setattr("fuhe.pool._Worker.deadline", property(deadline))
    assert run([f"child {mark}"])[0].startswith("timeout")
    pid = int(mark.read_text())
    until = time.monotonic() + 60
    while _alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _alive(pid)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_no_child_is_left_when_the_reader_stops_early() -> None:
    pool: Pool[str, str] = Pool(faulty, lost, 2, Bounds(memory=ROOMY))
    results = pool.map(["a", "sleep 60", "sleep 60"])
    assert next(results) == "read a"
    workers = list(pool.workers)
    results.close()  # type: ignore[attr-defined]
    assert workers
    assert not any(worker.process.is_alive() for worker in workers)


@posix
def test_a_child_whose_answer_nobody_hears_ends_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    ours, theirs = context().Pipe()
    bounds = Bounds(memory=ROOMY)
    child = context().Process(target=_serve, args=(faulty, theirs, bounds, os.getpid(), [ours]))
    child.start()
    theirs.close()
    ours.send_bytes(pickle.dumps("a"))
    assert ours.poll(600)
    ours.close()
    child.join()
    assert (child.exitcode, capfd.readouterr().err) == (0, "")


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[str]:
        for n in range(1000):
            taken.append(n)
            yield str(n)

    results = Pool(faulty, lost, 2, Bounds(memory=ROOMY)).map(tasks())
    assert [next(results) for _ in range(3)] == ["read 0", "read 1", "read 2"]
    assert len(taken) <= 3 + 2 * AHEAD
    results.close()  # type: ignore[attr-defined]


@posix
def test_a_file_beyond_its_time_fails_by_name_and_the_others_are_read(tmp_path: Path) -> None:
    slow = SEED.with_suffix(".pdf")  # not read by the time anyone looks, however busy the machine is
    told = fuhe("check", slow, "--timeout", "0.001", "--format", "json")
    assert told.returncode == 3
    assert "timeout" in told.stdout.decode()
    assert "0.001" in told.stderr.decode()
