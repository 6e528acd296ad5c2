"""Alt+Enter: what Textual makes of it, with and without the lesson."""

from __future__ import annotations

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser

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
