"""The corners of paths, those of many paths together.

A segment of a path is a handle, to be asked for its place, its kind and whether it closes the path: a ruled cell takes
twenty calls so, and a page of them a tenth of its time. The handle is the address at which PDFium keeps just these, one
segment of a path after the other, and there they are read at once. That is PDFium's own affair, which it does not
promise: so a path made for the purpose is first read both ways, and where the answers differ, segments are asked.
"""

from __future__ import annotations

import ctypes
from array import array
from functools import cache, lru_cache
from itertools import chain, repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium

from extract.pdf import pdfium_calls as calls
from extract.pdf.pdfium_calls import Reference, Room

MOVE_TO = 2  # FPDF_SEGMENT_MOVETO
_SIZE = 12  # bytes of a segment: x and y as floats, its kind, whether it closes the path, two unused

_PLACES = Room("f", 2)


class Corners(NamedTuple):
    """The segments of several paths, one path after the other: where each ends, its kind, and 1 where it closes."""

    xs: list[float]
    ys: list[float]
    kinds: bytes
    closes: bytes


def corners(paths: list[Reference], lengths: list[int]) -> Corners:
    """The first segments of each path, as many as its length says, which no path has fewer of."""
    return (kept if are_kept_as_known() else asked)(paths, lengths)


def places(segments: list[Reference]) -> tuple[list[float], list[float]]:
    """The x and the y where each segment ends."""
    _, values = _PLACES.ask(calls.segment_point, len(segments), segments)
    return values[0::2].tolist(), values[1::2].tolist()


def kept(paths: list[Reference], lengths: list[int]) -> Corners:
    """The segments as they lie in PDFium's memory."""
    firsts = zip(lengths, map(calls.segment_at, paths, repeat(0)), strict=True)
    memory = b"".join([_stretch(length).from_address(address) for length, address in firsts if length])
    floats = array("f", memory)
    return Corners(floats[0::3].tolist(), floats[1::3].tolist(), memory[8::_SIZE], memory[9::_SIZE])


@lru_cache(maxsize=1024)
def _stretch(length: int) -> type[ctypes.Array[ctypes.c_char]]:
    """The memory of so many segments."""
    return ctypes.c_char * (_SIZE * length)


def asked(paths: list[Reference], lengths: list[int]) -> Corners:
    """The segments as PDFium tells of them when asked one by one."""
    holders, indexes = chain.from_iterable(map(repeat, paths, lengths)), chain.from_iterable(map(range, lengths))
    segments = list(map(calls.reference, map(calls.segment_at, holders, indexes)))
    kinds, closes = bytes(map(calls.segment_type, segments)), bytes(map(calls.segment_closes, segments))
    return Corners(*places(segments), kinds, closes)


@cache
def are_kept_as_known() -> bool:
    """True when a path with segments of all kinds reads the same both ways. PDFium must have been started."""
    path = pdfium.FPDFPageObj_CreateNewPath(1.5, -2.25)
    try:
        pdfium.FPDFPath_LineTo(path, 3e5, 4.125)
        pdfium.FPDFPath_BezierTo(path, 5.0, 6.0, 7.0, 8.0, 9.0, 10.5)
        pdfium.FPDFPath_Close(path)
        pdfium.FPDFPath_MoveTo(path, -11.0, 12.0)
        pdfium.FPDFPath_LineTo(path, 13.0, 0.1)
        item = calls.handle(path)
        length = calls.count_segments(item)
        return kept([item], [length]) == asked([item], [length])
    finally:
        pdfium.FPDFPageObj_Destroy(path)
