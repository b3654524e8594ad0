"""The pages in docs/rules as tests: each example is drawn, audited, and must give the findings written under it.

Run as a program it rewrites the findings blocks; read the difference before you commit it.
"""

import re
from pathlib import Path

from drawing import grid
from extract.model import Block, CellPlace, Document, Paragraph, Place, Source, TextPlace
from normalize.recognise import recognise
from validate.audit import audit, audit_batch
from validate.model import Finding, Outcome, Rule
from validate.registry import RULES

PAGES = Path(__file__).parent.parent / "docs" / "rules"
EXAMPLE = re.compile(r"```form(?P<name>[^\n]*)\n(?P<form>.*?)```\n+```findings\n(?P<findings>.*?)```", re.DOTALL)
NOTHING = "（无）\n"
SEVERITY = {"error": "错误", "warning": "警告", "query": "疑问", "note": "提示"}


def drawn_document(text: str, name: str = "例.docx") -> Document:
    """The document a drawing shows: lines that begin with ``|`` are tables, all others paragraphs."""
    blocks: list[Block] = []
    tables = paragraphs = 0
    for chunk in re.findall(r"(?:^\|.*\n?)+|^[^|\n].*$", text, re.MULTILINE):
        if chunk.startswith("|"):
            tables += 1
            blocks.append(grid(chunk, tables))
        else:
            blocks.append(Paragraph(chunk.strip(), TextPlace(paragraphs)))
            paragraphs += 1
    return Document(Source(name, "0" * 64, "docx", 0), tuple(blocks))


def examples(page: str) -> list[tuple[str, str]]:
    """Each example of a page: its drawing and the findings written under it."""
    return [(match["form"], match["findings"]) for match in EXAMPLE.finditer(page)]


def findings_of(rule: Rule, form: str) -> str:
    """The findings a rule gives on a drawing, a line each. ``====`` lines divide the documents of a batch."""
    outcomes = tuple(
        audit(recognise(drawn_document(part))) for part in re.split(r"^====.*\n", form, flags=re.MULTILINE)
    )
    lines = [line for outcome in audit_batch(outcomes) for line in _lines(rule, outcome)]
    return "".join(lines) or NOTHING


def _lines(rule: Rule, outcome: Outcome) -> list[str]:
    return [
        f"[{SEVERITY[one.severity]}] {_at(one)}{one.message.zh}\n" for one in outcome.findings if one.rule == rule.code
    ]


def _at(finding: Finding) -> str:
    return f"〔{_spot(finding.evidence[0].place)}〕" if finding.evidence else ""


def _spot(place: Place) -> str:
    if isinstance(place, CellPlace):
        return f"表格{place.table} 行{place.row} 列{place.col}"
    return f"段落{place.paragraph}" if isinstance(place, TextPlace) else f"第{place.page}页"


def accept() -> None:
    for rule in RULES:
        path = PAGES / f"{rule.code}.md"
        page = path.read_text("utf-8")
        new = EXAMPLE.sub(
            lambda match, rule=rule: (
                match[0][: match.start("findings") - match.start()] + findings_of(rule, match["form"]) + "```"
            ),
            page,
        )
        if new != page:
            path.write_text(new, "utf-8")
            print(f"rewritten: {path.name}")


if __name__ == "__main__":
    accept()
