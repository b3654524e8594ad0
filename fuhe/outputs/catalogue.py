"""The tables a set of reports becomes: one list of columns for CSV, Excel, Parquet and their descriptions."""

from __future__ import annotations

from collections.abc import Iterator

from extract.message import Message
from fuhe.outputs.columns import (
    FORM,
    PATH,
    PRINTED,
    REPORT,
    Column,
    Table,
    column,
    item,
    places,
    printed,
    records,
    value,
)
from fuhe.outputs.filling import (
    causes,
    count,
    extra,
    first_place,
    forms_of,
    message,
    of_file,
    of_forms,
    of_outcome,
    of_total,
    origin,
    problems,
    profile,
    said,
    text_of,
    unread_of,
)


def _total_columns() -> Iterator[Column]:
    for key, zh, en in (
        ("weight", "总分值", "total weight"),
        ("score", "总得分", "total score"),
        ("rating", "自评等级", "rating"),
        ("review_score", "审核总分", "total review score"),
    ):
        yield column(f"total_{key}", zh, en, PRINTED, of_total(key, "text"))
        if key != "rating":
            about = "从原文读出的数值 / the number read from it"
            yield column(f"total_{key}_number", zh + "数值", en + " number", about, of_total(key, "number"), "number")


REPORTS = Table(
    "reports",
    Message("报告", "reports"),
    (
        PATH,
        REPORT,
        column("name", "文件名", "name", "文件名 / name of the file", origin("name")),
        column("sha256", "内容摘要", "sha256", "文件内容的 sha256 / sha256 of the content", origin("sha256")),
        column("kind", "格式", "kind", "真实格式（docx、pdf） / true format", origin("kind")),
        column("bytes", "字节数", "bytes", "文件大小 / size of the file", origin("bytes"), "integer"),
        column(
            "pages",
            "页数",
            "pages",
            "页数（格式有页时） / pages, where the format has them",
            origin("pages"),
            "integer",
        ),
        column(
            "status",
            "状态",
            "status",
            "ok 读完，partial 部分读出，failed 未能读取 / ok, partial or failed",
            lambda row: row.result.status,
        ),
        column("problems", "问题", "problems", "部分读出或未能读取的原因 / why it is partial or failed", problems),
        column("title", "标题", "title", "报告标题 / title of the report", said("title")),
        column("unit", "单位", "unit", "编报单位 / the reporting unit", said("unit")),
        column("year", "年度", "year", "报告年度 / year of the report", said("year"), "year"),
        column(
            "forms",
            "自评表数",
            "forms",
            "识别出的自评表 / forms recognised",
            count(lambda one: one.report.forms),
            "integer",
        ),
        column(
            "findings",
            "问题数",
            "findings",
            "各级问题合计 / findings of all severities",
            count(lambda one: one.findings),
            "integer",
        ),
    ),
    of_file,
)

FORMS = Table(
    "forms",
    Message("自评表", "forms"),
    (
        PATH,
        REPORT,
        FORM,
        item(
            "kind",
            "种类",
            "kind",
            "project、department、transfer、scorecard；不是自评表的 target、standard、evaluation、blank / kind of form",
        ),
        item("template", "版式", "template", "识别出的版式 / the layout recognised"),
        column("profile", "口径", "profile", "评分口径 / scoring profile", profile),
        item("title", "表名", "title", "自评表的名称 / title of the form"),
        printed("project_name", "项目名称", "project name"),
        printed("department", "主管部门", "department in charge"),
        printed("implementing_unit", "实施单位", "implementing unit"),
        item("year", "年度", "year", "自评表的年度 / year of the form", "year"),
        item("money_unit", "金额单位", "money unit", "资金栏的单位 / unit of the amounts"),
        *_total_columns(),
        column(
            "understood",
            "识别率",
            "understood",
            "非空单元格中得到识别的比例 / share of non-blank cells understood",
            lambda row: f"{row.item.understood:.4f}",
            "number",
        ),
        *places(),
    ),
    forms_of,
)

EXTRA = column("extra", "其他栏", "other columns", "其他栏的名称和内容 / labels and texts of other columns", extra)

FUNDS = records(
    "funds",
    Message("项目资金", "funds"),
    of_forms(lambda form: form.funds),
    (
        item("kind", "种类", "kind", "total、fiscal、carryover、other 等 / kind of the row"),
        item("parent", "所属行", "parent", "本行所属行的序号 / n of the row this one is part of", "integer"),
        printed("label", "名称", "label"),
        *value("initial_budget", "年初预算数", "initial budget"),
        *value("full_budget", "全年预算数", "full-year budget"),
        *value("received", "到位资金", "funds received"),
        *value("integrated_out", "统筹整合资金", "funds integrated out"),
        *value("executed", "全年执行数", "executed"),
        *value("weight", "分值", "weight"),
        *value("execution_rate", "执行率", "execution rate"),
        *value("score", "得分", "score"),
        *value("reason", "偏差原因", "reason"),
        EXTRA,
    ),
)

GOALS = records(
    "goals",
    Message("年度总体目标", "goals"),
    of_forms(lambda form: form.goals),
    (
        item("points", "分值", "points", "标题中所印分值 / points printed in the label"),
        column("expected", "预期目标", "expected", PRINTED, text_of("expected")),
        column("actual", "实际完成情况", "actual", PRINTED, text_of("actual")),
        *value("score", "得分", "score"),
    ),
)

