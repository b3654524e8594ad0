"""``python -m corpus.make [--check] [--no-pdf] [NAME…]``: build corpus/documents from corpus/forms.

Word files come out the same byte for byte. PDFs are printed by LibreOffice, Chromium and reportlab, scans made with
poppler; ``--no-pdf`` leaves them alone. ``--check`` writes nothing and fails when a committed Word file differs from
what would be built.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus.make import scan
from corpus.make.archive import entries
from corpus.make.catalogue import OFFICE, Item, drawn, items, printable, word_file
from corpus.make.office import to_pdf

SCANS = {"scan": scan.Scanner(), "scan-askew": scan.Scanner(askew=0.7)}
DOCUMENTS = Path(__file__).parent.parent / "documents"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m corpus.make", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="documents to build (default: all)")
    parser.add_argument("--no-pdf", action="store_true", help="build the Word files only")
    parser.add_argument("--check", action="store_true", help="compare with the committed Word files, write nothing")
    options = parser.parse_args(arguments)
    wanted = [item for item in items() if not options.names or item.name in options.names]
    if options.check:
        return _check(wanted)
    _write(wanted, pdf=not options.no_pdf)
    return 0


def _check(wanted: list[Item]) -> int:
    differing = [item.name for item in wanted if entries(stored(item)) != entries(word_file(item))]
    for name in differing:
        print(f"{name}.docx differs from what its facts build", file=sys.stderr)
    return 1 if differing else 0


def stored(item: Item) -> bytes:
    """The committed Word file; empty when there is none."""
    path = DOCUMENTS / f"{item.name}.docx"
    return path.read_bytes() if path.exists() else b""


def _write(wanted: list[Item], pdf: bool) -> None:
    DOCUMENTS.mkdir(exist_ok=True)
    for item in wanted:
        (DOCUMENTS / f"{item.name}.docx").write_bytes(word_file(item))
    if pdf:
        _print(wanted)


def _print(wanted: list[Item]) -> None:
    printed = to_pdf({item.name: printable(item) for item in wanted if item.pdf})
    for item in wanted:
        for printer in item.pdf:
            if printer == OFFICE:
                content = printed[item.name]
            elif printer in SCANS:
                content = scan.to_pdf(printed[item.name], SCANS[printer])
            else:
                content = drawn(item, printer)
            (DOCUMENTS / item.pdf_name(printer)).write_bytes(content)


if __name__ == "__main__":
    raise SystemExit(main())
