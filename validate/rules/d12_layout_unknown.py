"""D12: a form of which too little was understood."""

from collections.abc import Iterator

from extract.message import Message
from normalize.model import Form
from validate.basis import FORM_LAYOUT
from validate.model import Check, Context, Evidence, Subject
from validate.rule import rule
from validate.screens import once

LEAST = 0.9


@rule("D12", "layout-unknown", "note", Message("表样未能完整识别", "the layout was not fully understood"), FORM_LAYOUT)
def layout_unknown(form: Form, context: Context) -> Iterator[Check]:
    """A share of the form's cells found no meaning: what was not read was not checked."""
    cells = [Evidence("stated", one.text, one.place) for one in form.unread]
    spots = cells or [Evidence("stated", form.title or "", form.place)]
    share = f"{form.understood:.0%}"
    says = Message(
        f"非空单元格识别 {share}，未识别的内容未参与核对，请人工查阅。",
        f"{share} of the cells were understood; the rest was not checked, please look at it by hand.",
    )
    yield once(form, Subject(), spots[:10] if form.understood < LEAST else (), says, stated=share, confidence="high")
