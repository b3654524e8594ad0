"""Content controls bound to data: what is stored is read, and said to be stale where the data say something else."""

import pytest

from extract.reading import read
from wordml import content_types, document_xml, pack, relationships

STORE = "{8D1E0A3C-0001-4B5E-9C11-000000000001}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def control(stored: str, path: str = "/x:form[1]/x:sum[1]", kind: str = "<w:text/>", store: str = STORE) -> str:
    binding = f"""<w:dataBinding w:prefixMappings="xmlns:x='urn:form'" w:xpath="{path}" w:storeItemID="{store}"/>"""
    content = f"<w:sdtContent><w:p><w:r><w:t>{stored}</w:t></w:r></w:p></w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{binding}{kind}</w:sdtPr>{content}</w:sdt>"


def bound(body: str, data: str = '<form xmlns="urn:form"><sum>81.50</sum></form>') -> bytes:
    return pack(
        {
            "[Content_Types].xml": content_types(),
            "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
            "word/document.xml": document_xml(body),
            "word/_rels/document.xml.rels": relationships(("customXml", "../customXml/item1.xml")),
            "customXml/item1.xml": data,
            "customXml/_rels/item1.xml.rels": relationships(("customXmlProps", "itemProps1.xml")),
            "customXml/itemProps1.xml": f'<d:datastoreItem d:itemID="{STORE}" xmlns:d="{OFFICE}/customXml"/>',
        }
    )


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        (control("81.50"), []),
        (control("80.00"), ["bound-text"]),
        (control("80.00", store=STORE.lower()), ["bound-text"]),
        (control("2022年", kind='<w:date w:fullDate="2022-01-01T00:00:00Z"/>'), []),
        (control("80.00", path="/x:form[1]/x:none[1]"), []),
        (control("80.00", path="//x:sum[contains(., '8')]"), []),  # no XPath but plain steps is run
        (control("80.00", path="/y:form[1]"), []),
        (control("80.00", store="{0}"), []),
    ],
)
def test_stale_text_of_a_bound_control_is_told(body: str, notes: list[str]) -> None:
    document = read(bound(body), "x.docx")
    assert [note.code for note in document.notes] == notes
    assert len(document.blocks) == 1


def test_data_that_cannot_be_read_say_nothing() -> None:
    assert read(bound(control("80.00"), "<form"), "x.docx").notes == ()
