"""What terminals send and Textual does not read well.

Textual 8.2 drops Alt from keys whose name is longer than a letter, so that Alt+Enter (ESC CR) is read as Enter; it ends
the program at bytes that are not UTF-8 (a paste from a GBK terminal), and at key reports of the Kitty protocol with
impossible numbers. All three are mended in its private parts, here alone; tests tell when Textual needs it no more.
"""

from __future__ import annotations

from codecs import IncrementalDecoder, getincrementaldecoder
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Callable

_MISSING = {"\x1b\r": "alt+enter"}
_parse_extended_key = XTermParser._parse_extended_key


def teach() -> None:
    """Adds the missing keys to Textual's table, where it does not know them itself, and makes its reading lenient."""
    from textual.drivers import linux_driver

    table: dict[str, Any] = ANSI_SEQUENCES_KEYS  # type: ignore[assignment]
    for sequence, key in _MISSING.items():
        table.setdefault(sequence, (SimpleNamespace(value=key),))
    XTermParser._parse_extended_key = _lenient_key  # type: ignore[method-assign, assignment]
    linux_driver.getincrementaldecoder = _lenient_decoder  # type: ignore[attr-defined, assignment]


def _lenient_key(parser: XTermParser, sequence: str) -> list[Key] | None:
    """The keys of a sequence of the Kitty protocol; what stands for no character is read as the key that does nothing.

    (For no key at all, its characters would be taken for typed ones.)
    """
    try:
        return _parse_extended_key(parser, sequence)
    except (ValueError, OverflowError):
        return [Key(Keys.Ignore, None)]


def _lenient_decoder(encoding: str) -> Callable[[], IncrementalDecoder]:
    """Bytes that are not in the encoding become U+FFFD, one sign that something was lost, and the rest is read."""
    return lambda: getincrementaldecoder(encoding)("replace")
