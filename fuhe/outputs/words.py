"""The words all outputs share: severities, check results, and places as people say them."""

from typing import Literal

from extract.message import Message
from extract.model import CellPlace, PagePlace, Place, TextPlace
from validate.model import SEVERITIES, Check, Severity, Status
from validate.registry import RULES

SEVERITY: dict[Severity, Message] = {
    "error": Message("错误", "error"),
    "warning": Message("警告", "warning"),
    "query": Message("疑问", "query"),
    "note": Message("提示", "note"),
}
STATUS: dict[Status, Message] = {
    "holds": Message("成立", "holds"),
    "explained": Message("有说明", "explained"),
    "fails": Message("不成立", "fails"),
    "not_checked": Message("未能核对", "not checked"),
}
Mark = Literal["holds", "explained", "wrong", "query", "note", "not_checked"]
MARKS: dict[Mark, str] = {"holds": "✓", "explained": "≈", "wrong": "✗", "query": "?", "note": "·", "not_checked": "○"}
MEANING: dict[Mark, Message] = {
    "holds": Message("成立", "holds"),
    "explained": Message("有说明", "explained"),
    "wrong": Message("错误或警告", "error or warning"),
    "query": Message("疑问", "query"),
    "note": Message("提示", "note"),
    "not_checked": Message("未能进行", "not checked"),
}
_OF_SEVERITY: dict[Severity, Mark] = {"error": "wrong", "warning": "wrong", "query": "query", "note": "note"}
_DEFAULTS = {rule.code: rule.severity for rule in RULES}


def mark(check: Check) -> Mark:
    """A check's result as it is marked: what fails is wrong, to be explained, or only noted, by its severity."""
    if check.status != "fails":
        return check.status
    return _OF_SEVERITY[check.severity or _DEFAULTS[check.rule]]


FILE_STATUS = {
    "ok": Message("已读完", "read"),
    "partial": Message("部分读出", "read in part"),
    "failed": Message("未能读取", "failed"),
}

assert tuple(SEVERITY) == SEVERITIES


def spot(place: Place) -> Message:
    """A place as people count, from 1: 第1个表格第9行第7列, with its page where known."""
    match place:
        case CellPlace():
            zh = f"第{place.table}个表格第{place.row + 1}行第{place.col + 1}列"
            en = f"table {place.table}, row {place.row + 1}, column {place.col + 1}"
            return _on_page(zh, en, place.page)
        case TextPlace():
            return _on_page(f"正文第{place.paragraph + 1}段", f"paragraph {place.paragraph + 1}", place.page)
        case PagePlace():
            return Message(f"第{place.page}页", f"page {place.page}")


def _on_page(zh: str, en: str, page: int | None) -> Message:
    if page is None:
        return Message(zh, en)
    return Message(f"{zh}（第{page}页）", f"{en} (page {page})")
