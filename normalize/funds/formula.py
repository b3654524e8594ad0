"""What the heading of the execution rate divides by, where it says so in letters: 全年预算数（A） … 执行率（D/A）."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalize.layout.columns import Column, Columns
from normalize.layout.segments import Segment
from normalize.words.text import brackets, fold

_QUOTIENT = re.compile(r"([A-Z])[/÷]([A-Z])(?![A-Z])")
_LETTER = re.compile(r"([A-Z])(?:=.*)?")
_BUDGETS = ("initial_budget", "full_budget", "received", "net_budget")


def rate_base(segments: Sequence[Segment]) -> str | None:
    """The column of a form's fund block that its execution rate divides by; None where no heading says it."""
    blocks = (segment.columns for segment in segments if segment.kind == "funds" and segment.columns is not None)
    return next((base for columns in blocks if (base := _divisor(columns)) is not None), None)


def _divisor(columns: Columns) -> str | None:
    lettered = {letter: column.field for column in columns.all if (letter := _letter(column)) is not None}
    for column in columns.all:
        quotient = _QUOTIENT.search(fold(column.label).upper()) if column.field == "execution_rate" else None
        if quotient and lettered.get(quotient[1]) == "executed" and lettered.get(quotient[2]) in _BUDGETS:
            return lettered[quotient[2]]
    return None


def _letter(column: Column) -> str | None:
    """The letter a heading gives its column: 全年预算数(A), 扣除后预算金额(C=A-B)."""
    found = (_LETTER.fullmatch(inner.upper()) for inner in brackets(column.label))
    return next((one[1] for one in found if one), None)
