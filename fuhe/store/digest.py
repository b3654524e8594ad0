"""What a scan found, in words: what is new first, then by gravity, money and unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.message import Language, Message
from fuhe.outputs.width import clean
from fuhe.outputs.words import SEVERITY
from fuhe.store.views import Difference, Section
from validate.model import SEVERITIES

NEW, CHANGED, GONE = Message("新增", "New"), Message("数值有变", "Changed"), Message("不再出现", "Gone")
FAILED = Message("未能读取", "Could not be read")
UNITS = Message("新增问题按单位", "New findings by unit")


def told(
    diff: Difference, statuses: dict[str, int], failures: Sequence[tuple[str, str]], lang: Language
) -> Iterator[str]:
    """The summary of a run, line by line."""
    yield from _section(NEW, diff.new, "+", lang)
    yield from _section(CHANGED, diff.changed, "~", lang)
    yield from _section(GONE, diff.gone, "-", lang)
    if failures:
        yield FAILED.text(lang)
        yield from (f"  {clean(path)}  {clean(cause)}" for path, cause in failures)
    yield from _units(diff.new, lang)
    yield last_line(diff, statuses, lang)


def _section(title: Message, found: Section, sign: str, lang: Language) -> Iterator[str]:
    total = found.open.total()
    if not total:
        return
    yield f"{title.text(lang)} {total}"
    for one in found.shown:
        what = f"[{SEVERITY[one.severity].text(lang)}] {one.rule} {clean(one.path)}"
        yield f"  {sign} {what}  {clean(one.message)}  ({one.fingerprint[:12]})"
    if total > len(found.shown):
        yield f"  {rest(total - len(found.shown)).text(lang)}"


def rest(count: int) -> Message:
    """What a summary says of the findings that it does not list."""
    return Message(f"另有 {count} 个，见 fuhe triage", f"and {count} more, see fuhe triage")


def _units(found: Section, lang: Language) -> Iterator[str]:
    if len(found.units) > 1:
        yield UNITS.text(lang)
        for unit, counts in found.units.items():
            yield f"  {counts.total():>5}  {clean(unit) or '—'}"


def last_line(diff: Difference, statuses: dict[str, int], lang: Language) -> str:
    """How many files, and how many findings of which kind, in one sentence."""
    grave = "、".join(f"{SEVERITY[one].text(lang)} {diff.new.total[one]}" for one in SEVERITIES)
    new, changed, gone = (one.total.total() for one in (diff.new, diff.changed, diff.gone))
    ok, partial, failed = (statuses.get(key, 0) for key in ("ok", "partial", "failed"))
    return Message(
        f"文件 {ok + partial + failed}（读完 {ok}、部分读出 {partial}、未能读取 {failed}）；"
        f"新增 {new}（{grave}），数值有变 {changed}，不再出现 {gone}，"
        f"未变 {diff.unchanged}；已处理 {diff.decided}，因文件未能读取而沿用 {diff.stale}。",
        f"{ok + partial + failed} files ({ok} read, {partial} in part, {failed} failed); "
        f"new {new} ({grave.replace('、', ', ')}), changed {changed}, gone {gone}, "
        f"unchanged {diff.unchanged}; decided {diff.decided}, stale {diff.stale}.",
    ).text(lang)
