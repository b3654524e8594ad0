"""Telling someone that a scan found something: counts and a place to look, never what the documents say."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import asdict

from extract.message import Message
from fuhe.language import say
from fuhe.refusal import cause

_SECONDS = 30


class NotifyError(Exception):
    """The notification could not be delivered, or its address is none."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class News(Struct, frozen=True):
    """What is told: counts of new, changed and gone findings, of files and failed files, and where the report lies."""

    run: int
    files: int
    failed: int
    new: int
    new_errors: int
    changed: int
    gone: int
    report: str | None

    @property
    def worth_telling(self) -> bool:
        return bool(self.new or self.changed or self.failed)


def check_address(address: str) -> None:
    """Raises NotifyError if no one can be told there."""
    _way(address)


def shown(address: str) -> str:
    """The address without what may be a secret: of a web address the server alone."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0].rpartition('@')[2]}" if rest else address


def notify(address: str, news: News) -> None:
    """Deliver the news. Raises NotifyError."""
    try:
        _way(address)(address, news)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotifyError(_why(error)) from error


def _way(address: str) -> Callable[[str, News], None]:
    for start, way in (("exec:", _run), ("https://", _post), ("http://", _post), ("mailto:", _mail)):
        if address.startswith(start) and len(address) > len(start):
            return way
    raise NotifyError(Message("不认识的通知方式", "no way to notify"))


def _why(error: OSError | subprocess.SubprocessError) -> Message:
    """What went wrong, in words, without the command or the address."""
    code = getattr(error, "code", None) or getattr(error, "returncode", None) or getattr(error, "smtp_code", None)
    if code is not None:
        return Message(f"对方答复 {code}", f"it answered {code}")
    if isinstance(error, subprocess.TimeoutExpired | TimeoutError):
        return Message(f"{_SECONDS} 秒内没有完成", f"not done within {_SECONDS} s")
    reason = getattr(error, "reason", error)  # urllib wraps what the system said
    return cause(reason) if isinstance(reason, OSError) else Message(str(reason), str(reason))


def _data(news: News) -> bytes:
    """For programs: one line of JSON."""
    return json.dumps({"tool": "fuhe", **asdict(news)}, ensure_ascii=False).encode()


def _run(address: str, news: News) -> None:
    command = shlex.split(address.removeprefix("exec:"))
    subprocess.run(command, input=_data(news) + b"\n", timeout=_SECONDS, check=True)


def _post(address: str, news: News) -> None:
    from urllib.request import Request, urlopen

    request = Request(address, _data(news), {"Content-Type": "application/json"})
    with urlopen(request, timeout=_SECONDS):
        pass


def _mail(address: str, news: News) -> None:
    """For people; handed to the mail service of this machine, which stands for who sent it."""
    from email.message import EmailMessage
    from email.utils import formatdate, make_msgid
    from getpass import getuser
    from smtplib import SMTP
    from socket import getfqdn

    host = getfqdn()
    mail = EmailMessage()
    mail["To"] = address.removeprefix("mailto:")
    mail["From"] = f"fuhe <{getuser()}@{host}>"
    mail["Date"], mail["Message-ID"] = formatdate(localtime=True), make_msgid(domain=host)
    mail["Subject"] = _subject(news)
    mail.set_content(_body(news))
    with SMTP("localhost", timeout=_SECONDS) as server:
        server.send_message(mail)


def _subject(news: News) -> str:
    return say(
        f"复核：新增 {news.new}（错误 {news.new_errors}），未能读取 {news.failed}",
        f"fuhe: {news.new} new ({news.new_errors} errors), {news.failed} files failed",
    )


def _body(news: News) -> str:
    report = news.report or say("（未写入文件）", "(not written to a file)")
    return say(
        f"第 {news.run} 次扫描：文件 {news.files}，未能读取 {news.failed}。\n"
        f"问题新增 {news.new}（其中错误 {news.new_errors}），数值有变 {news.changed}，不再出现 {news.gone}。\n"
        f"摘要：{report}\n",
        f"Scan {news.run}: {news.files} files, {news.failed} failed.\n"
        f"Findings: {news.new} new ({news.new_errors} errors), {news.changed} changed, {news.gone} gone.\n"
        f"Report: {report}\n",
    )
