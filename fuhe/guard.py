"""What a child process may use for one file, as far as the system can hold it to that."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

from msgspec import Struct

MIB = 1024 * 1024
_PR_SET_PDEATHSIG = 1
WITH_OCR = 3072  # its runtime reserves much address space that it never touches


class Bounds(Struct, frozen=True):
    """Limits for each file: seconds of wall time in all and without a sign of life (the parent's watch), and MiB of
    memory (the system's)."""

    seconds: float = 1800.0
    memory: int = 1536
    silence: float = 120.0


def confine(bounds: Bounds, parent: int) -> None:
    """Bind this process, a child, to its memory and to its parent's life; a session of its own, so that its children
    end with it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and ends its children
    if sys.platform == "win32":
        return
    import resource

    os.setsid()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    _die_with(parent)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = bounds.memory * MIB
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))


def _die_with(parent: int) -> None:
    """Where the system can do it, end when the parent is killed, in the middle of a file too."""
    if sys.platform == "linux":
        from ctypes import CDLL

        CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before
            os._exit(1)


def allow_time(bounds: Bounds) -> None:
    """CPU seconds for the next file, should the parent be gone that watches the clock."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(used.ru_utime + used.ru_stime + bounds.seconds) + 10
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard < 0 else min(wanted, hard), hard))


def end(pid: int) -> None:
    """End a child and all it started."""
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            os.kill(pid, signal.SIGTERM)
            return
        try:
            os.killpg(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # it has not opened its own session yet
            os.kill(pid, signal.SIGKILL)
