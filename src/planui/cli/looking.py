"""Where a long search for plans is, on a terminal."""

from __future__ import annotations

import time
from typing import IO, Self

from planui.model.visible import one_line
from planui.model.words import Words

_LOOKING = Words("正在查找计划文件：{0}", "looking for plans: {0}")
_PATIENCE = 1.0
"""Seconds of searching that need no explanation."""


class Looking:
    """Called with each folder of a search, it says on a terminal where a long one is; nothing stays of that."""

    def __init__(self, stream: IO[str], lang: str) -> None:
        self._stream = stream
        self._lang = lang
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def __call__(self, folder: str) -> None:
        """Says the folder, a few times a second at most."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + 0.2
            self._shown = True
            self._stream.write(f"\r\x1b[K{one_line(_LOOKING.pick(self._lang).format(folder))[:60]}")
            self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
