"""The pages of the documentation, and the commands that stand in them."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    one
    for pattern in ("*.md", "docs/*.md", "docs/guide/*.md", "docs/decisions/*.md", "corpus/*.md")
    for one in ROOT.glob(pattern)
)
BLOCK = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_ENDS = re.compile(r"  # (?:退出码|exit code) (\d)$")


@dataclass(frozen=True)
class Command:
    """A command line, the exit code it shall have, and what the page shows of its output (… stands for the rest)."""

    line: str
    code: int
    shown: tuple[str, ...]


def commands(page: Path) -> list[Command]:
    """The commands of a page's console blocks, in order."""
    found: list[Command] = []
    for block in BLOCK.finditer(page.read_text("utf-8")):
        if block["kind"] == "console":
            for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
                line, *shown = part.rstrip("\n").split("\n")
                ends = _ENDS.search(line)
                code = int(ends[1]) if ends else 0
                found.append(Command(_ENDS.sub("", line), code, tuple(shown)))
    return found


def mentioned(page: Path) -> list[str]:
    """Every fuhe command line a page shows or mentions, run or not."""
    text = page.read_text("utf-8")
    blocks = [line for block in BLOCK.finditer(text) for line in block["body"].split("\n")]
    spans = CODE.findall(BLOCK.sub("", text))
    lines = [re.sub(r"^.*\bfuhe(?:\.exe)? ", "fuhe ", one) for one in blocks if re.search(r"\bfuhe(\.exe)? \w", one)]
    return [one for one in [*spans, *lines] if one.startswith("fuhe ")]


def links(page: Path) -> list[str]:
    """The local files a page links to."""
    targets = [one.partition("#")[0] for one in LINK.findall(BLOCK.sub("", page.read_text("utf-8")))]
    return [one for one in targets if one and "://" not in one]


def matches(shown: tuple[str, ...], told: str) -> bool:
    """Whether the output reads as shown, where … stands for any text, and a line of it for any lines or none."""
    parts = [re.escape(one) for one in re.split(r"^…\n|…", "\n".join(shown), flags=re.MULTILINE)]
    return re.search(r"\A\s*" + r"[\s\S]*?".join(parts) + r"\s*\Z", told) is not None
