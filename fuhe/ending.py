"""How a run is asked to end: by Ctrl-C, by the system, by a terminal that goes.

The handler raises; but Python swallows what is raised while an object is taken apart, so the wish is noted as well, and
the loops over files ask for it.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn


class EndedError(KeyboardInterrupt):
    """Someone wants this program to end: all that is open is closed."""

    def __init__(self, number: int) -> None:
        self.number = number


_wished: list[EndedError] = []


def obey() -> None:
    """From now on SIGINT, SIGTERM and SIGHUP raise EndedError, unless they are ignored, as nohup sets it."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    sys.unraisablehook = _remark


def _end(number: int, _: FrameType | None) -> NoReturn:
    _wished.append(EndedError(number))
    raise _wished[-1]


def _remark(what: sys.UnraisableHookArgs) -> None:
    """What Python swallows is told on standard error, but not this: it is heeded later."""
    if not isinstance(what.exc_value, EndedError):
        sys.__unraisablehook__(what)


def heed() -> None:
    """Raise EndedError if this run was asked to end, whatever became of the first exception."""
    if _wished:
        raise _wished[0]
