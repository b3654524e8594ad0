"""Help texts laid out for Chinese: widths counted as the terminal shows them."""

from collections.abc import Iterable

import click

from fuhe.outputs.width import pad, width, wrap

_FIRST_COLUMN = 26


class HelpFormatter(click.HelpFormatter):
    """click's formatter, measuring in terminal columns."""

    def write_heading(self, heading: str) -> None:
        colon = ":" if heading.isascii() else "："
        self.write(f"{'':>{self.current_indent}}{heading}{colon}\n")

    def write_text(self, text: str) -> None:
        self.write(wrap(text, self.width, " " * self.current_indent) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _FIRST_COLUMN, col_spacing: int = 2) -> None:
        entries = list(rows)
        first = min(max((width(term) for term, _ in entries), default=0), col_max) + col_spacing
        margin = " " * self.current_indent
        for term, text in entries:
            lines = wrap(text, max(self.width - first - self.current_indent, 20)).split("\n")
            if width(term) > first - col_spacing:
                self.write(f"{margin}{term}\n")
                term = ""
            self.write(f"{margin}{pad(term, first)}{lines[0]}".rstrip() + "\n")
            for line in lines[1:]:
                self.write(f"{margin}{' ' * first}{line}\n")
