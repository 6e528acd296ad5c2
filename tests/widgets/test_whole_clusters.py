"""Cutting text in which several code points make one character."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment

from planui.widgets.whole_clusters import split_whole

WHOLE = ["👩\u200d👩\u200d👧", "👍🏽", "🇨🇳", "☎\ufe0f", "각", "é", "源", "a", "。", "e\u0301", "क्षि", " "]


@given(st.lists(st.sampled_from(WHOLE), min_size=1, max_size=9).map("".join), st.integers(0, 20))
def test_two_pieces_take_what_the_whole_takes(text: str, cut: int) -> None:
    before, behind = split_whole(Segment(text), cut)
    cut = min(cut, cell_len(text))
    assert (before.cell_length, behind.cell_length) == (cut, cell_len(text) - cut)


@pytest.mark.parametrize("emoji", ["👩\u200d👩\u200d👧", "👍🏽"])
def test_an_emoji_is_not_parted(emoji: str) -> None:
    before, behind = split_whole(Segment(f"甲{emoji}b"), 4)
    assert (before.text, behind.text) == (f"甲{emoji}", "b")


def test_rich_still_parts_them() -> None:
    """When this fails, `planui.widgets.whole_clusters` has nothing left to mend."""
    program = "from rich.segment import Segment; print(Segment('a👩\u200d👩\u200d👧b').split_cells(3)[1].text == 'b')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
