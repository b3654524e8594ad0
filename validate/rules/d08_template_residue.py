"""D08: rows and prompts of the empty template left in the finished form."""

import re
from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form, Report
from normalize.words.text import fold
from validate.basis import FORM_LAYOUT
from validate.model import Check, Context, Evidence, Subject
from validate.rule import report_rule
from validate.screens import once, quoted, spot

RESIDUE = re.compile(
    r"^(?:指标\d+[:.、]?|[.…。]{2,}|\[bookmark:.*|(?:三级)?指标[一二三四五六七八九十]+[:.、]?)$|\[bookmark:[^\]]*\]"
)
NOTE = "template-residue"


@report_rule(
    "D08",
    "template-residue",
    "note",
    Message("表样残留未删除", "rows of the empty template were left in"),
    FORM_LAYOUT,
)
def template_residue(report: Report, context: Context) -> Iterator[Check]:
    """«指标2：», «……» and export marks that are no indicators. Once per form, once for the prose."""
    for form in report.forms:
        spots = _in_form(report, form)
        yield once(form, Subject("", "level_3"), spots, _says(spots), confidence="high")
    stray = [spot(found[0], one.place) for one in report.paragraphs if (found := RESIDUE.search(fold(one.text)))]
    if stray:
        yield once(None, Subject("", "level_3"), stray, _says(stray), confidence="high")


def _in_form(report: Report, form: Form) -> list[Evidence]:
    noted = [
        spot(note.message.zh.split("“")[-1].split("”")[0], note.place)
        for note in report.notes
        if note.code == NOTE and note.place is not None and getattr(note.place, "table", None) in form.tables
    ]
    unread = [spot(one.text, one.place) for one in form.unread if RESIDUE.search(fold(one.text))]
    return noted + unread


def _says(spots: list[Evidence]) -> Message:
    listed = quoted([one.text for one in spots])
    return Message(f"表样残留{listed.zh}，宜删除。", f"left over from the template: {listed.en}.")
