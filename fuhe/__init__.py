"""The application: the only package that meets files and people.

Other programs import from here: ``fuhe.examine(path, data, fuhe.Settings())`` gives a ``fuhe.FileResult``, and
``fuhe.as_record(result)`` the same as plain data in the shape of schema fuhe/1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.message import Language
    from fuhe.examination import examine
    from fuhe.results import FileResult
    from fuhe.settings import Settings

__version__ = "0.1.0"
__all__ = ["FileResult", "Settings", "__version__", "as_record", "examine"]

_HOMES = {"examine": "fuhe.examination", "FileResult": "fuhe.results", "Settings": "fuhe.settings"}


def as_record(result: FileResult, lang: Language = "zh") -> dict[str, Any]:
    """One file's entry of ``reports`` in the JSON output."""
    from fuhe.outputs.record import report

    return report(result, lang)


def __getattr__(name: str) -> Any:
    """Imported when first used: the command line must start without waiting for what it does not need."""
    if name not in _HOMES:
        raise AttributeError(f"module 'fuhe' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
