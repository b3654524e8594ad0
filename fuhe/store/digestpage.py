"""What a scan found as one HTML page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import zip_longest

from extract.message import Language, Message
from fuhe.outputs.width import clean
from fuhe.outputs.words import SEVERITY
from fuhe.store.digest import CHANGED, FAILED, GONE, NEW, UNITS, last_line, rest
from fuhe.store.views import Difference, Section
from validate.model import SEVERITIES

_STYLE = """
body { font: 14px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif; margin: 2em auto; max-width: 1200px; padding: 0 1em; }
table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid #bdbdbd; padding: 2px 8px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eceff1; } .fixed { white-space: nowrap; } .number { white-space: nowrap; text-align: right; } .error { background: #ffcdd2; } .warning { background: #ffe0b2; } .query { background: #bbdefb; } .note { background: #eeeeee; }
@page { size: A4 landscape; margin: 12mm; } tr { break-inside: avoid; }
"""  # noqa: E501
_HEADS = (
    Message("级别", "severity"),
    Message("规则", "rule"),
    Message("单位", "unit"),
    Message("文件", "file"),
    Message("问题", "finding"),
    Message("涉及金额（万元）", "amount (10,000 yuan)"),
)
_KINDS = ("fixed", "fixed", "", "", "", "number")


def page(
    diff: Difference, statuses: dict[str, int], failures: Sequence[tuple[str, str]], lang: Language
) -> Iterator[str]:
    """The page, what is new first."""
    title = Message("复核扫描摘要", "Scan summary").text(lang)
    yield f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    yield f"<p>{escape(last_line(diff, statuses, lang))}</p>\n"
    yield from _units(diff.new, lang)
    yield from _table(NEW, diff.new, lang)
    yield from _table(CHANGED, diff.changed, lang)
    yield from _table(GONE, diff.gone, lang)
    if failures:
        yield f"<h2>{FAILED.text(lang)}</h2>\n<table>\n"
        for path, cause in failures:
            yield f"<tr>{_cells((path, cause))}</tr>\n"
        yield "</table>\n"
    yield "</body>\n</html>\n"


def _table(title: Message, found: Section, lang: Language) -> Iterator[str]:
    total = found.open.total()
    if not total:
        return
    heads = _cells([head.text(lang) for head in _HEADS], _KINDS, "th")
    yield f"<h2>{title.text(lang)} {total}</h2>\n<table>\n<tr>{heads}</tr>\n"
    for one in found.shown:
        severity = SEVERITY[one.severity].text(lang)
        cells = (severity, one.rule, one.unit or "", one.path, one.message, one.amount or "")
        yield f'<tr class="{one.severity}">{_cells(cells, _KINDS)}</tr>\n'
    yield "</table>\n"
    if total > len(found.shown):
        yield f"<p>{rest(total - len(found.shown)).text(lang)}</p>\n"


def _units(found: Section, lang: Language) -> Iterator[str]:
    if len(found.units) < 2:
        return
    heads = [_HEADS[2].text(lang), *(SEVERITY[one].text(lang) for one in SEVERITIES)]
    kinds = ["", *("number" for _ in SEVERITIES)]
    yield f"<h2>{UNITS.text(lang)}</h2>\n<table>\n<tr>{_cells(heads, kinds, 'th')}</tr>\n"
    for unit, counts in found.units.items():
        numbers = [str(counts[one] or "") for one in SEVERITIES]
        yield f"<tr>{_cells([unit or '—', *numbers], kinds)}</tr>\n"
    yield "</table>\n"


def _cells(texts: Sequence[str], kinds: Sequence[str] = (), tag: str = "td") -> str:
    """Cells of a row, each with its class where it has one."""
    told = zip_longest(texts, kinds, fillvalue="")
    return "".join(f"<{tag}{_class(kind)}>{escape(clean(text))}</{tag}>" for text, kind in told)


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
