"""字, counted as Word counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planui.model.count import count_chars, nth_char
from planui.model.markdown import read_prose


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("2020年6月30日", 6),
        ("12,345", 1),
        ("86.5%", 1),
        ("你好，世界。", 6),
        ("“‘’”——……·", 9),
        ("　\u00a0 \t\n", 0),
        ("Hello world 你好", 4),
        ("GB/T 9704—2012", 4),
        ("共12,345份，占86.5%。", 7),
        ("𩽾𩾌鱼", 3),
        ("ＡＢ１２", 4),
        ("①②", 1),
    ],
)
def test_count(text: str, count: int) -> None:
    assert count_chars(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("**重点**与*斜体*", 5),
        ("# 标题 #", 2),
        ("- 项目\n- 项目", 4),
        ("1. 项目", 2),
        ("![替代](figures/a.png)", 2),
        ('![替代](figures/a.png "图1 增长")', 4),
        ("[链接](https://example.org)", 2),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", 4),
        ("`code`", 1),
        ("> 引用", 2),
        ("a_b_c 与 2*3", 3),
        ("正文[^1]\n\n[^1]: 脚注", 4),
        ("____", 1),
    ],
)
def test_markdown_signs_do_not_count(text: str, count: int) -> None:
    assert count_chars(read_prose(text).text) == count


@given(st.text(st.sampled_from("中，a1 \n—…“%　①𩽾"), max_size=40))
def test_the_nth_is_where_counting_says(text: str) -> None:
    total = count_chars(text)
    assert nth_char(text, total + 1) == len(text)
    for number in range(1, total + 1):
        at = nth_char(text, number)
        assert not text[at].isspace()
        assert count_chars(text[:at]) == number - 1
