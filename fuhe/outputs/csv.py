"""The findings of all files as one CSV file."""

from collections.abc import Iterable, Iterator

from extract.message import Language
from fuhe.outputs.catalogue import FINDINGS
from fuhe.outputs.tables import body, header
from fuhe.results import FileResult


def render(results: Iterable[FileResult], lang: Language) -> Iterator[str]:
    yield header(FINDINGS)
    for result in results:
        yield body(FINDINGS, result, lang)
