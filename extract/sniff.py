"""What a file is by its content, whatever its name says."""

import zipfile
from io import BytesIO
from typing import Literal, NamedTuple

from extract.errors import UnreadableError
from extract.message import Message

Family = Literal["empty", "pdf", "zip", "ole", "other"]


class Format(NamedTuple):
    """A format that is not read: its name, and what the sender of such a file can do."""

    zh: str
    en: str
    remedy: Message | None = None


class ForeignError(UnreadableError):
    """The content is of a format that is not read, whatever the file is called."""

    def __init__(self, what: Format) -> None:
        super().__init__("unsupported", Message(what.zh, what.en))
        self.what = what


_SAVE = Message("请用 Word 或 WPS 打开后另存为 .docx", "open it in Word or WPS and save it as .docx")
_EXPORT = Message("请导出为 PDF 或 .docx", "export it as PDF or .docx")
_UNPACK = Message("请先解压", "unpack it first")
_PLACE = Message("请装入 Word 文件或 PDF", "put it into a Word file or a PDF")

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"{\\rtf", Format("RTF 文档", "an RTF document", _SAVE)),
    (b"\x89PNG", Format("PNG 图片", "a PNG picture", _PLACE)),
    (b"\xff\xd8\xff", Format("JPEG 图片", "a JPEG picture", _PLACE)),
    (b"GIF8", Format("GIF 图片", "a GIF picture", _PLACE)),
    (b"BM", Format("BMP 图片", "a BMP picture", _PLACE)),
    (b"II*\x00", Format("TIFF 图片", "a TIFF picture", _PLACE)),
    (b"MM\x00*", Format("TIFF 图片", "a TIFF picture", _PLACE)),
    (b"Rar!", Format("RAR 压缩包", "a RAR archive", _UNPACK)),
    (b"7z\xbc\xaf", Format("7z 压缩包", "a 7z archive", _UNPACK)),
    (b"\x1f\x8b", Format("gzip 压缩文件", "a gzip file", _UNPACK)),
    (b"OFD", Format("OFD 版式文件", "an OFD document", _EXPORT)),
    (b"%!PS", Format("PostScript 文件", "a PostScript file", _EXPORT)),
    (b"MZ", Format("Windows 程序", "a Windows program")),
)
_HTML = Format("网页（HTML）", "a web page (HTML)", _SAVE)
_XML_WORD = Format("Word XML 文档（单个 XML 文件）", "a Word XML document (a single XML file)", _SAVE)
_MHTML = Format("单个文件网页（MHTML）", "a web archive (MHTML)", _SAVE)
_TEXT = Format("纯文本", "plain text")
_UNKNOWN = Format("无法识别的格式", "of no known format")


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


def describe(data: bytes) -> Format:
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


_OLE_STREAMS: tuple[tuple[str, Format], ...] = (
    (
        "WordDocument",
        Format("旧版 Word／WPS 文字文档（.doc、.wps）", "an old Word or WPS document (.doc, .wps)", _SAVE),
    ),
    ("Workbook", Format("旧版 Excel 工作簿（.xls、.et）", "an old Excel workbook (.xls, .et)", _EXPORT)),
    ("Book", Format("旧版 Excel 工作簿（.xls）", "an old Excel workbook (.xls)", _EXPORT)),
    ("PowerPoint Document", Format("旧版演示文稿（.ppt、.dps）", "an old presentation (.ppt, .dps)", _EXPORT)),
)
_OLE_OTHER = Format("OLE 复合文件", "an OLE compound file")


def _holds_stream(data: bytes, name: str) -> bool:
    """True where a directory entry of an OLE file bears this name: UTF-16, closed by its terminating zero."""
    return name.encode("utf-16-le") + b"\x00\x00" in data


def ole_is_encrypted_package(data: bytes) -> bool:
    """True for an OOXML file that was saved with a password."""
    return _holds_stream(data, "EncryptedPackage")


def describe_ole(data: bytes) -> Format:
    """Which old Office format an OLE file holds."""
    return next((name for stream, name in _OLE_STREAMS if _holds_stream(data, stream)), _OLE_OTHER)


_ZIP_MARKS: tuple[tuple[str, Format], ...] = (
    ("xl/", Format("Excel 工作簿（.xlsx）", "an Excel workbook (.xlsx)", _EXPORT)),
    ("ppt/", Format("演示文稿（.pptx）", "a presentation (.pptx)", _EXPORT)),
    ("visio/", Format("Visio 绘图（.vsdx）", "a Visio drawing (.vsdx)")),
    ("OFD.xml", Format("OFD 版式文件", "an OFD document", _EXPORT)),
    ("Index/Document.iwa", Format("Pages 文稿", "a Pages document", _EXPORT)),
    ("META-INF/MANIFEST.MF", Format("Java 程序包", "a Java archive")),
)
_ZIP_MIMETYPES: tuple[tuple[bytes, Format], ...] = (
    (b"opendocument.text", Format("OpenDocument 文档（.odt）", "an OpenDocument text (.odt)", _SAVE)),
    (b"opendocument.spreadsheet", Format("OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)", _EXPORT)),
    (b"opendocument", Format("OpenDocument 文件", "an OpenDocument file", _EXPORT)),
    (b"epub", Format("EPUB 电子书", "an EPUB book")),
)
_ZIP_PLAIN = Format("普通 ZIP 压缩包", "a plain zip archive", _UNPACK)


def describe_zip(names: list[str], mimetype: bytes) -> Format:
    """What a zip without a Word document holds, from its members' names and its `mimetype` member (or b"")."""
    for mark, name in _ZIP_MIMETYPES:
        if mark in mimetype:
            return name
    for start, name in _ZIP_MARKS:
        if any(member.startswith(start) for member in names):
            return name
    return _ZIP_PLAIN
