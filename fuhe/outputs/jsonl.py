"""One JSON line a report, each with its schema: for programs that read line by line."""

from collections.abc import Iterable, Iterator

from extract.message import Language
from fuhe.outputs import record
from fuhe.outputs.json import dumps
from fuhe.results import FileResult


def render(results: Iterable[FileResult], lang: Language) -> Iterator[str]:
    for result in results:
        yield dumps({"schema": record.SCHEMA, "tool": record.TOOL} | record.report(result, lang)) + "\n"
