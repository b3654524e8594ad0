"""fuhe check: read, recompute, flag."""

from __future__ import annotations

import os
import sys

import click
from msgspec.structs import replace

from fuhe import options
from fuhe.baseline import Baseline, read, written
from fuhe.language import say, spoken
from fuhe.outputs.formats import BINARY, FORMATS, WITH_GRIDS, View, render
from fuhe.outputs.tally import Tally
from fuhe.running import examined
from fuhe.session import FailOn, counted, exit_code, found, name_failures, remark_on_size, spare
from fuhe.settings import Settings
from fuhe.sink import deliver


@click.command(
    "check",
    short_help=say("读取、重算、指出不成立之处", "read, recompute, flag what does not hold"),
    help=say(
        "读取自评报告（.docx、.pdf），重算每一个能重算的数，指出不成立之处。"
        "路径可以是文件、文件夹、压缩包（.zip），或 - 表示标准输入。",
        "Read self-assessment reports (.docx, .pdf), recompute what can be recomputed, flag what does not hold. "
        "A path is a file, a folder, an archive (.zip), or - for standard input.",
    ),
)
@options.paths
@click.option(
    "--format",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help=say("输出格式", "output format"),
)
@options.output
@options.fail_on("有此级别及以上的问题时退出码为 1", "exit code 1 from findings of this severity on")
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=str),
    metavar="FILE",
    help=say("已接受的问题清单：所列问题不再提示", "accepted findings, which are not told again"),
)
@click.option(
    "--accept",
    metavar=say("原因", "REASON"),
    help=say("接受本次所列全部问题，连同原因写入清单", "accept all findings of this run into the baseline"),
)
@options.common
def command(
    paths: tuple[str, ...],
    format: str,
    output: str | None,
    fail_on: FailOn,
    baseline: str | None,
    accept: str | None,
    asked: options.Asked,
) -> int:
    if format in BINARY and output in (None, "-") and sys.stdout.isatty():
        raise click.UsageError(say(f"{format} 不能显示在终端上，请用 -o 写入文件", f"{format} needs -o FILE"))
    settings = replace(asked.settings, grids=format in WITH_GRIDS)
    accepted = _baseline(baseline, accept, settings)
    inputs = found(paths, asked.quiet)
    spare(output, inputs.files, asked.password_file, baseline)
    spare(baseline, inputs.files, asked.password_file)
    remark_on_size(inputs, settings)
    tally = Tally()
    results = examined(inputs.files, settings, asked.jobs, asked.bounds, asked.progress)
    results = counted(accepted.applied(results) if accepted else results, tally)
    view = View.of_terminal(spoken(), settings, asked.quiet, output, None if fail_on == "never" else fail_on)
    deliver(render(format, results, view), output)
    if format != "text":
        name_failures(tally)
    if accepted:
        _leave(accepted, baseline, asked.quiet)
    return exit_code(tally, fail_on)


def _baseline(path: str | None, accept: str | None, settings: Settings) -> Baseline | None:
    """The baseline of the run; one that is only to be written need not exist yet."""
    if accept is not None and (path is None or not accept.strip()):
        raise click.UsageError(
            say("--accept 须写明原因，并用 --baseline 指定清单", "--accept REASON needs --baseline FILE")
        )
    if path is None:
        return None
    entries = () if accept is not None and not os.path.exists(path) else read(path)
    return Baseline(entries, settings, accept.strip() if accept else None)


def _leave(accepted: Baseline, path: str | None, quiet: bool) -> None:
    """Name what is stale, and write what was accepted."""
    for remark in () if quiet else accepted.remarks():
        click.echo(remark, err=True)
    if accepted.accepting is not None:
        deliver(written(accepted.kept()), path)
