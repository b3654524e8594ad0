"""Which profile a form is judged by, from what the form itself prints: weights, denominators, levels, notes."""

from collections.abc import Callable
from decimal import Decimal

from extract.message import Message
from normalize.model import Form
from normalize.words.text import fold
from validate.figures import figure
from validate.levels import of_level
from validate.model import ProfileChoice
from validate.profile import load
from validate.sums import execution, filled, numbers, points, scored_cells

DEFAULT = "cn-10"
UNTOLD = Message(
    "默认口径：表中所印分值和附注未显示其他口径", "the default: the form prints nothing that tells of another"
)
NOTED = ("产出指标50", "产出50", "产出指标权重50")
YUNNAN = {"产出指标": 40, "效益指标": 30, "满意度指标": 20}


def choose(form: Form) -> ProfileChoice:
    """The first profile whose marks the form shows and that was in force in its year, else the default; and why."""
    for name, tells in SIGNS:
        why = tells(form)
        if why is not None and load(name).valid_in(form.year):
            return ProfileChoice(form.form, load(name), why)
    return ProfileChoice(form.form, load(DEFAULT), UNTOLD)


def _transfer(form: Form) -> Message | None:
    integrated = any(filled(line.integrated_out) for line in form.funds)
    return Message("表中列有统筹整合资金", "the form has a column of integrated funds") if integrated else None


def _hubei(form: Form) -> Message | None:
    line, block = form.fund_total, dict(form.block_points)
    printed = [figure(line.weight) if line is not None else None]
    labels = [points(block.get(name)) for name in ("funds", "fund_score")]
    if Decimal(20) in labels or any(one is not None and one.number == 20 for one in printed):
        return Message("表中预算执行为 20 分", "the form gives 20 points to the execution")
    return None


def _initial_only(form: Form) -> bool:
    """Whether the initial budget is the only one the form prints."""
    line = form.fund_total
    return line is not None and line.full_budget is None and line.initial_budget is not None


def _guizhou(form: Form) -> Message | None:
    kinds = {line.kind for line in form.funds}
    if _initial_only(form) and kinds & {"basic", "project"}:
        return Message("部门整体表，只列年初预算数", "a department's form with the initial budget alone")
    return None


def _beijing(form: Form) -> Message | None:
    if _initial_only(form):
        return Message("表中只列年初预算数，执行率以其为分母", "the form prints the initial budget alone")
    return None


def _sichuan(form: Form) -> Message | None:
    special = any(line.kind == "special_account" for line in form.funds)
    coded = any("0013zp" in fold(entry.text).lower() for entry in form.identity)
    if coded or (special and dict(form.block_points).get("indicators") == "90"):
        return Message(
            "表号或“绩效指标（90分）”、财政专户资金行", "its form number, or 90 points and a special-account row"
        )
    return None


def _yinchuan(form: Form) -> Message | None:
    names = {fold(row.level_1 or row.level_1_printed or "") for row in form.indicators}
    if any("决策" in name for name in names) and any("管理" in name for name in names):
        return Message("一级指标列有决策、管理", "decision and management are among its first levels")
    return None


def _cost_first(form: Form) -> Message | None:
    if any(row.level_1 == "成本指标" for row in form.indicators):
        return Message("成本指标列为一级指标", "cost is a first level")
    return None


def _yunnan(form: Form) -> Message | None:
    found = {name: numbers(scored_cells(form, "weight", of_level(form, name))) for name in YUNNAN}
    if found == YUNNAN:
        return Message("表中分值为产出 40、效益 30、满意度 20", "its weights are 40, 30 and 20")
    return None


def _guangxi(form: Form) -> Message | None:
    noted = any("130%" in fold(section.text) for section in form.sections)
    return Message("表注载明超过 130% 须说明原因", "its note asks for a reason beyond 130%") if noted else None


def _noted(form: Form) -> Message | None:
    texts = (fold(section.text) for section in form.sections)
    if any(words in text and "满意度" in text for text in texts for words in NOTED):
        return Message("表注载明产出 50、效益 30、满意度 10", "its note gives 50, 30 and 10")
    return None


def _ten_for_execution(form: Form) -> Message | None:
    weights = execution(form, "weight")
    printed = figure(weights[0]) if weights else None
    rows = {
        name: numbers(scored_cells(form, "weight", of_level(form, name))) for name in load(DEFAULT).first_level_weights
    }
    if printed is not None and printed.number == 10 and rows == dict(load(DEFAULT).first_level_weights):
        return Message("表中分值为预算执行 10、产出 50、效益 30、满意度 10", "its weights are 10, 50, 30 and 10")
    return None


SIGNS: tuple[tuple[str, Callable[[Form], Message | None]], ...] = (
    ("transfer", _transfer),
    ("hubei", _hubei),
    ("guizhou", _guizhou),
    ("beijing-2016", _beijing),
    ("sichuan", _sichuan),
    ("yinchuan", _yinchuan),
    ("cn-101", _cost_first),
    ("yunnan", _yunnan),
    ("guangxi", _guangxi),
    (DEFAULT, _noted),
    (DEFAULT, _ten_for_execution),
)
