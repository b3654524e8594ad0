"""fuhe convert: reports as tables of records."""

from __future__ import annotations

import click

from fuhe import options
from fuhe.language import say, spoken
from fuhe.outputs.tableset import TARGETS, write
from fuhe.outputs.tally import Tally
from fuhe.running import examined
from fuhe.session import FailOn, counted, exit_code, found, name_failures, remark_on_size


@click.command(
    "convert",
    short_help=say("把自评表转成数据表（CSV 等）", "turn reports into tables of records (CSV …)"),
    help=say(
        "把自评报告转成数据表：报告、自评表、资金、目标、指标、陈述、检查、问题、未识别单元格，"
        "附各栏说明 datapackage.json。",
        "Turn reports into tables: reports, forms, funds, goals, indicators, claims, checks, findings, unread cells, "
        "described by datapackage.json.",
    ),
)
@options.paths
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=str),
    metavar="DIR",
    help=say("输出文件夹", "folder to write to"),
)
@click.option(
    "--to",
    type=click.Choice(list(TARGETS)),
    default="csv",
    show_default=True,
    help=say("数据表格式", "format of the tables"),
)
@options.fail_on(
    "有此级别及以上的问题时退出码为 1（转换默认不因问题报错）",
    "exit code 1 from findings of this severity on (by default none: tables are made, not judged)",
    default="never",
)
@options.common
def command(
    paths: tuple[str, ...],
    output: str,
    to: str,
    fail_on: FailOn,
    asked: options.Asked,
) -> int:
    inputs = found(paths, asked.quiet)
    remark_on_size(inputs, asked.settings)
    tally = Tally()
    results = examined(inputs.files, asked.settings, asked.jobs, asked.bounds, asked.progress)
    write(counted(results, tally), output, to, asked.settings, spoken())
    if not asked.quiet:
        from fuhe.outputs.text import last_line

        click.echo(last_line(tally, spoken()), err=True)
    name_failures(tally)
    return exit_code(tally, fail_on)
