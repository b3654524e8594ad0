"""Templates only name a layout: every layout reads the same without its template, and without its own wordings."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from msgspec.structs import fields

from corpus.make.generate import make
from corpus.make.layout import Layout, layouts
from normalize.labels import Dictionary, vocabulary
from normalize.template import GENERIC, STANDARD, drawing, match, templates
from normalize.words.text import key, stem
from perturbing import document, stated

LAYOUTS = sorted(layouts())


def test_templates_have_names_of_their_own_and_columns_of_their_own() -> None:
    known = templates()
    assert known[0].name == STANDARD
    assert len({one.name for one in known}) == len({(one.funds, one.indicators) for one in known}) == len(known)
    assert all(one.title and one.used for one in known)


def test_columns_are_fields_of_the_dictionary() -> None:
    words = vocabulary()
    funds = set(words.fund_columns.words.values()) | {field for field, _ in words.fund_columns.patterns}
    indicators = set(words.indicators.words.values()) | {field for field, _ in words.indicators.patterns}
    for one in templates():
        assert set(one.funds) <= funds
        assert set(one.indicators) <= indicators


def test_a_template_is_drawn_in_standard_wordings() -> None:
    assert drawing(templates()[0]).splitlines() == [
        "|年初预算数|全年预算数|全年执行数|分值|执行率|得分|",
        "|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施|",
    ]


def test_without_its_template_a_layout_is_generic() -> None:
    for one in templates():
        others = [other for other in templates() if other is not one]
        assert match(one.funds, one.indicators, others) == GENERIC or not (one.funds and one.indicators)
        assert match(one.funds, one.indicators, templates()) == one.name


def test_a_fragment_is_named_only_where_one_layout_has_such_a_block() -> None:
    standard = templates()[0]
    assert match((), standard.indicators, templates()) == STANDARD
    assert match(("executed",), (), templates()) == GENERIC
    assert match((), (), templates()) == GENERIC


@pytest.mark.parametrize("name", LAYOUTS)
def test_without_its_own_wordings_a_layout_still_reads(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = document(make(3, name, "word"))
    expected = list(flat(stated(drawn)))
    others = set().union(*(wordings(layout) for other, layout in layouts().items() if other != name))
    for group in fields(vocabulary()):
        dictionary: Dictionary = getattr(vocabulary(), group.name)
        for wording in wordings(layouts()[name]) - others:
            monkeypatch.delitem(dictionary.words, wording, raising=False)
    read = dict(flat(stated(drawn)))
    right = sum(read.get(path) == said for path, said in expected)
    assert right / len(expected) >= 0.97


def wordings(layout: Layout) -> set[str]:
    """The labels a layout prints, folded as the dictionary keeps them."""
    labels = {label for pairs in (layout.columns, layout.fund_columns, layout.fund_rows) for _, label in pairs}
    labels |= {label for row in layout.identity for label, _ in row} | set(layout.goal)
    labels |= {layout.fund_label, layout.fund_head, layout.block, layout.total} | {label for label, _ in layout.tail}
    folded = {key(label).removeprefix("其中").lstrip(":") for label in labels}
    return (folded | {stem(label) for label in folded}) - {""}


def flat(value: Any, path: str = "") -> Any:
    """The fields of nested records with their paths."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from flat(inner, f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            yield from flat(inner, f"{path}[{at}]")
    else:
        yield path, value


def test_the_dictionary_is_written_folded_and_says_one_thing_a_group() -> None:
    groups = tomllib.loads(files("normalize").joinpath("aliases.toml").read_text("utf-8"))
    for name, group in groups.items():
        if name == "goals":
            continue  # 年度目标 may label the block or its expected text; the row decides
        seen: dict[str, str] = {}
        for field, words in group["words"].items():
            for word in words:
                assert word == key(word)
                assert seen.setdefault(word, field) == field, word
