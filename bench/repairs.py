"""How long the search for repairs takes: forms of every layout with one to six figures mistyped at once."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from corpus.make.content import Content
from corpus.make.generate import make
from corpus.make.layout import layouts
from corpus.measure.digits import spots, with_figure
from fuhe.opening import opened
from normalize.recognise import recognise
from validate.audit import audit
from validate.localize import localize

SEEDS, FORMS = range(2), 3  # of each layout; broken forms of each seed and number of mistakes
MISTAKES = (1, 2, 3, 4, 6)


def section() -> str:
    """A table: CPU ms of the search by number of mistakes, and how many forms have a repair told."""
    rows = [_row(mistakes) for mistakes in MISTAKES]
    head = "| mistakes in a form | forms | median ms | 99 % below | most ms | repairs told |"
    note = "One form each, one digit of each figure changed. The search gives up rather than take much longer."
    return "\n".join(["## Repairs: CPU ms to search one broken form", "", note, "", head, "|---" * 6 + "|", *rows])


def _row(mistakes: int) -> str:
    found = sorted(_searched(mistakes))
    costs = [cost * 1e3 for cost, _ in found]
    told = sum(any_told for _, any_told in found)
    high = costs[len(costs) * 99 // 100]
    return f"| {mistakes} | {len(found)} | {median(costs):.1f} | {high:.1f} | {costs[-1]:.1f} | {told} |"


def _searched(mistakes: int) -> Iterator[tuple[float, bool]]:
    """CPU seconds and whether a repair is told, for each form in which something fails."""
    for layout in sorted(layouts()):
        for seed in SEEDS:
            made = make(seed, layout, "word")
            for n in range(FORMS):
                broken = _mistyped(made.contents[0], mistakes, random.Random(f"{layout} {seed} {n} {mistakes}"))
                one = replace(made, contents=(broken,))
                outcome = audit(recognise(opened(one.word_file, "made.docx", ())))
                form, profile = outcome.report.forms[0], outcome.profiles[0].profile
                before = time.process_time()
                repairs = localize(form, profile, outcome.checks)
                cost = time.process_time() - before
                if any(check.status == "fails" for check in outcome.checks):
                    yield cost, bool(repairs)


def _mistyped(content: Content, mistakes: int, chance: random.Random) -> Content:
    some = list(spots(content))
    for spot in chance.sample(some, min(mistakes, len(some))):
        at = chance.choice([n for n, sign in enumerate(spot.text) if sign.isdigit()])
        digit = chance.choice([one for one in "0123456789" if one != spot.text[at]])
        content = with_figure(content, spot, spot.text[:at] + digit + spot.text[at + 1 :])
    return content


if __name__ == "__main__":
    print(section())
