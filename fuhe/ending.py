"""How a run is asked to end: by Ctrl-C, by the system, by a terminal that goes.

The handler raises; but Python swallows what is raised while an object is taken apart, so the wish is noted as well, and
the loops over files ask for it. What must be done whole (starting a child, clearing up) holds the wish back.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ONE_WISH = 1.0  # seconds within which a further signal says the same: `timeout` sends two, an impatient hand many


class EndedError(BaseException):
    """Someone wants this program to end: all that is open is closed. No library takes it for something of its own."""

    def __init__(self, number: int) -> None:
        self.number = number


class _Wish:
    """The first signal that came, when one was last raised, and how many hold them back."""

    number: int | None = None
    raised = float("-inf")
    held = 0


def obey() -> None:
    """From now on SIGINT, SIGTERM and SIGHUP raise EndedError, unless they are ignored, as nohup sets it."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    sys.unraisablehook = _remark


def _end(number: int, _: FrameType | None) -> None:
    if _Wish.number is None:
        _Wish.number = number
    now = time.monotonic()
    if not _Wish.held and now - _Wish.raised > _ONE_WISH:
        _Wish.raised = now
        raise EndedError(_Wish.number)


def _remark(what: sys.UnraisableHookArgs) -> None:
    """What Python swallows is told on standard error, but not this: it is heeded later."""
    if not isinstance(what.exc_value, EndedError):
        sys.__unraisablehook__(what)


def heed() -> None:
    """Raise EndedError if this run was asked to end, whatever became of the first exception."""
    if _Wish.number is not None:
        raise EndedError(_Wish.number)


@contextmanager
def held() -> Iterator[None]:
    """What is done within is done whole: a wish to end waits until it is asked for again."""
    _Wish.held += 1
    try:
        yield
    finally:
        _Wish.held -= 1


def deafen() -> None:
    """Nothing is left to break off: what is asked from now on comes too late."""
    _Wish.held += 1
