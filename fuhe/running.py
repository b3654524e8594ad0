"""Many files through the three stages, in order, with the checks that need all of them at the end."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module

from msgspec.structs import replace

from extract.errors import UnreadableError
from extract.message import Message
from fuhe.examination import examine
from fuhe.guard import Bounds
from fuhe.inputs import Input, read_bytes
from fuhe.pool import Accident, Pool, Result, Task
from fuhe.results import FileResult, Origin, failed
from fuhe.settings import Settings
from validate.audit import audit_batch
from validate.model import Outcome

MOST_COMPARED = 1_000  # reports held in memory at once for the rules that look at all of them


def examined(inputs: Sequence[Input], settings: Settings, jobs: int, bounds: Bounds) -> Iterator[FileResult]:
    """The result of each file, in the order of the files, read by that many processes at a time.

    Reports are compared with each other as long as there are no more than MOST_COMPARED.
    """
    results = pooled(inputs, partial(examine_file, settings=settings), lost, jobs, bounds).map(inputs)
    return compared(results, settings) if 1 < len(inputs) <= MOST_COMPARED and needs_all(settings) else results


def pooled(
    inputs: Sequence[Input],
    work: Callable[[Task], Result],
    lost: Callable[[Task, Accident], Result],
    jobs: int,
    bounds: Bounds,
) -> Pool[Task, Result]:
    """The processes that do the work on these files."""
    gc.freeze()
    gc.enable()
    if len(inputs) > 1:
        _preload(inputs)
    return Pool(work, lost, min(jobs, max(len(inputs), 1)), bounds)


def _preload(inputs: Sequence[Input]) -> None:
    """Import the readers once, before the children are forked, instead of once in each of them."""
    suffixes = {one.path.rpartition(".")[2].lower() for one in inputs}
    if suffixes - {"pdf"}:
        import_module("extract.word")
    if "pdf" in suffixes:
        import_module("extract.pdf")


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
        return failed(_origin(one), "unreadable", _closed(error))


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


def _closed(error: OSError) -> Message:
    cause = error.strerror or type(error).__name__
    return Message(f"无法打开文件：{_CAUSES.get(type(error).__name__, cause)}", f"cannot open the file: {cause}")


_CAUSES = {"PermissionError": "没有权限", "FileNotFoundError": "文件不存在", "IsADirectoryError": "是文件夹"}
