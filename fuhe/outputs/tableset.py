"""A folder of tables, written as the reports come; each file appears whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from extract.message import Language, Message
from fuhe.drafts import drafts
from fuhe.ending import heed, held
from fuhe.outputs.catalogue import TABLES
from fuhe.refusal import RefusalError, unwritable
from fuhe.results import FileResult
from fuhe.settings import Settings
from fuhe.sink import encoded


def write(results: Iterable[FileResult], folder: str, to: str, settings: Settings, lang: Language) -> None:
    """Write the tables of all results to a folder. Raises RefusalError where that is not possible."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        with drafts(Path(folder)) as scratch:
            TARGETS[to](results, scratch, settings, lang)
            heed()
            with held():  # tables of two runs are no set
                for path in sorted(scratch.iterdir()):
                    os.replace(path, Path(folder) / path.name)
    except OSError as error:
        raise unwritable(folder, error) from error


def _csv(results: Iterable[FileResult], folder: Path, _: Settings, lang: Language) -> None:
    from fuhe.outputs import tables

    with ExitStack() as stack:
        files: list[IO[bytes]] = [stack.enter_context(open(folder / f"{one.name}.csv", "wb")) for one in TABLES]
        for table, file in zip(TABLES, files, strict=True):
            file.write(encoded(tables.header(table)))
        for result in results:
            for table, file in zip(TABLES, files, strict=True):
                file.write(encoded(tables.body(table, result, lang)))
    (folder / "datapackage.json").write_text(tables.datapackage(), "utf-8")


def _jsonl(results: Iterable[FileResult], folder: Path, _: Settings, lang: Language) -> None:
    from fuhe.outputs import tables
    from fuhe.outputs.json import dumps

    with ExitStack() as stack:
        files = [stack.enter_context(open(folder / f"{one.name}.jsonl", "wb")) for one in TABLES]
        for result in results:
            for table, file in zip(TABLES, files, strict=True):
                for row in table.rows(result, lang):
                    file.write(encoded(dumps(tables.plain(table, row)) + "\n"))


def _xlsx(results: Iterable[FileResult], folder: Path, settings: Settings, lang: Language) -> None:
    from fuhe.outputs import workbook
    from fuhe.outputs.manifest import manifest

    workbook.write(results, folder / "fuhe.xlsx", lang, manifest(settings, lang))


def _parquet(results: Iterable[FileResult], folder: Path, _: Settings, lang: Language) -> None:
    try:
        from fuhe.outputs import parquet
    except ImportError as error:
        raise RefusalError(Message("输出 Parquet 需安装 fuhe[parquet]", "Parquet needs fuhe[parquet]")) from error
    parquet.write(results, folder, lang)


TARGETS: dict[str, Callable[[Iterable[FileResult], Path, Settings, Language], None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
    "jsonl": _jsonl,
}
