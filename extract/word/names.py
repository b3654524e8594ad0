"""The names of WordprocessingML elements and attributes as lxml spells them (Strict files are renamed to these)."""

from typing import Final

W_URI: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{W_URI}}}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
VML: Final = "{urn:schemas-microsoft-com:vml}"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

VAL: Final = f"{W}val"
OFF: Final = frozenset({"0", "false", "off"})


def w(*names: str) -> tuple[str, ...]:
    """The qualified names of WordprocessingML elements."""
    return tuple(W + name for name in names)


REMOVED: Final = frozenset(w("del", "moveFrom"))  # what a tracked change took out
