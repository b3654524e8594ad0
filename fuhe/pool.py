"""Files in child processes: a crash, a hang or a memory bomb costs exactly the file that caused it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from msgspec import Struct

from extract.message import Message
from extract.pulse import listen
from fuhe.ending import heed, held
from fuhe.guard import Bounds, allow_time, confine, end

Task = TypeVar("Task")
Result = TypeVar("Result")
RECYCLED_AFTER = 100  # files; what a library leaks goes with its process
AHEAD = 8  # files a worker may be ahead of the slowest one
BEAT, FULL = b"", b"memory"  # what a child sends while it works, and when its memory did not suffice
PAUSE = 1.0  # seconds between two of them
FROM_OUTSIDE = {"SIGKILL", "SIGTERM", "SIGHUP"}  # signals that no mistake of a reader causes
TRIES = {"timeout": 1, "memory": 1, "crashed": 1, "killed": 3}  # how often a file is tried once more


class Accident(Struct, frozen=True):
    """How a file's process ended: code timeout, memory, crashed or killed (from outside), and the cause in words."""

    code: str
    message: Message


def context() -> Any:
    """fork where it is safe and fast; elsewhere each child starts afresh."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


class Pool(Generic[Task, Result]):
    """Runs one function over tasks in child processes; results come in the order of the tasks.

    A task whose process dies or exceeds its bounds is tried once more in a fresh process (more often where the process
    was killed from outside), then given to `lost`.
    """

    def __init__(
        self, work: Callable[[Task], Result], lost: Callable[[Task, Accident], Result], jobs: int, bounds: Bounds
    ) -> None:
        self.work, self.lost, self.jobs, self.bounds = work, lost, jobs, bounds
        self.workers: list[_Worker[Task, Result]] = []

    def map(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """The results; tasks are taken as workers get free. All children are gone when it ends, however it ends."""
        try:
            yield from self._map(_Line(tasks))
        finally:
            with held():
                for worker in self.workers:
                    worker.end()

    def _map(self, line: _Line[Task]) -> Iterator[Result]:
        done: dict[int, tuple[Task, bytes | Accident]] = {}
        told = 0
        while self._hand_out(line, told):
            heed()
            for worker in self._ready():
                job, outcome = worker.job, worker.hear()
                if job is None or outcome == BEAT:
                    continue
                worker.rest()
                if isinstance(outcome, Accident) and job.tried < TRIES[outcome.code]:
                    line.again(job)
                else:
                    done[job.n] = job.task, outcome
            self.workers = [worker for worker in self.workers if worker.alive]
            due = []
            while told in done:
                due.append(done.pop(told))
                told += 1
            self._hand_out(line, told)  # the children work while the parent unpacks and shows
            for task, outcome in due:
                yield self._result(task, outcome)

    def _result(self, task: Task, outcome: bytes | Accident) -> Result:
        if isinstance(outcome, Accident):
            return self.lost(task, outcome)
        try:
            result: Result = pickle.loads(outcome)
        except Exception:  # whatever bytes may do that are no answer
            said = Message("读取进程的回答无法解读", "the reading process gave no sensible answer")
            return self.lost(task, Accident("crashed", said))
        return result

    def _hand_out(self, line: _Line[Task], told: int) -> bool:
        """Give each idle worker its next task, starting workers as they are needed; False once nothing is to do."""
        while True:
            idle = next((worker for worker in self.workers if worker.idle), None)
            full = idle is None and len(self.workers) >= self.jobs
            job = None if full else line.next(told + AHEAD * self.jobs)
            if job is None:
                return any(not worker.idle for worker in self.workers)
            if idle is None:
                with held():  # no child is started that nobody knows of
                    idle = _Worker(self.work, self.bounds, [worker.pipe for worker in self.workers])
                    self.workers.append(idle)
            idle.give(job)

    def _ready(self) -> list[_Worker[Task, Result]]:
        """The workers that answered, died or ran out of time; waits for the first."""
        busy = [worker for worker in self.workers if not worker.idle]
        rest = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        heard = wait([worker.pipe for worker in busy], timeout=rest)
        return [worker for worker in busy if worker.pipe in heard or worker.deadline <= time.monotonic()]


class _Job(Struct, Generic[Task]):
    """A task, its number, and how often it was tried."""

    n: int
    task: Task
    tried: int = 0


class _Line(Generic[Task]):
    """The tasks in the order they are worked on: those to be tried again first."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self.coming, self.begun = iter(tasks), 0
        self.returned: list[_Job[Task]] = []

    def next(self, end: int) -> _Job[Task] | None:
        """The next one, if its number is below `end`."""
        if self.returned:
            return self.returned.pop()
        if self.begun < end:
            for task in self.coming:
                self.begun += 1
                return _Job(self.begun - 1, task)
        return None

    def again(self, job: _Job[Task]) -> None:
        job.tried += 1
        self.returned.append(job)


