"""Whether a PDF is all there."""

from __future__ import annotations


def is_cut_off(data: bytes) -> bool:
    """True when objects come last: every PDF ends in the place of its cross-reference table, or at least says so."""
    return max(data.rfind(b"startxref"), data.rfind(b"%%EOF")) < data.rfind(b" obj")
