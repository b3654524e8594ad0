"""How far a run is, on stderr: one line that renews itself on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

from fuhe.language import say

T = TypeVar("T")
_ON_TERMINAL, _ELSEWHERE = 0.05, 15.0  # seconds between two lines


def watched(results: Iterable[T], total: int, show: bool) -> Iterator[T]:
    """The results, with the progress told as they pass."""
    if not show or total < 2:
        yield from results
        return
    terminal = sys.stderr.isatty()
    pause = _ON_TERMINAL if terminal else _ELSEWHERE
    began = told = time.monotonic()
    for n, result in enumerate(results, 1):
        if terminal:
            _clear()  # what is printed next begins on a clean line
        yield result
        now = time.monotonic()
        if now - told >= pause:
            told = now
            _tell(line(n, total, now - began), terminal)
    if terminal:
        _clear()


def line(done: int, total: int, seconds: float) -> str:
    """12/500, 8.0 a second, 61 s left."""
    rate = done / seconds if seconds > 0 else 0.0
    left = (total - done) / rate if rate > 0 else 0.0
    return say(
        f"{done}/{total}，每秒 {rate:.1f} 个，约剩 {_span(left, '分', '秒')}",
        f"{done}/{total}, {rate:.1f} a second, about {_span(left, ' min', ' s')} left",
    )


def _span(seconds: float, minutes: str, rest: str) -> str:
    return f"{seconds / 60:.0f}{minutes}" if seconds >= 120 else f"{seconds:.0f}{rest}"


def _tell(text: str, terminal: bool) -> None:
    click.echo(f"\r\x1b[K{text}" if terminal else text, err=True, nl=not terminal, color=terminal)


def _clear() -> None:
    if sys.stdout.isatty():
        click.echo("\r\x1b[K", err=True, nl=False, color=True)
