"""The projects a text lists against the projects its forms are about."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from msgspec.structs import replace

from extract.model import Place, TextPlace
from normalize.model import Claim, Form, Report
from validate.claims import in_prose, paragraph_of
from validate.likeness import ratio, same_project, squeezed
from validate.lists import lists, projects

OPEN_END = re.compile(r"^(?:项目|支出)?[”\"』」]?\s*(?:等|……|…)")
TAIL = re.compile(r"^(?:专项)?(?:项目|资金|经费)")


class Listing(NamedTuple):
    """The projects one paragraph names. complete: the list does not end in 等."""

    claims: tuple[Claim, ...]
    complete: bool


class Pairing(NamedTuple):
    """A name and the form it means; either is None where nothing is left to pair it with. right: the names agree."""

    claim: Claim | None
    form: Form | None
    right: bool


def listings(report: Report) -> Iterator[Listing]:
    """The project names of the prose, paragraph by paragraph, each name once."""
    claims = in_prose(report, "project_name")
    for _, found in groupby(claims, key=lambda claim: _paragraph(claim.place)):
        once = {squeezed(printed(report, claim)): claim for claim in reversed(list(found))}
        names = tuple(reversed(once.values()))
        yield Listing(names, len(names) > 1 and not OPEN_END.search(_behind(report, names[-1])))


def pairings(report: Report, listing: Listing) -> list[Pairing]:
    """Names with forms of the same name, then those left over one to one in order, then what has no partner."""
    names, forms = list(listing.claims), [form for form in report.forms if form.project_name]
    pairs: list[Pairing] = []
    for claim in list(names):
        found = next((form for form in forms if same_project(_name(claim), form.project_name or "")), None)
        if found is not None:
            names.remove(claim)
            forms.remove(found)
            pairs.append(Pairing(claim, found, right=True))
    for claim in [one for one in names if _listed_elsewhere(report, one)]:
        names.remove(claim)
        pairs.append(Pairing(claim, None, right=True))
    while names and forms:
        claim, form = max(
            ((claim, form) for claim in names for form in forms),
            key=lambda pair: ratio(squeezed(_name(pair[0])), squeezed(pair[1].project_name or "")),
        )
        names.remove(claim)
        forms.remove(form)
        pairs.append(Pairing(claim, form, right=False))
    pairs += [Pairing(claim, None, right=False) for claim in names]
    return pairs + [Pairing(None, form, right=False) for form in forms if listing.complete]


def _listed_elsewhere(report: Report, claim: Claim) -> bool:
    """Whether a table that lists more projects than there are forms has one of this name."""
    longer = [found for rows in lists(report) if len(found := projects(rows)) > len(_of_projects(report))]
    return any(same_project(_name(claim), _name(one)) for found in longer for one in found)


def _of_projects(report: Report) -> list[Form]:
    return [form for form in report.forms if form.project_name and form.kind != "department"]


def table_pairings(report: Report) -> Iterator[Pairing]:
    """The names of each list of as many projects as there are forms, where all but one are those of the forms.

    A list of more projects than forms, or of fewer, says nothing of the others.
    """
    forms = _of_projects(report)
    for rows in lists(report):
        names = projects(rows)
        pairs = pairings(replace(report, forms=tuple(forms)), Listing(tuple(names), complete=True))
        if len(names) == len(forms) > 1 and sum(not pair.right for pair in pairs) <= 1:
            yield from pairs


def printed(report: Report, claim: Claim) -> str:
    """The name as the sentence prints it, with the 项目 behind it."""
    name = claim.text if len(claim.text) <= len(_name(claim)) + 4 else _name(claim)
    tail = TAIL.match(_behind(report, claim))
    return name + (tail[0] if tail and not name.endswith("项目") else "")


def _name(claim: Claim) -> str:
    return claim.about or claim.text


def _behind(report: Report, claim: Claim) -> str:
    if isinstance(claim.place, TextPlace) and claim.place.end is not None:
        return paragraph_of(report, claim.place)[claim.place.end :]
    return ""


def _paragraph(place: Place) -> Place:
    return place.part(None, None) if isinstance(place, TextPlace) else place
