"""Pages of nothing but figures in a ruled table, as forms print them, in any font: what OCR is tried on."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

ROWS, COLUMNS = 30, 7
_ACROSS, _DOWN, _LEFT, _TOP = 76, 24, 30, 60  # points
_PAPER = (595, 842)
_ROOM = 4  # points of white within a cell
_RULE = 0.6  # points


def drawn(seed: int, font: str, face: int, size: float, dpi: int) -> tuple[Image, dict[tuple[int, int], str]]:
    """The page drawn with face `face` of a font file in points `size`, and the figure of each square that holds one."""
    from PIL import Image, ImageDraw, ImageFont

    choice, unit = random.Random(seed), dpi / 72
    page = Image.new("L", (round(_PAPER[0] * unit), round(_PAPER[1] * unit)), 255)
    draw, letters = ImageDraw.Draw(page), ImageFont.truetype(font, round(size * unit), index=face)
    _rule(draw, unit)
    figures: dict[tuple[int, int], str] = {}
    for row in range(ROWS):
        for col in range(COLUMNS):
            figure = _figure(choice)
            left, _, right, _ = draw.textbbox((0, 0), figure, font=letters)
            if right - left <= (_ACROSS - _ROOM) * unit:
                x = (_LEFT + (col + 0.5) * _ACROSS) * unit - (right - left) / 2
                y = (_TOP + (row + 0.5) * _DOWN - size / 2 - 1) * unit
                draw.text((x, y), figure, font=letters, fill=0)
                figures[row, col] = figure
    return page, figures


def _rule(draw: ImageDraw, unit: float) -> None:
    right, bottom, width = _LEFT + COLUMNS * _ACROSS, _TOP + ROWS * _DOWN, max(1, round(_RULE * unit))
    across = [(_LEFT, y, right, y) for y in range(_TOP, bottom + 1, _DOWN)]
    down = [(x, _TOP, x, bottom) for x in range(_LEFT, right + 1, _ACROSS)]
    for line in (*across, *down):
        draw.line([place * unit for place in line], fill=0, width=width)


def _figure(choice: random.Random) -> str:
    kinds = (
        lambda: str(choice.randint(0, 10)),
        lambda: f"{choice.randint(1, 100)}%",
        lambda: f"≥{choice.randint(50, 100)}%",
        lambda: f"≤{choice.randint(1, 500)}",
        lambda: f"-{choice.uniform(0, 50):.1f}%",
        lambda: f"{choice.uniform(0, 20):.1f}",
        lambda: f"{choice.uniform(0, 100):.2f}%",
        lambda: f"{choice.uniform(0, 1_000):.2f}",
        lambda: f"{choice.uniform(0, 100_000):.2f}",
        lambda: f"{choice.uniform(0, 10_000_000):,.2f}",
        lambda: f"{choice.uniform(0, 10):.4f}",
        lambda: str(choice.randint(100, 999_999)),
    )
    return choice.choice(kinds)()
