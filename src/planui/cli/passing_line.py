"""A line on a terminal that is written again and again, and of which nothing stays."""

from __future__ import annotations

from typing import IO, Self

_ERASE = "\r\x1b[K"


class PassingLine:
    """What is shown last stands alone in its line; it is taken away when the `with` ends, however it ends."""

    def __init__(self, stream: IO[str]) -> None:
        """`stream` must be a terminal when anything is shown."""
        self._stream = stream
        self._line = ""

    def show(self, line: str) -> None:
        """Shows a line, which must fit the terminal's width and hold no control characters, in place of the last."""
        if line != self._line:
            self._line = line
            self._write(f"{_ERASE}{line}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._line:
            self._line = ""
            self._write(_ERASE)

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
