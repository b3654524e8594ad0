"""What a file is by its content, whatever its name says."""

import zipfile
from io import BytesIO
from typing import Literal

from extract.message import Message

Family = Literal["empty", "pdf", "zip", "ole", "other"]

_MAGIC: tuple[tuple[bytes, Message], ...] = (
    (b"{\\rtf", Message("RTF 文档", "an RTF document")),
    (b"\x89PNG", Message("PNG 图片", "a PNG picture")),
    (b"\xff\xd8\xff", Message("JPEG 图片", "a JPEG picture")),
    (b"GIF8", Message("GIF 图片", "a GIF picture")),
    (b"BM", Message("BMP 图片", "a BMP picture")),
    (b"II*\x00", Message("TIFF 图片", "a TIFF picture")),
    (b"MM\x00*", Message("TIFF 图片", "a TIFF picture")),
    (b"Rar!", Message("RAR 压缩包", "a RAR archive")),
    (b"7z\xbc\xaf", Message("7z 压缩包", "a 7z archive")),
    (b"\x1f\x8b", Message("gzip 压缩文件", "a gzip file")),
    (b"OFD", Message("OFD 版式文件", "an OFD document")),
    (b"%!PS", Message("PostScript 文件", "a PostScript file")),
    (b"MZ", Message("Windows 程序", "a Windows program")),
)
_HTML = Message("网页（HTML）", "a web page (HTML)")
_XML_WORD = Message("Word XML 文档（单个 XML 文件）", "a Word XML document (a single XML file)")
_MHTML = Message("单个文件网页（MHTML）", "a web archive (MHTML)")
_TEXT = Message("纯文本", "plain text")
_UNKNOWN = Message("无法识别的格式", "of no known format")


def family(data: bytes) -> Family:
    """The family of formats that the first bytes announce (a PDF may start within its first 1024 bytes)."""
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    # A self-extracting or wrongly prefixed package still ends in a zip directory.
    return "zip" if zipfile.is_zipfile(BytesIO(data)) else "other"


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return b"\x00" not in head and sum(byte < 9 for byte in head) == 0


def describe(data: bytes) -> Message:
    """A name for a file that is none of the families read here."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"mime-version:" in head[:1024] and b"multipart/" in head:
        return _MHTML
    if head.startswith(b"<?xml") and (b"worddocument" in head or b"pkg:package" in head):
        return _XML_WORD
    if head.startswith((b"<!doctype html", b"<html")) or b"<html" in head or b"<table" in head:
        return _HTML
    return _TEXT if _looks_like_text(data[:4096]) else _UNKNOWN


_OLE_STREAMS: tuple[tuple[str, Message], ...] = (
    ("WordDocument", Message("旧版 Word／WPS 文字文档（.doc、.wps）", "an old Word or WPS document (.doc, .wps)")),
    ("Workbook", Message("旧版 Excel 工作簿（.xls、.et）", "an old Excel workbook (.xls, .et)")),
    ("Book", Message("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)")),
    ("PowerPoint Document", Message("旧版演示文稿（.ppt、.dps）", "an old presentation (.ppt, .dps)")),
)
_OLE_OTHER = Message("OLE 复合文件", "an OLE compound file")


def _holds_stream(data: bytes, name: str) -> bool:
    """True where a directory entry of an OLE file bears this name: UTF-16, closed by its terminating zero."""
    return name.encode("utf-16-le") + b"\x00\x00" in data


def ole_is_encrypted_package(data: bytes) -> bool:
    """True for an OOXML file that was saved with a password."""
    return _holds_stream(data, "EncryptedPackage")


def describe_ole(data: bytes) -> Message:
    """Which old Office format an OLE file holds."""
    return next((name for stream, name in _OLE_STREAMS if _holds_stream(data, stream)), _OLE_OTHER)


_ZIP_MARKS: tuple[tuple[str, Message], ...] = (
    ("xl/", Message("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)")),
    ("ppt/", Message("演示文稿（.pptx）", "a presentation (.pptx)")),
    ("visio/", Message("Visio 绘图（.vsdx）", "a Visio drawing (.vsdx)")),
    ("OFD.xml", Message("OFD 版式文件", "an OFD document")),
    ("Index/Document.iwa", Message("Pages 文稿", "a Pages document")),
    ("META-INF/MANIFEST.MF", Message("Java 程序包", "a Java archive")),
)
_ZIP_MIMETYPES: tuple[tuple[bytes, Message], ...] = (
    (b"opendocument.text", Message("OpenDocument 文档（.odt）", "an OpenDocument text (.odt)")),
    (b"opendocument.spreadsheet", Message("OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)")),
    (b"opendocument", Message("OpenDocument 文件", "an OpenDocument file")),
    (b"epub", Message("EPUB 电子书", "an EPUB book")),
)
_ZIP_PLAIN = Message("普通 ZIP 压缩包", "a plain zip archive")


def describe_zip(names: list[str], mimetype: bytes) -> Message:
    """What a zip without a Word document holds, from its members' names and its `mimetype` member (or b"")."""
    for mark, name in _ZIP_MIMETYPES:
        if mark in mimetype:
            return name
    for start, name in _ZIP_MARKS:
        if any(member.startswith(start) for member in names):
            return name
    return _ZIP_PLAIN
