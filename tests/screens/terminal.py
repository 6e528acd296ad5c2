"""A real terminal for tests: tmux, its screen read back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

needs_tmux = pytest.mark.skipif(
    shutil.which("tmux") is None, reason="tmux is not installed: the editor is not tried in it"
)


class Terminal:
    """One tmux window that runs planui. Every wait is for something to appear, with a deadline that means failure."""

    def __init__(self, folder: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> None:
        self._socket = str(folder / "tmux.sock")
        self._folder = folder
        program = " ".join(["exec", sys.executable, "-m", "planui", *arguments])
        environment = {**os.environ, "TERM": "screen-256color", "LANG": "C.UTF-8"}
        subprocess.run(
            [
                "tmux",
                "-S",
                self._socket,
                "-u",
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                str(size[0]),
                "-y",
                str(size[1]),
                "-c",
                str(folder),
                program,
            ],
            check=True,
            env=environment,
        )
        self._tmux("set", "-g", "remain-on-exit", "on")

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", self._socket, *arguments], capture_output=True, text=True, check=False, timeout=20
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        """Presses keys by tmux's names."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Types a text as it is."""
        self._tmux("send-keys", "-l", "--", text)

    def paste(self, text: str) -> None:
        """Pastes a text, bracketed as terminals do."""
        file = self._folder / "paste.txt"
        file.write_text(text, encoding="utf-8")
        self._tmux("load-buffer", str(file))
        self._tmux("paste-buffer", "-p")

    def screen(self) -> str:
        """What the screen shows now."""
        return self._tmux("capture-pane", "-p")

    def title(self) -> str:
        """The window's title, which a program can set by an escape sequence."""
        return self._tmux("display-message", "-p", "#{pane_title}").strip()

    def wait_for(self, *texts: str, gone: str = "", seconds: float = 30) -> str:
        """The screen, once all `texts` are on it and `gone` is not."""
        deadline = time.monotonic() + seconds
        while True:
            screen = self.screen()
            if all(text in screen for text in texts) and (not gone or gone not in screen):
                return screen
            assert time.monotonic() < deadline, f"waited for {texts} (without {gone!r}):\n{screen}"

    def process(self) -> int:
        """The program's process id."""
        return int(self._tmux("list-panes", "-F", "#{pane_pid}").strip())

    def wait_until(self, done: Callable[[], bool], seconds: float = 10) -> None:
        """Waits until something holds."""
        deadline = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < deadline, self.screen()

    def wait_for_end(self, seconds: float = 20) -> None:
        """Waits until the program has ended."""
        deadline = time.monotonic() + seconds
        while self._tmux("list-panes", "-F", "#{pane_dead}").strip() not in ("1", ""):
            assert time.monotonic() < deadline, self.screen()

    def close(self) -> None:
        """Ends tmux."""
        self._tmux("kill-server")
