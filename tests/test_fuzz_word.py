"""Word files whose XML was rearranged, element by element: a document or a reason, and nothing else.

``make fuzz`` is the long run. What it found is kept as an @example.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from corpus.make import catalogue
from corpus.make.archive import entries, pack
from corpus.make.generate import HANDS, make
from fuzzing import budget, judged
from oddtexts import ODD
from wordml import W

MAIN = "word/document.xml"
SEEDS = (("cn-2020", "word"), ("yunnan", "wps"), ("sichuan", "legacy"), ("cn-prefix", "controls"), ("hubei", "tracked"))
MARKS = ("gridSpan", "vMerge", "hMerge", "gridBefore", "gridAfter", "vanish", "numPr", "cnfStyle", "tblHeader")
VALUES = ("", "-1", "0", "1", "2", "63", "64", "2147483648", "1e9", "x", "restart", "continue", "０")
TAGS = (
    *(
        "p",
        "r",
        "t",
        "tc",
        "tr",
        "tbl",
        "sdt",
        "sdtContent",
        "ins",
        "del",
        "hyperlink",
        "fldSimple",
        "br",
        "tab",
        "sym",
    ),
    *("txbxContent", "moveFrom", "smartTag", "customXml", "body", "instrText", "noBreakHyphen", "ruby", "altChunk"),
)

Step = tuple[str, float, float, int]  # what is done, to which element, with which other, in which way


@cache
def packed(number: int) -> bytes:
    """The files that are rearranged: generated forms in five hands, then the seed."""
    if number == len(SEEDS):
        return catalogue.word_file(next(item for item in catalogue.items() if item.name == "seed"))
    layout, hand = SEEDS[number]
    assert hand in HANDS
    return make(number, layout, hand, quirks=True).word_file


def rearranged(number: int, steps: list[Step]) -> bytes:
    parts = {name: content for name, _, content in entries(packed(number))}
    root = etree.fromstring(parts[MAIN])
    for what, where, other, way in steps:
        found = [element for element in root.iter(f"{{{W}}}*") if element.getparent() is not None]
        if len(found) > 2:
            STEPS[what](found[int(where * len(found))], found[int(other * len(found))], way)
    return pack({**parts, MAIN: etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)})


def _inside(outer: etree._Element, inner: etree._Element) -> bool:
    return outer is inner or any(one is outer for one in inner.iterancestors())


def _drop(one: etree._Element, other: etree._Element, way: int) -> None:
    parent = one.getparent()
    assert parent is not None
    parent.remove(one)


def _double(one: etree._Element, other: etree._Element, way: int) -> None:
    one.addnext(copy.deepcopy(one))


def _move(one: etree._Element, other: etree._Element, way: int) -> None:
    if not _inside(one, other):
        other.insert(way % (len(other) + 1), one)


def _copy(one: etree._Element, other: etree._Element, way: int) -> None:
    if sum(1 for _ in one.iter()) < 500:
        other.insert(way % (len(other) + 1), copy.deepcopy(one))


def _wrap(one: etree._Element, other: etree._Element, way: int) -> None:
    parent = one.getparent()
    assert parent is not None
    wrapper = etree.Element(f"{{{W}}}{TAGS[way % len(TAGS)]}")
    parent.replace(one, wrapper)
    wrapper.append(one)


def _unwrap(one: etree._Element, other: etree._Element, way: int) -> None:
    parent = one.getparent()
    assert parent is not None
    if parent.getparent() is not None:
        parent[parent.index(one) : parent.index(one) + 1] = list(one)


def _rename(one: etree._Element, other: etree._Element, way: int) -> None:
    one.tag = f"{{{W}}}{TAGS[way % len(TAGS)]}"


def _value(one: etree._Element, other: etree._Element, way: int) -> None:
    for name in list(one.attrib) or [f"{{{W}}}val"]:
        one.set(name, VALUES[way % len(VALUES)])


def _mark(one: etree._Element, other: etree._Element, way: int) -> None:
    """A mark of merging, numbering or hiding where it may or may not belong."""
    mark = etree.SubElement(one, f"{{{W}}}{MARKS[way % len(MARKS)]}")
    mark.set(f"{{{W}}}val", VALUES[way // len(MARKS) % len(VALUES)])


def _words(one: etree._Element, other: etree._Element, way: int) -> None:
    text = next(one.iter(f"{{{W}}}t"), None)
    if text is not None:
        text.text = ODD[way % len(ODD)]


STEPS: dict[str, Callable[[etree._Element, etree._Element, int], None]] = {
    "drop": _drop, "double": _double, "move": _move, "copy": _copy, "wrap": _wrap, "unwrap": _unwrap,
    "rename": _rename, "value": _value, "mark": _mark, "words": _words,
}  # fmt: skip
share = st.floats(0, 1, exclude_max=True)
steps = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), share, share, st.integers(0, 10_000)), min_size=1, max_size=8
)


@budget(90)
@given(st.integers(0, len(SEEDS)), steps)
@example(0, [("move", 0.0, 0.0, 0)])
@example(5, [("drop", 0.5, 0.0, 0), ("words", 0.6820604748880745, 0.0, 3183)])
def test_rearranged_elements_end_in_a_document_or_a_reason(number: int, changes: list[Step]) -> None:
    assert judged(rearranged(number, changes), "x.docx")
