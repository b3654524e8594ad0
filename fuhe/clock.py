"""The time of day, for the store's records; SOURCE_DATE_EPOCH fixes it."""

import os
from datetime import UTC, datetime


def now() -> str:
    """UTC, ISO 8601 to the second."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(fixed), UTC) if fixed else datetime.now(UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def today() -> str:
    return now()[:10]
