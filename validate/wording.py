"""How findings name the places and figures they speak of."""

from fractions import Fraction

from extract.message import Message
from normalize.model import Form
from validate.model import Subject
from validate.rounding import shown

COLUMNS: dict[str, Message] = {
    "initial_budget": Message("年初预算数", "initial budget"),
    "full_budget": Message("全年预算数", "full-year budget"),
    "net_budget": Message("扣除统筹整合资金后预算数", "budget net of integrated funds"),
    "received": Message("到位资金", "funds received"),
    "integrated_out": Message("统筹整合资金", "funds integrated out"),
    "executed": Message("全年执行数", "executed amount"),
    "received_rate": Message("到位率", "rate of funds received"),
    "execution_rate": Message("执行率", "execution rate"),
    "weight": Message("分值", "weight"),
    "score": Message("得分", "score"),
    "review_score": Message("审核得分", "review score"),
    "rating": Message("自评等级", "rating"),
    "target": Message("指标值", "target"),
    "actual": Message("完成值", "actual value"),
    "reason": Message("偏差原因", "reason"),
    "level_1": Message("一级指标", "first level"),
    "level_2": Message("二级指标", "second level"),
    "level_3": Message("三级指标", "indicator"),
    "project_name": Message("项目名称", "project name"),
    "department": Message("主管部门", "department in charge"),
    "implementing_unit": Message("实施单位", "implementing unit"),
    "year": Message("年度", "year"),
    "money_unit": Message("金额单位", "money unit"),
    "goal_expected": Message("预期目标", "expected goal"),
    "goal_actual": Message("实际完成情况", "actual completion"),
}

TOTAL_ROW = "总分"
ASK_GIVEN = Message("表内已填原因，请据以核实。", "A reason is given in the row; please verify it.")


def cited(text: str) -> str:
    """A text in quotation marks; marks of its own become inner ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def where(form: Form | None, subject: Subject) -> Message:
    """「表1“年度资金总额”行执行率」: the form, the row and the column a check is about."""
    column = COLUMNS.get(subject.column)
    zh, en = ("全文", "the document") if form is None else (f"表{form.form}", f"form {form.form}")
    if subject.row:
        zh, en = f"{zh}{cited(subject.row)}行", f"{en}, row {cited(subject.row)}"
    if column:
        zh, en = zh + column.zh, f"{en}, {column.en}"
    return Message(zh, en)


def result(exact: Fraction, unit: str | None = None) -> str:
    """An exact result for people, with its % if it is one."""
    return shown(exact) + ("%" if unit == "%" else "")
