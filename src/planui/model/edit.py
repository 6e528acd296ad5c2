"""An edit: one invertible value. Typing, fixes, grid changes, merges and undo are all the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import Change
from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Edit(NamedTuple):
    """Changes of one text, none overlapping another, in its characters before the edit, in order."""

    changes: tuple[Change, ...]

    @classmethod
    def of(cls, changes: Iterable[Change]) -> Edit:
        """The edit of changes given in any order; those that change nothing are left out."""
        return cls(tuple(sorted(one for one in changes if one.start != one.end or one.text)))

    def apply(self, text: str) -> str:
        """The text after the edit."""
        if len(self.changes) == 1:
            start, end, new = self.changes[0]
            return text[:start] + new + text[end:]
        parts: list[str] = []
        at = 0
        for start, end, new in self.changes:
            parts += (text[at:start], new)
            at = end
        parts.append(text[at:])
        return "".join(parts)

    def invert(self, text: str) -> Edit:
        """The edit that takes this one back, `text` being the text before it."""
        out = []
        moved = 0
        for start, end, new in self.changes:
            out.append(Change(start + moved, start + moved + len(new), text[start:end]))
            moved += len(new) - (end - start)
        return Edit(tuple(out))

    def over(self, other: Edit) -> Edit | None:
        """This edit as it reads once `other`, an edit of the same text, is done.

        None where the two change the same characters. Where both insert at one place, this one goes behind.
        """
        out = []
        for start, end, new in self.changes:
            moved = 0
            for other_start, other_end, other_new in other.changes:
                if other_end <= start:
                    moved += len(other_new) - (other_end - other_start)
                elif other_start < end:
                    return None
            out.append(Change(start + moved, end + moved, new))
        return Edit(tuple(out))

    def __bool__(self) -> bool:
        return bool(self.changes)


def difference(before: str, after: str) -> Change | None:
    """The one change that turns a text into another, common beginning and end left alone; None where they are equal."""
    if before == after:
        return None
    start = _shared(before, after)
    limit = min(len(before), len(after)) - start
    back = _shared_end(before, after, limit)
    return Change(start, len(before) - back, after[start : len(after) - back])


def _shared(one: str, other: str) -> int:
    """How many characters two texts share at their beginning, found by halving: slices compare at the speed of C."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _shared_end(one: str, other: str, limit: int) -> int:
    """How many characters, `limit` at most, two texts share at their end."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
