"""What a page carries and what belongs to the document."""

from extract.pdf.furniture import Layout, furniture
from extract.pdf.text import Line

HEIGHT = 800.0


def line(text: str, top: float, size: float = 10.0) -> Line:
    return Line(text, size, (100.0, top, 300.0, top + size))


def carried(*pages: list[Line]) -> list[str]:
    found = furniture([Layout(HEIGHT, lines) for lines in pages])
    return [one.text for lines in pages for one in lines if id(one) in found]


def test_a_running_header_is_carried() -> None:
    pages = [[line("某局绩效自评报告", 20), line(f"第{page}项的说明", 300)] for page in (1, 2)]
    assert carried(*pages) == ["某局绩效自评报告"] * 2


def test_the_year_under_each_forms_title_is_of_the_form() -> None:
    page = [line("项目支出绩效自评表", 30, 16), line("（2022 年度）", 52), line("填报单位：某局", 300)]
    assert carried(page, list(page)) == []


def test_a_running_header_over_a_title_is_carried() -> None:
    page = [line("某局绩效自评报告", 15), line("项目支出绩效自评表", 35, 16), line("填报单位：某局", 300)]
    again = [line("某局绩效自评报告", 15), line("项目支出绩效自评表", 35, 16), line("填报单位：某局", 300)]
    assert carried(page, again) == ["某局绩效自评报告"] * 2
