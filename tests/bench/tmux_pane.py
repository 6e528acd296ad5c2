"""A pane of a real tmux that is fed with bytes, and what it shows in the form of the emulator's rows."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

from emulator import Emulator

_PATIENCE = 10.0
"""Seconds for tmux to take in what it was fed."""


class Tmux:
    """One pane that shows what `feed` gives it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._begun = 0
        self._pipe = str(Path(self._folder.name) / "pipe")
        os.mkfifo(self._pipe)
        self._size = (0, 0)
        self._fed = 0
        self._to: int | None = None

    def _call(self, *arguments: str) -> str:
        return subprocess.run(
            ["tmux", "-S", self._socket, "-f", "/dev/null", *arguments],
            check=True,
            capture_output=True,
            encoding="utf-8",
        ).stdout

    def begin(self, width: int, height: int) -> None:
        """A new blank pane of that size."""
        self.end()
        self._begun += 1  # a server that ends may still hold its socket
        self._socket = str(Path(self._folder.name) / f"tmux{self._begun}")
        self._size = (width, height)
        size = ["-x", str(width), "-y", str(height)]
        self._call("new-session", "-d", *size, f"stty raw -echo; cat {self._pipe}; cat")
        self._call("set", "-g", "status", "off")
        self._to = os.open(self._pipe, os.O_WRONLY)
        self.resize(width, height)
        self.feed("\x1b[?7l")

    def end(self) -> None:
        """The pane is closed, and its tmux with it."""
        if self._to is not None:
            os.close(self._to)
            self._to = None
            subprocess.run(["tmux", "-S", self._socket, "kill-server"], check=False, capture_output=True)

    def feed(self, data: str) -> None:
        """Give the terminal these bytes, and wait until it has taken them in."""
        assert self._to is not None
        self._fed += 1
        mark = f"fed{self._fed}"
        left = (data + f"\x1b]2;{mark}\x07").encode("utf-8", "surrogatepass")
        while left:
            left = left[os.write(self._to, left) :]
        begin = time.monotonic()
        while self._call("display", "-p", "#{pane_title}").strip() != mark:
            if time.monotonic() - begin > _PATIENCE:
                raise TimeoutError("tmux does not take in what it is fed")

    def resize(self, width: int, height: int) -> None:
        """Another size of the pane."""
        self._size = (width, height)
        self._call("resize-window", "-x", str(width), "-y", str(height))

    def rows(self) -> list[list[tuple[object, ...]]]:
        """What the pane shows, as `Emulator.rows` gives it."""
        width, height = self._size
        emulator = Emulator(width, height)
        lines = self._call("capture-pane", "-e", "-N", "-p").split("\n")[:height]
        emulator.feed("".join(f"\x1b[{y};1H{line}" for y, line in enumerate(lines, 1)))
        return emulator.rows()


def trimmed(rows: list[list[tuple[object, ...]]]) -> list[list[tuple[object, ...]]]:
    """The rows without the blanks at their ends: ``capture-pane`` does not tell the colour of what was erased there."""
    kept = []
    for row in rows:
        end = len(row)
        while end and row[end - 1][:1] == (" ",) and not any(row[end - 1][2:5]):
            end -= 1
        kept.append(row[:end])
    return kept
