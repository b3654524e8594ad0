"""Draws the scaling tables of bench/README.md as SVG plots, always alike: ``python -m bench.curves``."""

from __future__ import annotations

import math
import re
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 420, 70, 50, 150, 50
COLOURS = ("#b3261e", "#5f6368", "#1a73e8", "#188038", "#e37400", "#8430ce", "#00796b")  # fuhe stands first

Curve = tuple[str, list[tuple[float, float]]]  # name, (size, cost) from the smallest


def named(title: str) -> str:
    """The file name of a section: ``Word: CPU ms by number of tables`` → ``word-tables.svg``."""
    return "-".join(re.findall(r"[a-z]+", f"{title.partition(':')[0]} {title.split()[-1]}".lower())) + ".svg"


def read(page: str) -> dict[str, list[Curve]]:
    """The curves under each heading that says ``… by number of …``."""
    found: dict[str, list[Curve]] = {}
    for section in page.split("\n## ")[1:]:
        title, rows = section.splitlines()[0], [line for line in section.splitlines() if line.startswith("|")]
        if " by number of " not in title:
            continue
        cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
        sizes = [(at, float(cell)) for at, cell in enumerate(cells[0]) if cell.isdigit()]
        found[title.partition(",")[0]] = [
            (row[0], [(size, float(row[at])) for at, size in sizes]) for row in cells[2:] if "failed" not in row[1]
        ]
    return found


def svg(title: str, curves: list[Curve]) -> str:
    """Both axes logarithmic. Dashed: cost in proportion to size, through fuhe's last point."""
    points = [point for _, line in curves for point in line]
    wide = [math.log10(min(x for x, _ in points)), math.log10(max(x for x, _ in points))]
    high = [math.floor(math.log10(min(y for _, y in points))), math.ceil(math.log10(max(y for _, y in points)))]

    def at(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - wide[0]) / (wide[1] - wide[0])
        up = (math.log10(y) - high[0]) / (high[1] - high[0])
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    parts = [_text(LEFT, 26, title, "start", 15)]
    for size in sorted({x for x, _ in points}):
        x, y = at(size, 10.0 ** high[0])
        parts += [_line([(x, TOP), (x, y)], "#ececec"), _text(x, y + 20, f"{size:g}", "middle")]
    for power in range(int(high[0]), int(high[1]) + 1):
        x, y = at(points[0][0], 10.0**power)
        parts += [_line([(LEFT, y), (WIDTH - RIGHT, y)], "#ececec"), _text(LEFT - 8, y + 4, f"{10.0**power:g}", "end")]
    size, cost = curves[0][1][-1]
    even = [(x, cost * x / size) for x, _ in curves[0][1]]
    parts.append(_line([at(x, y) for x, y in even if y >= 10.0 ** high[0]], "#b3261e", ' stroke-dasharray="2 4"'))
    labels: list[float] = []
    for (name, line), colour in sorted(zip(curves, COLOURS, strict=False), key=lambda one: -one[0][1][-1][1]):
        spots = [at(x, y) for x, y in line]
        parts.append(_line(spots, colour, ' stroke-width="2"'))
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in spots]
        labels.append(max(spots[-1][1] + 4, labels[-1] + 15 if labels else 0))
        parts.append(_text(spots[-1][0] + 8, labels[-1], name, "start", 12, colour))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">'
    return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *parts, "</svg>"]) + "\n"


def _line(points: list[tuple[float, float]], colour: str, more: str = "") -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}"{more}/>'


def _text(x: float, y: float, words: str, anchor: str, size: int = 12, colour: str = "#202124") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f"<text {place}>{escape(words)}</text>"


def main() -> None:
    """Draw every curve of the page, and show it under its heading where the page does not yet."""
    page = (HERE / "README.md").read_text("utf-8")
    (HERE / "curves").mkdir(exist_ok=True)
    for title, curves in read(page).items():
        (HERE / "curves" / named(title)).write_text(svg(title, curves), "utf-8")
        heading = next(line for line in page.splitlines() if line.startswith(f"## {title}"))
        shown = f"![{title}](curves/{named(title)})"
        if shown not in page:
            page = page.replace(f"{heading}\n", f"{heading}\n\n{shown}\n")
    (HERE / "README.md").write_text(page, "utf-8")


if __name__ == "__main__":
    main()
