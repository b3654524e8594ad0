"""Drawings that draw each other: counted before anything is drawn."""

from __future__ import annotations

import zlib

import pytest

from extract.pdf.nesting import draws_without_end

LIMIT = 1000


def form(number: int, content: bytes, drawings: str, packed: bool = False) -> bytes:
    data, filtered = (zlib.compress(content), "/Filter/FlateDecode") if packed else (content, "")
    head = f"<</Type/XObject/Subtype /Form/Resources<</XObject<<{drawings}>>>>/Length {len(data)}{filtered}>>"
    return f"{number} 0 obj\n{head}\nstream\n".encode() + data + b"\nendstream\nendobj\n"


def test_a_drawing_that_draws_itself_has_no_end() -> None:
    assert draws_without_end(form(6, b"/X Do", "/X 6 0 R"), LIMIT)


def test_a_circle_of_drawings_has_no_end() -> None:
    assert draws_without_end(form(6, b"/Y Do", "/Y 7 0 R", True) + form(7, b"/X Do", "/X 6 0 R", True), LIMIT)


@pytest.mark.parametrize(("levels", "endless"), [(8, False), (12, True)])
def test_drawings_that_each_draw_the_next_one_twice(levels: int, endless: bool) -> None:
    parts = [form(n, b"/X Do /X Do", f"/X {n + 1} 0 R") for n in range(levels)]
    assert draws_without_end(b"".join(parts) + form(levels, b"0 0 m 9 9 l S", ""), LIMIT) == endless


def test_resources_that_only_name_their_own_drawing_are_no_loop() -> None:
    """Many programs give all drawings of a page one list, in which they all stand."""
    assert not draws_without_end(form(6, b"0 0 m 9 9 l S", "/X 6 0 R /Y 7 0 R") + form(7, b"/X Do", "/X 6 0 R"), LIMIT)


def test_resources_of_their_own_object() -> None:
    head = b"6 0 obj\n<</Subtype/Form/Resources 9 0 R/Length 5>>\nstream\n/X Do\nendstream\nendobj\n"
    assert draws_without_end(head + b"9 0 obj\n<</XObject<</X 6 0 R>>>>\nendobj\n", LIMIT)
