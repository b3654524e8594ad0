"""What this machine offers: the readers, their helpers, and the limits that guard a run."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Literal

from msgspec import Struct

from extract.message import Message

_SAFE_ZIP = (3, 11, 8)  # from here on zipfile itself refuses overlapping entries


class Ability(Struct, frozen=True):
    """One thing the machine can do (yes), can do in part (limited) or cannot do (no), and why."""

    code: str
    name: Message
    status: Literal["yes", "limited", "no"]
    message: Message


def abilities() -> tuple[Ability, ...]:
    """All of them, in the order people ask."""
    return tuple(_abilities())


def _abilities() -> Iterator[Ability]:
    yield _python()
    yield _package("docx", Message("Word（.docx .docm .dotx .dotm）", "Word (.docx .docm .dotx .dotm)"), "lxml")
    yield _package("pdf", Message("PDF（文字版）", "PDF with text"), "pypdfium2")
    yield _encrypted()
    yield _ocr()
    yield _legacy()
    yield _resource_limits()
    yield _package("parquet", Message("输出 Parquet", "Parquet output"), "pyarrow", extra="parquet")
    yield _package("xlsx", Message("输出 Excel 底稿", "Excel working papers"), "xlsxwriter", "XlsxWriter")
    yield _sqlite()


def _python() -> Ability:
    name, said = Message("Python", "Python"), platform.python_version()
    system = f"{platform.system()} {platform.machine()}"
    if sys.version_info[:3] >= _SAFE_ZIP:
        return Ability("python", name, "yes", Message(f"{said}，{system}", f"{said}, {system}"))
    return Ability(
        "python",
        name,
        "yes",
        Message(
            f"{said}，{system}；此版本的 zipfile 不拒绝重叠条目（CVE-2024-0450），由 fuhe 自行检查",
            f"{said}, {system}; its zipfile accepts overlapping entries (CVE-2024-0450), fuhe checks them itself",
        ),
    )


def _package(code: str, name: Message, module: str, package: str | None = None, extra: str | None = None) -> Ability:
    if find_spec(module) is not None:
        said = f"{package or module} {_version(package or module)}"
        return Ability(code, name, "yes", Message(said, said))
    what = f"fuhe[{extra}]" if extra else package or module
    return Ability(code, name, "no", Message(f"需安装 {what}", f"needs {what}"))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _encrypted() -> Ability:
    name = Message("加密的 Word 文件", "encrypted Word files")
    if find_spec("msoffcrypto") is None:
        return Ability("encrypted", name, "no", Message("需安装 fuhe[encrypted]", "needs fuhe[encrypted]"))
    said = f"msoffcrypto-tool {_version('msoffcrypto-tool')}"
    return Ability(
        "encrypted", name, "limited", Message(f"{said}；需用 --password-file 给出密码", f"{said}; with --password-file")
    )


def _ocr() -> Ability:
    name = Message("扫描件（图像）", "scans (images)")
    missing = [module for module in ("rapidocr", "onnxruntime", "cv2") if find_spec(module) is None]
    if not missing:
        said = f"rapidocr {_version('rapidocr')}"
        return Ability("ocr", name, "limited", Message(f"{said}；识别结果须核对原件", f"{said}; to be checked by eye"))
    return Ability(
        "ocr",
        name,
        "no",
        Message(
            "需安装 fuhe[ocr]；扫描页会如实报告为未读出", "needs fuhe[ocr]; scanned pages are reported as not read"
        ),
    )


def _legacy() -> Ability:
    name = Message("旧格式（.doc .wps .rtf .xls 等）", "older formats (.doc .wps .rtf .xls …)")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return Ability("legacy", name, "no", Message("暂不支持；请先另存为 .docx", "not read yet; save as .docx first"))
    return Ability(
        "legacy",
        name,
        "no",
        Message("暂不支持；可用本机的 LibreOffice 另存为 .docx", "not read yet; LibreOffice here can save as .docx"),
    )


def _resource_limits() -> Ability:
    name = Message("每个文件的资源限制", "limits per file")
    if find_spec("resource") is not None:
        return Ability("limits", name, "yes", Message("内存、CPU、时间（POSIX 资源限制）", "memory, CPU, time (POSIX)"))
    return Ability(
        "limits",
        name,
        "limited",
        Message("只有时间限制；本系统没有内存和 CPU 的资源限制", "time only; this system has no memory or CPU limits"),
    )


def _sqlite() -> Ability:
    said = sqlite3.sqlite_version
    return Ability("store", Message("历史库（SQLite）", "store (SQLite)"), "yes", Message(said, said))
