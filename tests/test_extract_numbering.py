"""Number formats of lists, and lists counted as Word counts them."""

import pytest

from extract.model import Document
from extract.word.numerals import format_number
from wordml import W, p, read_body, tbl, tr


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {0: "00", 7: "07", 12: "12"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        ("ordinal", {1: "1st", 11: "11th", 22: "22nd"}),
        ("chineseCounting", {1: "一", 10: "十", 20: "二十", 99: "九十九", 101: "一〇一"}),
        (
            "chineseCountingThousand",
            {15: "十五", 105: "一百零五", 1010: "一千零一十"},
        ),
        ("ideographDigital", {10: "一〇", 21: "二一"}),
        ("koreanDigital2", {9: "九", 10: "一零"}),
        ("chineseLegalSimplified", {10: "壹拾", 23: "贰拾叁", 101: "壹佰零壹"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {3: "⑶", 21: "21"}),
        ("decimalFullWidth", {12: "１２"}),
        ("numberInDash", {3: "- 3 -"}),
        ("none", {3: ""}),
        ("bullet", {3: ""}),
        ("klingon", {3: "3"}),
        ("000", {3: "003", 1234: "1234"}),
    ],
)
def test_formats(kind: str, numbers: dict[int, str]) -> None:
    assert {n: format_number(n, kind) for n in numbers} == numbers


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def level(n: int, kind: str, pattern: str, more: str = "", start: int = 1) -> str:
    head = f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
    return f'{head}<w:lvlText w:val="{pattern}"/></w:lvl>'


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract_id: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_id}"/>{more}</w:num>'


def numbering(*content: str) -> str:
    return f'<w:numbering xmlns:w="{W}">{"".join(content)}</w:numbering>'


def item(text: str, num_id: int = 1, at: int = 0) -> str:
    mark = f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num_id}"/></w:numPr></w:pPr>'
    return p(text).replace("<w:p>", f"<w:p>{mark}") if text else f"<w:p>{mark}</w:p>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.paragraphs]


OUTLINE = abstract(
    0, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.", start=1)
)


def test_outline_of_a_chinese_report() -> None:
    body = (
        item("情况")
        + item("概况", at=1)
        + item("资金", at=2)
        + item("产出", at=2)
        + item("效益", at=1)
        + item("甲", at=2)
        + item("问题")
    )
    document = read_body(body, numbering=numbering(OUTLINE, num(1, 0)))
    assert texts(document) == ["一、情况", "（一）概况", "1. 资金", "2. 产出", "（二）效益", "1. 甲", "二、问题"]
    assert [note.code for note in document.notes] == ["automatic-numbers"]


def test_serial_numbers_in_cells() -> None:
    rows = "".join(tr(f"<w:tc>{item('')}</w:tc>", f"<w:tc>{p(text)}</w:tc>") for text in "甲乙丙")
    document = read_body(tbl(rows), numbering=numbering(abstract(0, level(0, "decimal", "%1")), num(1, 0)))
    assert [cell.text for cell in document.grids[0].cells] == ["1", "甲", "2", "乙", "3", "丙"]


def test_formats_that_are_not_told_print_digits_and_say_so() -> None:
    document = read_body(item("甲"), numbering=numbering(abstract(0, level(0, "hebrew1", "%1.")), num(1, 0)))
    assert texts(document) == ["1. 甲"]
    assert [note.code for note in document.notes] == ["automatic-numbers", "number-format"]


def test_numbers_of_several_levels_and_legal_numbers() -> None:
    levels = level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    body = item("a") + item("b", at=1) + item("c", at=2) + item("d", at=1)
    assert texts(read_body(body, numbering=numbering(abstract(0, *levels), num(1, 0)))) == [
        *("I. a", "I.1 b", "1.1.1 c", "I.2 d")
    ]


def test_a_level_whose_parent_never_came() -> None:
    lists = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    lists = numbering(lists, num(1, 0))
    assert texts(read_body(item("a", at=1) + item("b"), numbering=lists)) == ["1.1 a", "2. b"]


def test_levels_left_out_count_as_begun() -> None:
    lists = numbering(abstract(0, *(level(n, "decimal", "%1.%2.%3.%4"[: 3 * n + 2]) for n in range(4))), num(1, 0))
    body = item("a") + item("b", at=3) + item("c", at=2) + item("d", at=1) + item("e")
    assert texts(read_body(body, numbering=lists)) == ["1 a", "1.1.1.1 b", "1.1.2 c", "1.2 d", "2 e"]  # as LibreOffice


