"""A Report as compact bytes and back, by the types of its fields: data only, nothing in it can run.

A record is the list of its fields in their order, those at its end that have their default left out. Where a field may
hold one of several records, the number of the one it holds comes first.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from normalize.model import Report

_QUICK = 3  # zlib's level: a tenth larger than the best, in a third of the time


def pack(report: Report) -> bytes:
    """The report, compressed."""
    told = json.dumps(_code(Report).write(report), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(told.encode("utf-8", "surrogatepass"), _QUICK)


def unpack(blob: bytes) -> Report:
    """The report again. Raises ValueError where the bytes are none that `pack` gave."""
    try:
        report: Report = _code(Report).read(json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass")))
    except (zlib.error, TypeError, LookupError, ArithmeticError) as error:
        raise ValueError("not a packed report") from error
    return report


class _Code(NamedTuple):
    """How a type is written, and read back."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _as_it_is(value: Any) -> Any:
    return value


_PLAIN = _Code(_as_it_is, _as_it_is)


@cache
def _code(kind: Any) -> _Code:
    if kind is Decimal:
        return _Code(str, Decimal)
    if is_dataclass(kind):
        return _record(kind)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if get_origin(kind) in (Union, types.UnionType):
        return _choice([one for one in map(_code, get_args(kind)) if one is not _PLAIN], get_args(kind))
    return _PLAIN


def _record(kind: Any) -> _Code:
    hints = get_type_hints(kind)
    parts = [one for one in fields(kind) if one.init]
    names, defaults = [one.name for one in parts], [one.default for one in parts]
    codes = [_code(hints[name]) for name in names]
    writers = list(zip(names, [code.write for code in codes], strict=True))
    readers = [code.read for code in codes]

    def write(record: Any) -> list[Any]:
        last = len(names)
        while last and getattr(record, names[last - 1]) == defaults[last - 1]:
            last -= 1
        return [way(getattr(record, name)) for name, way in writers[:last]]

    def read(told: list[Any]) -> Any:
        return kind(*[way(one) for way, one in zip(readers, told, strict=False)])

    return _Code(write, read)


def _tuple(items: tuple[Any, ...]) -> _Code:
    """Any number of one type (``tuple[Cell, ...]``), or one of each."""
    if items[-1] is not Ellipsis:
        codes = [_code(item) for item in items]
        return _Code(
            lambda values: [code.write(one) for code, one in zip(codes, values, strict=True)],
            lambda values: tuple([code.read(one) for code, one in zip(codes, values, strict=True)]),
        )
    write, read = _code(items[0])
    return _Code(
        lambda values: [write(one) for one in values],
        lambda values: tuple([read(one) for one in values]),
    )


def _choice(codes: list[_Code], kinds: tuple[Any, ...]) -> _Code:
    """A field that may be empty, or hold one of several records."""
    if not codes:
        return _PLAIN
    if len(codes) == 1:
        write, read = codes[0]
        return _Code(
            lambda value: None if value is None else write(value), lambda told: None if told is None else read(told)
        )
    numbers = {kind: n for n, kind in enumerate(kind for kind in kinds if _code(kind) is not _PLAIN)}

    def write_one(value: Any) -> Any:
        return None if value is None else [n := numbers[type(value)], codes[n].write(value)]

    return _Code(write_one, lambda told: None if told is None else codes[told[0]].read(told[1]))
