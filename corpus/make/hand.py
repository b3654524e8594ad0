"""How a program writes a document: fonts, merges, breaks, wrappers. One Hand per way found in real files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Merge = Literal["word", "explicit", "hmerge", "flat", "repeat"]


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font names by use; latin is for digits and letters in prose."""

    title: str = "方正小标宋简体"
    heading: str = "黑体"
    body: str = "仿宋_GB2312"
    table: str = "宋体"
    latin: str = "Times New Roman"


OFFICE = Fonts()
DEBIAN = Fonts("Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UKai CN", "AR PL UMing CN", "AR PL UKai CN")


@dataclass(frozen=True, slots=True)
class Hand:
    """Options of the Word writer.

    merge: word = gridSpan and vMerge as Word writes them; explicit = every continuation spelled out (WPS); hmerge = the
    legacy horizontal merge, one cell a square; flat = continuation rows as empty cells of their own; repeat = the label
    printed again in every row of its block.
    breaks: br = line break in one paragraph, p = one paragraph a line. split_runs: digits in runs of their own.
    controls: values inside content controls. tracked: some values typed over with change tracking on.
    repeat_header: header rows marked to be printed on every page. floating: the table positioned freely (tblpPr).
    formatted: every paragraph, run and cell says itself how it looks, which makes nine tenths of a file.
    """

    merge: Merge = "word"
    fonts: Fonts = OFFICE
    breaks: Literal["br", "p"] = "br"
    split_runs: bool = False
    controls: bool = False
    tracked: bool = False
    repeat_header: bool = False
    floating: bool = False
    formatted: bool = False
    size: int = 18  # half points of table text


WORD = Hand()
WPS = Hand(merge="explicit", breaks="p", split_runs=True)
WPS_FORMATTED = Hand(merge="explicit", formatted=True)
LEGACY = Hand(merge="hmerge", breaks="p")
