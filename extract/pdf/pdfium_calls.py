"""PDFium's C functions with plain integers for handles and addresses: they are called once a character or object.

Handles are addresses (0 for none). Out parameters are addresses of ctypes values, from `ctypes.addressof`.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

_P, _I, _U, _F, _D = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_float, ctypes.c_double


def _function(name: str, result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(address(getattr(pdfium, name)))


def address(handle: Any) -> int:
    """The address a ctypes pointer holds, 0 for a null pointer."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


char_origin = _function("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
char_matrix = _function("FPDFText_GetMatrix", _I, _P, _I, _P)
char_box = _function("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
char_font_size = _function("FPDFText_GetFontSize", _D, _P, _I)
char_code = _function("FPDFText_GetUnicode", _U, _P, _I)
char_is_generated = _function("FPDFText_IsGenerated", _I, _P, _I)
char_has_map_error = _function("FPDFText_HasUnicodeMapError", _I, _P, _I)
count_chars = _function("FPDFText_CountChars", _I, _P)
text_of = _function("FPDFText_GetText", _I, _P, _I, _I, _P)

count_objects = _function("FPDFPage_CountObjects", _I, _P)
object_at = _function("FPDFPage_GetObject", _P, _P, _I)
count_form_objects = _function("FPDFFormObj_CountObjects", _I, _P)
form_object_at = _function("FPDFFormObj_GetObject", _P, _P, ctypes.c_ulong)
object_type = _function("FPDFPageObj_GetType", _I, _P)
object_bounds = _function("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
object_matrix = _function("FPDFPageObj_GetMatrix", _I, _P, _P)
fill_colour = _function("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
stroke_colour = _function("FPDFPageObj_GetStrokeColor", _I, _P, _P, _P, _P, _P)
draw_mode = _function("FPDFPath_GetDrawMode", _I, _P, _P, _P)
count_segments = _function("FPDFPath_CountSegments", _I, _P)
segment_at = _function("FPDFPath_GetPathSegment", _P, _P, _I)
segment_type = _function("FPDFPathSegment_GetType", _I, _P)
segment_point = _function("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_closes = _function("FPDFPathSegment_GetClose", _I, _P)
clip_path = _function("FPDFPageObj_GetClipPath", _P, _P)
count_clip_paths = _function("FPDFClipPath_CountPaths", _I, _P)
count_clip_segments = _function("FPDFClipPath_CountPathSegments", _I, _P, _I)
clip_segment_at = _function("FPDFClipPath_GetPathSegment", _P, _P, _I, _I)
