"""Odd but valid PDFs: other boxes, locked, turned labels, frames, form fields, pages that say nothing."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from corpus.make.hostile import FOLDER
from drawing import draw, grid
from extract.errors import UnreadableError
from extract.limits import Limits
from extract.model import Source
from extract.pdf import Engine, read_pdf
from pdfdrawing import COL, LEFT, PAGE, ROW, TOP, Sheet, page_of, strokes
from test_extract_pdf_drawn import BOTH, FORM, TRUTH, drawn, only_grid, read


def with_page(data: bytes, **entries: object) -> bytes:
    """The file with entries of its first page's dictionary replaced."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for name, value in entries.items():
            pdf.pages[0].obj[f"/{name}"] = value
        pdf.save(out)
    return out.getvalue()


def locked(data: bytes, user: str) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
    return out.getvalue()


@pytest.mark.parametrize("engine", BOTH)
def test_boxes_are_measured_from_the_crop_box(engine: Engine) -> None:
    data = with_page(page_of(FORM), CropBox=pikepdf.Array([20, 10, 560, 800]))
    found = only_grid(data, engine)
    first = found.at(0, 0)
    assert draw(found) == TRUTH
    assert first is not None
    top = TOP - (PAGE[1] - 800)
    assert first.place.box == pytest.approx((LEFT - 20, top, LEFT - 20 + COL, top + ROW), abs=0.6)


@pytest.mark.parametrize("engine", BOTH)
def test_a_media_box_that_does_not_begin_at_zero(engine: Engine) -> None:
    data = with_page(page_of(FORM), MediaBox=pikepdf.Array([-30, -40, 595, 842]))
    first = only_grid(data, engine).at(0, 0)
    assert first is not None
    assert first.place.box == pytest.approx((LEFT + 30, TOP, LEFT + 30 + COL, TOP + ROW), abs=0.6)


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_an_upright_page_displayed_turned_is_still_read(rotate: int, engine: Engine) -> None:
    assert drawn(with_page(page_of(FORM), Rotate=rotate), engine) == TRUTH


def test_a_file_only_its_owner_may_change_is_read() -> None:
    assert drawn(locked(page_of(FORM), user="")) == TRUTH


def test_a_password_opens_a_locked_file_and_without_it_it_is_said_to_be_locked() -> None:
    data = locked(page_of(FORM), user="secret")
    source = Source("form.pdf", "0" * 64, "pdf", len(data))
    assert draw(read_pdf(data, source, password="secret").grids[0]) == TRUTH
    for password in (None, "wrong"):
        with pytest.raises(UnreadableError) as failure:
            read_pdf(data, source, password=password)
        assert failure.value.code == "encrypted"


@pytest.mark.parametrize("engine", BOTH)
def test_a_label_turned_sideways_in_its_cell(engine: Engine) -> None:
    sheet = Sheet()
    sheet.table("|  | 甲 | 1 |\n| ^ | 乙 | 2 |")
    sheet.canvas.saveState()
    sheet.canvas.translate(LEFT + 20, PAGE[1] - TOP - 60)
    sheet.canvas.rotate(90)
    sheet.canvas.drawString(0, 0, "绩效指标")
    sheet.canvas.restoreState()
    assert drawn(sheet.bytes(), engine) == draw(grid("| 绩效指标 | 甲 | 1 |\n| ^ | 乙 | 2 |"))


def test_a_frame_around_the_page_is_no_table() -> None:
    sheet = Sheet()
    sheet.canvas.rect(20, 20, 555, 802)
    sheet.text(60, 60, "项目支出绩效自评表")
    sheet.table(FORM)
    document = read(sheet.bytes())
    assert [draw(one) for one in document.grids] == [TRUTH]
    assert [paragraph.text for paragraph in document.paragraphs] == ["项目支出绩效自评表"]


def test_a_table_without_side_lines_has_its_outer_columns() -> None:
    def open_sides(canvas: object, across: object, down: list[tuple[float, float, float, float]]) -> None:
        right = max(edge[2] for edge in down)
        strokes(canvas, across, [edge for edge in down if edge[0] not in (0.0, right)])  # type: ignore[arg-type]

    assert drawn(page_of(FORM, open_sides)) == TRUTH  # type: ignore[arg-type]


def test_two_tables_with_text_between_keep_their_order() -> None:
    sheet = Sheet()
    sheet.text(60, 60, "一、前言")
    bottom = sheet.table("| 甲 | 1 |\n| 乙 | 2 |", top=80)
    sheet.text(60, bottom + 30, "二、中间")
    sheet.table("| 丙 | 3 |\n| 丁 | 4 |", top=bottom + 60)
    blocks = read(sheet.bytes()).blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Grid", "Paragraph", "Grid"]


def test_a_watermark_across_the_page_is_left_out_and_said() -> None:
    sheet = Sheet()
    sheet.table(FORM)
    sheet.canvas.translate(200, 300)
    sheet.canvas.rotate(45)
    sheet.canvas.setFont("Helvetica", 60)
    sheet.canvas.drawString(0, 0, "DRAFT")
    document = read(sheet.bytes())
    assert draw(document.grids[0]) == TRUTH
    assert [note.code for note in document.notes] == ["watermark"]


def add_field(sheet: Sheet, row: int, column: int, value: str, flags: str = "print") -> None:
    place = {"x": LEFT + column * COL + 3, "y": PAGE[1] - TOP - (row + 1) * ROW + 8}
    sheet.canvas.acroForm.textfield(name=f"{row}", value=value, width=50, height=20, annotationFlags=flags, **place)


