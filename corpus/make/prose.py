"""The sentences that tie the forms of a generated report together, and the claims they make."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from corpus.make.content import Content
from corpus.make.sheet import Line


@dataclass(frozen=True, slots=True)
class Prose:
    """What the sentences say: count and names of the projects, amounts spent, gaps to the budget, one breakdown."""

    count: str
    names: tuple[str, ...]
    spent: tuple[str, ...]
    gaps: tuple[str, ...]
    unit: str
    whole: str
    parts: tuple[str, ...]
    missed: str

    def opening(self) -> tuple[Line, ...]:
        """Title and first section, before the forms."""
        names = "、".join(f"{name}项目" for name in self.names)
        spent = "、".join(f"{amount}{self.unit}" for amount in self.spent)
        sentence = f"本单位重点项目{self.count}个，分别为{names}，实际支出分别为{spent}。具体情况如下："
        return (Line("重点项目绩效自评情况", "title"), Line("一、重点项目支出基本情况", "heading"), Line(sentence))

    def closing(self) -> tuple[Line, ...]:
        """The sections after the forms."""
        gaps = "，".join(
            f"{name}项目支出年初预算数与年终决算数相差{gap}{self.unit}"
            for name, gap in zip(self.names, self.gaps, strict=True)
        )
        kinds = "，".join(
            f"{kind}{part}件" for kind, part in zip(("一般纠纷", "疑难复杂纠纷", "简易纠纷"), self.parts, strict=True)
        )
        return (
            Line("二、重点项目绩效完成情况", "heading"),
            Line(f"全年调解纠纷{self.whole}件，其中{kinds}，均已办结。"),
            Line("三、存在问题和改进措施", "heading"),
            Line(f"{gaps}，主要是按实结算。{self.missed}下一步将加强预算编制。"),
        )

    def claims(self) -> list[dict[str, Any]]:
        """What an exact reader takes from the sentences."""
        claims: list[dict[str, Any]] = [{"kind": "project_count", "number": self.count}]
        claims += [{"kind": "project_name", "about": name} for name in self.names]
        for name, spent, gap in zip(self.names, self.spent, self.gaps, strict=True):
            claims.append({"kind": "amount", "number": spent, "unit": self.unit, "about": name})
            claims.append({"kind": "difference", "number": gap, "unit": self.unit, "about": name})
        claims.append({"kind": "breakdown", "number": self.whole, "unit": "件", "parts": list(self.parts)})
        return claims


def tie(chance: random.Random, contents: tuple[Content, ...]) -> Prose:
    """True sentences about the forms."""
    totals = [next(fund.cells for fund in content.funds if fund.kind == "total") for content in contents]
    base = "initial_budget" if "initial_budget" in totals[0] else "full_budget"
    parts = tuple(chance.randint(3, 80) for _ in range(3))
    return Prose(
        count=str(len(contents)),
        names=tuple(content.identity["project_name"] for content in contents),
        spent=tuple(total["executed"].text for total in totals),
        gaps=tuple(f"{abs(Decimal(total['executed'].text) - Decimal(total[base].text)):f}" for total in totals),
        unit=contents[0].layout.money_unit,
        whole=str(sum(parts)),
        parts=tuple(map(str, parts)),
        missed="".join(content.missed for content in contents),
    )
