"""Word files made from snippets of WordprocessingML or from drawn grids, as bytes."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from extract.model import Cell, Document, Grid
from extract.reading import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WIDTH = 1200  # of a column in drawn grids, in twentieths of a point
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def document_xml(body: str) -> str:
    """A whole document part around the content of its body."""
    start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{start}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def content_types(main: str = "/word/document.xml", kind: str = MAIN_TYPE) -> str:
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{main}" ContentType="{kind}"/></Types>'
    )


def relationships(*targets: tuple[str, str]) -> str:
    """A relationships part from pairs of kind (last word of the type) and target."""
    lines = [
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    ]
    return f'<Relationships xmlns="{RELS}">{"".join(lines)}</Relationships>'


def pack(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str = "", *, xml: str | bytes | None = None, **parts: str) -> bytes:
    """A Word file with this body; `parts` are further parts by kind, e.g. ``numbering='<w:numbering …>'``."""
    return pack(
        {
            "[Content_Types].xml": content_types(),
            "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
            "word/document.xml": xml if xml is not None else document_xml(body),
            "word/_rels/document.xml.rels": relationships(*((kind, f"{kind}.xml") for kind in parts)),
            **{f"word/{kind}.xml": content for kind, content in parts.items()},
        }
    )


def p(text: str) -> str:
    """A paragraph; ``\\n`` becomes a line break."""
    runs = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in text.split("\n")
    )
    return f"<w:p><w:r>{runs}</w:r></w:p>" if text else "<w:p/>"


def tc(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def table_xml(grid: Grid) -> str:
    """A grid as Word writes it: gridSpan across, vMerge down, gridBefore and gridAfter for holes at the edges."""
    columns = f'<w:gridCol w:w="{WIDTH}"/>' * grid.n_cols
    rows = "".join(row_xml(grid, row) for row in range(grid.n_rows))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def row_xml(grid: Grid, row: int) -> str:
    """One row of a grid; cells that continue from above are marked so."""
    covered = [col for col in range(grid.n_cols) if grid.at(row, col)]
    before, after = (covered[0], grid.n_cols - 1 - covered[-1]) if covered else (0, 0)
    holes = (("gridBefore", "wBefore", before), ("gridAfter", "wAfter", after))
    marks = [f'<w:{name} w:val="{n}"/><w:{width} w:w="{n * WIDTH}" w:type="dxa"/>' for name, width, n in holes if n]
    return tr(*(_cell_xml(cell, row) for cell in grid.row(row)), properties="".join(marks))


def _cell_xml(cell: Cell, row: int) -> str:
    width = f'<w:tcW w:w="{cell.cols * WIDTH}" w:type="dxa"/>'
    across = f'<w:gridSpan w:val="{cell.cols}"/>' if cell.cols > 1 else ""
    down = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
    if row == cell.place.row:
        return tc(cell.text, width + across + down)
    return tc("", f"{width}{across}<w:vMerge/>")


def read_body(body: str, **parts: str) -> Document:
    """The document read from a Word file with this body."""
    return read(docx(body, **parts), "测试.docx")
