"""What a run was made with, for the cover of its working papers: enough to repeat it and to tell another one apart."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from extract.message import Language, Message
from fuhe import __version__, versions
from fuhe.results import FileResult
from fuhe.settings import AUTO, Settings
from fuhe.values import values_hash
from validate.registry import RULES

_LIBRARIES = ("lxml", "pypdfium2", "rapidocr")


def manifest(settings: Settings, lang: Language) -> tuple[tuple[str, str], ...]:
    """Labels and texts: program and libraries, profile, rules, and the names of the code that read and judged."""
    left_out = sorted(rule.code for rule in RULES if rule.code not in settings.codes)
    rules = Message(f"{len(settings.codes)} 条", f"{len(settings.codes)} rules").text(lang)
    entries = (
        (Message("程序", "program"), f"fuhe {__version__}"),
        (Message("读取组件", "libraries"), "，".join(_installed()) if lang == "zh" else ", ".join(_installed())),
        (Message("评分口径", "profile"), settings.profile or Message("由各表自身判定", AUTO).text(lang)),
        (Message("规则", "rules"), rules),
        (Message("未用的规则", "rules left out"), " ".join(left_out) or "—"),
        (Message("按路径另设", "for some paths"), " ".join(one.glob for one in settings.overrides) or "—"),
        (Message("读取程序摘要", "digest of the reader"), versions.reader()),
        (Message("规则与设置摘要", "digest of rules and settings"), versions.result(settings)),
    )
    return tuple((label.text(lang), text) for label, text in entries)


def _installed() -> list[str]:
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return found


class FindingsDigest:
    """A digest of all findings, equal for equal ones, whatever program wrote them down."""

    def __init__(self) -> None:
        self._digest = sha256()

    def add(self, result: FileResult) -> None:
        for one in result.outcome.findings if result.outcome else ():
            told = (result.origin.path, one.fingerprint, values_hash(one), one.severity)
            self._digest.update("\0".join(told).encode("utf-8", "backslashreplace") + b"\n")

    def told(self) -> str:
        return self._digest.hexdigest()[:16]
