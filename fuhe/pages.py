"""The pages of the rules, in the installed package or in the source tree."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from extract.message import Language

ENGLISH = "\n## English\n"


def page(code: str) -> str | None:
    """The page of a rule as Markdown, both languages, or None if it has none."""
    for folder in _folders():
        path = folder / f"{code}.md"
        if path.is_file():
            return path.read_text("utf-8")
    return None


def part(text: str, lang: Language) -> str:
    """The part of a page in one language, under the page's heading."""
    chinese, _, english = text.partition(ENGLISH)
    if lang == "zh" or not english:
        return chinese.rstrip() + "\n"
    return f"{chinese.splitlines()[0]}\n\n{english.strip()}\n"


def _folders() -> tuple[Traversable, ...]:
    return (files("fuhe") / "rule_pages", Path(__file__).parent.parent / "docs" / "rules")
