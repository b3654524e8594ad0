"""Takes formatting out of WordprocessingML before it is parsed: nine tenths of a typical file say how it looks.

Only what cannot matter goes: inside a property block (w:pPr, w:rPr, w:tcPr …), empty elements of a closed list of
names, written in the plainest way, and blocks that are empty then. Equal blocks are looked at once. Reading a part
with and without this gives the same document; a test holds that.
"""

import re

from extract.word.names import W_URI

_FORMATTING = (
    # runs
    "b|bCs|i|iCs|caps|smallCaps|strike|dstrike|outline|shadow|emboss|imprint|noProof|snapToGrid|color|spacing|w|kern|"
    "position|sz|szCs|highlight|u|effect|bdr|shd|fitText|vertAlign|rtl|cs|em|lang|eastAsianLayout|webHidden|oMath|"
    # paragraphs
    "keepNext|keepLines|pageBreakBefore|framePr|widowControl|suppressLineNumbers|suppressAutoHyphens|kinsoku|wordWrap|"
    "overflowPunct|topLinePunct|autoSpaceDE|autoSpaceDN|bidi|adjustRightInd|ind|contextualSpacing|mirrorIndents|"
    "suppressOverlap|jc|textDirection|textAlignment|textboxTightWrap|outlineLvl|divId|cnfStyle|"
    # cells and rows
    "tcW|noWrap|tcFitText|vAlign|hideMark|wBefore|wAfter|cantSplit|trHeight|tblHeader|tblCellSpacing|"
    "tblW|tblInd|tblLayout|tblLook|"
    # sides of borders and margins
    "top|left|start|bottom|right|end|between|bar|insideH|insideV|tl2br|tr2bl"
)
_ATTRIBUTES = r'(?: w:\w+="[^"<>&\x00-\x1f]*")*'
_EMPTY = re.compile(
    rf"<w:(?:{_FORMATTING}){_ATTRIBUTES} ?/>"
    rf"|<w:rFonts(?![^<>]*(?i:symbol|dings)){_ATTRIBUTES} ?/>"
    rf"|<w:tabs>(?:<w:tab{_ATTRIBUTES} ?/>)*</w:tabs>".encode()
)
_HOLLOW = re.compile(rb"<w:(rPr|pBdr|tcBorders|tcMar|tblCellMar|tblBorders)></w:\1>")
_BLOCKS = tuple((b"<w:%s>" % name, b"</w:%s>" % name) for name in (b"pPr", b"rPr", b"tcPr", b"trPr", b"tblPrEx"))
_NO_XML = re.compile(r'[\ufffe\uffff]| (w:\w+=)[^<>]*" \1', re.ASCII)  # or the same attribute twice
_STYLE = re.compile(rb'<w:[pr]Style w:val="([^"<>&]*)" ?/>')
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_NAMESPACE = f'xmlns:w="{W_URI}"'.encode()


class Pruner:
    """Prunes a part piece by piece (no piece may end inside a tag); leaves alone whatever it is not sure of.

    That is a part that binds the prefix w otherwise or again or is not in UTF-8, and all that follows a comment or
    CDATA section. References to styles go as well, but for the `telling` ones.
    """

    def __init__(self, telling: frozenset[str] = frozenset()) -> None:
        self.telling = frozenset(style.encode() for style in telling)
        self._sure = True
        self._started = False
        self._memo: dict[bytes, bytes] = {}

    @property
    def sure(self) -> bool:
        """True while nothing doubtful has been met."""
        return self._sure

    def is_sure(self, piece: bytes) -> bool:
        """True while nothing doubtful has been met, this next piece included."""
        if not self._started:
            self._started = True
            self._sure = _NAMESPACE in piece and piece.count(b"xmlns:w=") == 1 and not _DECLARED.match(piece)
        elif b"xmlns:w=" in piece:
            self._sure = False
        if b"!" in piece and b"<!" in piece:
            self._sure = False
        return self._sure

    def prune(self, piece: bytes) -> bytes:
        """The same piece of markup with less formatting in it; only for what `is_sure`."""
        for start, end in _BLOCKS:
            if start in piece:
                piece = self._prune_blocks(piece, start, end)
        return piece

    def _prune_blocks(self, piece: bytes, start: bytes, end: bytes) -> bytes:
        first, *others = piece.split(start)
        out = [first]
        memo = self._memo
        for other in others:
            block, closed, rest = other.partition(end)
            if not closed:
                out += (start, other)  # cut off by the end of the piece, or another block of its kind stands in it
                continue
            pruned = memo.get(block)
            if pruned is None:
                pruned = memo[block] = self._pruned(block)
            out += (start, pruned, end, rest) if pruned else (rest,)
        return b"".join(out)

    def _pruned(self, block: bytes) -> bytes:
        if not _is_xml(block):
            return block
        block = _STYLE.sub(lambda match: match[0] if match[1] in self.telling else b"", _EMPTY.sub(b"", block))
        return _HOLLOW.sub(b"", _HOLLOW.sub(b"", block))


def _is_xml(block: bytes) -> bool:
    """False where pruning could hide from the parser what it would refuse."""
    try:
        return not _NO_XML.search(block.decode())
    except UnicodeDecodeError:
        return False
