"""Every rule has one page, its heading is the rule's own, and its examples give the findings written under them."""

import pytest

from rule_pages import NOTHING, PAGES, examples, findings_of
from validate.model import Rule
from validate.registry import RULES

UNQUOTED = str.maketrans("", "", "“”")


def page(rule: Rule) -> str:
    return (PAGES / f"{rule.code}.md").read_text("utf-8")


def test_there_is_one_page_for_each_rule_and_no_other() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.md")) == [rule.code for rule in RULES]


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_says_what_the_rule_is(rule: Rule) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule.code} {rule.name} {rule.title.zh}\n")
    for heading in ("## 查什么", "## 为什么", "## 例", "## 误报与关闭", "## English"):
        assert f"\n{heading}\n" in text
    assert rule.basis.zh in text
    english = " ".join(text.partition("\n## English\n")[2].split())
    assert rule.basis.en.translate(UNQUOTED) in english.translate(UNQUOTED)
    assert all(word in english for word in ("Why: ", "False alarms: ", "Basis: "))
    assert f"--ignore {rule.code}" in text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_examples_give_what_the_page_says(rule: Rule) -> None:
    shown = examples(page(rule))
    for form, written in shown:
        assert findings_of(rule, form) == written
    assert any(written != NOTHING for _, written in shown), "no example shows the rule at work"
    assert any(written == NOTHING for _, written in shown), "no example shows the rule at rest"
