"""Where a long search for plans is, on a terminal."""

from __future__ import annotations

import time
from typing import IO

from planui.cli.passing_line import PassingLine
from planui.model.visible import one_line
from planui.model.words import Words

_LOOKING = Words("正在查找计划文件：{0}", "looking for plans: {0}")
_PATIENCE = 1.0
"""Seconds of searching that need no explanation."""
_WIDTH = 60
"""Cells: a line that would be broken could not be taken away again."""


class Looking(PassingLine):
    """Called with each folder of a search, it says on a terminal where a long one is; nothing stays of that."""

    def __init__(self, stream: IO[str], lang: str) -> None:
        super().__init__(stream)
        self._lang = lang
        self._next = time.monotonic() + _PATIENCE

    def __call__(self, folder: str) -> None:
        """Says the folder, a few times a second at most."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + 0.2
            from planui.model.metrics import Metrics

            line = one_line(_LOOKING.pick(self._lang).format(folder))
            self.show(line[: Metrics().index_at(line, _WIDTH)])
