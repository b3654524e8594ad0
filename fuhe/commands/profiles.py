"""fuhe profiles: the scoring profiles."""

from __future__ import annotations

from decimal import Decimal

import click
from msgspec import Struct
from msgspec.structs import fields

from extract.message import Message
from fuhe import options
from fuhe.language import say, spoken
from fuhe.outputs.width import pad
from fuhe.sink import deliver
from validate.profile import Profile, load, names

COMMON = "cn-10"


@click.command(
    "profiles",
    short_help=say("列出评分口径", "list the scoring profiles"),
    help=say("列出评分口径；给出名称则列出其参数。", "List the scoring profiles; with a NAME the figures of one."),
)
@click.argument("name", required=False, metavar=say("[名称]", "[NAME]"))
@options.lang
def command(name: str | None) -> int:
    if name is not None:
        deliver((described(options.known_profile(name)),), None)
        return 0
    for known in names():
        deliver((f"{pad(known, 14)}  {load(known).title.text(spoken())}\n",), None)
    return 0


SOURCES = {
    "printed": Message("见于公开的自评表", "printed on published forms"),
    "official": Message("公开文件", "a published notice"),
    "system": Message("系统口径", "what a system does"),
    "practice": Message("实践经验，未经官方文件证实", "practice, unconfirmed by an official text"),
}

TITLES = {
    "total": "总分",
    "execution_weight": "预算执行分值",
    "execution_denominators": "执行率的分母（最先者为准）",
    "execution_score": "执行得分的算法",
    "first_level_weights": "一级指标分值",
    "rating": "等级最低分",
    "fiscal_rate_low": "财政资金执行率偏低的界限（%）",
    "dominant_weight": "单项指标分值偏高的界限（%）",
    "fewest_indicators": "指标过少的界限（项）",
    "review_gap": "自评与审核得分相差的界限（分）",
    "over_fulfilment": "超额完成须说明的界限（%）",
    "over_fulfilment_extreme": "超额完成过多的界限（%）",
    "tier_bands": "定性指标各档至少得分（分值的 %）",
    "score_step": "得分的最小单位",
    "over_fulfilment_binding": "规定超额须说明原因",
    "execution_steps": "执行率分档得分（执行率 % → 分值的 %）",
    "valid_from": "起始日期",
    "valid_to": "截止日期",
}

VALUES = {
    "capped": "执行率 × 分值，不超过分值",
    "uncapped": "执行率 × 分值",
    "steps": "按执行率分档",
    "full_budget": "全年预算数",
    "initial_budget": "年初预算数",
    "net_of_integration": "扣除统筹整合资金后预算数",
    "fiscal": "财政拨款",
}


def described(profile: Profile) -> str:
    """A profile's title and all it sets, a line each; what differs from the default is marked, each with its source."""
    common = load(COMMON)
    lines = [f"{profile.name}  {profile.title.text(spoken())}"]
    for field in fields(profile):
        if field.name not in ("name", "title", "provenance"):
            value = getattr(profile, field.name)
            differs = profile.name != COMMON and value != getattr(common, field.name)
            lines += [f"{'*' if differs else ' '} {line}" for line in _described(field.name, value)]
            lines += _source(profile, field.name)
    if profile.name != COMMON:
        lines.append(say(f"* 与 {COMMON} 不同", f"* differs from {COMMON}"))
    return "\n".join(lines) + "\n"


def _source(profile: Profile, name: str) -> list[str]:
    entry = profile.provenance.get(name)
    return [] if entry is None else [f"      {SOURCES[entry.source].text(spoken())}: {entry.says.text(spoken())}"]


def _described(name: str, value: object) -> list[str]:
    """A line for each figure: its Chinese name where that is spoken, the key that a profile sets it by, the figure."""
    if isinstance(value, dict):
        return [_line(name, one, key) for key, one in value.items()]
    if isinstance(value, Struct):
        return [_line(field.name, getattr(value, field.name), under=name) for field in fields(value)]
    return [] if value in (None, ()) else [_line(name, value)]


def _line(name: str, value: object, key: str = "", under: str = "") -> str:
    title = "" if spoken() == "en" else f"{TITLES[name]}{key and f'（{key}）'}  "
    path = ".".join(part for part in (under, name, key) if part)
    return f"{title}{path} = {_shown(value)}"


def _shown(value: object) -> str:
    match value:
        case bool():
            return say("是", "yes") if value else say("否", "no")
        case Decimal():
            return format(value, "f")
        case tuple():
            return say("、", ", ").join(
                " → ".join(map(_shown, one)) if isinstance(one, tuple) else _shown(one) for one in value
            )
        case str() if spoken() == "zh" and value in VALUES:
            return f"{value}（{VALUES[value]}）"
        case _:
            return str(value)