INDICATORS = records(
    "indicators",
    Message("绩效指标", "indicators"),
    of_forms(lambda form: form.indicators),
    (
        item("goal", "目标", "goal", "所属总体目标的序号 / n of the goal it belongs to", "integer"),
        item("level_1", "一级指标", "first level", "按二级指标校正后的一级指标 / first level, corrected by the second"),
        item("level_1_points", "一级指标分值", "first-level points", "标签中所印分值 / points printed in the label"),
        item(
            "level_1_source",
            "一级指标来源",
            "first-level source",
            "cell 表中、inferred 推定、missing 缺失 / cell, inferred or missing",
        ),
        printed("level_1_printed", "一级指标原文", "first level as printed"),
        item("level_2", "二级指标", "second level", "二级指标 / second level"),
        item("level_2_points", "二级指标分值", "second-level points", "标签中所印分值 / points printed in the label"),
        item("level_3", "三级指标", "indicator", "指标名称，不含“指标1：” / name of the indicator"),
        *value("target", "年度指标值", "target", ranges=True),
        *value("actual", "实际完成值", "actual", ranges=True),
        *value("weight", "分值", "weight"),
        *value("score", "得分", "score"),
        item(
            "score_group",
            "合并得分组",
            "score group",
            "共用一个分值或得分单元格的行同号 / rows that share one cell have the same number",
            "integer",
        ),
        *value("review_score", "审核得分", "review score"),
        *value("score_method", "评分办法", "scoring method"),
        *value("reason", "偏差原因及改进措施", "reason and measures"),
        EXTRA,
    ),
)

CLAIMS = records(
    "claims",
    Message("文字陈述", "claims"),
    of_outcome(lambda one: one.report.claims),
    (
        item("kind", "种类", "kind", "陈述的种类 / kind of claim"),
        printed("text", "原文", "text"),
        item("number", "数值", "number", "陈述的数值 / the number stated", "number"),
        item("unit", "单位", "unit", "数值的单位 / unit of the number"),
        item("about", "对象", "about", "数值所说的对象 / what the number is said of"),
        item(
            "date", "日期", "date", "所述日期，period 为所述时段截止的日期 / the date, of a period the last it reaches"
        ),
        item(
            "measure",
            "栏目",
            "column",
            "清单中该数所在栏的规范名称 / canonical name of the column, where it stands in a list",
        ),
    ),
)

CHECKS = records(
    "checks",
    Message("复核计算", "checks"),
    of_outcome(lambda one: one.checks),
    (
        item("rule", "规则", "rule", "规则代码 / code of the rule"),
        column("subject", "行", "row label", "所核对的行 / the row checked", lambda row: row.item.subject.row or None),
        column(
            "column", "栏", "column", "所核对的栏 / the column checked", lambda row: row.item.subject.column or None
        ),
        item("status", "结果", "status", "holds 成立、explained 有说明、fails 不成立、not_checked 未能核对 / result"),
        printed("stated", "表中填列", "stated"),
        item("computed", "重算结果", "computed", "重算结果 / the result recomputed"),
        item("formula", "算式", "formula", "算式 / the formula"),
        column("why", "说明", "why", "说明的理由，或未能核对的原因 / the reason", message("why")),
    ),
    place=first_place,
)

FINDINGS = records(
    "findings",
    Message("问题", "findings"),
    of_outcome(lambda one: one.findings),
    (
        item("rule", "规则", "rule", "规则代码 / code of the rule"),
        item("name", "规则名", "name", "规则名 / name of the rule"),
        item("severity", "级别", "severity", "error 错误、warning 警告、query 疑问、note 提示 / severity"),
        column("message", "问题", "message", "问题 / the finding in words", message("message")),
        printed("stated", "表中填列", "stated"),
        item("expected", "应为", "expected", "可算出时的正确值 / the right value where it can be computed"),
        item("formula", "算式", "formula", "算式 / the formula"),
        item("amount", "涉及金额（万元）", "amount (10,000 yuan)", "涉及金额，万元 / money at stake in 万元", "number"),
        column("basis", "依据", "basis", "依据 / what the rule rests on", message("basis")),
        column("likely_causes", "可能原因", "likely causes", "可能原因 / likely causes", causes),
        item(
            "changes_conclusion",
            "影响结论",
            "changes conclusion",
            "是否影响总分或等级 / whether total or rating change",
            "boolean",
        ),
        item("confidence", "把握", "confidence", "high、medium、low / confidence"),
        item("suppressed", "已处理", "suppressed", "不再提示的原因 / why it is suppressed"),
        item("fingerprint", "指纹", "fingerprint", "同一问题的固定标识 / the lasting name of the same defect"),
    ),
    place=first_place,
)

UNREAD = records("unread", Message("未识别单元格", "unread cells"), unread_of, (printed("text", "原文", "text"),))

TABLES: tuple[Table, ...] = (REPORTS, FORMS, FUNDS, GOALS, INDICATORS, CLAIMS, CHECKS, FINDINGS, UNREAD)
