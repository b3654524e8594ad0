"""Schema fuhe/1: one JSON object, a line a report, written as the reports come."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from extract.message import Language
from fuhe.outputs import record
from fuhe.results import FileResult


def dumps(value: Any) -> str:
    """Compact JSON with its keys in the order given; Chinese as it stands."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # a name that is no UTF-8
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def render(results: Iterable[FileResult], lang: Language) -> Iterator[str]:
    """The text of the object, piece by piece."""
    yield f'{{"schema":{dumps(record.SCHEMA)},"tool":{dumps(record.TOOL)},"reports":['
    for n, result in enumerate(results):
        yield (",\n" if n else "\n") + dumps(record.report(result, lang))
    yield "\n]}\n"