@pytest.mark.parametrize("engine", BOTH)
def test_form_fields_stand_in_their_cells(engine: Engine) -> None:
    sheet = Sheet()
    sheet.table("| 金额 |  |\n| 同意 |  |\n| 意见 |  |")
    add_field(sheet, 0, 1, "81.50")
    sheet.canvas.acroForm.checkbox(name="b", checked=True, x=LEFT + COL + 3, y=PAGE[1] - TOP - 2 * ROW + 8, size=20)
    add_field(sheet, 2, 1, "7", "hidden")
    assert drawn(sheet.bytes(), engine) == draw(grid("| 金额 | 81.50 |\n| 同意 | ☑ |\n| 意见 |  |"))


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_form_fields_of_a_page_displayed_turned_stand_in_their_cells(rotate: int, engine: Engine) -> None:
    sheet = Sheet()
    sheet.table(FORM)
    add_field(sheet, 1, 1, "81.50")
    data = with_page(sheet.bytes(), Rotate=rotate, CropBox=pikepdf.Array([20, 10, 560, 800]))
    assert drawn(data, engine).splitlines()[1].startswith("|项目资金⏎（万元）|81.50|")


@pytest.mark.parametrize("engine", BOTH)
@pytest.mark.filterwarnings("ignore:This document has")
def test_fields_of_a_page_taken_out_of_its_form_are_read(engine: Engine) -> None:
    sheet, out = Sheet(), BytesIO()
    sheet.table("| 金额 |  |\n| 同意 |  |\n| 意见 |  |")
    add_field(sheet, 0, 1, "81.50")
    for row, checked in ((1, True), (2, False)):
        y = PAGE[1] - TOP - (row + 1) * ROW + 8
        sheet.canvas.acroForm.checkbox(name=f"{row}", checked=checked, x=LEFT + COL + 3, y=y, size=20)
    with pikepdf.open(BytesIO(sheet.bytes())) as pdf:
        del pdf.Root.AcroForm
        pdf.save(out)
    assert drawn(out.getvalue(), engine) == draw(grid("| 金额 | 81.50 |\n| 同意 | ☑ |\n| 意见 |  |"))


@pytest.mark.parametrize("engine", BOTH)
def test_a_field_has_the_value_of_the_field_it_is_a_part_of(engine: Engine) -> None:
    sheet, out = Sheet(), BytesIO()
    sheet.table("| 项目 |  |")
    add_field(sheet, 0, 1, "x")
    with pikepdf.open(BytesIO(sheet.bytes())) as pdf:
        (field,) = pdf.pages[0].Annots
        parent = pdf.make_indirect(
            pikepdf.Dictionary(FT=field.FT, T=field.T, V="培训⏎会议".replace("⏎", "\r"), Kids=[field])
        )
        for name in ("/FT", "/T", "/V"):
            del field[name]
        field.Parent = parent
        pdf.Root.AcroForm.Fields = pikepdf.Array([parent])
        pdf.save(out)
    assert drawn(out.getvalue(), engine) == draw(grid("| 项目 | 培训⏎会议 |"))


def test_a_script_that_runs_when_the_file_is_opened_is_noted() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(page_of(FORM))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.save(out)
    assert [note.code for note in read(out.getvalue()).notes] == ["javascript"]


def test_a_blank_page_is_named_and_so_is_a_blank_file() -> None:
    sheet = Sheet()
    sheet.table(FORM)
    sheet.next_page()
    sheet.canvas.showPage()
    assert [note.code for note in read(sheet.bytes()).notes] == ["page-empty"]
    blank = Sheet()
    blank.canvas.showPage()
    assert [note.code for note in read(blank.bytes()).notes] == ["no-text", "page-empty"]


def test_a_file_cut_off_is_said_to_be_whatever_of_it_can_be_read() -> None:
    sheet = Sheet()
    for _ in range(2):
        sheet.table(FORM)
        sheet.next_page()
    whole = sheet.bytes()
    assert "file-cut" not in [note.code for note in read(whole).notes]
    assert "file-cut" in [note.code for note in read(whole[: whole.rindex(b"xref\n0")]).notes]
    with pytest.raises(UnreadableError) as failure:
        read(whole[: whole.index(b"stream") + 30])
    assert failure.value.code == "damaged"


def test_pages_whose_content_is_no_drawing_are_damaged() -> None:
    with pytest.raises(UnreadableError) as failure:
        read((FOLDER / "not-deflate.pdf").read_bytes())
    assert failure.value.code == "damaged"


def test_too_many_squares_are_cut_and_said() -> None:
    data = page_of(FORM)
    document = read_pdf(data, Source("form.pdf", "0" * 64, "pdf", len(data)), limits=Limits(cells=20))
    assert not document.grids
    assert [note.code for note in document.notes] == ["cells-cut"]
    assert any("255.42" in paragraph.text for paragraph in document.paragraphs)


def test_files_inside_a_pdf_are_named() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(page_of(FORM))) as pdf:
        for name in ("自评表.docx", "说明.pdf"):
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, b"x", filename=name)
        pdf.save(out)
    (note,) = (note for note in read(out.getvalue(), "fast").notes if note.code == "attachments")
    assert note.message.zh == "PDF 内附 2 个文件，未读取：自评表.docx、说明.pdf。其中如有自评表，请另存出来单独核对"


def test_a_file_pinned_to_a_page_is_told_of() -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(page_of(FORM))) as pdf:
        pin = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=pikepdf.Array([10, 10, 30, 30])
        )
        pdf.pages[0].obj["/Annots"] = pikepdf.Array([pdf.make_indirect(pin)])
        pdf.save(out)
    assert [note.code for note in read(out.getvalue(), "fast").notes if note.code == "attachments"] == ["attachments"]
