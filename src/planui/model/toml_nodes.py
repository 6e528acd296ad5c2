"""What the TOML reader makes: values that know where they stand in the file."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from planui.model.record import NamedTuple
from planui.model.words import PlanuiError, Words


class TomlError(PlanuiError):
    """The text is not TOML: what was expected, and the offset where it was not found."""

    def __init__(self, offset: int, words: Words) -> None:
        super().__init__(words)
        self.offset = offset


class Piece(NamedTuple):
    """A stretch of a string that is written otherwise than it reads: an escape, a CRLF, a folded line."""

    value_start: int
    source_start: int
    value_length: int
    source_length: int


class Node:
    """One TOML value with its span in the file.

    `kind` is one of string, integer, float, boolean, datetime, date, time, array, inline (table), table, tables
    (array of tables). `value` is the Python value; for arrays and tables a list or dict of nodes. `start` and `end`
    are offsets in the file: of the value, or of a table's header. `raw` is a number's or string's delimiter text.
    """

    __slots__ = (
        "body_end",
        "end",
        "inner",
        "key_end",
        "key_start",
        "kind",
        "opened",
        "pieces",
        "raw",
        "start",
        "value",
    )

    def __init__(self, kind: str, value: Any, start: int, end: int, raw: str = "") -> None:
        self.kind = kind
        self.value = value
        self.start = start
        self.end = end
        self.raw = raw
        # A string's first content character, and where its content differs from what is written.
        self.inner = start
        self.pieces: tuple[Piece, ...] = ()
        # The key that names this value (0, 0 where there is none: items of an array).
        self.key_start = 0
        self.key_end = 0
        # For tables: the section of the file that opened it (see toml.py), and where its own lines end.
        self.opened = 0
        self.body_end = end

    def get(self, key: str) -> Node | None:
        """The table's value under `key`, if there is one."""
        found: Node | None = self.value.get(key)
        return found

    def moved(self, growth: int) -> Node:
        """A copy of a value, with all that is in it, that stands `growth` characters further on."""
        value = self.value
        if isinstance(value, dict):
            value = {key: item.moved(growth) for key, item in value.items()}
        elif isinstance(value, list):
            value = [item.moved(growth) for item in value]
        copy = Node(self.kind, value, self.start + growth, self.end + growth, self.raw)
        copy.inner = self.inner + growth
        if self.key_end:
            copy.key_start = self.key_start + growth
            copy.key_end = self.key_end + growth
        copy.opened = self.opened
        copy.body_end = self.body_end + growth
        if self.pieces:
            copy.pieces = tuple(one._replace(source_start=one.source_start + growth) for one in self.pieces)
        return copy

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start`:`end` of this string's value stand in the file.

        Values without position inside (a number, a date) answer with their whole span.
        """
        if self.kind != "string":
            return self.start, self.end
        if start == end:
            at = self.source_offset(start)
            return at, at
        return self.source_offset(start), self._source_end(end)

    def source_offset(self, offset: int) -> int:
        """The file offset at which the string's character `offset` is written."""
        if not self.pieces:
            return self.inner + offset
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.value_start) - 1
        if index < 0:
            return self.inner + offset
        piece = self.pieces[index]
        if offset < piece.value_start + piece.value_length:
            return piece.source_start
        return piece.source_start + piece.source_length + offset - piece.value_start - piece.value_length

    def _source_end(self, offset: int) -> int:
        """The file offset just behind the string's character `offset - 1`."""
        if not self.pieces:
            return self.inner + offset
        index = bisect_right(self.pieces, offset - 1, key=lambda piece: piece.value_start) - 1
        if index >= 0:
            piece = self.pieces[index]
            if offset - 1 < piece.value_start + piece.value_length:
                return piece.source_start + piece.source_length
        return self.source_offset(offset - 1) + 1

    def value_offset(self, source_offset: int) -> int:
        """The string's character that is written at `source_offset`, clamped to the string."""
        offset = source_offset - self.inner
        for piece in self.pieces:
            if source_offset < piece.source_start:
                break
            if source_offset < piece.source_start + piece.source_length:
                return piece.value_start
            behind = source_offset - piece.source_start - piece.source_length
            offset = piece.value_start + piece.value_length + behind
        return max(0, min(offset, len(self.value)))
