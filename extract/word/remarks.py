"""Remarks a reader makes while it reads, gathered into one note a kind with a count and the first place."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.message import Message
from extract.model import Note, Place
from extract.word.raw import Flow

_TEXTS: dict[str, Message] = {
    "tracked-changes": Message("文档含未接受的修订，已按全部接受读取", "tracked changes are pending; read as accepted"),
    "hidden-text": Message("隐藏文字未读入", "hidden text is left out"),
    "automatic-numbers": Message("自动编号已写入文字", "automatic numbers are written into the text"),
    "number-format": Message(
        "列表编号的格式未能识别，按数字读取", "a list's number format is not told; read as digits"
    ),
    "bound-text": Message(
        "内容控件所绑定的数据与文档中所存文字不同，按所存文字读取；Word 打开时可能显示前者",
        "a content control stores other text than its data say; the stored text is read, Word may show the data",
    ),
    "text-box": Message("文本框内容单列为段落，不并入单元格", "text boxes are read as paragraphs of their own"),
    "nested-table": Message(
        "单元格内有嵌套表格，另列为独立表格", "tables inside cells are listed as grids of their own"
    ),
    "equation": Message("公式已转为一行文字", "equations are written as one line of text"),
    "symbol-unknown": Message("有符号字体字符无法对应文字，原样保留", "characters of a symbol font could not be told"),
    "ruby": Message("拼音指南的注音未读入", "phonetic guides are left out"),
    "pictures": Message("含图片或图表，其中文字未读入", "pictures and charts are not read"),
    "embedded": Message("引用的外部或嵌入内容未读入", "linked or embedded content (altChunk, subDoc) is not followed"),
    "external": Message("文档引用外部资源，未访问", "the document refers to external resources; none was fetched"),
    "macros": Message("文档含宏，未运行", "the document holds macros; none was run"),
    "footnotes": Message("脚注、尾注列于正文之后", "footnotes and endnotes follow the body as paragraphs"),
    "header-left-out": Message("页眉页脚文字未读入", "text of headers and footers is left out"),
    "merge-orphan": Message(
        "纵向合并标记上方没有可合并的单元格，按独立单元格读取",
        "a vertical merge continues nothing above it; read as a cell of its own",
    ),
    "merged-away-text": Message(
        "被合并掉的单元格中仍有文字，未显示，未读入", "text in cells merged away is not displayed and left out"
    ),
    "span-invalid": Message("单元格跨度无效，已按允许范围读取", "invalid spans of cells were clamped"),
    "grid-holes": Message("表格各行长短不一，缺位处没有单元格", "rows differ in length; the grid has holes"),
    "limit-nesting": Message(
        "嵌套表格层数超过上限，其文字并入外层单元格", "tables nested too deep; their text stands in the outer cell"
    ),
    "limit-cells": Message("表格过大，超出部分未读入", "a table exceeds the limits; the rest of it is cut"),
    "text-lost": Message("读取前后字符数不符，可能有文字遗漏", "character counts differ; text may have been lost"),
}


@dataclass(slots=True)
class _Remark:
    count: int
    flow: Flow | None
    item: int


@dataclass(slots=True)
class Remarks:
    """`here` is the flow being read; a remark made now belongs to its next item."""

    here: Flow | None = None
    _seen: dict[str, _Remark] = field(default_factory=dict)

    def add(self, code: str, count: int = 1) -> None:
        """Remark something of a kind at the item being read."""
        seen = self._seen.get(code)
        if seen is not None:
            seen.count += count
        else:
            flow = self.here
            self._seen[code] = _Remark(count, flow, len(flow.items) if flow else 0)

    def add_at(self, code: str, flow: Flow | None) -> None:
        """Remark something about a whole cell."""
        if code in self._seen:
            self._seen[code].count += 1
        else:
            self._seen[code] = _Remark(1, flow, -1)

    def notes(self) -> tuple[Note, ...]:
        """One note a kind, in the order of first occurrence."""
        return tuple(Note(code, _counted(code, remark.count), _place(remark)) for code, remark in self._seen.items())


def _counted(code: str, count: int) -> Message:
    text = _TEXTS[code]
    if count == 1:
        return text
    return Message(f"{text.zh}（{count} 处）", f"{text.en} ({count} ×)")


def _place(remark: _Remark) -> Place | None:
    if remark.flow is None:
        return None
    return remark.flow.place or (remark.flow.numbers or {}).get(remark.item)
