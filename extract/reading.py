"""The door of this stage: bytes and a name in, a Document out, whatever format the bytes truly are."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import PurePath

from msgspec.structs import replace

from extract import sniff
from extract.errors import UnreadableError
from extract.limits import LIMITS, Limits
from extract.message import Message
from extract.model import Document, Kind, Note, Source

_WORD_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})
_SUFFIXES: dict[Kind, frozenset[str]] = {"docx": _WORD_SUFFIXES, "pdf": frozenset({".pdf"})}
_NAMES: dict[Kind, Message] = {"docx": Message("Word 文档", "a Word document"), "pdf": Message("PDF", "a PDF")}


def read(data: bytes, name: str, *, password: str | None = None, limits: Limits = LIMITS) -> Document:
    """The document that `data` holds, read as what it is by content.

    `name` is the file's name (a folder before it is dropped); `password` opens an encrypted file.
    Raises UnreadableError with code ``empty``, ``too-large``, ``encrypted``, ``damaged``, ``unsupported`` (a format
    that is known but not read) or ``not-what-it-claims`` (the name promises a format that the content is not).
    """
    if len(data) > limits.file_bytes:
        raise _too_large(len(data), limits.file_bytes)
    name = PurePath(name.replace("\\", "/")).name
    family = sniff.family(data)
    if family == "empty":
        raise UnreadableError("empty", Message("文件没有内容", "the file has no content"))
    if family == "pdf":
        return _read_pdf(data, _source(data, name, "pdf"), password, limits)
    if family == "zip":
        return _read_word(data, _source(data, name, "docx"), limits)
    if family == "ole":
        return _read_word(_decrypted(data, name, password), _source(data, name, "docx"), limits)
    raise _foreign(name, sniff.describe(data))


def _source(data: bytes, name: str, kind: Kind) -> Source:
    return Source(name=name, sha256=hashlib.sha256(data).hexdigest(), kind=kind, bytes=len(data))


def _read_word(data: bytes, source: Source, limits: Limits) -> Document:
    from extract.word import read_word

    try:
        return _with_name_note(read_word(data, source, limits=limits))
    except sniff.ForeignError as error:
        raise _foreign(source.name, error.what) from error


def _read_pdf(data: bytes, source: Source, password: str | None, limits: Limits) -> Document:
    from extract.pdf import read_pdf

    return _with_name_note(read_pdf(data, source, password=password, limits=limits))


def _with_name_note(document: Document) -> Document:
    source = document.source
    suffix = PurePath(source.name).suffix.lower()
    if not suffix or suffix in _SUFFIXES[source.kind]:
        return document
    kind = _NAMES[source.kind]
    message = Message(
        f"扩展名为 {suffix}，内容实为{_spaced(kind.zh)}，已按内容读取",
        f"named {suffix} but {kind.en} by content; read as such",
    )
    return replace(document, notes=(Note("name-differs", message), *document.notes))


def _too_large(size: int, limit: int) -> UnreadableError:
    return UnreadableError(
        "too-large", Message(f"文件 {size} 字节，超过上限 {limit}", f"the file has {size} bytes, more than {limit}")
    )


def _foreign(name: str, what: sniff.Format) -> UnreadableError:
    """The refusal of another format, with what to do about it."""
    suffix = PurePath(name).suffix.lower()
    zh, en = (f"。{what.remedy.zh}", f"; {what.remedy.en}") if what.remedy else ("", "")
    if suffix in _WORD_SUFFIXES or suffix == ".pdf":
        message = Message(
            f"扩展名为 {suffix}，内容实为{_spaced(what.zh)}{zh}", f"named {suffix}, but its content is {what.en}{en}"
        )
        return UnreadableError("not-what-it-claims", message)
    return UnreadableError(
        "unsupported", Message(f"{what.zh}，暂不支持读取{zh}", f"{what.en}, a format that is not read{en}")
    )


def _spaced(words: str) -> str:
    """Words to stand behind Chinese ones: a space before Latin letters."""
    return f" {words}" if words[:1].isascii() else words


def _decrypted(data: bytes, name: str, password: str | None) -> bytes:
    """The zip inside an encrypted OOXML file; every other OLE file is refused by its name."""
    if not sniff.ole_is_encrypted_package(data):
        raise _foreign(name, sniff.describe_ole(data))
    if password is None:
        raise UnreadableError(
            "encrypted",
            Message(
                "文件已加密，需要密码才能打开（--password-file）",
                "the file is encrypted and opens only with a password (--password-file)",
            ),
        )
    return _open_with(data, password)


def _open_with(data: bytes, password: str) -> bytes:
    try:
        import msoffcrypto
    except ImportError as error:
        raise UnreadableError(
            "encrypted",
            Message(
                "文件已加密；解密需安装可选组件 fuhe[encrypted]",
                "the file is encrypted; opening it needs the optional extra fuhe[encrypted]",
            ),
        ) from error
    out = BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(BytesIO(data))
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(out)
    except Exception as error:  # the library raises what its parsers and ciphers happen to raise
        raise UnreadableError(
            "encrypted",
            Message("文件已加密，所给密码未能打开", f"the file is encrypted and did not open ({error})"),
        ) from error
    return out.getvalue()
