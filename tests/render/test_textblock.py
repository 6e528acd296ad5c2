"""A paragraph as a block of a page: where it is cut, and what stands together in it."""

from __future__ import annotations

from collections import defaultdict
from types import SimpleNamespace
from typing import Any

import pytest

from planui.render.textblock import TextBlock
from planui.render.textstyle import BlockStyle, Span

EM, LEADING = 10.0, 20.0
FACE: Any = SimpleNamespace(scaled=lambda size: defaultdict(lambda: size), half={})
"""A face in which every character is an em wide."""


def block(text: str, **style: Any) -> TextBlock:
    """A paragraph without an indent."""
    return TextBlock(text, [Span(len(text), FACE, EM)], BlockStyle(LEADING, EM, **style))


@pytest.mark.parametrize("lack", [0.0, 1e-9, 1e-5, 0.005, 0.01])
def test_what_is_cut_off_fits_into_the_room_that_there_is(lack: float) -> None:
    room = 5 * LEADING - lack
    head, tail = block("资源收集保存" * 10).split(6 * EM, room)
    height = head.wrap(6 * EM, room)[1]
    assert height <= room + 1e-6
    assert height + tail.wrap(6 * EM, 1000)[1] == 10 * LEADING


def test_code_that_would_be_too_small_on_one_line_keeps_its_size_and_its_indents() -> None:
    code = block("if x:\n  " + "y " * 30, code=True, align=0)
    code.wrap(20 * EM, 1000)
    starts = [x for _, _, _, x in code._shown]
    assert code.block.size == EM
    assert starts[:3] == [0.0, 0.0, 2 * EM]
    assert code._shown[1][2].start == 0  # with its spaces


def test_code_that_nearly_fits_is_made_a_little_smaller() -> None:
    code = block("x" * 24, code=True, align=0)
    code.wrap(20 * EM, 1000)
    assert len(code._shown) == 1
    assert 7.5 < code.block.size < EM
