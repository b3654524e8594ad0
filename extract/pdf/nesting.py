"""Drawings that draw each other (form XObjects): a few hundred bytes can ask for that without end.

PDFium carries out whatever is asked, so it is counted before the file is opened. Streams always stand in the open, in
encrypted files and in those with object streams too; where their resources do not, they are not followed.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

_FORM = re.compile(rb"/Subtype\s*/Form\b")
_NUMBER = re.compile(rb"(\d+)\s+\d+\s+obj$")
_STREAM = re.compile(rb"\bstream\r?\n")
_LONGEST_HEAD = 20_000  # bytes from the number of a drawing to its content
_DRAWINGS = re.compile(rb"/XObject\s*(?:<<(.*?)>>|(\d+)\s+\d+\s+R)", re.DOTALL)
_RESOURCES = re.compile(rb"/Resources\s+(\d+)\s+\d+\s+R")
_ENTRY = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R")
_CALL = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
_MOST_CONTENT = 4 * 1024 * 1024  # bytes of one drawing that are looked at


def draws_without_end(data: bytes, limit: int) -> bool:
    """True when a drawing draws itself, or others more than `limit` times in all."""
    return b"/Form" in data and _Drawings(data, limit).exceed()


class _Drawings:
    """The drawings of a file, and how often each draws others."""

    def __init__(self, data: bytes, limit: int) -> None:
        self.data, self.limit = data, limit
        self.forms = dict(_forms(data))
        self.counted: dict[int, int] = {}

    def exceed(self) -> bool:
        return any(self._drawn(number, ()) > self.limit for number in self.forms)

    def _drawn(self, number: int, within: tuple[int, ...]) -> int:
        """How many drawings one makes, itself included; more than the limit when it draws itself."""
        if number in within or len(within) > 100:
            return self.limit + 1
        if number not in self.counted:
            calls = self._calls(number).items()
            drawn = 1 + sum(count * self._drawn(other, (*within, number)) for other, count in calls)
            self.counted[number] = min(drawn, self.limit + 1)
        return self.counted[number]

    def _calls(self, number: int) -> Counter[int]:
        """Which other drawings one calls, and how often."""
        head, start = self.forms[number]
        named = {name: other for name, other in self._named(head) if other in self.forms}
        if not named:
            return Counter()
        return Counter(named[name] for name in _CALL.findall(self._content(head, start)) if name in named)

    def _named(self, head: bytes) -> list[tuple[bytes, int]]:
        shared = _RESOURCES.search(head)
        found = _DRAWINGS.search(self._plain.get(int(shared[1]), b"") if shared else head)
        if found is None:
            return []
        entries = found[1] if found[1] is not None else self._plain.get(int(found[2]), b"")
        return [(name, int(other)) for name, other in _ENTRY.findall(entries)]

    def _content(self, head: bytes, start: int) -> bytes:
        end = self.data.find(b"endstream", start)
        raw = self.data[start : end if end >= 0 else len(self.data)]
        if b"/FlateDecode" not in head and not re.search(rb"/Filter\s*/Fl\b", head):
            return raw[:_MOST_CONTENT]
        try:
            return zlib.decompressobj().decompress(raw, _MOST_CONTENT)
        except zlib.error:
            return b""

    @cached_property
    def _plain(self) -> dict[int, bytes]:
        """Objects that are no streams, by number."""
        found = re.finditer(rb"(\d+)\s+\d+\s+obj\b", self.data)
        return {int(one[1]): self.data[one.end() : one.end() + _LONGEST_HEAD].partition(b"endobj")[0] for one in found}


def _forms(data: bytes) -> Iterator[tuple[int, tuple[bytes, int]]]:
    """The number of each drawing, what stands before its content, and where that begins."""
    for found in _FORM.finditer(data):
        start = data.rfind(b"obj", max(0, found.start() - _LONGEST_HEAD), found.start()) + 3
        number = _NUMBER.search(data, max(0, start - 30), start)
        content = _STREAM.search(data, found.end(), found.end() + _LONGEST_HEAD)
        if number and content:
            yield int(number[1]), (data[start : content.start()], content.end())
