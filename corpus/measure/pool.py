"""The same work over many documents on all processors, results in the order of the work."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def mapped(work: Callable[[Job], Result], jobs: Iterable[Job], processes: int | None = None) -> list[Result]:
    """work(job) for each job. A child is replaced after a while, so that nothing one document left behind adds up."""
    with get_context("spawn").Pool(processes or os.cpu_count() or 1, maxtasksperchild=200) as children:
        return list(children.imap(work, jobs, chunksize=4))
