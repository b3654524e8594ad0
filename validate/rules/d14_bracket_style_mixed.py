"""D14: full-width and half-width brackets or per cent signs side by side in one form."""

from collections.abc import Iterator

from extract.message import Message
from extract.model import Place
from normalize.model import Form
from validate.basis import PRACTICE
from validate.model import Check, Context, Subject
from validate.rule import rule
from validate.screens import once, spot

STYLES = (("（", "("), ("％", "%"))


@rule(
    "D14",
    "bracket-style-mixed",
    "note",
    Message("全角、半角符号混用", "full-width and half-width signs are mixed"),
    PRACTICE,
)
def bracket_style_mixed(form: Form, context: Context) -> Iterator[Check]:
    """（10分） beside (50分), ％ beside %. Once per form."""
    cells = [(text, place) for place, text in {place: text for text, place in _cells(form)}.items()]
    pairs = [(full, half, _with(cells, full), _with(cells, half)) for full, half in STYLES]
    mixed = [(full, half, wide, narrow) for full, half, wide, narrow in pairs if wide and narrow]
    spots = [spot(text, place) for _, _, wide, narrow in mixed for text, place in (wide[0], narrow[0])]
    signs = "；".join(f"“{full}”{len(wide)} 处、“{half}”{len(narrow)} 处" for full, half, wide, narrow in mixed)
    english = ", ".join(f"{len(wide)} “{full}”, {len(narrow)} “{half}”" for full, half, wide, narrow in mixed)
    says = Message(f"全角与半角符号混用：{signs}。", f"full-width and half-width signs are mixed: {english}.")
    yield once(form, Subject(), spots, says, confidence="high")


def _cells(form: Form) -> Iterator[tuple[str, Place]]:
    """The labels and values of a form."""
    for row in form.indicators:
        if row.level_1_place is not None:
            yield row.level_1_printed or "", row.level_1_place
        for value in (row.target, row.actual):
            if value is not None:
                yield value.text, value.place
    for goal in form.goals:
        for value in (goal.expected, goal.actual):
            if value is not None:
                yield value.text, value.place


def _with(cells: list[tuple[str, Place]], sign: str) -> list[tuple[str, Place]]:
    return [(text, place) for text, place in cells if sign in text]
