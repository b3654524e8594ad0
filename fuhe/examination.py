"""The three stages in one line, and what becomes of a file they cannot read."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from extract.errors import UnreadableError
from extract.message import Message
from extract.model import Document, Note
from extract.pulse import beat
from fuhe.opening import opened
from fuhe.results import FileResult, Origin, Problem, failed, origin_of
from fuhe.settings import Settings
from normalize.model import Report
from normalize.recognise import recognise
from validate.audit import audit
from validate.model import Outcome
from validate.profile import load

NO_FORM = Message("未识别出绩效自评表，也未识别出可核对的陈述", "no self-assessment form and no claim was recognised")


def examine(path: str, data: bytes, settings: Settings) -> FileResult:
    """All that can be said of one file. What the stages raise becomes status failed, but for MemoryError."""
    origin = origin_of(path, data)
    return examined_with(origin, partial(_examine, origin, data, settings))


def _examine(origin: Origin, data: bytes, settings: Settings) -> FileResult:
    document = opened(data, origin.name, settings.passwords)
    beat()
    report = recognise(document)
    beat()
    result = assess(origin, report, settings)
    return replace(result, grids=document.grids) if settings.grids else result


def examined_with(origin: Origin, work: Callable[[], FileResult]) -> FileResult:
    """What the work says of a file; what it raises becomes status failed, but for MemoryError."""
    try:
        return work()
    except UnreadableError as error:
        return failed(origin, error.code, error.message)
    except MemoryError:
        raise
    except Exception as error:  # one file's accident must not cost the others
        return failed(origin, "internal", accident(error))


def outcome(document: Document, settings: Settings) -> Outcome:
    """Document → Report → Outcome, under the settings of its path."""
    return _audited(recognise(document), settings)


def _audited(report: Report, settings: Settings) -> Outcome:
    return audit(report, load(settings.profile) if settings.profile else None, settings.rules())


def assess(origin: Origin, report: Report, settings: Settings) -> FileResult:
    """What the rules say of a file that has been read."""
    source = report.source
    known = Origin(origin.path, origin.name, source.sha256, source.kind, source.bytes, source.pages)
    problems = tuple(Problem(note.code, note.message, note.place) for note in report.notes if _cuts(note))
    if not report.forms and not report.claims:
        problems = (Problem("no-form", NO_FORM), *problems)
    return FileResult(known, "partial" if problems else "ok", problems, _audited(report, settings.at(origin.path)))


def _cuts(note: Note) -> bool:
    """True if the remark says that something of the file was not read."""
    return note.code in CUTS


CUTS = frozenset(
    {
        "page-without-text",
        "page-garbled",
        "page-unreadable",
        "pages-cut",
        "file-cut",
        "fields-unread",
        "no-text",
        "cells-cut",
        "limit-cells",
        "text-lost",
        "xfa-form",
    }
)


def accident(error: Exception) -> Message:
    """What is said of a mistake of ours."""
    name = type(error).__name__
    return Message(
        f"读取时出现意外错误（{name}），请将此文件报告给开发者", f"an unexpected error ({name}); please report it"
    )
