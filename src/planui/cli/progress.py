"""A progress bar on a terminal; nothing anywhere else."""

from __future__ import annotations

from typing import IO, Self

from planui.cli.apart import stage_words

_WIDTH = 24


class Progress:
    """Called with a stage's name and the share of the work that is done, it redraws one line of a terminal."""

    def __init__(self, stream: IO[str], lang: str) -> None:
        self._stream = stream
        self._shown = stream.isatty()
        self._lang = lang
        self._last = ""

    def __call__(self, stage: str, share: float) -> None:
        """Shows how far the work is."""
        if self._shown:
            full = round(max(0.0, min(share, 1.0)) * _WIDTH)
            line = f"\r{'█' * full}{'░' * (_WIDTH - full)} {share:4.0%} {stage_words(stage).pick(self._lang)}\x1b[K"
            if line != self._last:
                self._last = line
                self._stream.write(line)
                self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
