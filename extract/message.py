"""A sentence for people, in both languages of the product."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence said in Chinese and in English, with its figures already filled in."""

    zh: str
    en: str

    def text(self, lang: Language = "zh") -> str:
        return self.zh if lang == "zh" else self.en
