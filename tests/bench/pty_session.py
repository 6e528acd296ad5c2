"""A program in a pseudo-terminal: keys in, bytes out, with the time of the last byte, and a pyte screen of them."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time
from pathlib import Path

import pyte


class Session:
    """One program in a terminal of `columns` × `lines`."""

    def __init__(
        self, argv: list[str], *, columns: int = 120, lines: int = 40, env: dict[str, str] | None = None
    ) -> None:
        self.columns, self.lines = columns, lines
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            keep = {key: value for key, value in os.environ.items() if key not in ("TMUX", "NO_COLOR")}
            keep |= {"TERM": "xterm-256color", "COLUMNS": "", "LINES": ""} | (env or {})
            os.execvpe(argv[0], argv, {key: value for key, value in keep.items() if value})
        self.resize(columns, lines)

    def resize(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def send(self, keys: str) -> None:
        data = keys.encode()
        while data:
            _, _ready, _ = select.select([self.fd], [self.fd], [])
            written = os.write(self.fd, data[:1024])
            data = data[written:]

    def read(self, quiet: float = 0.12, limit: float = 10.0) -> tuple[bytes, float]:
        """What comes until it has been quiet for so many seconds, and when the last of it came (perf_counter)."""
        data = b""
        last = begin = time.perf_counter()
        while time.perf_counter() - begin < limit:
            ready, _, _ = select.select([self.fd], [], [], quiet)
            if not ready:
                break
            try:
                piece = os.read(self.fd, 65536)
            except OSError:
                break
            if not piece:
                break
            data += piece
            last = time.perf_counter()
        self.stream.feed(data)
        return data, last

    def press(self, keys: str, quiet: float = 0.12) -> tuple[int, float]:
        """Bytes and seconds that follow `keys`."""
        begin = time.perf_counter()
        self.send(keys)
        data, last = self.read(quiet)
        return len(data), max(0.0, last - begin)

    def memory(self) -> int:
        """Resident memory in kilobytes."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))

    def cpu(self) -> float:
        """Seconds of processor time that the program has taken so far, all threads: steady on a busy machine."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9

    def close(self) -> None:
        try:
            os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self.fd)
