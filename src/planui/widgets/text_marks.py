"""Marks: stretches of a text that a check has something to say about, kept in place while the text is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SEVERITIES = ("info", "warning", "error")


class Mark(NamedTuple):
    """A stretch of the text (offsets in characters), one of `SEVERITIES`, and what to say about it."""

    start: int
    end: int
    severity: str
    message: str


class Marks:
    """The marks of one text."""

    def __init__(self) -> None:
        self._marks: list[Mark] = []

    def set(self, marks: Sequence[Mark]) -> list[Mark]:
        """Replace all marks. Returns those that went or came: where they stand must be painted again."""
        before, after = set(self._marks), set(marks)
        self._marks = sorted(marks)
        return list(before ^ after)

    def edited(self, start: int, old_end: int, new_end: int) -> None:
        """Move the marks with an edit; those that the edit cut into shrink, those that it swallowed go."""
        delta = new_end - old_end
        moved: list[Mark] = []
        for mark in self._marks:
            if mark.end <= start and (mark.end < start or old_end > start or mark.start < start):
                moved.append(mark)
            elif mark.start >= old_end:
                moved.append(mark._replace(start=mark.start + delta, end=mark.end + delta))
            else:
                begin = mark.start if mark.start <= start else new_end
                end = mark.end + delta if mark.end >= old_end else start
                if end > begin:
                    moved.append(mark._replace(start=begin, end=end))
        self._marks = moved

    def within(self, start: int, end: int) -> Iterable[Mark]:
        """The marks that touch the characters from `start` to `end`; an empty mark touches its own place."""
        return [
            mark for mark in self._marks if mark.start < end and (mark.end > start or start <= mark.start == mark.end)
        ]

    def at(self, offset: int) -> list[Mark]:
        """The marks at the cursor, the gravest first."""
        found = [mark for mark in self._marks if mark.start <= offset <= mark.end]
        return sorted(found, key=lambda mark: (-SEVERITIES.index(mark.severity), mark.start))
