"""What is wrong with one document that docs/accuracy.md names."""

from __future__ import annotations

from pathlib import Path

from corpus.make.mutate import BATCH, FORM, REPORT, RULES, mutate
from corpus.measure import cases, clean, mutants, papers
from corpus.measure.fields import Reading, wrong


def shown(name: str, folder: Path | None = None) -> list[str]:
    """A line for each thing wrong; generated files are written to the folder.

    Raises ValueError where there is no such document or it is held out.
    """
    if "/" not in name:
        return _paper(name)
    cases.refuse_held_out(name)
    if name.split("/")[-1] in RULES:
        return _mutant(name, folder)
    case = cases.named(name)
    if folder is not None:
        _write(folder, name, case.data(case.made()), case.file_name)
    seen = clean.measured(case)
    return [*seen.problems, *lines(seen.reading), *(f"false alarm {rule}: {message}" for rule, message in seen.alarms)]


def lines(reading: Reading) -> list[str]:
    fields = [f"{seen.where} {seen.name}: {seen.stated!r} instead of {seen.truth!r}" for seen in wrong(reading)]
    return [*(f"missing {one}" for one in reading.missing), *(f"invented {one}" for one in reading.invented), *fields]


def _paper(name: str) -> list[str]:
    paper = next((one for one in papers.papers() if one.file_name == name), None)
    if paper is None:
        raise ValueError(f"no such document: {name}")
    seen = papers.graded(paper)
    return [
        *lines(seen.reading),
        *(f"finding not made: {line}" for line in seen.unmet),
        *(f"alleged, not due: {line}" for line in seen.unlisted),
        *(f"not said to hold: {line}" for line in seen.unheld),
    ]


def _mutant(name: str, folder: Path | None) -> list[str]:
    layout, seed, producer, rule = name.split("/")
    cases.named(f"{layout}/{seed}/plain/{producer}")
    rules = next(some for some in (tuple(FORM), tuple(REPORT), BATCH) if rule in some)
    job = mutants.Job(layout, int(seed), producer, rules)
    mutant = None if folder is None or rule in BATCH else mutate(job.made, rule, job.seed)
    if folder is not None and mutant is not None:
        file_name, data = cases.written(mutant[0], producer)
        _write(folder, name, data, file_name)
    seen = [one for one in mutants.tried(job) if one.rule == rule]
    return [line for one in seen for line in _judged(one)]


def _judged(one: mutants.Mutant) -> list[str]:
    said = [
        word for word, is_so in (("found", one.found), ("at the cell", one.placed), ("as grave", one.graded)) if is_so
    ]
    return [", ".join(said) or "not found", *(f"beside it {rule}: {message}" for rule, message in one.beside)]


def _write(folder: Path, name: str, data: bytes, file_name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name.replace('/', '-')}{Path(file_name).suffix}").write_bytes(data)
