"""What a run was asked for, in plain data that can go to another process."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from extract.message import Message
from fuhe.perpath import Override
from validate.model import Rule
from validate.registry import RULES

AUTO = "auto"  # the profile is chosen form by form


class SelectionError(ValueError):
    """A code, family or name that no rule has."""

    def __init__(self, word: str) -> None:
        self.message = Message(
            f"没有规则或规则族“{word}”，用 fuhe rules 查看全部", f"no rule or family {word!r}; fuhe rules lists all"
        )
        super().__init__(self.message.en)


class Settings(Struct, frozen=True):
    """profile: a name, or None to choose form by form. codes: the rules to run. passwords: tried on encrypted files.

    grids: whether the results shall hold the tables of the documents. overrides: what holds for some paths only.
    """

    profile: str | None = None
    codes: frozenset[str] = frozenset(one.code for one in RULES)
    passwords: tuple[str, ...] = ()
    grids: bool = False
    overrides: tuple[Override, ...] = ()

    def at(self, path: str) -> Settings:
        """What holds for one path: the last override to name it sets profile and rules; what is ignored adds up."""
        if not self.overrides:
            return self
        found = [one for one in self.overrides if one.names(path)]
        profile = next((one.profile for one in reversed(found) if one.profile is not None), self.profile)
        codes = next((one.codes for one in reversed(found) if one.codes is not None), self.codes)
        ignored = frozenset().union(*(one.ignored for one in found))
        return replace(self, profile=None if profile == AUTO else profile, codes=codes - ignored, overrides=())

    def alone(self) -> Settings:
        """The same without the rules that look at all reports of a run."""
        batch = frozenset(rule.code for rule in RULES if rule.of_batch is not None)
        overrides = (replace(one, codes=one.codes and one.codes - batch) for one in self.overrides)
        return replace(self, codes=self.codes - batch, overrides=tuple(overrides))

    def rules(self) -> tuple[Rule, ...]:
        """The rules that run on some path at least."""
        codes = self.codes.union(*(one.codes or frozenset() for one in self.overrides))
        return tuple(one for one in RULES if one.code in codes)


def selected(select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """The codes of the rules that are selected (none named: all) and not ignored.

    Each word is a code, a family letter or a rule's name. Raises SelectionError on any other.
    """
    chosen = codes_of(select) if select else frozenset(one.code for one in RULES)
    return chosen - codes_of(ignore)


def codes_of(words: Sequence[str]) -> frozenset[str]:
    """The codes that the words name. Raises SelectionError on a word that names none."""
    return frozenset(code for word in words for code in _matching(word))


def _matching(word: str) -> list[str]:
    codes = [one.code for one in RULES if word.upper() in (one.code, one.code[0]) or word == one.name]
    if not codes:
        raise SelectionError(word)
    return codes
