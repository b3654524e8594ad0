"""What every command that reads files does: find them, count what comes, choose the exit code."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal

import click

from extract.message import Message
from fuhe.inputs import Input, Inputs, MissingPathError, find
from fuhe.language import say, spoken
from fuhe.outputs.tally import Tally
from fuhe.outputs.width import clean
from fuhe.results import FileResult
from fuhe.running import MOST_COMPARED, needs_all
from fuhe.settings import Settings
from validate.model import Severity

FailOn = Severity | Literal["never"]


def found(paths: tuple[str, ...], quiet: bool) -> Inputs:
    """The files behind the paths; what was passed over goes to stderr. Raises click.UsageError where no path exists."""
    try:
        inputs = find(paths)
    except MissingPathError as error:
        raise click.UsageError(say(f"路径不存在：{error.path}", f"no such file or folder: {error.path}")) from error
    if not quiet:
        for remark in inputs.remarks:
            click.echo(clean(remark.text(spoken())), err=True)
    if not inputs.files:
        click.echo(say("没有找到可读取的文件（.docx、.pdf）", "no readable files (.docx, .pdf) found"), err=True)
    return inputs


def spare(output: str | None, inputs: Iterable[Input], *others: str | None) -> None:
    """Raises click.UsageError where the output would overwrite an input or another file that is used."""
    target = _stat(output) if output not in (None, "-") else None
    if target is None:
        return
    for path in chain((one.file for one in inputs), others):
        there = _stat(path)
        if there is not None and os.path.samestat(there, target):
            raise click.UsageError(
                say(
                    f"输出文件 {output} 就是输入文件，不予覆盖",
                    f"the output {output} is an input; it is not overwritten",
                )
            )


def _stat(path: str | None) -> os.stat_result | None:
    try:
        return None if path is None else os.stat(path)
    except OSError:
        return None


def remark_on_size(inputs: Inputs, settings: Settings) -> None:
    """Say so where there are too many files to compare the reports with each other."""
    if len(inputs.files) > MOST_COMPARED and needs_all(settings):
        rules = "、".join(rule.code for rule in settings.rules() if rule.of_batch is not None)
        click.echo(
            say(
                f"文件超过 {MOST_COMPARED} 个，未作报告之间的比对（{rules}）",
                f"more than {MOST_COMPARED} files: reports are not compared with each other ({rules})",
            ),
            err=True,
        )


def single(path: str) -> Input:
    """The one file a path names. Raises click.UsageError where it names none or several."""
    inputs = found((path,), quiet=False)
    if len(inputs.files) != 1:
        raise click.UsageError(say("请给出一个文件", "give one file"))
    (one,) = inputs.files
    return one


def counted(results: Iterable[FileResult], tally: Tally) -> Iterator[FileResult]:
    """The results, counted as they pass."""
    for result in results:
        tally.add(result)
        yield result


def name_failures(tally: Tally) -> None:
    """Each file that could not be read, with its cause, on stderr."""
    for result in tally.failures:
        name_failure(result.origin.path, result.problems[0].message)


def name_failure(path: str, cause: Message) -> None:
    """One file that could not be read, with its cause, on stderr."""
    click.echo(clean(say(f"未能读取 {path}：{cause.zh}", f"cannot read {path}: {cause.en}")), err=True)


def exit_code(tally: Tally, fail_on: FailOn) -> int:
    """3 if a file failed, 1 if there are findings at or above fail_on, else 0."""
    if tally.failures:
        return 3
    return 1 if fail_on != "never" and tally.at_or_above(fail_on) else 0
