"""Names made comparable across documents and years; the printed name is never changed."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.words.text import fold

_CODE = re.compile(r"^(?:[0-9A-Z]{6,}|\d{2,5})[-—_:]+")
_STAMP = re.compile(r"\((?:盖章|公章|签章|本级|部门|单位)\)$")
_OWN_LEVEL = re.compile(r"(?:本级|部门)$")
_YEAR = re.compile(r"^(?:19|20)\d\d年度?(?=.{2})")
_PROJECT = re.compile(r"(?:专项)?(?:项目|资金|经费)(?:支出)?$")


@lru_cache(maxsize=2048)
def unit_key(name: str) -> str:
    """A unit's name for joining: without its code (``219-…``) and 本级; a 街道办事处 is its 街道."""
    bare = _STAMP.sub("", _CODE.sub("", fold(name)))
    bare = _OWN_LEVEL.sub("", bare) if len(bare) > 4 else bare
    return re.sub(r"街道办事处$|街道办$", "街道", bare)


@lru_cache(maxsize=2048)
def project_key(name: str) -> str:
    """A project's name for joining: without its code, its year and the word 项目 behind it."""
    bare = _YEAR.sub("", _CODE.sub("", fold(name)).strip("“”\"'《》"))
    short = _PROJECT.sub("", bare)
    return short if len(short) >= 2 else bare


@lru_cache(maxsize=2048)
def project_code(name: str) -> str | None:
    """The code a project's name begins with (``51092324T000010263357-2023年…``), or None."""
    found = _CODE.match(fold(name))
    return found[0].rstrip("-—_:") if found else None
