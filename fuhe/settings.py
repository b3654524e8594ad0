"""What a run was asked for, in plain data that can go to another process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.message import Message
from validate.model import Rule
from validate.registry import RULES


class SelectionError(ValueError):
    """A code, family or name that no rule has."""

    def __init__(self, word: str) -> None:
        self.message = Message(
            f"没有规则或规则族“{word}”，用 fuhe rules 查看全部", f"no rule or family {word!r}; fuhe rules lists all"
        )
        super().__init__(self.message.en)


@dataclass(frozen=True, slots=True)
class Settings:
    """profile: a name, or None to choose form by form. codes: the rules to run. passwords: tried on encrypted files.

    grids: whether the results shall hold the tables of the documents.
    """

    profile: str | None = None
    codes: frozenset[str] = frozenset(one.code for one in RULES)
    passwords: tuple[str, ...] = ()
    grids: bool = False

    def alone(self) -> Settings:
        """The same without the rules that look at all reports of a run."""
        batch = frozenset(rule.code for rule in self.rules() if rule.of_batch is not None)
        return replace(self, codes=self.codes - batch)

    def rules(self) -> tuple[Rule, ...]:
        return tuple(one for one in RULES if one.code in self.codes)


def selected(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """The codes of the rules that are selected (none named: all) and not ignored.

    Each word is a code, a family letter or a rule's name. Raises SelectionError on any other.
    """
    chosen = _codes(select) if select else frozenset(one.code for one in RULES)
    return chosen - _codes(ignore)


def _codes(words: Sequence[str]) -> frozenset[str]:
    return frozenset(code for word in words for code in _matching(word))


def _matching(word: str) -> list[str]:
    codes = [one.code for one in RULES if word.upper() in (one.code, one.code[0]) or word == one.name]
    if not codes:
        raise SelectionError(word)
    return codes
