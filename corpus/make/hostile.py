"""Hostile and broken files (corpus/hostile), each small and made from nothing: ``python -m corpus.make.hostile``.

None of them may do more than give a report: read, read in part, or failed with a reason; quickly, and in little memory.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.make import hostilepdf, hostileword

FOLDER = Path(__file__).parent.parent / "hostile"
FILES: dict[str, Callable[[], bytes]] = {**hostileword.FILES, **hostilepdf.FILES}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, build in FILES.items():
        (FOLDER / name).write_bytes(build())


if __name__ == "__main__":
    main()
