"""The language this run speaks: Chinese unless asked otherwise."""

from collections.abc import Mapping, Sequence

from extract.message import Language, Message

_spoken: Language = "zh"


def asked(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """What the command line or FUHE_LANG says of the language; "" if nothing."""
    said = environ.get("FUHE_LANG", "")
    for before, word in zip(("", *argv), argv, strict=False):
        if before == "--lang":
            said = word
        elif word.startswith("--lang="):
            said = word.removeprefix("--lang=")
    return said


def chosen(argv: Sequence[str], environ: Mapping[str, str]) -> Language:
    """The language that is asked for, found before any help text is built."""
    return "en" if asked(argv, environ).lower().startswith("en") else "zh"


def use(lang: Language) -> None:
    """Speak this language from now on; called once, before the commands are imported."""
    global _spoken
    _spoken = lang


def spoken() -> Language:
    return _spoken


def say(zh: str, en: str) -> str:
    """A sentence in the language of this run."""
    return Message(zh, en).text(_spoken)
