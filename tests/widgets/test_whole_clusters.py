"""Cutting text in which several code points make one character."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from planui.widgets.whole_clusters import keep_clusters_whole, split_whole

WHOLE = ["👩\u200d👩\u200d👧", "👍🏽", "🇨🇳", "☎\ufe0f", "각", "é", "源", "a", "。", "e\u0301", "क्षि", " ", "\x1b"]


@given(st.lists(st.sampled_from(WHOLE), min_size=1, max_size=9).map("".join), st.integers(0, 20), st.integers(0, 4))
def test_two_pieces_take_what_the_whole_takes(text: str, cut: int, begin: int) -> None:
    text = text[begin:]  # a cursor on an emoji's first code point leaves a text that begins inside it
    before, behind = split_whole(text, cut)
    cut = min(cut, cell_len(text))
    assert (cell_len(before), cell_len(behind)) == (cut, cell_len(text) - cut)


@pytest.mark.parametrize("emoji", ["👩\u200d👩\u200d👧", "☎\ufe0f"])
def test_an_emoji_is_not_parted(emoji: str) -> None:
    assert split_whole(f"甲{emoji}b", 4) == (f"甲{emoji}", "b")


def test_a_line_is_cut_so_in_a_widget() -> None:
    keep_clusters_whole()
    line = Strip([Segment("👩"), Segment("\u200d👩\u200d👧源、甲乙")])  # a cursor on the first code point of the family
    assert [cell_len(line.crop(0, 7).text), cell_len(line.adjust_cell_length(7).text)] == [7, 7]


@pytest.mark.parametrize(
    "program",
    [
        "from rich.segment import Segment; print(Segment('a👩\u200d👩\u200d👧b').split_cells(3)[1].text == 'b')",
        "from rich.cells import set_cell_size; print(set_cell_size('\u200d👩\u200d👧源甲', 2) == '\u200d👩\u200d👧源')",
    ],
)
def test_rich_still_miscounts(program: str) -> None:
    """When this fails, `planui.widgets.whole_clusters` has less to mend, or nothing."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
