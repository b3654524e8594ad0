"""Where outputs are written before they are whole: a hidden folder beside them, gone afterwards.

A run that is killed leaves its folder behind; the next one that writes there clears it, for no process holds its lock.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from fuhe.ending import held
from fuhe.locking import lock

_NAME, _LOCK, _INSIDE = ".fuhe-draft-", "lock", "draft"
_own: set[str] = set()  # a process can take its own locks again


@contextmanager
def drafts(beside: Path) -> Iterator[Path]:
    """An empty folder on the disk of another one. Raises OSError."""
    with ExitStack() as stack:
        with held():
            _clear(beside)
            folder = _made(beside)
            stack.callback(_remove, folder, _locked(folder))
        yield folder / _INSIDE


def _made(beside: Path) -> Path:
    from tempfile import mkdtemp  # costs a start that writes to no file three milliseconds

    folder = Path(mkdtemp(dir=beside, prefix=_NAME))
    _own.add(folder.name)
    (folder / _INSIDE).mkdir()
    return folder


def _locked(folder: Path) -> int:
    """The number of the file that shows the others that this folder is in use."""
    file = os.open(folder / _LOCK, os.O_CREAT | os.O_WRONLY)
    with suppress(OSError):  # on a disk without locks nobody can clear either
        lock(file)
    return file


def _remove(folder: Path, file: int) -> None:
    with held():
        os.close(file)
        shutil.rmtree(folder, ignore_errors=True)
        _own.discard(folder.name)


def _clear(beside: Path) -> None:
    """Remove what killed runs left; what cannot be removed stays."""
    with suppress(OSError):
        for name in os.listdir(beside):
            if name.startswith(_NAME) and name not in _own:
                _clear_one(beside / name)


def _clear_one(folder: Path) -> None:
    with suppress(OSError):  # it is at work, or another one's
        with open(folder / _LOCK, "r+b") as holding:
            lock(holding.fileno())
        shutil.rmtree(folder, ignore_errors=True)
