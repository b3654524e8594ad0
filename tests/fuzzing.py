"""What the fuzz tests share: their budget, and the question put to every input."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from extract.errors import UnreadableError
from extract.model import Document
from extract.reading import read
from fuhe.outputs import record
from fuhe.results import FileResult, Origin
from normalize.recognise import recognise
from validate.audit import audit

LONG = int(os.environ.get("FUHE_FUZZ", "0"))  # examples a test in a long run; 0: the small budget, always the same


def budget(examples: int) -> settings:
    """So many examples, the same on every run; in a long run FUHE_FUZZ of them, new ones each time."""
    return settings(
        max_examples=LONG or examples,
        derandomize=not LONG,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )


def judged(data: bytes, name: str) -> str:
    """What becomes of the bytes: ``forms: N``, or the code of the refusal (empty where it gives no reason).

    Any other exception is a find.
    """
    try:
        document = read(data, name)
    except UnreadableError as refusal:
        return refusal.code if refusal.message.zh and refusal.message.en else ""
    return f"forms: {told(document)}"


def told(document: Document) -> int:
    """The forms of a document, after every rule has judged it and all is written down in both languages."""
    audited = audit(recognise(document))
    result = FileResult(Origin("x", "x"), "ok", (), audited)
    chinese, english = record.report(result, "zh"), record.report(result, "en")
    assert [one["fingerprint"] for one in chinese["findings"]] == [one["fingerprint"] for one in english["findings"]]
    return len(audited.report.forms)
