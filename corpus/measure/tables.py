"""Markdown tables and the figures in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Row = Sequence[object]


def table(heading: Row, rows: Iterable[Row]) -> str:
    """A table whose first column is text and whose others are figures; ``—`` where there is nothing to count."""
    lines = [_line(heading), "|---|" + "---:|" * (len(heading) - 1), *(_line(row) for row in rows)]
    return "\n".join(lines)


def _line(cells: Row) -> str:
    return "| " + " | ".join("—" if cell is None else str(cell).replace("|", "\\|") for cell in cells) + " |"


def share(right: int, total: int) -> str:
    """Per cent, never rounded up to 100 or down to 0."""
    if not total:
        return "—"
    if right in (0, total):
        return "100 %" if right else "0 %"
    return f"{min(max(100 * right / total, 0.01), 99.99):.2f} %"


def per(count: int, total: int) -> str:
    return f"{count / total:.3f}" if total else "—"
