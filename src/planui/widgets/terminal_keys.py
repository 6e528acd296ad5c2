"""What terminals send and Textual does not read well.

Textual 8.2 drops Alt from keys whose name is longer than a letter, so that Alt+Enter (ESC CR) is read as Enter; it ends
the program at bytes that are not UTF-8 (a paste from a GBK terminal), and at key reports of the Kitty protocol with
impossible numbers; and it types out the sequences that it does not know: a key of another terminal, an answer that
nobody asked for. All four are mended in its private parts, here alone; tests tell when Textual needs it no more.
"""

from __future__ import annotations

import re
from codecs import IncrementalDecoder, getincrementaldecoder
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import Key
from textual.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MISSING = {"\x1b\r": "alt+enter"}
_CONTROL_SEQUENCE = re.compile(r"\x1b\[(?!\[|\?[\d;]+\$y)[0-?]*[ -/]*[@-~](?<![mM])")
"""A whole control sequence. No keys: reports of the mouse (m, M) and of modes ($y); `ESC [ [` begins a longer one."""
_parse_extended_key = XTermParser._parse_extended_key
_keys_of_sequence = XTermParser._sequence_to_key_events


def teach() -> None:
    """Adds the missing keys to Textual's table, where it does not know them itself, and makes its reading lenient."""
    from textual.drivers import linux_driver

    table: dict[str, Any] = ANSI_SEQUENCES_KEYS  # type: ignore[assignment]
    for sequence, key in _MISSING.items():
        table.setdefault(sequence, (SimpleNamespace(value=key),))
    XTermParser._parse_extended_key = _lenient_key  # type: ignore[method-assign, assignment]
    XTermParser._sequence_to_key_events = _known_keys  # type: ignore[method-assign, assignment]
    linux_driver.getincrementaldecoder = _lenient_decoder  # type: ignore[attr-defined, assignment]


def _lenient_key(parser: XTermParser, sequence: str) -> list[Key] | None:
    """The keys of a sequence of the Kitty protocol; what stands for no character is read as the key that does nothing.

    (For no key at all, its characters would be taken for typed ones.)
    """
    try:
        return _parse_extended_key(parser, sequence)
    except (ValueError, OverflowError):
        return [Key(Keys.Ignore, None)]


def _known_keys(parser: XTermParser, sequence: str, alt: bool = False) -> Iterable[Key]:
    """The keys of a sequence; a whole one that stands for none is read as the key that does nothing."""
    keys = list(_keys_of_sequence(parser, sequence, alt))
    return keys or ([Key(Keys.Ignore, None)] if _CONTROL_SEQUENCE.fullmatch(sequence) else [])


def _lenient_decoder(encoding: str) -> Callable[[], IncrementalDecoder]:
    """Bytes that are not in the encoding become U+FFFD, one sign that something was lost, and the rest is read."""
    return lambda: getincrementaldecoder(encoding)("replace")
