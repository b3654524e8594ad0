"""Which projects a text names, how many, and what it says was budgeted and spent on each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from normalize.claims.sentences import Passage
from normalize.model import Claim
from normalize.words.numerals import chinese_number

NUMBER = r"(?<!\d)(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
MONEY = r"亿元|百万元|万元|千元|元"
_COUNT = r"(?<!\d)\d{1,3}|[一二两三四五六七八九十]{1,3}"
_COUNTED = (
    re.compile(rf"(?:重点|专项|预算|支出|自评|评价|申报|绩效)(?:支出|资金|预算|绩效)*的?项目(?:支出)?(?:数量|个数|总数)?(?:一?共|共计|总计|合计|有|为|:)*(?P<n>{_COUNT})个"),
    re.compile(rf"(?:自评|评价|纳入|涉及|申报|共有|共计|共|安排|实施)(?:的)?[^,。;\d]{{0,10}}?(?P<n>{_COUNT})个(?:重点|专项|预算|支出|自评|一般)*项目(?!部|组)"),
    re.compile(rf"(?<!第)(?P<n>{_COUNT})个(?:重点|专项|预算|支出|一般)*项目(?:支出)?(?:均|全部)?(?:开展|进行|实施|纳入)了?(?:绩效)?(?:自评|评价)"),
)  # fmt: skip
_CONTEXT = re.compile("自评|评价|绩效|重点项目|分别(?:为|是)|预算项目|项目支出")
_LIST = re.compile(r"(?:分别(?:为|是)|包括|即|具体(?:为|是)|为)[:：]?(?P<names>[^。;:]+)")
_AMOUNTS = re.compile(
    rf"分别(?:为|是|达到?|完成)?(?P<list>(?:{NUMBER})(?:{MONEY})?(?:(?:[、,]|和|及)(?:{NUMBER})(?:{MONEY})?)*(?:{MONEY}))"
)
_MEASURE = (
    r"(?:全年|年初|调整后?|本年|当年|实际)?"
    r"(?:预算(?:数|资金|安排|金额)?|执行(?:数)?|支出(?:数|金额)?|决算数|到位(?:资金|数)?|下达(?:资金)?)"
)
_SAID = re.compile(
    rf"(?P<measure>{_MEASURE})(?:总额|共计|合计|共|约)?(?:为|是|达到?|:)?(?P<n>{NUMBER})(?P<unit>{MONEY})"
)
_DIFFERENCE = re.compile(
    rf"(?:相差|差额(?:为|是)?|差异(?:为|是)?|超(?:出|支)(?:年初)?预算(?:数)?"
    rf"|(?<!上年)(?<!年初)(?<!往年)(?<!累计)(?<!年度)(?<!结转)(?<!结转和)(?:结转和?结余|结转|结余|剩余)(?:资金|金额|指标)?"
    rf"(?:为|是|共|:)?)(?P<n>{NUMBER})(?P<unit>{MONEY})"
)
_COMPLETED = re.compile(rf"(?:完成|占|为)(?:年初|全年|调整)?预算(?:数)?的?(?P<n>{NUMBER})(?P<unit>%)")
_SUBJECT = re.compile(r"^(?P<name>.{2,40}?)(?:项目)?(?:支出)?(?:年初|全年|预算|决算|执行|实际|本年|调整)")
_PROJECT = re.compile(
    r"(?:^|[,:、])(?:\d+[.、])?(?P<name>[^,:、。;()“”]{2,40}?)项目(?:绩效)?(?:自评(?:综述|情况|结果)|全年|年初|预算|实际|支出)"
)
_SCORED = re.compile(rf"(?P<name>[^\d%]{{2,40}}?)(?:自评)?(?:得分|评分)?(?:为|是|得|:)*(?P<n>{NUMBER})分")
_NOT_NAMES = re.compile(r"预算|决算|批复|^(?:如下|以下|主要|具体|其中|下列|上述|本|该|各|个|我|\d)|[%\d]{3,}|万元")


def project_claims(text: Passage, names: tuple[str, ...]) -> Iterator[Claim]:
    """Counts, names, amounts and differences of projects in one passage. names: the projects the forms are about."""
    for start, end in text.sentences():
        sentence = text.flat[start:end]
        count = _count(sentence) if text.form is None else None
        listed: list[str] = []
        if count is not None:
            number, at = count
            yield Claim(
                "project_count",
                text.text(start + at[0], start + at[1]),
                text.at(start + at[0], start + at[1]),
                number,
                "个",
                form=text.form,
            )
            for claim in _names(text, start, sentence, at[1], int(number)):
                listed += [claim.about or ""] if claim.kind == "project_name" else []
                yield claim
        yield from _amounts(text, start, sentence, listed, names)


def _count(sentence: str) -> tuple[Decimal, tuple[int, int]] | None:
    if not _CONTEXT.search(sentence):
        return None
    found = next((match for match in (pattern.search(sentence) for pattern in _COUNTED) if match), None)
    if found is None:
        return None
    number = Decimal(found["n"]) if found["n"].isdigit() else chinese_number(found["n"])
    return (number, _span(sentence, found)) if number else None


def _span(sentence: str, found: re.Match[str]) -> tuple[int, int]:
    """The words of the count alone: 重点项目2个, 3个项目."""
    before = sentence.rfind("项目", found.start(), found.start("n"))
    start = found.start() if before >= 0 else found.start("n")
    return start, found.end()


def _names(text: Passage, start: int, sentence: str, after: int, count: int) -> Iterator[Claim]:
    found = _LIST.search(sentence, after)
    if not found:
        return
    for first, last in _items(found["names"], count):
        name = found["names"][first:last]
        at = start + found.start("names") + first
        scored = _SCORED.fullmatch(name)
        if scored:
            a, b = at, at + len(name)
            yield Claim("score", text.text(a, b), text.at(a, b), _number(scored["n"]), "分", _bare(scored["name"]))
            continue
        about = _bare(name)
        if not about or _NOT_NAMES.search(about):
            continue
        yield Claim(
            "project_name", text.text(at, at + len(name)), text.at(at, at + len(name)), about=about, form=text.form
        )


def _items(names: str, count: int) -> list[tuple[int, int]]:
    """Where the names of a list stand: parted by 、 and commas; by 和 only where the count asks for it."""
    head = re.split(r",(?![^,]*项目(?:[,、]|$))", names)[0]
    parts = _split(head, r"[、,]")
    if len(parts) < count and parts:
        first, last = parts[-1]
        more = _split(head[first:last], r"(?:以及|和|及|与)(?=.)")
        if len(parts) - 1 + len(more) == count:
            parts = [*parts[:-1], *((first + a, first + b) for a, b in more)]
    return [(a, b - len(_tail(head[a:b]))) for a, b in parts]


def _split(text: str, pattern: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for found in re.finditer(pattern, text):
        spans.append((at, found.start()))
        at = found.end()
    spans.append((at, len(text)))
    return [(a, b) for a, b in spans if b > a]


def _tail(name: str) -> str:
    found = re.search(r"等(?:\d+个)?(?:项目)?$", name)
    return found[0] if found else ""


def _bare(name: str) -> str:
    """A project's name without quotation marks and the word 项目 behind it."""
    return re.sub(r"项目(?:支出)?$", "", name.strip("“”\"'《》")).strip("“”\"'《》")


