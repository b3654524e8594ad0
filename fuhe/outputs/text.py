"""The report for a terminal: per file its forms with what was recomputed, the findings, and what was not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from extract.message import Language, Message
from fuhe.outputs.recomputation import Line, line
from fuhe.outputs.tally import Tally
from fuhe.outputs.width import clean, pad, shorten, width, wrap
from fuhe.outputs.words import FILE_STATUS, MARKS, MEANING, SEVERITY, Mark, mark, spot
from fuhe.results import FileResult
from normalize.model import Form
from validate.model import SEVERITIES, Check, Finding, Outcome, ProfileChoice, Severity
from validate.registry import TITLES

_COLOURS = {"error": "31", "warning": "33", "query": "36", "note": "2", "holds": "32", "explained": "33"}
_COLOURS |= {"wrong": "31", "not_checked": "35", "bold": "1", "dim": "2", "ok": "32", "partial": "33", "failed": "31"}


class Paper(Struct, frozen=True):
    """What the report is written on: language, columns, colours or not, all of it or findings only."""

    lang: Language = "zh"
    columns: int = 100
    colour: bool = False
    brief: bool = False

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def ink(self, style: str, text: str) -> str:
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if self.colour and text else text

    def wrapped(self, text: str, indent: str = "") -> str:
        return wrap(text, self.columns, indent)


def render(results: Iterable[FileResult], paper: Paper) -> Iterator[str]:
    """The report, a piece a file, the counts at the end."""
    tally = Tally()
    for result in results:
        tally.add(result)
        yield "".join(f"{row}\n" for row in _file(result, paper)) + "\n"
    yield "".join(f"{row}\n" for row in summary(tally, paper))


def _file(result: FileResult, paper: Paper) -> Iterator[str]:
    head = f"━━ {clean(result.origin.path)} "
    yield paper.ink("bold", head + "━" * max(2, paper.columns - width(head)))
    for problem in result.problems:
        status, cause = FILE_STATUS[result.status], problem.message
        said = paper.say(f"{status.zh}：{cause.zh}（{problem.code}）", f"{status.en}: {cause.en} ({problem.code})")
        yield paper.ink(result.status, paper.wrapped(clean(said)))
    if result.outcome is None:
        return
    yield from _heading(result.outcome, paper)
    if not paper.brief:
        for form in result.outcome.report.forms:
            yield ""
            yield from _form(form, result.outcome, paper)
        yield from _document(result.outcome, paper)
        yield from _remarks(result.outcome, paper)
    yield from _findings(result.outcome, paper)


def _heading(outcome: Outcome, paper: Paper) -> Iterator[str]:
    report = outcome.report
    year = paper.say(f"{report.year}年度", str(report.year)) if report.year else None
    known = [clean(part) for part in (report.title, report.unit, year) if part]
    if known:
        yield paper.wrapped(" · ".join(known))


def _form(form: Form, outcome: Outcome, paper: Paper) -> Iterator[str]:
    yield paper.ink("bold", paper.wrapped(_form_title(form, paper)))
    yield paper.ink("dim", paper.wrapped(_form_basis(form, outcome.profiles, paper), "  "))
    rows = {row.level_3 for row in form.indicators}
    checks = [check for check in outcome.checks if check.form == form.form]
    yield from _checked(checks, rows, paper)
    if form.unread:
        yield from _unread(form, paper)


def _form_title(form: Form, paper: Paper) -> str:
    name = clean(form.project_name or paper.say("（项目名称未读出）", "(project name not read)"))
    return paper.say(f"表{form.form} {name}", f"Form {form.form}: {name}")


def _form_basis(form: Form, profiles: Sequence[ProfileChoice], paper: Paper) -> str:
    parts = [paper.say(f"版式 {form.template}", f"layout {form.template}")]
    for choice in profiles:
        if choice.form == form.form:
            why = choice.why.text(paper.lang)
            parts.append(paper.say(f"口径 {choice.profile.name}（{why}）", f"profile {choice.profile.name} ({why})"))
    count, share = len(form.indicators), f"{form.understood * 100:.0f}%"
    parts.append(paper.say(f"指标 {count} 项", f"{count} indicators"))
    parts.append(paper.say(f"非空单元格识别 {share}", f"{share} of its cells understood"))
    return " · ".join(parts)


def _checked(checks: Sequence[Check], rows: set[str], paper: Paper) -> Iterator[str]:
    lines: list[Line] = []
    counted: dict[str, Counter[Mark]] = {}
    for check in checks:
        if check.status == "not_checked":
            continue
        drawn = line(check, paper.lang) if check.subject.row not in rows else None
        if drawn:
            lines.append(drawn)
        else:
            counted.setdefault(check.rule, Counter())[mark(check)] += 1
    yield from _lines(lines, paper)
    yield from _counts(counted, paper)
    yield from _not_checked([check for check in checks if check.status == "not_checked"], paper)


def _lines(lines: Sequence[Line], paper: Paper) -> Iterator[str]:
    labels = min(max((width(one.label) for one in lines), default=0), paper.columns // 3)
    stated = min(max((width(one.stated) for one in lines), default=0), paper.columns // 5)
    room = max(paper.columns - labels - stated - 13, 20)
    formulas = min(max((width(one.formula) for one in lines), default=0), room)
    for one in lines:
        label, formula = pad(shorten(clean(one.label), labels), labels), one.formula
        if width(formula) > formulas:
            yield paper.wrapped(f"{label}  {formula}", "  ")
            label, formula = " " * labels, ""
        sign = paper.ink(one.mark, MARKS[one.mark])
        said = pad(shorten(clean(one.stated), stated), stated)
        yield f"  {label}  {pad(formula, formulas)} {sign} {said}  {paper.ink('dim', one.rule)}".rstrip()


def _counts(counted: dict[str, Counter[Mark]], paper: Paper) -> Iterator[str]:
    if counted:
        parts = []
        for rule, marked in sorted(counted.items()):
            marks = " ".join(paper.ink(one, f"{MARKS[one]}{marked[one]}") for one in MARKS if marked[one])
            parts.append(f"{rule} {marks}")
        yield _flowed(parts, paper.say("逐项核对  ", "row by row  "), paper)


def _flowed(parts: Sequence[str], head: str, paper: Paper) -> str:
    """Parts side by side on as many lines as they need, behind a head."""
    rows, row = [], ""
    room = paper.columns - width(head) - 2
    for part in parts:
        if row and width(f"{row}  {part}") > room:
            rows.append(row)
            row = part
        else:
            row = f"{row}  {part}" if row else part
    indent = " " * width(head)
    return "\n".join(f"  {indent if n else head}{row}" for n, row in enumerate((*rows, row)))


def _not_checked(checks: Sequence[Check], paper: Paper) -> Iterator[str]:
    if not checks:
        return
    count = len(checks)
    yield paper.ink(
        "not_checked",
        paper.say(f"  ○ {count} 项检查因缺数未能进行：", f"  ○ {count} checks could not run for lack of figures:"),
    )
    reasons: dict[tuple[str, str], list[Check]] = {}
    for check in checks:
        reasons.setdefault((check.rule, check.why.text(paper.lang) if check.why else ""), []).append(check)
    for (rule, why), affected in reasons.items():
        times = paper.say(f"（{len(affected)} 项）", f" ({len(affected)})") if len(affected) > 1 else ""
        of = _subject(affected[0], paper) if len(affected) == 1 else ""
        yield paper.wrapped(clean(f"{rule} {of}{why}{times}"), "    ")


def _subject(check: Check, paper: Paper) -> str:
    return paper.say(f"“{check.subject.row}”行：", f"row “{check.subject.row}”: ") if check.subject.row else ""


def _unread(form: Form, paper: Paper) -> Iterator[str]:
    count = len(form.unread)
    texts = " | ".join(clean(shorten(cell.text, 20)) for cell in form.unread[:6])
    more = " …" if count > 6 else ""
    head = paper.say(f"○ 未识别单元格 {count} 处：", f"○ {count} cells not understood: ")
    yield paper.ink("not_checked", paper.wrapped(f"{head}{texts}{more}", "  "))


def _document(outcome: Outcome, paper: Paper) -> Iterator[str]:
    checks = [check for check in outcome.checks if check.form is None]
    if checks:
        yield ""
        yield paper.ink("bold", paper.say("全文", "The document as a whole"))
        yield from _checked(checks, set(), paper)
    count = len(outcome.report.unread)
    if count:
        text = paper.say(f"○ 自评表以外的表格有 {count} 处数字未核对", f"○ {count} numbers in other tables not checked")
        yield paper.ink("not_checked", f"  {text}")


def _remarks(outcome: Outcome, paper: Paper) -> Iterator[str]:
    notes = outcome.report.notes
    if notes:
        yield ""
        yield paper.ink("bold", paper.say("读取说明", "Remarks on reading"))
        for note in notes:
            yield paper.wrapped(clean(f"· {note.message.text(paper.lang)}"), "  ")


def _findings(outcome: Outcome, paper: Paper) -> Iterator[str]:
    told = [one for one in outcome.findings if not one.suppressed]
    for severity in SEVERITIES:
        some = [one for one in told if one.severity == severity]
        if some:
            yield ""
            yield paper.ink(severity, f"{SEVERITY[severity].text(paper.lang)} {len(some)}")
            for one in some:
                yield from _finding(one, severity, paper)
    if len(told) < len(outcome.findings):
        hidden = len(outcome.findings) - len(told)
        yield paper.say(f"另有 {hidden} 项已处理，不再列出", f"{hidden} more are suppressed")


def _finding(one: Finding, severity: Severity, paper: Paper) -> Iterator[str]:
    at = [spot(seen.place).text(paper.lang) for seen in one.evidence[:1]]
    title = TITLES.get(one.rule, Message(one.name, one.name)).text(paper.lang)
    where = paper.ink("dim", " ".join(at))
    yield f"  {paper.ink(severity, one.rule)} {paper.ink('bold', title)}  {where}".rstrip()
    yield paper.wrapped(clean(one.message.text(paper.lang)), "      ")
    figures = _figures(one, paper)
    if figures:
        yield paper.wrapped(clean(figures), "      ")
    for cause in one.likely_causes:
        yield paper.wrapped(paper.say("可能原因：", "Likely cause: ") + clean(cause.text(paper.lang)), "      ")
    basis = paper.say("依据：", "Basis: ") + one.basis.text(paper.lang)
    yield paper.ink("dim", paper.wrapped(basis, "      "))


def _figures(one: Finding, paper: Paper) -> str:
    """Stated, expected and formula, as far as the message does not say them already."""
    message = one.message.text(paper.lang)
    parts = []
    if one.stated is not None and one.expected is not None:
        stated = one.stated or paper.say("（空）", "(blank)")
        parts.append(paper.say(f"填列 {stated}，应为 {one.expected}", f"stated {stated}, expected {one.expected}"))
    if one.formula and one.formula not in message:
        parts.append(paper.say(f"算式 {one.formula}", f"formula {one.formula}"))
    if one.amount is not None:
        parts.append(paper.say(f"涉及 {one.amount} 万元", f"{one.amount} × 10,000 yuan at stake"))
    return paper.say("；", "; ").join(parts)


def summary(tally: Tally, paper: Paper) -> Iterator[str]:
    """The files that failed by name, what the marks mean, and the last line: what was read and what was not."""
    if tally.failures and tally.files.total() > 1:
        yield paper.ink("failed", paper.say("未能读取的文件：", "Files that could not be read:"))
        for result in tally.failures:
            cause = result.problems[0].message.text(paper.lang)
            yield paper.wrapped(clean(result.origin.path + paper.say("：", ": ") + cause), "  ")
    if tally.checks and not paper.brief:
        yield paper.ink("dim", "  ".join(f"{MARKS[one]} {MEANING[one].text(paper.lang)}" for one in MARKS))
    yield paper.ink("bold", paper.wrapped(last_line(tally, paper.lang)))


def last_line(tally: Tally, lang: Language) -> str:
    """What was read and what was not, in one sentence."""
    files, checks, found = tally.files, tally.checks, tally.findings
    ran = checks.total() - checks["not_checked"]
    if lang == "zh":
        told = "、".join(f"{SEVERITY[one].zh} {found[one]}" for one in SEVERITIES)
        return (
            f"文件 {files.total()}（读完 {files['ok']}、部分读出 {files['partial']}、未能读取 {files['failed']}），"
            f"自评表 {tally.forms} 张，指标 {tally.indicators} 项；"
            f"检查 {checks.total()} 项，已做 {ran} 项（成立 {checks['holds']}、有说明 {checks['explained']}、"
            f"不成立 {checks['fails']}），未能进行 {checks['not_checked']} 项；未识别 {tally.unread} 处；"
            f"{told}{f'、已处理 {tally.suppressed}' if tally.suppressed else ''}。"
        )
    told = ", ".join(f"{SEVERITY[one].en} {found[one]}" for one in SEVERITIES)
    return (
        f"{files.total()} files ({files['ok']} read, {files['partial']} in part, {files['failed']} failed), "
        f"{tally.forms} forms, {tally.indicators} indicators; "
        f"{checks.total()} checks possible, {ran} run ({checks['holds']} hold, {checks['explained']} explained, "
        f"{checks['fails']} fail), {checks['not_checked']} not checked; {tally.unread} cells not understood; "
        f"{told}{f', suppressed {tally.suppressed}' if tally.suppressed else ''}."
    )