def test_an_empty_item_that_only_ends_a_section_does_not_count() -> None:
    end = item("").replace("</w:pPr>", "<w:sectPr/></w:pPr>")
    text = item("b").replace("</w:pPr>", "<w:sectPr/></w:pPr>")
    picture = item("").replace("</w:pPr>", "<w:sectPr/></w:pPr><w:r><w:drawing/></w:r>")
    assert texts(read_body(item("a") + picture, numbering=numbering(OUTLINE, num(1, 0)))) == ["一、a", "二、"]
    document = read_body(item("a") + end + text + item("c"), numbering=numbering(OUTLINE, num(1, 0)))
    assert texts(document) == ["一、a", "二、b", "三、c"]


def test_lists_of_one_kin_count_on_and_restart_where_told() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = numbering(abstract(0, level(0, "decimal", "%1.")), num(1, 0), num(2, 0), num(3, 0, restart))
    body = item("a") + item("b", 2) + item("c", 3) + item("d", 3) + item("e")
    assert texts(read_body(body, numbering=lists)) == ["1. a", "2. b", "1. c", "2. d", "3. e"]


def test_numbers_filled_up_with_noughts() -> None:
    custom = '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
    alternate = f'{custom}<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
    alternate = f"<mc:AlternateContent {MC}>{alternate}</mc:AlternateContent>"
    lists = numbering(abstract(0, f'<w:lvl w:ilvl="0">{alternate}<w:lvlText w:val="%1"/></w:lvl>'), num(1, 0))
    assert texts(read_body(item("a") + item("b"), numbering=lists)) == ["000 a", "001 b"]


def test_level_that_never_restarts() -> None:
    lists = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>'))
    body = item("a") + item("b", at=1) + item("c") + item("d", at=1)
    assert texts(read_body(body, numbering=numbering(lists, num(1, 0)))) == ["1. a", "1) b", "2. c", "2) d"]


def test_list_of_a_style() -> None:
    def style(name: str, base: str, numbers: str) -> str:
        properties = f"<w:pPr><w:numPr>{numbers}</w:numPr></w:pPr>"
        return f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{base}"/>{properties}</w:style>'

    def styled(text: str, name: str, numbers: str = "") -> str:
        return p(text).replace("<w:p>", f'<w:p><w:pPr><w:pStyle w:val="{name}"/>{numbers}</w:pPr>')

    h1, h2 = style("H1", "", '<w:numId w:val="1"/>'), style("H2", "H1", '<w:ilvl w:val="1"/>')
    styles = f'<w:styles xmlns:w="{W}">{h1}{h2}</w:styles>'
    body = styled("a", "H1") + styled("b", "H2") + styled("c", "H1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(read_body(body, numbering=numbering(OUTLINE, num(1, 0)), styles=styles)) == ["一、a", "（一）b", "c"]


def test_bullets_and_broken_lists_print_nothing() -> None:
    lists = numbering(abstract(0, level(0, "bullet", "\uf06c")), num(1, 0), num(2, 7))
    document = read_body(item("a") + item("b", 2) + item("c", 9) + item("d", 1, 8), numbering=lists)
    assert texts(read_body(item("e", at=9), numbering=numbering(OUTLINE, num(1, 0)))) == ["e"]  # level 9: body text
    assert texts(document) == ["a", "b", "c", "d"]
    assert document.notes == ()


def test_deleted_items_do_not_count() -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
        '<w:del w:id="2"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>'
    )
    document = read_body(item("a") + gone + item("b"), numbering=numbering(OUTLINE, num(1, 0)))
    assert texts(document) == ["一、a", "二、b"]


def test_items_in_cells_merged_away_count_but_do_not_print() -> None:
    def row(text: str, merge: str) -> str:
        return tr(f"<w:tc><w:tcPr>{merge}</w:tcPr>{item(text)}</w:tc>")

    rows = row("a", '<w:vMerge w:val="restart"/>') + row("", "<w:vMerge/>") + row("b", "")
    document = read_body(tbl(rows), numbering=numbering(abstract(0, level(0, "decimal", "%1.")), num(1, 0)))
    assert [cell.text for cell in document.grids[0].cells] == ["1. a", "3. b"]  # as LibreOffice prints
    assert [note.code for note in document.notes] == ["automatic-numbers"]
