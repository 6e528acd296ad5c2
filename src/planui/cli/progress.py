"""A progress bar on a terminal; nothing anywhere else."""

from __future__ import annotations

from typing import IO

from planui.cli.apart import stage_words
from planui.cli.passing_line import PassingLine

_WIDTH = 24


class Progress(PassingLine):
    """Called with a stage's name and the share of the work that is done, it redraws one line of a terminal."""

    def __init__(self, stream: IO[str], lang: str) -> None:
        super().__init__(stream)
        self._shown = stream.isatty()
        self._lang = lang

    def __call__(self, stage: str, share: float) -> None:
        """Shows how far the work is."""
        if self._shown:
            full = round(max(0.0, min(share, 1.0)) * _WIDTH)
            bar = "█" * full + "░" * (_WIDTH - full)
            self.show(f"{bar} {share:4.0%} {stage_words(stage).pick(self._lang)}")
