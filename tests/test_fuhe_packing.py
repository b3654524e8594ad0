"""Reports in the store: they come back as they went in, and bytes that are none are refused."""

import zlib

import pytest

from extract.reading import read
from fuhe.store.packing import pack, unpack
from normalize.recognise import recognise
from results import CORPUS

NAMES = [
    "seed.docx",
    "seed.pdf",
    "seed-running-on.pdf",
    "seed-tracked.docx",
    "006-zhongjiang.frames.pdf",
    "003-yongde.docx",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_report_comes_back_as_it_was(name: str) -> None:
    report = recognise(read((CORPUS / name).read_bytes(), name))
    assert unpack(pack(report)) == report


@pytest.mark.parametrize("blob", [b"", b"x", zlib.compress(b"[]"), zlib.compress(b"{}"), zlib.compress(b'[["a"]]')])
def test_other_bytes_are_no_report(blob: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpack(blob)
