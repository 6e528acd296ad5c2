"""What goes to the terminal from the command line: data to standard output, the rest to standard error."""

from __future__ import annotations

import os
import sys
from typing import IO

from planui.model.visible import one_line
from planui.model.words import Words


def emit(text: str) -> None:
    """Writes data to standard output, whatever the locale's encoding."""
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def complain(words: Words, lang: str) -> None:
    """One clear line to standard error."""
    note(Words(f"planui：{words.zh}", f"planui: {words.en}"), lang)


def note(words: Words, lang: str) -> None:
    """A line to standard error that is no complaint."""
    line = one_line(words.pick(lang)) + "\n"
    try:
        sys.stderr.write(line)
    except UnicodeEncodeError:
        sys.stderr.write(line.encode("ascii", "backslashreplace").decode())
    sys.stderr.flush()


def takes_colour(stream: IO[str]) -> bool:
    """Whether colours are wanted there: a terminal, and neither NO_COLOR nor TERM=dumb."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
