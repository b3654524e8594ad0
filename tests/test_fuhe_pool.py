"""Isolation: a fault costs exactly its own file, and the order of the results never changes."""

import faulthandler
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.pulse import beat
from fuhe.guard import Bounds
from fuhe.pool import AHEAD, Accident, Pool
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
        case ["beat", seconds]:
            until = time.monotonic() + float(seconds)
            while time.monotonic() < until:
                beat()
                time.sleep(0.05)
        case ["spin"]:
            while True:
                pass
        case ["oom"]:
            return str(len(bytearray(8 * 1024**3)))
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
            Path(path).write_text(str(child.pid))
            time.sleep(600)
        case ["killed", times, path]:
            with open(path, "a") as file:
                file.write("x")
            if len(Path(path).read_text()) <= int(times):
                os.kill(os.getpid(), signal.SIGKILL)
        case ["once", path]:
            if not Path(path).exists():
                Path(path).touch()
                os._exit(9)
    return f"read {task}"


def lost(task: str, accident: Accident) -> str:
    return f"{accident.code}: {accident.message.en}"


def run(tasks: list[str], jobs: int = 2, **bounds: float) -> list[str]:
    return list(Pool(faulty, lost, jobs, Bounds(**bounds)).map(tasks))  # type: ignore[arg-type]


@posix
def test_each_fault_costs_its_own_file_and_names_its_cause() -> None:
    tasks = ["a", "segv", "b", "exit 3", "c", "oom", "d", "spin", "e"]
    assert run(tasks, seconds=1.0) == [
        "read a",
        "crashed: the reading process died (SIGSEGV)",
        "read b",
        "crashed: the reading process died (3)",
        "read c",
        "memory: needed more than 1536 MB",
        "read d",
        "timeout: took more than 1 s",
        "read e",
    ]


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
def test_who_shows_no_sign_of_life_is_ended_before_the_time_is_up() -> None:
    assert run(["sleep 60", "beat 2.5", "a"], jobs=1, seconds=30, silence=1.6) == [
        "timeout: made no progress for 1.6 s",
        "read beat 2.5",
        "read a",
    ]


@posix
def test_who_was_killed_from_outside_is_tried_more_often(tmp_path: Path) -> None:
    assert run([f"killed 3 {tmp_path / 'a'}", "b"]) == [f"read killed 3 {tmp_path / 'a'}", "read b"]
    assert run([f"killed 9 {tmp_path / 'c'}", "d"]) == ["killed: the reading process was killed", "read d"]


def test_what_failed_once_is_tried_again_alone(tmp_path: Path) -> None:
    assert run([f"once {tmp_path / 'mark'}"]) == [f"read once {tmp_path / 'mark'}"]


@posix
def test_the_children_of_a_child_end_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    assert run([f"child {mark}"], seconds=0.5) == ["timeout: took more than 0.5 s"]
    deadline = time.monotonic() + 5
    while _alive(int(mark.read_text())) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _alive(int(mark.read_text()))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_no_child_is_left_when_the_reader_stops_early() -> None:
    pool: Pool[str, str] = Pool(faulty, lost, 2, Bounds())
    results = pool.map(["a", "sleep 60", "sleep 60"])
    assert next(results) == "read a"
    workers = list(pool.workers)
    results.close()  # type: ignore[attr-defined]
    assert workers
    assert not any(worker.process.is_alive() for worker in workers)


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[str]:
        for n in range(1000):
            taken.append(n)
            yield str(n)

    results = Pool(faulty, lost, 2, Bounds()).map(tasks())
    assert [next(results) for _ in range(3)] == ["read 0", "read 1", "read 2"]
    assert len(taken) <= 3 + 2 * AHEAD
    results.close()  # type: ignore[attr-defined]


@posix
def test_a_file_beyond_its_time_fails_by_name_and_the_others_are_read(tmp_path: Path) -> None:
    told = fuhe("check", SEED, "--timeout", "0.001", "--format", "json")
    assert told.returncode == 3
    assert "timeout" in told.stdout.decode()
    assert "0.001" in told.stderr.decode()


SWALLOWED = """
import os, signal
from fuhe import cli, ending

class Last:
    def __del__(self):
        os.kill(os.getpid(), signal.{name})

ending.obey()
Last()  # what is raised here, Python only remarks on
print("going on", flush=True)
cli.main(["check", *{files}, "-o", "out.txt"])
"""


@posix
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_wish_to_end_is_heeded_where_python_swallowed_it(tmp_path: Path, name: str, code: int) -> None:
    script = SWALLOWED.format(name=name, files=[str(SEED)])
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout == "going on\n"
    assert done.stderr.split() == ["已中断"]
    assert done.returncode == code
    assert not list(tmp_path.iterdir())
