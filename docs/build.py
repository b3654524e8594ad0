"""Writes docs/schema from the types and docs/picture.svg from a real run: ``python docs/build.py``."""

from __future__ import annotations

import json
from pathlib import Path

from picture import cut, picture, terminal

from fuhe.outputs import schemas, tables

SCHEMAS = Path(__file__).parent / "schema"
PICTURE = Path(__file__).parent / "picture.svg"


def built() -> dict[str, str]:
    """The text of each file of docs/schema by its name."""
    made = {
        "check.schema.json": schemas.check_schema(),
        "check-line.schema.json": schemas.line_schema(),
        "grids.schema.json": schemas.grids_schema(),
        "diff.schema.json": schemas.diff_schema(),
    }
    texts = {name: json.dumps(one, ensure_ascii=False, indent=1) + "\n" for name, one in made.items()}
    return texts | {"datapackage.json": tables.datapackage()}


def main() -> None:
    SCHEMAS.mkdir(exist_ok=True)
    for name, text in built().items():
        (SCHEMAS / name).write_text(text, "utf-8")
    PICTURE.write_text(picture(cut(terminal())), "utf-8")


if __name__ == "__main__":
    main()