def _amounts(text: Passage, start: int, sentence: str, listed: list[str], names: tuple[str, ...]) -> Iterator[Claim]:
    taken: list[tuple[int, int]] = []
    for found in _AMOUNTS.finditer(sentence):
        taken.append(found.span("list"))
        yield from _paired(text, start, found, listed or _mentioned(sentence[: found.start()], names))
    for found in _DIFFERENCE.finditer(sentence):
        taken.append(found.span())
        clause = max(sentence.rfind(mark, 0, found.start()) for mark in ",:") + 1
        about = _about(sentence[clause : found.start()], names)
        a, b = start + clause, start + found.end()
        yield Claim(
            "difference", text.text(a, b), text.at(a, b), _number(found["n"]), found["unit"], about, form=text.form
        )
    if text.form is not None:
        return
    about = _subject(sentence, names)
    for found in _SAID.finditer(sentence):
        if not any(a <= found.start("n") < b for a, b in taken):
            a, b = start + found.start("n"), start + found.end("unit")
            yield Claim("amount", text.text(a, b), text.at(a, b), _number(found["n"]), found["unit"], about)
    for found in _COMPLETED.finditer(sentence):
        a, b = start + found.start(), start + found.end()
        yield Claim("rate", text.text(a, b), text.at(a, b), _number(found["n"]), "%", about or "预算执行率")


def _paired(text: Passage, start: int, found: re.Match[str], names: list[str]) -> Iterator[Claim]:
    """``分别为255.42万元、1524.85万元``: as many amounts as names, in their order."""
    figures = list(re.finditer(rf"(?P<n>{NUMBER})(?P<unit>{MONEY})?", found["list"]))
    unit = next((figure["unit"] for figure in reversed(figures) if figure["unit"]), None)
    for at, figure in enumerate(figures):
        a, b = start + found.start("list") + figure.start(), start + found.start("list") + figure.end()
        about = names[at] if len(names) == len(figures) else None
        yield Claim(
            "amount",
            text.text(a, b),
            text.at(a, b),
            _number(figure["n"]),
            figure["unit"] or unit,
            about,
            form=text.form,
        )


def _mentioned(sentence: str, names: tuple[str, ...]) -> list[str]:
    """The forms' projects in the order a sentence names them."""
    return sorted((name for name in names if name in sentence), key=sentence.index)


def _about(clause: str, names: tuple[str, ...]) -> str | None:
    known = [name for name in names if name in clause]
    if known:
        return max(known, key=len)
    found = _SUBJECT.match(clause)
    return _bare(found["name"]) if found else None


def _subject(sentence: str, names: tuple[str, ...]) -> str | None:
    """The project a sentence about money speaks of."""
    known = [name for name in names if name in sentence]
    if len(known) == 1:
        return known[0]
    found = _PROJECT.search(sentence)
    return found["name"] if found and not known and not _NOT_NAMES.search(found["name"]) else None


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
