"""The command line: finds the language, reads the configuration, imports the one command that is called."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import click

from extract.message import Message
from fuhe import __version__
from fuhe.clickwords import teach
from fuhe.config import configuration
from fuhe.ending import EndedError, deafen, heed, obey
from fuhe.helptext import HelpFormatter
from fuhe.language import asked, chosen, say, spoken, use
from fuhe.sink import HungUpError

COMMANDS: dict[str, Message] = {
    "check": Message("读取、重算、指出不成立之处", "read, recompute, flag what does not hold"),
    "convert": Message("把自评表转成数据表（CSV 等）", "turn reports into tables of records (CSV …)"),
    "scan": Message("夜间扫描：只读有变化的文件，先报新增", "the nightly scan: incremental, what is new first"),
    "runs": Message("列出库中的各次扫描", "list the runs of a store"),
    "diff": Message("两次扫描、或报告两个版本之间的变化", "changes between two runs or two versions of a report"),
    "triage": Message("对问题作出处理：确认、不成立、暂缓", "decide on findings: confirm, dismiss, defer"),
    "verify-log": Message("核验处理记录的哈希链", "verify the hash chain of the decisions"),
    "annotate": Message("在原文件中加注：每个问题一条批注", "the file itself, a comment at each finding"),
    "grids": Message("只输出重建的表格（合并单元格已还原）", "the reconstructed merged-cell tables alone"),
    "rules": Message("列出全部规则", "list all rules"),
    "explain": Message("说明一条规则：查什么、为什么、例", "explain one rule: what, why, examples"),
    "profiles": Message("列出评分口径", "list the scoring profiles"),
    "templates": Message("列出认识的自评表版式", "list the layouts that are known"),
    "doctor": Message("本机能读什么、不能读什么、为什么", "what this machine can read, what not, and why"),
}
HUNG_UP, INTERNAL = 141, 70


class Menu(click.Group):
    """The commands by name, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"fuhe.commands.{cmd_name.replace('-', '_')}").command
        command.context_settings.setdefault("help_option_names", ["-h", "--help"])
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(say("命令", "Commands")):
            formatter.write_dl([(name, message.text(spoken())) for name, message in COMMANDS.items()])


def menu() -> Menu:
    """The top of the command line in the language of this run."""
    return Menu(
        "fuhe",
        help=say(
            "复核：读取绩效自评表，重算每一个数，指出不成立之处。",
            "fuhe reads performance self-assessment forms, recomputes every figure and flags what does not hold.",
        ),
        epilog=say(
            "退出码：0 全部读完且没有达到 --fail-on 的问题；1 有问题；2 用法或配置有误；3 有文件未能读取。",
            "Exit codes: 0 all read, nothing at or above --fail-on; 1 findings; 2 wrong usage; 3 a file failed.",
        ),
        params=[_lang(), _version()],
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _lang() -> click.Option:
    choice = click.Choice(["zh", "en"])
    return click.Option(["--lang"], type=choice, expose_value=False, help=say("语言（默认中文）", "language"))


def _version() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
        if asked:
            click.echo(f"fuhe {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show, help=say("显示版本", "version")
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    obey()
    code = run(sys.argv[1:] if argv is None else argv)
    _end_readers()
    _leave(code)


def _end_readers() -> None:
    """Where the run was broken off, what was at work ends with it: the files it wrote to, the children it started."""
    if "fuhe.pool" in sys.modules:
        from fuhe.pool import end_all

        end_all()


def _leave(code: int) -> NoReturn:
    """End at once: all output is flushed, and taking the interpreter apart would cost as much as a small file."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # a closed pipe, or no stream at all
            stream.flush()
    os._exit(code)


def run(argv: Sequence[str]) -> int:
    """The exit code of one command line."""
    gc.disable()  # imports make no garbage; the commands that read files turn it on again
    try:
        use(chosen(argv, os.environ))
        teach()
        click.Context.formatter_class = HelpFormatter
        code = _finished(argv)
        heed()
        deafen()
        return code
    except EndedError as error:
        deafen()
        code = 128 + error.number
    sys.stdout = None  # who read it may have stopped reading
    gc.collect()  # what was broken off clears up behind itself
    with suppress(OSError):  # the terminal may be gone
        click.echo(say("已中断", "interrupted"), err=True)
    return code


def _finished(argv: Sequence[str]) -> int:
    """The exit code of a command line that nobody broke off."""
    try:
        return _called(argv)
    except (HungUpError, BrokenPipeError):
        sys.stdout = None  # nothing is left to flush
    except Exception as error:
        heed()  # Python and libraries may make something else of it
        return _accident(error)
    gc.collect()
    return HUNG_UP


def _called(argv: Sequence[str]) -> int:
    try:
        config = configuration(argv)
        if "lang" in config.defaults and not asked(argv, os.environ):
            use(chosen(["--lang", str(config.defaults["lang"])], {}))
        defaults = dict.fromkeys(COMMANDS, config.defaults)
        code = menu().main(list(argv), "fuhe", standalone_mode=False, default_map=defaults, obj=config)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.Abort:
        raise EndedError(signal.SIGINT) from None
    except click.ClickException as error:
        heed()
        error.show()
        return error.exit_code


def _accident(error: Exception) -> int:
    from traceback import print_exception

    print_exception(error)
    name = type(error).__name__
    click.echo(say(f"内部错误（{name}），请报告给开发者", f"internal error ({name}); please report it"), err=True)
    return INTERNAL
