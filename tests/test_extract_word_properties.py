"""What holds for any Word file: the grid drawn is the grid read, and no character is lost or doubled."""

from xml.sax.saxutils import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawing import draw
from extract.model import Document, Grid
from extract.reading import read
from extract.word.xml import parse_xml
from randomgrids import grids
from wordml import docx, read_body, row_xml, table_xml, tbl, tc, tr


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids())
def test_the_grid_drawn_is_the_grid_read(grid: Grid) -> None:
    document = read_body(table_xml(grid))
    assert draw(document.grids[0]) == draw(grid)
    assert document.notes == ()


def _between(grid: Grid, row: int) -> str:
    """A row that is deleted, laid out like the row before which it stands; its merges go on or start."""
    down = "".join(tc("gone", "<w:vMerge/>" if cell.place.row < row else "") for cell in grid.row(row))
    return tr(down, properties='<w:del w:id="9"/>')


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids(), st.lists(st.integers(0, 3), min_size=7, max_size=7), st.sets(st.integers(0, 6)))
def test_merges_hold_through_tracked_and_wrapped_rows(grid: Grid, wrappers: list[int], deleted: set[int]) -> None:
    rows = [
        (_between(grid, row) if row in deleted else "") + _WRAPPERS[wrappers[row]].format(row_xml(grid, row))
        for row in range(grid.n_rows)
    ]
    document = read_body(tbl(*rows))
    assert draw(document.grids[0]) == draw(grid)
    assert {note.code for note in document.notes} <= {"tracked-changes"}


@settings(max_examples=100, deadline=None)
@given(st.lists(grids(max_rows=3, max_cols=3), min_size=1, max_size=4))
def test_paths_lead_back_to_the_cells(drawn: list[Grid]) -> None:
    body = f"<w:sdt><w:sdtContent>{table_xml(drawn[0])}</w:sdtContent></w:sdt>" + "<w:p/>".join(
        map(table_xml, drawn[1:])
    )
    data = docx(body)
    root = parse_xml(_part(data), "document")
    for grid in read(data, "x.docx").grids:
        for cell in grid.cells:
            found = root.xpath(str(cell.place.path), namespaces={"w": root.nsmap["w"]})
            assert len(found) == 1
            assert "".join("".join(found[0].itertext()).split()) == "".join(cell.text.split())


def _part(data: bytes) -> bytes:
    from extract.word.package import Package

    return Package(data).zip.read("word/document.xml")


# Random bodies: every text carries its own serial number between marks, so each can be found again, exactly once.
_SHOWN = (
    "<w:r>{t}</w:r>",
    "<w:hyperlink><w:r>{t}</w:r></w:hyperlink>",
    '<w:ins w:id="1"><w:r>{t}</w:r></w:ins>',
    '<w:moveTo w:id="1"><w:r>{t}</w:r></w:moveTo>',
    "<w:sdt><w:sdtContent><w:r>{t}</w:r></w:sdtContent></w:sdt>",
    '<w:fldSimple w:instr="X"><w:r>{t}</w:r></w:fldSimple>',
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText><w:fldChar w:fldCharType="separate"/>{t}'
    '<w:fldChar w:fldCharType="end"/></w:r>',
    "<w:r><w:br/><w:tab/>{t}</w:r>",
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:r>{t}</w:r></mc:Choice><mc:Fallback><w:r><w:t>again</w:t></w:r>'
    "</mc:Fallback></mc:AlternateContent>",
    '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr>{t}</w:r>',
    "<m:oMath><m:sSup><m:e><m:r><m:t>{s}</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
    "<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r>{t}</w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>",
    "<y:unknown xmlns:y='urn:y'><w:r>{t}</w:r></y:unknown>",
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData></w:fldChar><w:fldChar '
    'w:fldCharType="separate"/><w:fldChar w:fldCharType="end"/>{t}</w:r>',
)
_GONE = (
    '<w:del w:id="1"><w:r><w:delText>{s}</w:delText></w:r></w:del>',
    '<w:moveFrom w:id="1"><w:r>{t}</w:r></w:moveFrom>',
    "<w:r><w:rPr><w:vanish/></w:rPr>{t}</w:r>",
    '<w:r><w:fldChar w:fldCharType="begin"/>{t}<w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>SET a</w:instrText><w:fldChar w:fldCharType="separate"/>{t}'
    '<w:fldChar w:fldCharType="end"/></w:r>',
    '<mc:AlternateContent><mc:Choice Requires="y" xmlns:y="urn:y"><w:r>{t}</w:r></mc:Choice><mc:Fallback><w:r/>'
    "</mc:Fallback></mc:AlternateContent>",
)
_WRAPPERS = (
    "{}",
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:customXml w:element="x"><w:customXmlPr/>{}</w:customXml>',
    '<w:ins w:id="1">{}</w:ins>',
)


class Writer:
    """Writes random bodies and remembers which serial numbers must be read and which must not."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.gone: list[str] = []

    def run(self, choice: int) -> str:
        n = len(self.shown) + len(self.gone)
        serial = f"⟦{n}⟧"
        text = f'<w:t xml:space="preserve">{escape(serial)}</w:t>'
        shown = choice < len(_SHOWN)
        (self.shown if shown else self.gone).append(serial)
        pattern = _SHOWN[choice] if shown else _GONE[choice - len(_SHOWN)]
        return pattern.format(t=text, s=serial)

    def block(self, tree: object) -> str:
        """A list of numbers is a paragraph, a tuple of rows of cells of blocks a table."""
        if isinstance(tree, list):
            return f"<w:p>{''.join(self.run(choice) for choice in tree)}</w:p>"
        assert isinstance(tree, tuple)
        return tbl(*(tr(*(self.cell(cell) for cell in row)) for row in tree))

    def cell(self, blocks: list[object]) -> str:
        return tc().replace("<w:p/>", "".join(self.block(block) for block in blocks) + "<w:p/>")


_PARAGRAPHS = st.lists(st.integers(0, len(_SHOWN) + len(_GONE) - 1), max_size=4)
_BLOCKS = st.recursive(
    _PARAGRAPHS,
    lambda inner: st.lists(st.lists(st.lists(inner, max_size=2), min_size=1, max_size=2), min_size=1, max_size=2).map(
        tuple
    ),
    max_leaves=8,
)


def everything(document: Document) -> str:
    texts = [block.text for block in document.paragraphs]
    texts += [cell.text for grid in document.grids for cell in grid.cells]
    return "\n".join(texts)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_BLOCKS, max_size=4))
def test_every_character_stands_in_exactly_one_place(trees: list[object]) -> None:
    writer = Writer()
    document = read_body("".join(writer.block(tree) for tree in trees))
    text = everything(document)
    assert [text.count(serial) for serial in writer.shown] == [1] * len(writer.shown)
    assert [text.count(serial) for serial in writer.gone] == [0] * len(writer.gone)
    assert "text-lost" not in [note.code for note in document.notes]