class _Worker(Generic[Task, Result]):
    """One child process and the pipe to it."""

    def __init__(self, work: Callable[[Task], Result], bounds: Bounds, others: Sequence[Connection[Any, Any]]) -> None:
        self.bounds = bounds
        start = context()
        self.pipe, theirs = start.Pipe()
        inherited = [self.pipe, *others] if start.get_start_method() == "fork" else []
        self.process = start.Process(target=_serve, args=(work, theirs, bounds, os.getpid(), inherited), daemon=False)
        self.process.start()
        theirs.close()
        self.job: _Job[Task] | None = None
        self.began = self.heard = 0.0
        self.handled = 0
        self.alive = True

    @property
    def idle(self) -> bool:
        return self.job is None

    @property
    def deadline(self) -> float:
        """When it has taken too long, in all or without a sign of life."""
        return min(self.began + self.bounds.seconds, self.heard + self.bounds.silence)

    def give(self, job: _Job[Task]) -> None:
        self.job = job
        self.began = self.heard = time.monotonic()
        with suppress(OSError):  # where it died before it began, take() tells
            self.pipe.send_bytes(pickle.dumps(job.task))

    def hear(self) -> bytes | Accident:
        """What the child says or what became of it: its answer as it came, an Accident, or BEAT while it works."""
        try:
            if not self.pipe.poll():
                return self._timed_out()
            said: bytes = self.pipe.recv_bytes()
        except (EOFError, OSError):
            return self._died()
        if said == BEAT:
            self.heard = time.monotonic()
        elif said == FULL:
            self.end()
            return _out_of_memory(self.bounds)
        return said

    def rest(self) -> None:
        """The task is done: the worker is idle again, gone, or has handled enough."""
        self.job = None
        self.handled += 1
        if self.handled >= RECYCLED_AFTER:
            self.end()

    def _timed_out(self) -> Accident:
        self.end()
        if time.monotonic() < self.began + self.bounds.seconds:
            silent = f"{self.bounds.silence:g}"
            return Accident("timeout", Message(f"{silent} 秒内没有进展", f"made no progress for {silent} s"))
        seconds = f"{self.bounds.seconds:g}"
        return Accident("timeout", Message(f"超过每个文件 {seconds} 秒的时限", f"took more than {seconds} s"))

    def _died(self) -> Accident:
        self.process.join(5)
        code = self.process.exitcode
        self.end()
        name = _signal_name(-code) if code is not None and code < 0 else str(code)
        if name in FROM_OUTSIDE:
            return Accident("killed", Message(f"读取进程被系统或他人终止（{name}）", "the reading process was killed"))
        return Accident("crashed", Message(f"读取进程意外终止（{name}）", f"the reading process died ({name})"))

    def end(self) -> None:
        if self.alive:
            self.alive = False
            self.pipe.close()
            if self.process.pid is not None:
                end(self.process.pid)
            self.process.join(5)


def end_all() -> None:
    """End all children that are left, and all they started."""
    for process in multiprocessing.active_children():
        if process.pid is not None:
            end(process.pid)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _serve(
    work: Callable[[Task], Result],
    pipe: Connection[Any, Any],
    bounds: Bounds,
    parent: int,
    inherited: Sequence[Connection[Any, Any]],
) -> None:
    """The child: take a task, answer, until the parent hangs up."""
    for one in inherited:
        one.close()
    confine(bounds, parent)
    listen(_Pulse(pipe))
    gc.freeze()  # what was imported is not looked through again and again
    while True:
        try:
            task = pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError):  # the parent hung up, or went with an answer unheard
            return
        allow_time(bounds)
        try:
            answer = pickle.dumps(work(task))
        except MemoryError:
            answer = FULL
        try:
            pipe.send_bytes(answer)
        except OSError:
            return


class _Pulse:
    """Tells the parent that the work goes on, not more often than it helps."""

    def __init__(self, pipe: Connection[Any, Any]) -> None:
        self.pipe, self.told = pipe, time.monotonic()

    def __call__(self) -> None:
        now = time.monotonic()
        if now - self.told >= PAUSE:
            self.told = now
            with suppress(OSError):  # the parent is gone; the answer will not find it either
                self.pipe.send_bytes(BEAT)


def _out_of_memory(bounds: Bounds) -> Accident:
    megabytes = bounds.memory
    return Accident("memory", Message(f"超过每个文件 {megabytes} MB 的内存上限", f"needed more than {megabytes} MB"))
