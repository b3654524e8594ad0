"""Characters of symbol fonts as Unicode: an inserted ≥ is often glyph F0B3 of the font Symbol.

Symbol follows Adobe's published encoding; of the Wingdings fonts only marks that carry meaning in a form are told.
"""

import re
from typing import Final

_SYMBOL_ROWS: Final = (
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x60, "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"),
    (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    (0xE0, "◊〈®©™∑"),
    (0xF1, "〉∫"),
)
_WINGDINGS: Final = {
    **{0x80 + n: mark for n, mark in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    **dict(zip((0x6C, 0x6E, 0x6F, 0x71, 0x72, 0x75, 0x76, 0x9F, 0xA7, 0xA8), "●■□□□◆❖•▪□", strict=True)),
    **dict(zip((0xA1, 0xAB, 0xD8, 0xE0, 0xF0, 0xFB, 0xFC, 0xFD, 0xFE), "○★➢→⇨✗✓☒☑", strict=True)),
}
_WINGDINGS_2: Final = {
    **dict(zip((0x4F, 0x50, 0x51, 0x52, 0x53, 0x54, 0xA3), "✗✓☒☑☒☒□", strict=True)),
    **{0x69 + n: mark for n, mark in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
}
_FONTS: Final[dict[str, dict[int, str]]] = {
    "symbol": {start + n: mark for start, row in _SYMBOL_ROWS for n, mark in enumerate(row)},
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": {0x61: "✓", 0x72: "✗", 0x63: "□", 0x67: "■"},
}

_BOXES: Final = (0x6F, 0x71, 0x72, 0xA8, 0xFB, 0xFC, 0xFD, 0xFE)  # of Wingdings; no form prints what Symbol has there
_OF_SYMBOLS: Final = re.compile("[\uf020-\uf0ff]")
_BY_CODE: Final = str.maketrans(
    {chr(0xF000 + ord(mark)): mark for mark in "+-=<>%()/.0123456789"}
    | {chr(0xF000 + code): _FONTS["symbol"][code] for code in (0xA3, 0xB0, 0xB1, 0xB3, 0xB4, 0xB7, 0xB8, 0xB9, 0xBB)}
    | {chr(0xF000 + code): _WINGDINGS[code] for code in _BOXES}
)


def by_code(text: str) -> str:
    """Text with the signs and boxes of symbol fonts told where the font is not known: by what forms use of them."""
    return text.translate(_BY_CODE) if _OF_SYMBOLS.search(text) else text


def is_symbol_font(font: str | None) -> bool:
    """True for a font whose characters are told here."""
    return font is not None and font.lower() in _FONTS


def symbol(font: str | None, code: int) -> str | None:
    """The Unicode character that `font` shows for a code (with or without Word's offset F000), or None."""
    table = _FONTS.get((font or "").lower())
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if table is not None:
        return table.get(low)
    return None if code < 0x20 or 0xD800 <= code <= 0xF8FF or code >= 0xFFFE else chr(code)


def unknown(font: str | None, code: int) -> str:
    """What stands for a symbol that could not be told: a private-use character, or nothing for no character at all."""
    if is_symbol_font(font) and code <= 0xFF:
        code += 0xF000
    return chr(code) if 0xE000 <= code <= 0xF8FF else ""


def translate(font: str | None, text: str) -> tuple[str, bool]:
    """Text with its private-use characters told by its font; False where one of them could not be."""
    marks = [symbol(font, ord(char)) if 0xF000 <= ord(char) <= 0xF0FF else char for char in text]
    told = "".join(mark if mark is not None else char for mark, char in zip(marks, text, strict=True))
    return told, None not in marks
