"""What rests on a page read by OCR asks for a look at the paper and alleges nothing."""

from msgspec.structs import replace

from extract.message import Message
from extract.model import PagePlace, TextPlace
from normalize.model import Report
from validate.model import Evidence, Finding

LOOK = Message("（所据页面由 OCR 识别，请对照原件核实）", " (read by OCR: please compare with the paper)")


def ocr_pages(report: Report) -> frozenset[int]:
    """The pages that OCR read, from the reader's notes."""
    return frozenset(
        note.place.page for note in report.notes if note.code == "ocr" and isinstance(note.place, PagePlace)
    )


def softened(finding: Finding, pages: frozenset[int]) -> Finding:
    """The finding again; a query at most, with a word of caution, where its evidence was read by OCR."""
    if not any(_on(one, pages) for one in finding.evidence):
        return finding
    message = Message(finding.message.zh + LOOK.zh, finding.message.en + LOOK.en)
    severity = "query" if finding.severity in ("error", "warning") else finding.severity
    return replace(finding, message=message, severity=severity, confidence="low")


def _on(evidence: Evidence, pages: frozenset[int]) -> bool:
    place = evidence.place
    if isinstance(place, (PagePlace, TextPlace)):
        return place.page in pages
    return place.page in pages or any(area.page in pages for area in place.more)
