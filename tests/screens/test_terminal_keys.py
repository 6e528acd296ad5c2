"""What Textual makes of odd keys and bytes, with and without the lesson."""

from __future__ import annotations

import codecs

import pytest
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver

from planui.widgets import terminal_keys
from planui.widgets.terminal_keys import teach


def keys_of(data: str) -> list[str]:
    parser = XTermParser()
    found = [*parser.feed(data), *parser.feed("x")]
    return [event.key for event in found if isinstance(event, events.Key)]


def test_alt_enter_is_told_apart() -> None:
    teach()
    assert keys_of("\x1b\r") == ["alt+enter", "x"]
    assert keys_of("\r") == ["enter", "x"]


def test_textual_still_needs_the_lesson(monkeypatch) -> None:
    """When this fails, Textual knows Alt+Enter itself, and `terminal_keys` can go."""
    teach()
    monkeypatch.delitem(ANSI_SEQUENCES_KEYS, "\x1b\r")
    assert "alt+enter" not in keys_of("\x1b\r")


IMPOSSIBLE = ["\x1b[97:65;5:1;97u", "\x1b[99999999999~", "\x1b[1114112u"]


@pytest.mark.parametrize("sequence", IMPOSSIBLE)
def test_impossible_keys_are_none(sequence: str) -> None:
    teach()
    assert keys_of(sequence) == ["x"]


def test_textual_still_ends_at_impossible_keys() -> None:
    """When this fails, Textual reads such keys itself, and `_lenient_key` can go."""
    with pytest.raises((ValueError, OverflowError)):
        terminal_keys._parse_extended_key(XTermParser(), IMPOSSIBLE[0])


UNKNOWN = ["\x1b[?1;2c", "\x1b[>0;276;0c", "\x1b[1;2;3x", "\x1b[5 q", "\x1b[0n"]


@pytest.mark.parametrize("sequence", UNKNOWN)
def test_unknown_sequences_type_nothing(sequence: str) -> None:
    teach()
    assert keys_of(sequence) == ["x"]


def test_textual_still_types_unknown_sequences() -> None:
    """When this fails, Textual swallows them itself, and `_known_keys` can go."""
    assert not list(terminal_keys._keys_of_sequence(XTermParser(), UNKNOWN[0]))


def test_all_that_textual_reads_is_still_read(monkeypatch) -> None:
    teach()
    taught = {sequence: keys_of(sequence) for sequence in ANSI_SEQUENCES_KEYS}
    with monkeypatch.context() as as_ever:
        as_ever.setattr(XTermParser, "_sequence_to_key_events", terminal_keys._keys_of_sequence)
        assert taught == {sequence: keys_of(sequence) for sequence in ANSI_SEQUENCES_KEYS}
    parser = XTermParser()
    kinds = [events.MouseDown, events.MouseUp, events.CursorPosition, events.Paste]
    told = "\x1b[<0;5;5M\x1b[<0;5;5m\x1b[5;7R\x1b[200~a9;9~b\x1b[201~\x1b[?2026;2$y"
    found = [*parser.feed(told), *parser.feed("x")]
    assert [type(event) for event in found[:4]] == kinds and len(found) == 6


def test_bytes_that_are_not_utf_8_are_signs() -> None:
    teach()
    decoder = linux_driver.getincrementaldecoder("utf-8")()
    assert decoder.decode("中".encode()[:2]) + decoder.decode("中".encode()[2:]) == "中"
    assert decoder.decode(b"a\xff\xfe\xb1\xeab") == "a" + "\ufffd" * 4 + "b"
    with pytest.raises(UnicodeDecodeError):
        codecs.getincrementaldecoder("utf-8")().decode(b"\xff")
