"""Files of the corpus with bytes changed, cut, doubled or shuffled, outside and inside their packing."""

from __future__ import annotations

import base64
import re
import zlib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.make.archive import entries, pack
from extract.pdf import scan_reader
from fuzzing import budget, judged

DOCUMENTS = Path(__file__).parent.parent / "corpus" / "documents"
WORD = sorted(path.name for path in DOCUMENTS.glob("*.docx"))
PDF = sorted(path.name for path in DOCUMENTS.glob("*.pdf") if ".scan" not in path.name)
STREAM = re.compile(rb"stream\r?\n(.*?)\s*endstream", re.DOTALL)
TOKENS = (b"0", b"-1", b"1e38", b"99999999999", b"re", b"Tj", b"TJ", b"BT", b"ET", b"q", b"Q", b"cm", b"Do", b"[", b"]",
          b"<<", b">>", b"(", b")", b"<", b"/F1", b"null", b"endobj", b"%", b"W n", b"Tf", b"BI", b"ID")  # fmt: skip


@pytest.fixture(autouse=True)
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_reader, "is_installed", lambda: False)


@cache
def content(name: str) -> bytes:
    return (DOCUMENTS / name).read_bytes()


Change = tuple[str, float, float, bytes]  # what is done, where, how much, with which bytes


def changed(data: bytes, changes: list[Change]) -> bytes:
    for what, where, much, new in changes:
        start = int(where * len(data))
        end = min(len(data), start + 1 + int(much**3 * len(data)))
        piece = {"set": new, "drop": b"", "double": data[start:end] * 2, "zero": bytes(end - start)}.get(what, b"")
        data = (
            data[:start] if what == "cut" else data[:start] + piece + data[start + len(new) if what == "set" else end :]
        )
    return data


def inside_zip(data: bytes, part: float, changes: list[Change]) -> bytes:
    """A Word file with the bytes of one of its parts changed, packed again."""
    parts = {name: body for name, _, body in entries(data)}
    name = sorted(parts)[int(part * len(parts))]
    return pack({**parts, name: changed(parts[name], changes)})


def inside_stream(data: bytes, which: float, changes: list[Change]) -> bytes:
    """A PDF with the inside of one packed stream changed, packed again; its places are no longer right."""
    found = list(STREAM.finditer(data))
    match = found[int(which * len(found))]
    letters = match[1].endswith(b"~>")  # reportlab packs into letters besides
    try:
        unpacked = zlib.decompress(base64.a85decode(match[1][:-2]) if letters else match[1])
    except zlib.error:
        unpacked = match[1]
    packed = zlib.compress(changed(unpacked, changes))
    body = base64.a85encode(packed) + b"~>" if letters else packed
    return data[: match.start(1)] + body + data[match.end(1) :]


share = st.floats(0, 1, exclude_max=True)
pieces = st.one_of(st.binary(min_size=1, max_size=4), st.sampled_from(TOKENS))
some = st.lists(
    st.tuples(st.sampled_from(("set", "set", "set", "drop", "double", "zero", "cut")), share, share, pieces),
    min_size=1,
    max_size=6,
)


@budget(60)
@given(st.sampled_from(WORD), some)
def test_a_word_file_with_other_bytes(name: str, changes: list[Change]) -> None:
    assert judged(changed(content(name), changes), name)


@budget(20)
@given(st.sampled_from(PDF), some)
def test_a_pdf_with_other_bytes(name: str, changes: list[Change]) -> None:
    assert judged(changed(content(name), changes), name)


@budget(40)
@given(st.sampled_from(WORD), share, some)
def test_a_word_part_with_other_bytes(name: str, part: float, changes: list[Change]) -> None:
    assert judged(inside_zip(content(name), part, changes), name)


# a font that maps a character to no text
MAPPED_TO_NOTHING: list[Change] = [
    ("set", 0.33037204562308964, 0.012445912981742246, b"0\x89"),
    ("double", 0.6059238699912683, 0.6305678688692624, b"W n"),
    ("drop", 0.7947756978083943, 0.11820280800375915, b"BT"),
]


@budget(20)
@given(st.sampled_from(PDF), share, some)
@example("028-anju.pdf", 0.42890323046835643, MAPPED_TO_NOTHING)
def test_a_pdf_stream_with_other_bytes(name: str, which: float, changes: list[Change]) -> None:
    assert judged(inside_stream(content(name), which, changes), name)
