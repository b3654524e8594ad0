"""A sentence for people, in both languages of the product."""

from typing import Literal

from msgspec import Struct

Language = Literal["zh", "en"]


class Message(Struct, frozen=True, gc=False):
    """One sentence said in Chinese and in English, with its figures already filled in."""

    zh: str
    en: str

    def text(self, lang: Language = "zh") -> str:
        return self.zh if lang == "zh" else self.en
