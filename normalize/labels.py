"""What a label means: the alias dictionary (``aliases.toml``) as look-ups from printed wording to canonical field."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from normalize.words.text import key, stem

CLEAR = 92
MARGIN = 15
LONGEST = 40  # a longer text is no label


@lru_cache(maxsize=4096)
def _first_match(patterns: tuple[tuple[str, str], ...], wording: str) -> str | None:
    return next((field for field, pattern in patterns if re.search(pattern, wording)), None)


class Dictionary(Struct, frozen=True):
    """One group of the alias dictionary: exact folded wordings, and patterns for wordings never seen, in order.

    The patterns are compiled when a wording is first asked for that no list has.
    """

    words: dict[str, str]
    patterns: tuple[tuple[str, str], ...]

    def exact(self, text: str) -> str | None:
        """The canonical field of a label whose wording is known, with or without its brackets."""
        return self.words.get(key(text)) or self.words.get(stem(text))

    def meaning(self, text: str) -> str | None:
        """The canonical field of a cell known to be a header: exact wording first, then the patterns."""
        return self.exact(text) or self._by_pattern(text)

    def _by_pattern(self, text: str) -> str | None:
        wording = stem(text) or key(text)
        return None if wording.isascii() or len(wording) > LONGEST else _first_match(self.patterns, wording)

    def candidates(self, text: str) -> list[tuple[str, float]]:
        """The three nearest fields of a header nobody recognised, best first, with their likeness (0 to 100)."""
        from rapidfuzz import fuzz, process  # only a header nobody knows pays for the import

        best: dict[str, float] = {}
        for wording, likeness, _ in process.extract(stem(text), list(self.words), scorer=fuzz.ratio, limit=12):
            field = self.words[wording]
            best[field] = max(best.get(field, 0.0), likeness)
        return sorted(best.items(), key=lambda item: (-item[1], item[0]))[:3]

    def nearest(self, text: str) -> str | None:
        """The field of a slightly misspelt header, if one is clearly nearest."""
        found = self.candidates(text) if len(stem(text)) > 3 else []
        runner_up = found[1][1] if len(found) > 1 else 0.0
        return found[0][0] if found and found[0][1] >= CLEAR and found[0][1] - runner_up >= MARGIN else None


class Vocabulary(Struct, frozen=True):
    """The whole alias dictionary, a group a context: 得分 means one thing in a fund block and another below."""

    identity: Dictionary
    fund_columns: Dictionary
    fund_rows: Dictionary
    goals: Dictionary
    goal_expected: Dictionary
    goal_actual: Dictionary
    indicators: Dictionary
    blocks: Dictionary
    total: Dictionary
    sections: Dictionary


def _dictionary(group: dict[str, dict[str, object]], only: str | None = None) -> Dictionary:
    words: dict[str, str] = {}
    for field, wordings in group["words"].items():
        if only is None or field == only:
            assert isinstance(wordings, list)
            for wording in wordings:
                words.setdefault(wording, field)
    patterns = group.get("patterns", {}) if only is None else {}
    return Dictionary(words, tuple((field, str(pattern)) for field, pattern in patterns.items()))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The alias dictionary, read once."""
    groups = tomllib.loads(Path(__file__).with_name("aliases.toml").read_text(encoding="utf-8"))
    goals = groups["goals"]
    return Vocabulary(
        identity=_dictionary(groups["identity"]),
        fund_columns=_dictionary(groups["fund_columns"]),
        fund_rows=_dictionary(groups["fund_rows"]),
        goals=_dictionary(goals),
        goal_expected=_dictionary(goals, "expected"),
        goal_actual=_dictionary(goals, "actual"),
        indicators=_dictionary(groups["indicators"]),
        blocks=_dictionary(groups["blocks"]),
        total=_dictionary(groups["total"]),
        sections=_dictionary(groups["sections"]),
    )
