"""Soft wrap for Chinese: full rows, no forbidden row starts and ends, whole words, and the same after every edit."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from planui.model.metrics import Metrics, painted
from planui.model.wrap import rewrap, row_starts

METRICS = Metrics(get_character_cell_size)
NEVER_FIRST = set("、。，．：；！？”’」』）］｝〕〗】》〉–～·／")
NEVER_LAST = set("“‘「『（［｛〔〖【《〈")
CHINESE = set("中文字资源库")
CHARS = "中文字资源库" * 3 + "abcXYZ0123456789" + "，。、；：？！）》”’】（《“‘【—… .,%-/:*" + "\t\x1b\u202e\u0301é🙂　"
TEXTS = st.text(st.sampled_from(CHARS), max_size=160)
WORDS = ["——", "……", "2020年", "12,345份", "86.5%", "Python", "（GB/T 9704—2012）", "３", "％", " "]
PROSE = st.lists(
    st.sampled_from([*"中文字资源库" * 4, *sorted(NEVER_FIRST), *sorted(NEVER_LAST), *WORDS]), max_size=120
).map("".join)
"""Mixed as badly as can be, but of what plans are written with."""


def rows(text: str, width: int) -> list[str]:
    starts = [0, *row_starts(text, width, METRICS), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(starts)]


@given(TEXTS, st.integers(1, 70))
@settings(max_examples=300, deadline=None)
def test_rows_hold_the_text_and_fit(text, width):
    wrapped = rows(text, width)
    assert "".join(wrapped) == text
    assert all(wrapped) or text == ""
    for row in wrapped:
        visible = row.rstrip(" \u3000")
        assert METRICS.width(visible) <= width or len(visible.rstrip("\u0301")) == 1


@given(TEXTS, st.integers(24, 70))
@settings(max_examples=300, deadline=None)
def test_no_row_begins_or_ends_with_a_forbidden_mark_while_there_is_room(text, width):
    wrapped = rows(text, width)
    for before, after in itertools.pairwise(wrapped):
        if not set(before[1:]) & set("中文字资源库"):
            continue  # nothing but marks and words: there may be no other place
        assert after[0] not in NEVER_FIRST
        assert before[-1] not in NEVER_LAST


@given(st.text(st.sampled_from("中文字资源库"), max_size=200), st.integers(4, 70))
def test_plain_chinese_fills_every_row(text, width):
    for row in rows(text, width)[:-1]:
        assert METRICS.width(row) >= width - 1


def glued(left: str, right: str) -> bool:
    """Whether no row may begin between two characters, of which one is Chinese: as CLREQ has it, told apart from it."""
    return left == right if right in "—…" else right in NEVER_FIRST or left in NEVER_LAST


@given(PROSE, st.integers(20, 120))
@settings(max_examples=400, deadline=None)
def test_no_row_begins_with_a_forbidden_mark_where_it_could_begin_before_it(text, width):
    for before, after in itertools.pairwise(rows(text, width)):
        if not glued(before[-1], after[0]):
            continue
        places = [
            at
            for at in range(1, len(before))
            if CHINESE & {before[at - 1], before[at]} and not glued(before[at - 1], before[at])
        ]
        held = before[places[-1] :] + after[:1] if places else ""
        assert not places or METRICS.width(held) > width, (before, after)


@given(PROSE, st.integers(20, 120))
@settings(max_examples=400, deadline=None)
def test_no_row_is_short_without_cause(text, width):
    """What the next row begins with, as far as it holds together, would not have fitted."""
    for before, after in itertools.pairwise(rows(text, width)):
        end = 1
        while end < len(after) and glued(after[end - 1], after[end]):
            end += 1
        ends_there = after[end : end + 1] in CHINESE | NEVER_LAST
        if after[0] in CHINESE | NEVER_LAST and not after[end - 1].isascii() and ends_there:
            assert METRICS.width(before) + METRICS.width(after[:end]) > width, (before, after)


def test_numbers_words_and_marks_stay_whole():
    text = "截至2020年6月30日，共保存12,345份，占86.5%；——其中《中国药典》……详见http://example.com/a?b=1与Python语言。"
    for width in range(24, 60):
        wrapped = rows(text, width)
        for whole in ("2020", "12,345", "86.5%", "——", "……", "Python", "http://example.com/a?"):
            assert any(whole in row for row in wrapped), (width, whole)


def test_a_word_longer_than_a_row_fills_the_row_it_starts_in():
    assert rows("中文" + "a" * 30, 20) == ["中文" + "a" * 16, "a" * 14]


def test_spaces_hang_over_the_end_of_a_row():
    assert rows("中文中文  字", 8) == ["中文中文  ", "字"]


def test_what_a_terminal_would_obey_is_visible():
    assert painted("a\x1bb\u202ec\td\x85\u200b") == "a␛b‹202E›c→   d‹0085›‹200B›"
    assert METRICS.width("\u202e") == 6 and METRICS.width("\x1b") == 1 and METRICS.width("中\u0301") == 2


EDIT = st.tuples(st.integers(0, 400), st.integers(0, 12), st.text(st.sampled_from(CHARS), max_size=12))


@given(TEXTS | TEXTS.map(lambda text: text * 4), st.integers(1, 50), st.lists(EDIT, max_size=6))
@settings(max_examples=400, deadline=None)
def test_an_edit_is_wrapped_as_the_whole_paragraph_is(text, width, edits):
    breaks = list(row_starts(text, width, METRICS))
    for at, removed, new in edits:
        at = min(at, len(text))
        removed = min(removed, len(text) - at)
        before = rows(text, width)
        text = text[:at] + new + text[at + removed :]
        result = rewrap(text, breaks, at, removed, len(new), width, METRICS)
        assert result.breaks == list(row_starts(text, width, METRICS))
        after = rows(text, width)
        if before and after:
            assert before[: result.first] == after[: result.first]
            assert before[result.first + result.removed :] == after[result.first + result.added :]
        breaks = result.breaks


def test_an_edit_in_a_long_paragraph_reaches_few_rows():
    text = "广州市科技资源库，" * 40_000
    breaks = list(row_starts(text, 60, METRICS))
    result = rewrap(text[:9000] + "\n" + text[9000:], breaks, 9000, 0, 0, 60, METRICS)
    assert result.added <= 3
