"""Many files through the three stages, in order, with the checks that need all of them at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.errors import UnreadableError
from extract.message import Message
from fuhe.examine import examine
from fuhe.inputs import Input, read_bytes
from fuhe.results import FileResult, Origin, failed
from fuhe.settings import Settings
from validate.audit import audit_batch


def examined(inputs: Sequence[Input], settings: Settings) -> Iterator[FileResult]:
    """The result of each file, in the order of the files."""
    results = (examine_file(one, settings) for one in inputs)
    return compared(results, settings) if len(inputs) > 1 and needs_all(settings) else results


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
        yield result if result.outcome is None else replace(result, outcome=next(extended))


def _origin(one: Input) -> Origin:
    return Origin(one.path, one.path.rpartition("/")[2])


def _closed(error: OSError) -> Message:
    cause = error.strerror or type(error).__name__
    return Message(f"无法打开文件：{_CAUSES.get(type(error).__name__, cause)}", f"cannot open the file: {cause}")


_CAUSES = {"PermissionError": "没有权限", "FileNotFoundError": "文件不存在", "IsADirectoryError": "是文件夹"}
