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
