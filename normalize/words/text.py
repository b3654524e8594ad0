"""Text for matching and text for keeping: the printed text is stored as it stands, only comparisons are folded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_BRACKETS = str.maketrans("【】〔〕［］[]﹙﹚", "()()()()()")
_OUTER = " \t\r\n\u3000\u00a0\u2002\u2003\u200b\u200c\u200d\u2060\ufeff\u00ad"
_BREAK = re.compile(r"[ \t\u3000\u00a0]*[\r\n\v\f]+[ \t\u3000\u00a0]*")
_SPACE = re.compile(r"\s+")
_INNER_BRACKET = re.compile(r"\([^()]*\)?")
_NUMBERING = re.compile(
    r"^(?:[★☆*●■◆▲]+|\(?[一二三四五六七八九十]{1,3}[)、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、)](?!\d))+"
)
_LONGEST = 60  # a longer text is no label with points
_POINTS = re.compile(r"[（(【\[]\s*(?:满分|共|计)?\s*(\d+(?:[.．]\d+)?)\s*分?\s*[)）】\]]|(\d+(?:[.．]\d+)?)\s*分$")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text for comparing: NFKC, all white space and invisible characters gone, every bracket an ASCII one."""
    flat = unicodedata.normalize("NFKC", text.replace("℅", "%")).translate(_INVISIBLE)
    return _SPACE.sub("", flat).translate(_BRACKETS)


@lru_cache(maxsize=8192)
def trim(text: str) -> str:
    """The printed text without outer white space; breaks inside it stay."""
    return text.strip(_OUTER)


@lru_cache(maxsize=8192)
def join(text: str) -> str:
    """The printed text on one line: breaks joined, outer white space dropped, nothing else changed."""
    return _BREAK.sub("", text.strip(_OUTER)) if "\n" in text or "\r" in text or "\v" in text else text.strip(_OUTER)


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The folded label without its numbering (``一、``, ``1.``, ``★``) and its closing colon."""
    return _NUMBERING.sub("", fold(text)).strip(":;,.、*")


@lru_cache(maxsize=8192)
def stem(text: str) -> str:
    """The key without anything in brackets: ``全年预算数(A)`` → ``全年预算数``."""
    return _INNER_BRACKET.sub("", key(text)).strip(":;,.、*)")


@lru_cache(maxsize=4096)
def split_points(text: str) -> tuple[str, str | None]:
    """A label without breaks and spaces, and the points printed in it: ``产出指标⏎（50分）`` → 产出指标, 50."""
    label = _SPACE.sub("", join(text).translate(_INVISIBLE))
    found = _POINTS.search(label) if len(label) <= _LONGEST else None
    if found is None:
        return label, None
    name = (label[: found.start()] + label[found.end() :]).strip("：:、,，")
    return name, fold(found[1] or found[2])


def brackets(text: str) -> list[str]:
    """What stands in the brackets of a label, folded: ``预算执行情况（万元）（20分）`` → 万元, 20分."""
    return re.findall(r"\(([^()]*)\)", fold(text))
