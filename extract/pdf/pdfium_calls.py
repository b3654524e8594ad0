"""PDFium's C functions as they are asked of every character and object: many at a time, without wrappers.

A call whose argument types ctypes need not look up costs less than half, and one made by `map` has no loop in Python
around it. So these functions take what they are given as it is: a handle is a `Reference`, an index an int, and what
they write goes into a `Room`. They keep the interpreter's lock, for each takes less time than to let it go.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, NewType

import pypdfium2.raw as pdfium

Reference = NewType("Reference", object)  # an address in the form in which C is passed it
Function = Any

_AT_ONCE = 2048  # calls whose results a Room holds; more are made in several goes
_P, _I, _D = ctypes.c_void_p, ctypes.c_int, ctypes.c_double

reference: Callable[[int | None], Any] = _P.from_param  # what C is passed for an address; None is a null pointer


def handle(pointer: Any) -> Reference:
    """What C is passed for a pointer that pypdfium2 returned."""
    return Reference(reference(address(pointer)))


def address(pointer: Any) -> int:
    """The address that a pointer holds, 0 for a null pointer."""
    return ctypes.cast(pointer, _P).value or 0


def memory_at(address: int, size: int) -> memoryview:
    """So many bytes of memory, for as long as PDFium keeps something there."""
    view: memoryview = _VIEW(address, size, _READ_ONLY)
    return view


_VIEW = ctypes.pythonapi.PyMemoryView_FromMemory
_VIEW.restype, _VIEW.argtypes = ctypes.py_object, (_P, ctypes.c_ssize_t, _I)
_READ_ONLY = 0x100  # PyBUF_READ


class Room:
    """Where C functions write `width` values of one type a call, to as many pointers or, if `packed`, to one.

    code: the type, as the module array names it.
    """

    def __init__(self, code: str, width: int, *, packed: bool = False) -> None:
        self._values, self._width = array(code, [0]) * (width * _AT_ONCE), width
        self._memory = (ctypes.c_char * (self._values.itemsize * len(self._values))).from_buffer(self._values)
        self._places: list[list[Any]] = [[] for _ in range(1 if packed else width)]

    def ask(self, function: Function, calls: int, *columns: Iterable[Any]) -> tuple[list[Any], array[Any]]:
        """The answers of `calls` calls, and all values they wrote; each column has one argument of every call."""
        sources = [iter(column) for column in columns]
        answers: list[Any] = []
        values = array(self._values.typecode)
        for first in range(0, calls, _AT_ONCE):
            count = min(_AT_ONCE, calls - first)
            self._grow(count)
            answers += map(function, *(islice(source, count) for source in sources), *self._places)
            values += self._values[: count * self._width]
        return answers, values

    def _grow(self, count: int) -> None:
        size = self._values.itemsize
        for value, places in enumerate(self._places):
            places += [
                ctypes.byref(self._memory, (call * self._width + value) * size) for call in range(len(places), count)
            ]


def _function(name: str, result: Any = _I) -> Function:
    return ctypes.PYFUNCTYPE(result)(address(getattr(pdfium, name)))


char_origin = _function("FPDFText_GetCharOrigin", None)
char_matrix = _function("FPDFText_GetMatrix", None)
char_box = _function("FPDFText_GetLooseCharBox", None)
char_font_size = _function("FPDFText_GetFontSize", _D)
char_code = _function("FPDFText_GetUnicode", ctypes.c_uint)
char_is_generated = _function("FPDFText_IsGenerated")
char_object = _function("FPDFText_GetTextObject", _P)
char_has_map_error = _function("FPDFText_HasUnicodeMapError")
count_chars = _function("FPDFText_CountChars")
text_of = _function("FPDFText_GetText")

count_objects = _function("FPDFPage_CountObjects")
object_at = _function("FPDFPage_GetObject", _P)
count_form_objects = _function("FPDFFormObj_CountObjects")
form_object_at = _function("FPDFFormObj_GetObject", _P)
object_type = _function("FPDFPageObj_GetType")
object_bounds = _function("FPDFPageObj_GetBounds")
object_matrix = _function("FPDFPageObj_GetMatrix")
fill_colour = _function("FPDFPageObj_GetFillColor")
stroke_colour = _function("FPDFPageObj_GetStrokeColor")
draw_mode = _function("FPDFPath_GetDrawMode")
count_segments = _function("FPDFPath_CountSegments")
segment_at = _function("FPDFPath_GetPathSegment", _P)
segment_type = _function("FPDFPathSegment_GetType")
segment_point = _function("FPDFPathSegment_GetPoint")
segment_closes = _function("FPDFPathSegment_GetClose")
clip_path = _function("FPDFPageObj_GetClipPath", _P)
count_clip_paths = _function("FPDFClipPath_CountPaths")
count_clip_segments = _function("FPDFClipPath_CountPathSegments")
clip_segment_at = _function("FPDFClipPath_GetPathSegment", _P)
