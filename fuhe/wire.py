"""What goes between processes: pickled, our records by their fields alone.

What dataclasses with slots do by themselves when they are pickled costs three times as much.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

_Reduced = tuple[type, tuple[Any, ...]]


class _Reducers(dict[type, Callable[[Any], _Reduced]]):
    """How each record is taken apart: its type, and what it is made from."""

    def __missing__(self, kind: type) -> Callable[[Any], _Reduced]:
        if not is_dataclass(kind):
            raise KeyError(kind)
        names = [one.name for one in fields(kind) if one.init]
        if len(names) < 2:
            self[kind] = lambda record: (kind, tuple(getattr(record, name) for name in names))
        else:
            values = attrgetter(*names)
            self[kind] = lambda record: (kind, values(record))
        return self[kind]


_REDUCERS = _Reducers()


def dumps(value: Any) -> bytes:
    """The value as bytes."""
    told = io.BytesIO()
    pickler = pickle.Pickler(told, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return told.getvalue()


def loads(told: bytes) -> Any:
    """The value again. Raises pickle.UnpicklingError and others where the bytes are cut off."""
    return pickle.loads(told)
