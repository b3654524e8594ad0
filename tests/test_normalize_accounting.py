"""No number of a form is lost in silence, whatever stands beside it and whoever claims its cell."""

import random
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from extract.model import Cell, CellPlace, Document, Grid, Paragraph, Source
from normalize.model import Report
from normalize.recognise import recognise
from papers import only, paper, report
from saying import said

PLACES = sorted(Path(__file__).with_name("places").glob("*.txt"))
SOURCE = Source("drawn.docx", "0" * 64, "docx", 1)


def planted(document: Document, seed: int) -> tuple[Document, dict[str, Cell]]:
    """The document with numbers of its own in some of its cells, in place of what they said; and those numbers."""
    choose = random.Random(seed)
    numbers = {}
    blocks: list[Paragraph | Grid] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            cells = []
            for cell in block.cells:
                if not choose.randrange(6):
                    number = f"7{len(numbers):03}3.{choose.randrange(1, 10)}9"
                    cell = replace(cell, text=number)
                    numbers[number] = cell
                cells.append(cell)
            block = Grid(block.table, block.n_rows, block.n_cols, tuple(cells))
        blocks.append(block)
    return Document(SOURCE, tuple(blocks)), numbers


def silent(found: Report, numbers: dict[str, Cell]) -> dict[str, CellPlace]:
    have = set(re.findall(r"\d+\.\d+", "\n".join((*said(found.forms), *said(found.unread), *said(found.claims)))))
    return {number: cell.place for number, cell in numbers.items() if number not in have}


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", range(6))
def test_a_number_put_into_any_cell_of_a_form_is_told(path: Path, seed: int) -> None:
    document, numbers = planted(paper(path.read_text(encoding="utf-8").split("\n---\n")[0]), seed)
    assert silent(recognise(document), numbers) == {}


AMOUNTS_LEFT_OF_WHAT_IS_KNOWN = """
|项目名称|扶持资金|<|<|<|<|
|资金构成|甲类资金|乙类资金|丙类资金|执行数（万元）|执行率|
|^|4.9|18.4|1.1|24.4|100%|
|一级指标|二级指标|三级指标|目标值|完成值|得分|
|产出指标|数量指标|扶持企业|5家|5家|90|
"""


def test_amounts_under_headings_nobody_knows_stay_beside_the_row() -> None:
    form = only(AMOUNTS_LEFT_OF_WHAT_IS_KNOWN)
    (line,) = form.funds
    assert line.extra == (("甲类资金", "4.9"), ("乙类资金", "18.4"), ("丙类资金", "1.1"))
    assert form.unread == ()


def test_a_telephone_number_is_one_number() -> None:
    found = report("|联系人|电话|\n|王某|0731-85012345|\n|李某|2019-2021年|")
    assert [one.text for one in found.unread] == ["0731-85012345", "2019", "2021"]


def test_a_number_broken_behind_its_point_is_read_and_not_lost() -> None:
    form = only(
        "|项目资金（万元）||全年预算数|全年执行数|执行率|\n|^|年度资金总额|100|95.6|95.⏎6%|\n"
        "|一级指标|三级指标|指标值|完成值|分值|\n|产出指标|培训|4次|4次|50|"
    )
    assert form.funds[0].execution_rate is not None
    assert form.funds[0].execution_rate.text == "95.6%"
    assert form.unread == ()
