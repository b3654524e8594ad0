"""The sentences that tie the forms of a generated report together, and the claims they make."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from corpus.make.content import Content, Printed
from corpus.make.figures import half_up
from corpus.make.sheet import Line

TIED = "年终决算数即全年执行数。"
MEASURES = "下一步将细化预算编制，加快预算执行进度，完善绩效指标设置。"
SECOND = "（二）预算执行情况"


@dataclass(frozen=True, slots=True)
class Prose:
    """What the sentences say: count and names of the projects, amounts spent, gaps to the budget, one breakdown.

    budgets, rates: what each project's rate stands on, and the rate; budget: what that column is called. average: mean
    of the total scores, empty where forms are not scored. pasted: a paragraph of its own, empty in a correct report.
    """

    author: str
    year: int
    count: str
    names: tuple[str, ...]
    budget: str
    budgets: tuple[str, ...]
    spent: tuple[str, ...]
    rates: tuple[str, ...]
    gaps: tuple[str, ...]
    unit: str
    whole: str
    parts: tuple[str, ...]
    average: str
    missed: str
    tied: str = TIED
    measures: str = MEASURES
    second: str = SECOND
    denied: bool = False
    pasted: str = ""

    def opening(self) -> tuple[Line, ...]:
        """Title and first section, before the forms."""
        names = "、".join(f"{name}项目" for name in self.names)
        spent = "、".join(f"{amount}{self.unit}" for amount in self.spent)
        sentence = f"本单位重点项目{self.count}个，分别为{names}，实际支出分别为{spent}。具体情况如下："
        rates = zip(self.names, self.budgets, self.spent, self.rates, strict=True)
        told = (
            f"{name}项目{self.budget}为{budget}{self.unit}，执行数为{spent}{self.unit}，预算执行率为{rate}。"
            for name, budget, spent, rate in rates
        )
        return (
            Line(f"{self.author}{self.year}年度重点项目绩效自评报告", "title"),
            Line("一、重点项目支出基本情况", "heading"),
            Line("（一）项目概况", "subheading"),
            Line(sentence),
            Line(self.second, "subheading"),
            Line("".join(told)),
        )

    def closing(self) -> tuple[Line, ...]:
        """The sections after the forms."""
        kinds = "，".join(
            f"{kind}{part}件" for kind, part in zip(("一般纠纷", "疑难复杂纠纷", "简易纠纷"), self.parts, strict=True)
        )
        scored = f"{self.count}个项目绩效自评平均得分{self.average}分。" if self.average else ""
        return (
            Line("二、重点项目绩效完成情况", "heading"),
            Line(f"全年调解纠纷{self.whole}件，其中{kinds}，均已办结。{scored}"),
            *((Line(self.pasted),) if self.pasted else ()),
            Line("三、存在问题", "heading"),
            Line("无。" if self.denied else self._problems()),
            Line("四、改进措施", "heading"),
            Line(self.measures),
        )

    def _problems(self) -> str:
        gaps = "，".join(
            f"{name}项目支出年初预算数与年终决算数相差{gap}{self.unit}"
            for name, gap in zip(self.names, self.gaps, strict=True)
        )
        return f"{gaps}，主要是按实结算。{self.tied}{self.missed}"

    def claims(self) -> list[dict[str, Any]]:
        """What an exact reader takes from the sentences."""
        claims: list[dict[str, Any]] = [{"kind": "project_count", "number": self.count}]
        claims += [{"kind": "project_name", "about": name} for name in self.names]
        for name, spent, gap in zip(self.names, self.spent, self.gaps, strict=True):
            claims.append({"kind": "amount", "number": spent, "unit": self.unit, "about": name})
            claims.append({"kind": "difference", "number": gap, "unit": self.unit, "about": name})
        claims.append({"kind": "breakdown", "number": self.whole, "unit": "件", "parts": list(self.parts)})
        return claims


def tie(chance: random.Random, contents: tuple[Content, ...], author: str) -> Prose:
    """True sentences about the forms."""
    totals = [next(fund.cells for fund in content.funds if fund.kind == "total") for content in contents]
    initial = "initial_budget" if "initial_budget" in totals[0] else "full_budget"
    base = "full_budget" if "full_budget" in totals[0] else "initial_budget"
    parts = tuple(chance.randint(3, 80) for _ in range(3))
    return Prose(
        author=author,
        year=contents[0].year,
        count=str(len(contents)),
        names=tuple(content.identity["project_name"] for content in contents),
        budget="全年预算数" if base == "full_budget" else "年初预算数",
        budgets=tuple(total[base].text for total in totals),
        spent=tuple(total["executed"].text for total in totals),
        rates=tuple(_rate(total, base) for total in totals),
        gaps=tuple(f"{abs(Decimal(total['executed'].text) - Decimal(total[initial].text)):f}" for total in totals),
        unit=contents[0].layout.money_unit,
        whole=str(sum(parts)),
        parts=tuple(map(str, parts)),
        average=_average(contents),
        missed="".join(content.missed for content in contents),
    )


def _rate(total: dict[str, Printed], base: str) -> str:
    """The rate the form prints; where it prints none, what follows from its amounts."""
    if "execution_rate" in total:
        return total["execution_rate"].text
    return f"{half_up(total['executed'].value / total[base].value * 100, 2)}%"


def _average(contents: tuple[Content, ...]) -> str:
    scores = [content.total["score"].value for content in contents if "score" in content.total]
    return f"{half_up(sum(scores, Decimal()) / len(scores), 2)}" if scores else ""
