"""The parts of a Word file that do not depend on its content: styles, settings, footer, relationships."""

from __future__ import annotations

from corpus.make.hand import Fonts, Hand

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}/relationships" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)


def static_parts(hand: Hand) -> dict[str, str | bytes]:
    """All parts but word/document.xml, in the order Word writes them."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [("rId1", "styles", "styles.xml"), ("rId2", "settings", "settings.xml"), ("rId5", "footer", "footer1.xml")]
        ),
        "word/styles.xml": _styles(hand.fonts, hand.size),
        "word/settings.xml": f'{_HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/></w:settings>',
        "word/footer1.xml": _footer(),
    }


def _content_types() -> str:
    parts = {"document": "document.main", "styles": "styles", "settings": "settings", "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(entries: list[tuple[str, str, str]]) -> str:
    body = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/relationships/{kind}" Target="{target}"/>'
        for key, kind, target in entries
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{body}</Relationships>'


def _footer() -> str:
    code = '<w:instrText xml:space="preserve"> PAGE </w:instrText>'
    pieces = (_mark("begin"), code, _mark("separate"), "<w:t>1</w:t>", _mark("end"))
    field = "".join(f"<w:r>{piece}</w:r>" for piece in pieces)
    return f'{_HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="footer"/></w:pPr>{field}</w:p></w:ftr>'


def _mark(kind: str) -> str:
    return f'<w:fldChar w:fldCharType="{kind}"/>'


def _styles(fonts: Fonts, size: int) -> str:
    centre, left, both = '<w:jc w:val="center"/>', '<w:jc w:val="left"/>', '<w:jc w:val="both"/>'
    indent = '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
    title_gap = '<w:spacing w:before="120" w:after="120"/>'
    table, latin = fonts.table, fonts.latin
    entries = [
        _style("title", fonts.title, fonts.title, 44, f'<w:spacing w:after="240"/>{centre}'),
        _style("form-title", fonts.title, fonts.title, 36, f"<w:keepNext/>{title_gap}{centre}"),
        _style("year", table, table, 24, f'<w:keepNext/><w:spacing w:after="120"/>{centre}'),
        _style("heading", fonts.heading, fonts.heading, 32, f"{indent}{left}"),
        _style("subheading", fonts.body, latin, 32, f"{indent}{left}", bold=True),
        _style("body", fonts.body, latin, 32, f"{indent}{both}"),
        _style("plain", table, table, 21, left),
        _style("note", table, table, 20, left),
        _style("cell", table, table, size, centre),
        _style("cell-wide", table, table, size, left),
        _style("footer", table, table, 18, centre),
    ]
    base_fonts = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{table}"/>'
    base = f'<w:rPr>{base_fonts}<w:lang w:eastAsia="zh-CN"/></w:rPr>'
    defaults = f"<w:docDefaults><w:rPrDefault>{base}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    return f"{_HEAD}<w:styles {NAMESPACES}>{defaults}{''.join(entries)}</w:styles>"


def _style(name: str, asian: str, latin: str, size: int, paragraph: str, bold: bool = False) -> str:
    fonts = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{asian}" w:cs="{latin}"/>'
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="fuhe {name}"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{fonts}{weight}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


_RUN = (
    '<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/><w:i w:val="0"/>'
    '<w:iCs w:val="0"/><w:color w:val="000000"/><w:kern w:val="0"/><w:sz w:val="18"/><w:szCs w:val="18"/>'
    '<w:u w:val="none"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar"/></w:rPr>'
)
_PARAGRAPH = (
    '<w:keepNext w:val="0"/><w:keepLines w:val="0"/><w:widowControl/><w:suppressLineNumbers w:val="0"/>'
    f'<w:jc w:val="center"/><w:textAlignment w:val="center"/>{_RUN}'
)
_SIDES = "".join(
    f'<w:{side} w:val="single" w:color="000000" w:sz="4" w:space="0"/>' for side in ("top", "left", "bottom", "right")
)
_CELL = (
    f'<w:tcBorders>{_SIDES}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="auto"/><w:noWrap/>'
    '<w:tcMar><w:top w:w="15" w:type="dxa"/><w:left w:w="15" w:type="dxa"/><w:right w:w="15" w:type="dxa"/></w:tcMar>'
)


def formatted(body: str) -> str:
    """The same body with the formatting of every run, paragraph and cell spelled out where it stands, as WPS does."""
    body = body.replace("<w:r>", f"<w:r>{_RUN}").replace("</w:pPr>", f"{_PARAGRAPH}</w:pPr>")
    return body.replace('<w:vAlign w:val="center"/></w:tcPr>', f'{_CELL}<w:vAlign w:val="center"/></w:tcPr>')
