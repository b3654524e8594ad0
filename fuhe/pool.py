"""Files in child processes: a crash, a hang or a memory bomb costs exactly the file that caused it."""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from extract.message import Message
from fuhe.guard import Bounds, allow_time, confine, end

Task = TypeVar("Task")
Result = TypeVar("Result")
RECYCLED_AFTER = 100  # files; what a library leaks goes with its process
AHEAD = 8  # files a worker may be ahead of the slowest one


@dataclass(frozen=True, slots=True)
class Accident:
    """How a file brought its process down: code timeout, memory or crashed, and the cause in words."""

    code: str
    message: Message


def context() -> Any:
    """fork where it is safe and fast; elsewhere each child starts afresh."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


class Pool(Generic[Task, Result]):
    """Runs one function over tasks in child processes; results come in the order of the tasks.

    A task whose process dies or exceeds its bounds is tried once more in a fresh process, then given to `lost`.
    """

    def __init__(
        self, work: Callable[[Task], Result], lost: Callable[[Task, Accident], Result], jobs: int, bounds: Bounds
    ) -> None:
        self.work, self.lost, self.jobs, self.bounds = work, lost, jobs, bounds
        self.workers: list[_Worker[Task, Result]] = []

    def map(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """The results. All children are gone when it ends, however it ends."""
        try:
            yield from self._map(tasks)
        finally:
            for worker in self.workers:
                worker.end()

    def _map(self, tasks: Sequence[Task]) -> Iterator[Result]:
        waiting = deque(range(len(tasks)))
        again: set[int] = set()
        done: dict[int, Result] = {}
        told = 0
        while told < len(tasks):
            self._hand_out(tasks, waiting, told)
            for worker in self._ready():
                n = worker.task
                outcome = worker.take()
                if isinstance(outcome, Accident) and n not in again:
                    again.add(n)
                    waiting.appendleft(n)
                else:
                    done[n] = self.lost(tasks[n], outcome) if isinstance(outcome, Accident) else outcome
            self.workers = [worker for worker in self.workers if worker.alive]
            while told in done:
                yield done.pop(told)
                told += 1

    def _hand_out(self, tasks: Sequence[Task], waiting: deque[int], told: int) -> None:
        """Give each idle worker its next task, starting workers as they are needed."""
        while waiting and waiting[0] < told + AHEAD * self.jobs:
            idle = next((worker for worker in self.workers if worker.idle), None)
            if idle is None:
                if len(self.workers) >= self.jobs:
                    return
                idle = _Worker(self.work, self.bounds, [worker.pipe for worker in self.workers])
                self.workers.append(idle)
            n = waiting.popleft()
            idle.give(n, tasks[n])

    def _ready(self) -> list[_Worker[Task, Result]]:
        """The workers that answered, died or ran out of time; waits for the first."""
        busy = [worker for worker in self.workers if not worker.idle]
        rest = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        heard = wait([worker.pipe for worker in busy], timeout=rest)
        return [worker for worker in busy if worker.pipe in heard or worker.deadline <= time.monotonic()]


class _Worker(Generic[Task, Result]):
    """One child process and the pipe to it."""

    def __init__(self, work: Callable[[Task], Result], bounds: Bounds, others: Sequence[Connection[Any, Any]]) -> None:
        self.bounds = bounds
        start = context()
        self.pipe, theirs = start.Pipe()
        inherited = [self.pipe, *others] if start.get_start_method() == "fork" else []
        self.process = start.Process(target=_serve, args=(work, theirs, bounds, inherited), daemon=False)
        self.process.start()
        theirs.close()
        self.task = -1
        self.deadline = 0.0
        self.handled = 0
        self.alive = True

    @property
    def idle(self) -> bool:
        return self.task < 0

    def give(self, n: int, task: Task) -> None:
        self.task, self.deadline = n, time.monotonic() + self.bounds.seconds
        with suppress(OSError):  # where it died before it began, take() tells
            self.pipe.send_bytes(pickle.dumps(task))

    def take(self) -> Result | Accident:
        """What became of the task; the worker is idle again, or gone."""
        self.task = -1
        self.handled += 1
        try:
            if not self.pipe.poll():
                return self._timed_out()
            outcome: Result | Accident = pickle.loads(self.pipe.recv_bytes())
        except (EOFError, OSError, pickle.UnpicklingError):
            return self._died()
        if isinstance(outcome, Accident) or self.handled >= RECYCLED_AFTER:
            self.end()
        return outcome

    def _timed_out(self) -> Accident:
        self.end()
        seconds = f"{self.bounds.seconds:g}"
        return Accident("timeout", Message(f"超过每个文件 {seconds} 秒的时限", f"took more than {seconds} s"))

    def _died(self) -> Accident:
        self.process.join(5)
        code = self.process.exitcode
        self.end()
        name = _signal_name(-code) if code is not None and code < 0 else str(code)
        return Accident("crashed", Message(f"读取进程意外终止（{name}）", f"the reading process died ({name})"))

    def end(self) -> None:
        if self.alive:
            self.alive = False
            self.pipe.close()
            if self.process.pid is not None:
                end(self.process.pid)
            self.process.join(5)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _serve(
    work: Callable[[Task], Result],
    pipe: Connection[Any, Any],
    bounds: Bounds,
    inherited: Sequence[Connection[Any, Any]],
) -> None:
    """The child: take a task, answer, until the parent hangs up."""
    for one in inherited:
        one.close()
    confine(bounds)
    gc.freeze()  # what was imported is not looked through again and again
    while True:
        try:
            task = pickle.loads(pipe.recv_bytes())
        except EOFError:
            return
        allow_time(bounds)
        try:
            answer = pickle.dumps(work(task), pickle.HIGHEST_PROTOCOL)
        except MemoryError:
            answer = pickle.dumps(_out_of_memory(bounds))
        try:
            pipe.send_bytes(answer)
        except OSError:
            return


def _out_of_memory(bounds: Bounds) -> Accident:
    megabytes = bounds.memory
    return Accident("memory", Message(f"超过每个文件 {megabytes} MB 的内存上限", f"needed more than {megabytes} MB"))
