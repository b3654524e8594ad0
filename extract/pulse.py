"""A sign of life from a long reading: a page is done, a stage is done. Who watches over it says where it goes."""

from __future__ import annotations

from collections.abc import Callable


def _unheard() -> None:
    pass


_listener: Callable[[], None] = _unheard


def listen(listener: Callable[[], None]) -> None:
    """From now on, in this process, each sign of life calls the listener."""
    global _listener
    _listener = listener


def beat() -> None:
    """Called where a part of the work is done."""
    _listener()
