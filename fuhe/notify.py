"""Telling someone that a scan found something: counts and a place to look, never what the documents say."""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import asdict

_SECONDS = 30


class NotifyError(Exception):
    """The notification could not be delivered, or its address is none."""


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


def notify(address: str, news: News) -> None:
    """Deliver the news. Raises NotifyError."""
    told = json.dumps({"tool": "fuhe", **asdict(news)}, ensure_ascii=False)
    try:
        _way(address)(address, told)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotifyError(str(error)) from error


def _way(address: str) -> Callable[[str, str], None]:
    for start, way in (("exec:", _run), ("https://", _post), ("http://", _post), ("mailto:", _mail)):
        if address.startswith(start) and len(address) > len(start):
            return way
    raise NotifyError(address)


def _run(address: str, told: str) -> None:
    command = shlex.split(address.removeprefix("exec:"))
    subprocess.run(command, input=f"{told}\n".encode(), timeout=_SECONDS, check=True)


def _post(address: str, told: str) -> None:
    from urllib.request import Request, urlopen

    request = Request(address, told.encode(), {"Content-Type": "application/json"})
    with urlopen(request, timeout=_SECONDS):
        pass


def _mail(address: str, told: str) -> None:
    from email.message import EmailMessage
    from smtplib import SMTP

    mail = EmailMessage()
    mail["To"] = address.removeprefix("mailto:")
    mail["From"] = "fuhe@localhost"
    mail["Subject"] = "fuhe"
    mail.set_content(told)
    with SMTP("localhost", timeout=_SECONDS) as server:
        server.send_message(mail)
