"""Broken PDFs: whatever bytes come, a document or a reason, and nothing else."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.errors import UnreadableError
from extract.pdf import scan_reader
from pdfdrawing import page_of
from test_extract_pdf_drawn import FORM, TRUTH, drawn, read

CODES = {"damaged", "empty", "scan", "encrypted"}


@cache
def sound() -> bytes:
    return page_of(FORM)


def outcome(data: bytes) -> str:
    try:
        return "read" if read(data).source.pages else "nothing"
    except UnreadableError as failure:
        return failure.code


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=30))
def test_flipped_bytes_end_in_a_document_or_a_reason(
    monkeypatch: pytest.MonkeyPatch, flips: list[tuple[float, int]]
) -> None:
    monkeypatch.setattr(scan_reader, "is_installed", lambda: False)
    data = bytearray(sound())
    for where, value in flips:
        data[int(where * len(data))] = value
    assert outcome(bytes(data)) in CODES | {"read"}


@pytest.mark.parametrize("share", [0.0, 0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_off_ends_in_a_document_or_a_reason(share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_reader, "is_installed", lambda: False)
    assert outcome(sound()[: int(share * len(sound()))]) in CODES | {"read"}


def test_a_broken_cross_reference_table_is_no_obstacle() -> None:
    data = sound().replace(b"startxref", b"startxxxx")
    assert drawn(data) == TRUTH
