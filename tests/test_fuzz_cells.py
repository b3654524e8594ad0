"""Forms with odd texts in their cells and sentences: every one is judged, whatever it says."""

from __future__ import annotations

from functools import cache

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus.make.generate import make
from corpus.make.layout import layouts
from extract.model import Block, Document, Grid
from extract.reading import read
from fuzzing import budget, told
from oddtexts import ODD

LAYOUTS = sorted(layouts())
Change = tuple[float, str]  # which of all texts, what it says instead


@cache
def sound(layout: str) -> Document:
    return read(make(3, layout, "word", forms=2, prose=True, quirks=True).word_file, "x.docx")


def changed(document: Document, changes: list[Change]) -> Document:
    """The document with other texts in its cells and paragraphs."""
    blocks = list(document.blocks)
    for where, text in changes:
        at = int(where * len(blocks))
        blocks[at] = _changed(blocks[at], where * len(blocks) - at, text)
    return replace(document, blocks=tuple(blocks))


def _changed(block: Block, where: float, text: str) -> Block:
    if not isinstance(block, Grid):
        return replace(block, text=text)
    at = int(where * len(block.cells))
    cells = (*block.cells[:at], replace(block.cells[at], text=text), *block.cells[at + 1 :])
    return replace(block, cells=cells)


def cut(document: Document, where: float) -> Document:
    """The document with one cell of a grid gone."""
    blocks = tuple(_cut(block, where) if isinstance(block, Grid) else block for block in document.blocks)
    return replace(document, blocks=blocks)


def _cut(grid: Grid, where: float) -> Grid:
    at = int(where * len(grid.cells))
    return replace(grid, cells=(*grid.cells[:at], *grid.cells[at + 1 :]))


share = st.floats(0, 1, exclude_max=True)
printed = st.text(
    st.sampled_from("0123456789.%,-≥≤（）()万元分年月日个 ：、；。第其中总以上下至约十百一二三前底优"), max_size=12
)
texts = st.one_of(st.sampled_from(ODD), printed, st.text(max_size=20))
changes = st.lists(st.tuples(share, texts), min_size=1, max_size=12)


@budget(120)
@given(st.sampled_from(LAYOUTS), changes)
def test_odd_texts_are_judged(layout: str, what: list[Change]) -> None:
    assert told(changed(sound(layout), what)) >= 0


@budget(40)
@given(st.sampled_from(LAYOUTS), share, changes)
@example("beijing", 0.0, [(0.5546875, "9" * 250)])
@example("chongqing-department", 0.0, [(0.28125, "9" * 400)])
def test_grids_with_holes_are_judged(layout: str, hole: float, what: list[Change]) -> None:
    assert told(cut(changed(sound(layout), what), hole)) >= 0
