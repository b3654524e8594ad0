"""Break exactly one thing in a correct document, and know what: truth for recall and precision of the rules.

A mutator changes the cells one mistake changes (a wrong row score goes on into the total, as it does in practice) and
says which rule must find it and where. ``also`` names rules that the same mistake may set off as well.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from corpus.make import (
    wrongbudget,
    wrongform,
    wrongfunds,
    wronggoals,
    wrongnames,
    wrongreport,
    wrongrows,
    wrongtotals,
    wrongvalues,
    wrongweights,
)
from corpus.make.change import Mutator
from corpus.make.drawing import draw
from corpus.make.generate import HANDS, UNMERGED, Made
from corpus.make.wrongbatch import COMPARISONS
from corpus.make.wrongreport import Spoiler


@dataclass(frozen=True, slots=True)
class Broken:
    """The one mistake: the rule it breaks, its severity, the form (from 1; None: none) and the cell in the grid."""

    rule: str
    severity: str
    form: int | None
    cell: tuple[int, int] | None
    stated: str
    expected: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mistake in a form."""

    rule: str
    severity: str
    also: tuple[str, ...]
    apply: Mutator


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of mistake in a report: in its sentences or between its forms."""

    rule: str
    severity: str
    also: tuple[str, ...]
    apply: Spoiler


def mutate(made: Made, rule: str, seed: int = 0) -> tuple[Made, Broken] | None:
    """The document with the mistake of a rule in one of its forms or its prose; None where it has no place for it."""
    chance = random.Random(f"{rule} {made.seed} {made.layout} {seed}")
    if rule in REPORT:
        return _of_report(made, REPORT[rule], chance)
    if rule in MERGED and HANDS[made.hand].merge in UNMERGED:
        return None
    if rule in AMOUNTS and made.prose is not None:
        return None
    kind = FORM[rule]
    index = chance.randrange(len(made.contents))
    if (rule[0] == "A" or rule in MONEY) and all(fund.kind != "total" for fund in made.contents[index].funds):
        return None
    change = kind.apply(made.contents[index], chance)
    if change is None:
        return None
    contents = (*made.contents[:index], change.content, *made.contents[index + 1 :])
    cell = draw(change.content)[1].get(change.mark)
    severity = change.severity or kind.severity
    broken = Broken(rule, severity, index + 1, cell, change.stated, change.expected, kind.also)
    return replace(made, contents=contents), broken


def _of_report(made: Made, kind: ReportKind, chance: random.Random) -> tuple[Made, Broken] | None:
    wrong = kind.apply(made, chance)
    if wrong is None:
        return None
    form = None if wrong.form is None else wrong.form + 1
    return wrong.made, Broken(kind.rule, kind.severity, form, None, wrong.stated, None, kind.also)


FORM: dict[str, Kind] = {
    kind.rule: kind
    for kind in (
        Kind("A01", "error", ("A04", "A18"), wrongfunds.rate),
        Kind("A02", "query", ("A03", "C26"), wrongfunds.overspent),
        Kind("A03", "warning", ("A02", "C26"), wrongbudget.not_adjusted),
        Kind("A04", "error", (), wrongfunds.execution_score),
        Kind("A05", "error", ("A04", "B04", "B14"), wrongfunds.execution_over),
        Kind("A06", "error", ("A14", "A15"), wrongfunds.part("initial_budget")),
        Kind("A07", "error", ("A14", "A15"), wrongfunds.part("full_budget")),
        Kind("A08", "error", ("A14", "A15"), wrongfunds.part("executed")),
        Kind("A09", "error", ("A06", "A03"), wrongfunds.total_zero),
        Kind("A10", "query", ("A15",), wrongfunds.spent_without_budget),
        Kind("A11", "query", ("A15",), wrongbudget.unspent),
        Kind("A12", "error", ("A03", "A06", "A07", "A09"), wrongbudget.no_budget),
        Kind("A13", "warning", (), wrongfunds.rate_blank),
        Kind("A14", "warning", (), wrongbudget.part_rate),
        Kind("A15", "warning", ("A10",), wrongbudget.fiscal_low),
        Kind("A16", "error", ("A01", "A02", "A03", "A04", "A06", "A07"), wrongbudget.other_money_unit),
        Kind("A18", "note", (), wrongbudget.rate_precision),
        Kind("A19", "error", (), wrongfunds.received_rate),
        Kind("B01", "error", ("B02",), wrongtotals.total("weight")),
        Kind("B02", "warning", ("B07", "B09", "B14"), wrongweights.total_unusual),
        Kind("B03", "error", ("B14",), wrongtotals.total("score")),
        Kind("B04", "error", ("B03", "B14"), wrongtotals.total_over),
        Kind("B05", "error", ("B04", "B14", "C01", "C03", "C23"), wrongrows.score_over),
        Kind("B06", "warning", ("B03", "C03", "C23"), wrongrows.score_blank),
        Kind("B07", "error", ("B09",), wrongtotals.points),
        Kind("B08", "error", (), wrongweights.second_points),
        Kind("B09", "query", (), wrongweights.levels_unusual),
        Kind("B10", "query", (), wrongweights.dominating),
        Kind("B11", "query", ("A01",), wrongweights.all_full),
        Kind("B12", "warning", ("B01", "B02", "B05", "B07"), wrongweights.weight_blank),
        Kind("B13", "warning", ("B14",), wrongweights.total_missing),
        Kind("B14", "error", (), wrongtotals.rating),
        Kind("B15", "query", (), wrongweights.reviewed_lower),
        Kind("C01", "error", ("B14",), wrongrows.not_proportional),
        Kind("C02", "error", ("C25", "B14"), wrongrows.missed_full),
        Kind("C03", "warning", ("C23", "B14"), wrongrows.reached_docked),
        Kind("C04", "error", ("C08", "F19"), wrongrows.limit_misscored),
        Kind("C05", "error", ("C23", "C08", "F19"), wrongrows.limit_exceeded),
        Kind("C06", "query", (), wrongrows.threshold_missed),
        Kind("C07", "warning", ("C03", "C23"), wrongrows.zero_halved),
        Kind("C08", "query", (), wrongvalues.far_above("1.5", "")),
        Kind("C09", "query", (), wrongvalues.far_above("2.5", wrongvalues.GIVEN)),
        Kind("C10", "warning", (), wrongvalues.far_above("2.5", "", wrongvalues.CUT, "score")),
        Kind("C11", "query", (), wrongvalues.equality_exceeded),
        Kind("C12", "error", ("B14",), wrongvalues.tier_overscored),
        Kind("C13", "note", (), wrongvalues.described("效果明显提升，群众反映良好")),
        Kind("C14", "query", (), wrongvalues.described("")),
        Kind("C15", "query", (), wronggoals.unspoken(1, "level_3")),
        Kind("C16", "error", (), wrongvalues.impossible),
        Kind("C17", "warning", ("C23",), wrongrows.actual_in_words),
        Kind("C18", "note", (), wrongvalues.operator_kept),
        Kind("C19", "warning", (), wrongrows.other_unit),
        Kind("C20", "query", (), wrongvalues.not_whole),
        Kind("C21", "query", ("A01",), wrongvalues.all_equal),
        Kind("C22", "query", (), wrongvalues.against_name),
        Kind("C23", "warning", ("C26", "F22"), wrongrows.reason_removed),
        Kind("C24", "query", (), wrongvalues.reason_generic),
        Kind("C25", "note", (), wrongvalues.reason_needless),
        Kind("C26", "warning", ("A15", "F19"), wrongbudget.low_unexplained),
        Kind("C27", "note", (), wrongvalues.too_fine),
        Kind("D01", "warning", ("D02",), wrongform.first_level(running_on=True)),
        Kind("D02", "warning", ("D01",), wrongform.first_level(running_on=False)),
        Kind("D03", "note", (), wrongnames.level_lost),
        Kind("D04", "note", (), wrongnames.hundred("政策宣传覆盖率", ("数量指标", "产出数量"))),
        Kind("D05", "query", (), wrongnames.renamed("社会秩序安定，保障群众利益")),
        Kind("D06", "query", (), wrongnames.hundred("综合治理工作达标率", ("质量指标", "产出质量"))),
        Kind("D07", "warning", ("C22", "C23"), wrongrows.named_twice),
        Kind("D08", "note", (), wrongnames.template_row),
        Kind("D09", "warning", ("B01", "B03", "B05", "B06", "B07", "B12", "E07", "C17"), wrongvalues.shifted),
        Kind("D10", "note", ("C17",), wrongvalues.run_together),
        Kind("D11", "note", (), wrongnames.shared_score),
        Kind("D12", "note", (), wrongnames.foreign_rows),
        Kind("D13", "query", (), wrongvalues.cost_is_budget),
        Kind("D14", "note", (), wrongnames.bracket_other),
        Kind("E01", "warning", ("F01", "F02"), wrongform.identity_blank),
        Kind("E02", "note", (), wrongform.same_unit),
        Kind("E04", "warning", (), wrongform.goal_blank),
        Kind("E05", "query", (), wronggoals.amount_only),
        Kind("E06", "warning", (), wrongform.goal_copied),
        Kind("E07", "warning", ("C17", "C23"), wrongrows.value_blank("actual")),
        Kind("E08", "warning", ("E04",), wrongform.prompt_left),
        Kind("F05", "warning", (), wrongform.period),
        Kind("F06", "warning", (), wronggoals.other_figure(0, "target")),
        Kind("F07", "note", (), wronggoals.unspoken(0, "level_3")),
        Kind("F08", "note", (), wronggoals.bound_lost),
        Kind("F09", "query", (), wronggoals.figures_missing),
        Kind("F10", "query", (), wronggoals.other_figure(1, "actual")),
        *(Kind(rule, "query", (), wronggoals.sentence(rule)) for rule in ("F12", "F15", "F16", "F26")),
        *(Kind(rule, "note", (), wronggoals.sentence(rule)) for rule in ("F14", "F27")),
        *(Kind(rule, "error", (), wronggoals.sentence(rule)) for rule in ("F17", "F18")),
        Kind("F19", "warning", (), wrongrows.savings_contradict),
        Kind("F21", "query", ("A03", "C26"), wrongbudget.careful_reason),
        Kind("F24", "query", (), wronggoals.other_figure(1, "actual", "满意度")),
    )
}

REPORT: dict[str, ReportKind] = {
    kind.rule: kind
    for kind in (
        ReportKind("B16", "warning", (), wrongreport.average),
        ReportKind("E03", "error", (), wrongreport.title_year),
        ReportKind("E09", "note", (), wrongreport.unsigned),
        ReportKind("E10", "warning", (), wrongreport.denied),
        ReportKind("E11", "note", (), wrongreport.said("预算执行情况", second="预算执行情况")),
        ReportKind("F01", "error", (), wrongreport.count),
        ReportKind("F02", "error", ("F03", "F04"), wrongreport.one_of("names")),
        ReportKind("F03", "error", ("F28",), wrongreport.one_of("spent")),
        ReportKind("F04", "error", (), wrongreport.one_of("gaps")),
        ReportKind("F11", "error", (), wrongreport.whole),
        ReportKind("F13", "note", (), wrongreport.pasted),
        ReportKind("F20", "warning", ("C02", "C23", "F19"), wrongreport.opposite_savings),
        ReportKind("F22", "warning", (), wrongreport.unmentioned),
        ReportKind("F23", "note", (), wrongreport.beside_the_point),
        ReportKind("F25", "query", (), wrongreport.same_satisfaction),
        ReportKind("F28", "error", (), wrongreport.one_of("rates")),
        ReportKind("G02", "query", (), wrongreport.said("年终决算数", tied="")),
    )
}

BATCH = tuple(COMPARISONS)
RULES = (*FORM, *REPORT, *BATCH)
MONEY = ("C26", "F21")  # stand on the total of the funds, as family A does
MERGED = ("D01", "D02", "D11")  # show only where the hand draws merges
AMOUNTS = ("A02", "A03", "A09", "A12", "A16", "C26", "F21")  # change amounts that the prose repeats
