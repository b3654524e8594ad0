"""Texts measured, padded and wrapped as a terminal shows them."""

from hypothesis import given
from hypothesis import strategies as st

from fuhe.outputs.width import clean, pad, shorten, width, wrap

TEXT = st.text(st.sampled_from("重算执行率，。（）“”abc 123.4%÷=✓"), max_size=120)


def test_a_chinese_character_takes_two_columns_and_a_colour_none() -> None:
    assert width("执行率") == 6
    assert width("\x1b[31m率\x1b[0m=") == 3
    assert pad("分值", 6) == "分值  "
    assert shorten("年度资金总额", 7) == "年度资…"
    assert shorten("年度", 4) == "年度"


def test_punctuation_does_not_begin_a_line_nor_an_opening_bracket_end_one() -> None:
    assert wrap("请核对执行数、预算数。", 12) == "请核对执行\n数、预算数。"
    assert wrap("重算结果如此（见表）", 14) == "重算结果如此\n（见表）"


@given(TEXT, st.integers(20, 60))
def test_wrapping_loses_no_character_and_keeps_to_the_width(text: str, columns: int) -> None:
    wrapped = wrap(text, columns, "  ")
    assert "".join(wrapped.split()) == "".join(text.split())
    assert all(width(line) <= columns or _unbreakable(line) for line in wrapped.split("\n"))


def _unbreakable(line: str) -> bool:
    """True for a line of punctuation that nothing may part."""
    return sum(one not in "，。）”%.（“" for one in line) <= 2


def test_what_could_steer_a_terminal_is_shown_as_its_code() -> None:
    assert clean("红\x1b[31m\u202e逆") == "红\\u001b[31m\\u202e逆"
    assert clean("项目支\n出") == "项目支 出"
