"""What the configuration file says of some paths only: which profile, which rules."""

from __future__ import annotations

import os
import re
from functools import cache

from msgspec import Struct

PARTS = re.compile(r"\*\*/|\*\*|\*|\?|\[!?[^]]+\]|.", re.DOTALL)
MEANING = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Override(Struct, frozen=True):
    """A glob, seen from `folder` (where the configuration file lies), and what holds for the files it names.

    profile, codes: None where the glob leaves them as they are. ignored: codes left out besides.
    """

    folder: str
    glob: str
    profile: str | None = None
    codes: frozenset[str] | None = None
    ignored: frozenset[str] = frozenset()

    def names(self, path: str) -> bool:
        """Whether the glob matches the path or a folder above it; one without / matches at any depth."""
        seen = os.path.relpath(path, self.folder).replace(os.sep, "/")
        whole = self.glob.strip("/")
        return _pattern(whole if "/" in self.glob.rstrip("/") else f"**/{whole}").fullmatch(seen) is not None


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    """``*`` and ``?`` stay within a folder, ``**`` does not; what lies below a match matches too."""
    meant = (MEANING.get(part) or _class(part) or re.escape(part) for part in PARTS.findall(glob))
    return re.compile("".join(meant) + "(?:/.*)?", re.DOTALL)


def _class(part: str) -> str | None:
    """``[abc]`` and ``[!abc]`` as a regular expression."""
    if len(part) < 3 or not part.startswith("["):
        return None
    inner = part[1:-1].replace("\\", "\\\\").replace("^", "\\^")
    return f"[^{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"
