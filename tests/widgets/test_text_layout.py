"""The layout of a text: the same after any edits as laid out anew, and places that agree with offsets."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from planui.widgets.text_layout import Layout
from planui.widgets.text_view import METRICS

TEXTS = st.text(st.sampled_from("中文字ab1，（）。 \n\n\t\x1b\u202e\u0301🙂"), max_size=120)
EDITS = st.lists(st.tuples(st.integers(0, 150), st.integers(0, 40), TEXTS), max_size=6)


def rows(layout: Layout) -> list[str]:
    return [layout.row(number).text for number in range(layout.height)]


@given(TEXTS, st.integers(2, 40), EDITS)
@settings(max_examples=200, deadline=None)
def test_edits_leave_the_rows_of_the_text_laid_out_anew(text, width, edits):
    layout = Layout(text, width, METRICS)
    for start, removed, new in edits:
        start = min(start, len(text))
        end = min(start + removed, len(text))
        before = rows(layout)
        change = layout.replace(start, end, new)
        text = text[:start] + new + text[end:]
        fresh = Layout(text, width, METRICS)
        assert rows(layout) == rows(fresh)
        assert (layout.height, layout.length) == (fresh.height, len(text))
        assert layout.slice(0, len(text)) == text
        after = rows(layout)
        assert before[: change.row] == after[: change.row]
        assert before[change.row + change.removed :] == after[change.row + change.added :]


@given(TEXTS, st.integers(2, 40))
@settings(max_examples=200, deadline=None)
def test_places_and_offsets_agree(text, width):
    layout = Layout(text, width, METRICS)
    assert layout.row(layout.height) is None
    for offset in range(len(text) + 1):
        row, cell = layout.place(offset)
        found = layout.row(row)
        assert found.offset <= offset <= found.stop
        line, start = layout.line_at(offset)
        assert line == text[start : start + len(line)] and start <= offset <= start + len(line)
        if cell < layout.width and text[offset : offset + 1] not in ("\u0301", "\t", "\x1b", "\u202e"):
            reached, _ = layout.offset_at(row, cell)
            assert layout.place(reached) == (row, cell)


@given(TEXTS, st.integers(2, 40))
@settings(max_examples=200, deadline=None)
def test_every_cell_of_every_row_has_an_offset_in_it(text, width):
    layout = Layout(text, width, METRICS)
    for number in range(layout.height):
        row = layout.row(number)
        for cell in range(width + 2):
            offset, at_end = layout.offset_at(number, cell)
            assert row.offset <= offset <= row.stop
            assert layout.place(offset, at_end)[0] == number


def test_many_lines_stay_in_order():
    text = "\n".join(f"第{number}行" for number in range(3000))
    layout = Layout(text, 40, METRICS)
    assert layout.row(2999).text == "第2999行"
    offset = text.index("第1500行")
    assert layout.place(offset) == (1500, 0)
    layout.replace(offset, offset, "新\n" * 1000)
    assert layout.row(2500).text == "第1500行" and layout.height == 4000
    layout.replace(0, offset + 2000, "")
    assert layout.row(0).text == "第1500行" and layout.height == 1500


def test_a_divided_row_has_two_places_for_one_offset():
    layout = Layout("中文中文中文", 8, METRICS)
    assert layout.place(4) == (1, 0)
    assert layout.place(4, at_end=True) == (0, 8)
    assert layout.offset_at(0, 99) == (4, True)
    assert layout.offset_at(9, 99) == (6, False)
