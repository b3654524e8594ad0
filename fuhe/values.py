"""What was seen of a finding: a decision on it holds only as long as this stays."""

from __future__ import annotations

import json
from hashlib import sha256

from validate.model import Finding


def values_hash(finding: Finding) -> str:
    """The hash of what a finding states, what it expects and the texts of its evidence."""
    told = json.dumps([finding.stated, finding.expected, [seen.text for seen in finding.evidence]], ensure_ascii=False)
    return sha256(told.encode("utf-8", "backslashreplace")).hexdigest()[:16]
