"""What a scan found, in words: what is new first, then by gravity, money and unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extract.message import Language, Message
from fuhe.outputs.width import clean
from fuhe.outputs.words import SEVERITY
from fuhe.store.views import Difference, Known
from validate.model import SEVERITIES

_MOST = 200  # findings listed; the store has all of them


def told(
    diff: Difference, statuses: dict[str, int], failures: Sequence[tuple[str, str]], lang: Language
) -> Iterator[str]:
    """The summary of a run, line by line."""
    say = Message
    yield from _section(say("新增", "New"), open_ones(diff.new), "+", lang)
    yield from _section(say("数值有变", "Changed"), open_ones(diff.changed), "~", lang)
    yield from _section(say("不再出现", "Gone"), diff.gone, "-", lang)
    if failures:
        yield say("未能读取", "Could not be read").text(lang)
        yield from (f"  {clean(path)}  {clean(cause)}" for path, cause in failures)
    yield from _units(open_ones(diff.new), lang)
    yield last_line(diff, statuses, lang)


def open_ones(found: Sequence[Known]) -> list[Known]:
    """The findings that no decision stands on."""
    return [one for one in found if one.decision is None]


def _section(title: Message, found: Sequence[Known], sign: str, lang: Language) -> Iterator[str]:
    if not found:
        return
    yield f"{title.text(lang)} {len(found)}"
    for one in found[:_MOST]:
        what = f"[{SEVERITY[one.severity].text(lang)}] {one.rule} {clean(one.path)}"
        yield f"  {sign} {what}  {clean(one.message)}  ({one.fingerprint[:12]})"
    if len(found) > _MOST:
        yield f"  … +{len(found) - _MOST}"


def _units(found: Sequence[Known], lang: Language) -> Iterator[str]:
    counts = Counter(one.unit or "—" for one in found)
    if len(counts) > 1:
        yield Message("新增问题按单位", "New findings by unit").text(lang)
        for unit, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
            yield f"  {count:>5}  {clean(unit)}"


def last_line(diff: Difference, statuses: dict[str, int], lang: Language) -> str:
    """How many files, and how many findings of which kind, in one sentence."""
    grave = "、".join(f"{SEVERITY[one].text(lang)} {sum(f.severity == one for f in diff.new)}" for one in SEVERITIES)
    ok, partial, failed = (statuses.get(key, 0) for key in ("ok", "partial", "failed"))
    return Message(
        f"文件 {ok + partial + failed}（读完 {ok}、部分读出 {partial}、未能读取 {failed}）；"
        f"新增 {len(diff.new)}（{grave}），数值有变 {len(diff.changed)}，不再出现 {len(diff.gone)}，"
        f"未变 {diff.unchanged}；已处理 {diff.decided}，因文件未能读取而沿用 {diff.stale}。",
        f"{ok + partial + failed} files ({ok} read, {partial} in part, {failed} failed); "
        f"new {len(diff.new)} ({grave.replace('、', ', ')}), changed {len(diff.changed)}, gone {len(diff.gone)}, "
        f"unchanged {diff.unchanged}; decided {diff.decided}, stale {diff.stale}.",
    ).text(lang)
