"""Remarks on a form that was read: headings nobody knows, cells that are no number, what is no self-assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from extract.message import Message
from extract.model import Note
from normalize.labels import vocabulary
from normalize.layout.segments import Segment
from normalize.model import Form, FormKind, Value
from normalize.words.text import fold, join
from normalize.words.values import lists_values

_NUMERIC = ("weight", "score", "review_score")
_KINDS: dict[FormKind, tuple[str, Message]] = {
    "target": (
        "target-sheet",
        Message("为绩效目标表，无完成值，未作自评审核", "states targets only and is not audited"),
    ),
    "standard": (
        "scoring-standard",
        Message("为评分标准，无任何单位的得分，未作自评审核", "is a scoring standard without marks and is not audited"),
    ),
    "blank": (
        "blank-form",
        Message("为空白表样，未填写内容，未作审核", "is a blank form with nothing filled in and is not audited"),
    ),
    "evaluation": (
        "evaluation-by-others",
        Message(
            "为他人所作的绩效评价，不是单位自评，只核对算术和前后一致，未按自评表要求审核",
            "is an evaluation by others: only its arithmetic and agreement with itself are audited",
        ),
    ),
}


def remarks(form: Form, segments: Sequence[Segment]) -> list[Note]:
    """What a reader of the form is told about how it was read."""
    return [*_unknown_headers(segments), *_unread_values(form), *_listed_values(form)]


def _unknown_headers(segments: Sequence[Segment]) -> Iterable[Note]:
    """A header nobody knows, with the nearest fields as candidates; its column is kept beside the records."""
    words = vocabulary()
    for segment in segments:
        if segment.columns is None or not segment.header:
            continue
        dictionary = words.indicators if segment.kind == "indicators" else words.fund_columns
        for column in segment.columns.all:
            if column.field is None and fold(column.label):
                near = "、".join(field for field, _ in dictionary.candidates(column.label))
                label = join(column.label)
                yield Note(
                    "header-not-recognised",
                    Message(
                        f"未识别表头“{label}”（最接近：{near}）", f"header not recognised: {label} (nearest: {near})"
                    ),
                    column.header.place,
                )


def _unread_values(form: Form) -> Iterable[Note]:
    """Cells of number columns that hold something else."""
    for value in _number_cells(form):
        if value is not None and value.kind == "text":
            yield Note(
                "value-not-read",
                Message(f"“{value.text}”不是可读的数值", f"not a readable number: {value.text}"),
                value.place,
            )


def _number_cells(form: Form) -> Iterable[Value | None]:
    for line in form.funds:
        yield from (line.initial_budget, line.full_budget, line.received, line.integrated_out, line.executed)
        yield from (line.weight, line.execution_rate, line.score)
    for row in (*form.indicators, form.total):
        yield from (_get(row, name) for name in _NUMERIC)


def _get(row: object, name: str) -> Value | None:
    value: Value | None = getattr(row, name)
    return value


def _listed_values(form: Form) -> Iterable[Note]:
    """Target and actual cells that list several values, none of which is taken."""
    for row in form.indicators:
        for value in (row.target, row.actual):
            if value is not None and lists_values(value, "target"):
                yield Note(
                    "several-values",
                    Message(
                        f"“{value.text}”列有多个数值，未取其一，按文字读取",
                        f"several values in one cell, none was taken: {value.text}",
                    ),
                    value.place,
                )


def kind_remarks(forms: Iterable[Form]) -> Iterator[Note]:
    """A remark on each form that is no self-assessment: what it is and what is made of it."""
    for form in forms:
        if form.kind in _KINDS:
            code, says = _KINDS[form.kind]
            yield Note(code, Message(f"表{form.form}{says.zh}", f"form {form.form} {says.en}"), form.place)
