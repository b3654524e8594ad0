"""Whether more is better: by the printed comparison, by words in the indicator's name, else more is."""

import re
from typing import Literal

from normalize.model import Indicator
from normalize.words.text import fold

Direction = Literal["up", "down", "unsure"]

# Words that turn a bad thing into its remedy: 投诉处理率, 事故下降率, 成本节约率 are better when higher.
REMEDY = re.compile(
    r"处理|处置|处结|办结|结案|解决|化解|调处|调解|整改|回复|答复|反馈|回访|受理|响应|查处|查明|破案|侦破|救援|救助|帮扶|防控|预防|防范|防治|治理"
    r"|打击|排查|检查|巡查|监测|监控|监管|下降|降低|减少|节约|节省|节能|控制|达标|合格|有效|及时|准确|规范|覆盖|宣传|培训|演练|清零|动态|安置|核查|管控|办理|查办|侦办|审理|审结|执法|扑灭|执行率|支付|到位|发放|拨付|完成率|使用率|兑付|兑现|进度|报告率|上报|通报|备案|登记|建档|管理率|随访|筛查|修复|抢修|维修|排除|消除|挽回|追回|收回|恢复|应对|应急|保障率|利用率"
)
BAD = re.compile(
    r"投诉|事故|上访|信访(?:量|件|数|次)|差错|失误|错误|违规|违纪|违法(?:行为|次|数|率)|逾期|超期|延误|拖欠|死亡|伤亡|受伤|受害|发病|发生[率数次件]|感染率|流失率|空置率"
    r"|闲置率|故障|发案|舆情|负面|缺勤|缺陷|返贫|失业率|辍学率|事件|浪费|超支|超标|污染|扰民|火灾|成本|单价|造价|能耗|耗电|耗水|排放"
    r"|水耗|电耗|损耗|[漏迟错瞒]报|漏检|返工|误差|离职率|病死|复吸|损失(?:金额|额|率|数)|破损|丢失"
)
COST = re.compile(
    r"成本|费用|单价|造价|价格|投资(?:额|总额)?$|总投资|经费|支出|金额|资金|预算|补助标准|补贴标准|元/|隐患"
)
COST_ITSELF = re.compile(r"(?:成本|单价|造价|能耗)(?:\(.*\))?$")
COST_AT_END = re.compile(r"(?:费用?|经费|开支|标准)(?:\(.*\))?$")
MOVED = re.compile(r"节约|节省|压减|减少|降低|下降|发放|拨付|支付|到位|兑[付现]|收缴|征收|收取|追|挽回")
TWO_WAYS = re.compile(
    r"控制率|控制数|变动率|调整率|调整次数|结余|结转|偏差|差异率|负债|增减|波动|预警|间隔|时长|周转|时间|耗时|周期|用时|工期|时限"
)


def direction(row: Indicator) -> Direction:
    """Where the better results of a row lie; unsure where neither the target nor the name tells."""
    op = row.target.op if row.target is not None else None
    if op in (">=", ">"):
        return "up"
    if op in ("<=", "<"):
        return "down"
    named = by_name(row)
    change = row.target.change if row.target is not None else None
    if change == "down":
        return "up"  # the fall that was promised, or more of it
    return named if change is None or named == "up" else "unsure"


def by_name(row: Indicator) -> Direction:
    """What the name alone tells: down for bad things and costs, up for their remedies and all else."""
    name = fold(row.level_3)
    if TWO_WAYS.search(name):
        return "unsure"
    if COST_ITSELF.search(name):
        return "down"
    if COST_AT_END.search(name) and not MOVED.search(name):
        return "unsure"
    if REMEDY.search(name):
        return "up" if not (BAD.search(name) and "控制" in name) else "unsure"
    if BAD.search(name):
        return "down"
    cost = "成本" in (row.level_2 or "") or "成本" in (row.level_1 or "")
    return "unsure" if cost or COST.search(name) else "up"
