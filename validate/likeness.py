"""How alike two pieces of text are, once white space, brackets and stock words are out of the way."""

import re
from functools import lru_cache

from normalize.words.text import fold

CODE = re.compile(r"^[0-9A-Za-z]{6,}[-—_]+")
NAME_NOISE = re.compile(r"20\d\d年度?|项目支出|专项资金|专项经费|项目资金|项目经费|项目|资金|经费|支出|专项")
UNIT_CODE = re.compile(r"^(?:[0-9A-Z]{6,}|\d{2,5})[-—_:]+")
UNIT_STAMP = re.compile(r"\((?:盖章|公章|签章|本级|部门|单位)\)$")
OWN_LEVEL = re.compile(r"(?<=.{3})(?:本级|部门)$")
STREET = re.compile(r"街道办(?:事处)?$")
MARKS = re.compile(r"[^\w%]+")
ALIKE = 0.9


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Text without white space, punctuation, brackets and width differences, in lower case."""
    return MARKS.sub("", fold(text)).lower()


@lru_cache(maxsize=4096)
def project_core(name: str) -> str:
    """What tells one project from another: no code, no year, no 项目 or 资金; the whole name if nothing is left."""
    core = squeezed(NAME_NOISE.sub("", CODE.sub("", "".join(name.split()))))
    return core or squeezed(name)


@lru_cache(maxsize=4096)
def unit_core(name: str) -> str:
    """What tells one unit from another: no code (``219-…``), no stamp, no 本级; a 街道办事处 is its 街道."""
    bare = UNIT_STAMP.sub("", UNIT_CODE.sub("", fold(name)))
    return squeezed(STREET.sub("街道", OWN_LEVEL.sub("", bare)))


def same_project(one: str, other: str) -> bool:
    """True if two names of projects mean the same: nine tenths alike, or one the short form of the other."""
    first, second = project_core(one), project_core(other)
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return (len(short) >= 4 and short in long) or ratio(first, second) >= ALIKE


def ratio(one: str, other: str) -> float:
    """Likeness of two texts from 0 to 1 (normalised edit distance without substitutions)."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) / 100
