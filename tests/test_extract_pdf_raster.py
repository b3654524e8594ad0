"""What the image of a scanned page shows before any text is read: ruling lines of all kinds, dirt, lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from extract.limits import LIMITS
from extract.pdf.lattice import lattices
from extract.pdf.ruling import ruling
from extract.pdf.scan_reader import is_installed

if TYPE_CHECKING:
    from extract.pdf.scan_raster import Image, Raster

pytestmark = pytest.mark.skipif(not is_installed(), reason="needs fuhe[ocr]")
XS, YS = (100, 300, 380, 900), (150, 200, 260, 330, 500)  # pixels at 200 dpi
UNIT = 200 / 72


def page(shade: int = 0, thick: int = 2, on: int = 1, off: int = 0) -> Any:
    """A table of 4 × 3 cells in lines of this shade, thickness and dashes (pixels)."""
    import numpy as np

    paper = np.full((700, 1000), 255, np.uint8)
    for y in YS:
        for x in range(XS[0], XS[-1], on + off):
            paper[y : y + thick, x : x + on] = shade
    for x in XS:
        for y in range(YS[0], YS[-1], on + off):
            paper[y : y + on, x : x + thick] = shade
    paper[40:60, 100:104] = paper[40:60, 120:124] = 0  # some text, so that there is black
    return paper


def raster(image: Image) -> Raster:
    from extract.pdf.scan_raster import Raster

    return Raster(image, UNIT)


def shapes(seen: Raster) -> list[tuple[int, int, int]]:
    """Rows, columns and cells of each table that the lines draw."""
    from extract.pdf.scan import _outline

    drawn = ruling([_outline(bar, UNIT) for bar in (*seen.across, *seen.down)])
    return [(len(one.ys) - 1, len(one.xs) - 1, len(one.spans)) for one in lattices(drawn, LIMITS.cells) if one]


@pytest.mark.parametrize(
    "drawn",
    [
        {},
        {"thick": 1},
        {"thick": 6},
        {"shade": 190},
        {"shade": 205, "thick": 1},
        {"on": 6, "off": 3},
        {"on": 9, "off": 6},
    ],
)
def test_lines_are_seen_solid_thin_thick_pale_or_dashed(drawn: dict[str, int]) -> None:
    assert shapes(raster(page(**drawn))) == [(4, 3, 12)]


def test_lines_are_seen_on_a_noisy_page() -> None:
    import numpy as np

    noise = np.random.default_rng(1).normal(0.0, 15.0, (700, 1000))
    for pale in (page(), page(shade=150)):
        assert shapes(raster((pale + noise).clip(0, 255).astype(np.uint8))) == [(4, 3, 12)]


def test_strokes_of_letters_are_no_pale_lines() -> None:
    """Letters whose strokes lie in one row, as those of 工 and 业: ink above the row, and small gaps in it."""
    paper = page()
    for x in range(420, 880, 26):
        paper[300:302, x : x + 22] = 120
        paper[280:300, x + 4 : x + 6] = paper[280:300, x + 10 : x + 18] = 120
    assert shapes(raster(paper)) == [(4, 3, 12)]


def test_specks_are_no_text_and_dots_beside_letters_are() -> None:
    paper = page()
    paper[220:223, 500:503] = 0  # alone in its cell
    paper[380:400, 500:504] = 0
    paper[397:400, 510:513] = 0  # beside a letter
    seen = raster(paper)
    seen.clear([(XS[0], YS[0], XS[-1], YS[-1])])
    assert seen.strips(390, 210, 890, 255) == []
    assert seen.strips(390, 340, 890, 490) == [(500, 380, 513, 400)]


def test_a_line_beside_a_table_reads_nothing_of_it() -> None:
    paper = page()
    paper[220:240, 40:44] = paper[220:240, 950:954] = 0  # two letters, the table between them
    paper[222:242, 500:504] = 0
    seen = raster(paper)
    seen.clear([(XS[0], YS[0], XS[-1], YS[-1])])
    seen.cover([(XS[0], YS[0], XS[-1], YS[-1])])
    (beside,) = [strip for strip in seen.strips(0, 0, 1000, 700) if strip.top > 100]
    assert beside == (40, 220, 954, 240)
    assert (seen.clean[220:242, 100:903] == 255).all()


def test_a_dash_in_a_cell_is_text_however_long() -> None:
    paper = page()
    paper[230:232, 500:600] = 0
    seen = raster(paper)
    seen.clear([(XS[0], YS[0], XS[-1], YS[-1])])
    assert shapes(seen) == [(4, 3, 12)]
    assert seen.strips(390, 210, 890, 255) == [(500, 230, 600, 232)]
