"""Many files through the three stages, in order, with the checks that need all of them at the end."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import TypeVar

from msgspec.structs import replace

from extract.errors import UnreadableError
from fuhe.examination import accident, examine
from fuhe.guard import Bounds
from fuhe.inputs import Input, closed, read_bytes
from fuhe.pool import Accident, Pool, Result, Task
from fuhe.progress import watched
from fuhe.results import FileResult, Origin, Problem, failed
from fuhe.settings import Settings
from fuhe.stash import Stash
from validate.audit import audit_batch
from validate.model import Outcome

Made = TypeVar("Made")
MOST_COMPARED = 1_000  # reports held in memory at once for the rules that look at all of them


def examined(
    inputs: Stash[Input], settings: Settings, jobs: int, bounds: Bounds, progress: bool = False
) -> Iterator[FileResult]:
    """The result of each file, in the order of the files, read by that many processes at a time.

    Reports are compared with each other as long as there are no more than MOST_COMPARED. progress: tell how far it is.
    """
    preload(inputs)
    read = pooled(partial(examine_file, settings=settings), lost, jobs, bounds).map(inputs)
    results = watched(read, len(inputs), progress)  # as they are read, not as they come out of the comparison
    return compared(results, settings) if 1 < len(inputs) <= MOST_COMPARED and needs_all(settings) else results


def made(work: Callable[[bytes], Made], one: Input, bounds: Bounds) -> Made:
    """What the work makes of one file, in a process of its own. Raises UnreadableError, whatever brought it down."""
    pool = pooled(partial(_attempted, work=work), _missed, 1, bounds)
    (result,) = pool.map([one])
    if isinstance(result, Problem):
        raise UnreadableError(result.code, result.message)
    return result


def _attempted(one: Input, work: Callable[[bytes], Made]) -> Made | Problem:
    try:
        return work(read_bytes(one))
    except UnreadableError as error:
        return Problem(error.code, error.message)
    except OSError as error:
        return Problem("unreadable", closed(error))
    except MemoryError:
        raise
    except Exception as error:
        return Problem("internal", accident(error))


def _missed(_: Input, accident: Accident) -> Problem:
    return Problem(accident.code, accident.message)


def pooled(
    work: Callable[[Task], Result], lost: Callable[[Task, Accident], Result], jobs: int, bounds: Bounds
) -> Pool[Task, Result]:
    """The processes that do the work on files."""
    gc.freeze()
    gc.enable()
    return Pool(work, lost, jobs, bounds)


def preload(inputs: Iterable[Input]) -> None:
    """Import the readers of several files once, before children are forked, instead of once in each of them."""
    kinds = Counter("pdf" if one.path.lower().endswith(".pdf") else "word" for one in inputs)
    if kinds.total() > 1:  # else the only child does it while the parent imports what it will write with
        for kind in kinds:
            import_module(f"extract.{kind}")


def lost(one: Input, accident: Accident) -> FileResult:
    """The result of a file whose process did not come back."""
    return failed(_origin(one), accident.code, accident.message)


def examine_file(one: Input, settings: Settings) -> FileResult:
    """The result of one file; what keeps it from being read is its problem."""
    try:
        return examine(one.path, read_bytes(one), settings)
    except UnreadableError as error:
        return failed(_origin(one), error.code, error.message)
    except OSError as error:
        return failed(_origin(one), "unreadable", closed(error))


def needs_all(settings: Settings) -> bool:
    """True if a rule that is asked for looks at all reports of a run."""
    return any(rule.of_batch is not None for rule in settings.rules())


def compared(results: Iterator[FileResult], settings: Settings) -> Iterator[FileResult]:
    """The results with what only shows when all reports lie side by side."""
    gathered = list(results)
    outcomes = [result.outcome for result in gathered if result.outcome is not None]
    extended = iter(audit_batch(outcomes, settings.rules()))
    for result in gathered:
        yield result if result.outcome is None else replace(result, outcome=_kept(next(extended), result, settings))


def _kept(outcome: Outcome, result: FileResult, settings: Settings) -> Outcome:
    """What comparison found, as far as the rules that run on the path of the result."""
    if not settings.overrides:
        return outcome
    codes = settings.at(result.origin.path).codes
    checks = tuple(one for one in outcome.checks if one.rule in codes)
    return replace(outcome, checks=checks, findings=tuple(one for one in outcome.findings if one.rule in codes))


def _origin(one: Input) -> Origin:
    return Origin(one.path, one.path.rpartition("/")[2])
