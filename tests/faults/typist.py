"""An editor in a pseudo-terminal with somebody who types: real keys in, a real process to be killed."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SAVE, QUIT, HOME, END = b"\x13", b"\x11", b"\x1b[1;5H", b"\x1b[1;5F"


class Typist:
    """`planui` with arguments, in a terminal of 80×24. What it paints is read all the time, and kept in `painted`."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        """`folder` gets the state; the plan may lie anywhere."""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            environment = {
                **os.environ,
                "XDG_STATE_HOME": str(folder / "state"),
                "LANG": "zh_CN.UTF-8",
                "TERM": "xterm-256color",
            }
            os.execve(sys.executable, [sys.executable, "-m", "planui", *arguments], environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.painted = bytearray()
        self.status: int | None = None
        self._hung_up = False
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        with suppress(OSError):
            while not self._hung_up:
                if select.select([self.fd], [], [], 0.02)[0]:
                    self.painted += os.read(self.fd, 65536)

    def ready(self) -> Typist:
        """Waits until the editor takes keys: it says that the plan is as saved."""
        self.wait(lambda: "已保存".encode() in self.painted)
        return self

    def type(self, keys: str | bytes) -> None:
        """Presses keys."""
        os.write(self.fd, keys.encode() if isinstance(keys, str) else keys)

    def wait(self, holds: Callable[[], object], seconds: float = 60) -> None:
        """Waits until something holds; the deadline means failure."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, self.painted[-2000:].decode("utf-8", "replace")
            time.sleep(0.002)

    def settle(self, quiet: float = 0.08) -> None:
        """Waits until something new was painted, and then nothing for a while."""
        seen, deadline = len(self.painted), time.monotonic() + 2
        while len(self.painted) == seen and time.monotonic() < deadline:
            time.sleep(0.005)
        while seen != (seen := len(self.painted)):
            time.sleep(quiet)

    def kill(self, number: int = signal.SIGKILL) -> float:
        """Sends a signal, waits for the end; how many seconds that took."""
        began = time.monotonic()
        os.kill(self.pid, number)
        return self.ended(began)

    def hang_up(self) -> float:
        """The connection is gone; how many seconds the editor took to end."""
        self._hung_up = True
        self._reader.join()
        began = time.monotonic()
        os.close(self.fd)
        return self.ended(began)

    def ended(self, began: float) -> float:
        """Waits for the end; how many seconds after `began` it came."""
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = status
                return time.monotonic() - began
            assert time.monotonic() < began + 30
            time.sleep(0.002)

    def close(self) -> None:
        """Ends everything."""
        if self.status is None:
            with suppress(OSError):
                self.kill()
        with suppress(OSError):
            os.close(self.fd)
