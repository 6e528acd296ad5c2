"""Near misses of a name in a text: one or two characters added, lost or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_EDITS = 2
SHORTEST = 5
"""Names shorter than this are not looked for in this way: too much is near them."""

MAX_WINDOWS = 2_000
"""Places of one passage that are looked at closely, equal ones counted once."""


class Edit(NamedTuple):
    """One difference: the offset in the name, and what was there (`lost`) and is now (`added`)."""

    at: int
    lost: str
    added: str


class NearMiss(NamedTuple):
    """Words of a text that are nearly the name."""

    start: int
    end: int
    edits: tuple[Edit, ...]


def near_misses(text: str, name: str) -> Iterator[NearMiss]:
    """The near misses of `name` in `text`, exact occurrences left out.

    Two edits leave at least one of three pieces of the name as it is: each piece is looked for, and what stands around
    it is compared with the name.
    """
    length = len(name)
    if length < SHORTEST:
        return
    third = max(1, length // 3)
    pieces = ((0, name[:third]), (third, name[third : 2 * third]), (2 * third, name[2 * third :]))
    exact: set[int] | None = None
    pairs = [name[at : at + 2] for at in range(length - 1)]
    enough = len(pairs) - 2 * MAX_EDITS  # an edit spoils two pairs of neighbours
    seen: set[int] = set()
    told: set[int] = set()
    known: dict[str, NearMiss | None] = {}
    for offset, piece in pieces:
        at = text.find(piece)
        while at >= 0:
            start = at - offset
            at = text.find(piece, at + 1)
            if start in seen:
                continue
            seen.add(start)
            low = max(0, start - MAX_EDITS)
            window = text[low : start + length + MAX_EDITS]
            if window not in known:
                if len(known) > MAX_WINDOWS:
                    return
                near = sum(pair in window for pair in pairs) >= enough
                known[window] = _align(window, name) if near and name not in window else None
            miss = known[window]
            if miss is None or low + miss.start in told:
                continue
            if exact is None:
                exact = {one + shift for one in _occurrences(text, name) for shift in range(-MAX_EDITS, MAX_EDITS + 1)}
            if start not in exact:
                told.add(low + miss.start)
                yield NearMiss(low + miss.start, low + miss.end, miss.edits)


def _occurrences(text: str, name: str) -> list[int]:
    found = []
    at = text.find(name)
    while at >= 0:
        found.append(at)
        at = text.find(name, at + 1)
    return found


def _align(window: str, name: str) -> NearMiss | None:
    """The part of the window nearest to the name, if it is near enough (a small edit-distance table)."""
    rows = [[0] * (len(window) + 1)]
    for i, letter in enumerate(name, 1):
        last = rows[-1]
        row = [i]
        for j, other in enumerate(window, 1):
            row.append(min(last[j - 1] + (letter != other), last[j] + 1, row[j - 1] + 1))
        if min(row) > MAX_EDITS:
            return None
        rows.append(row)
    best = min(rows[-1])
    ends = [j for j, cost in enumerate(rows[-1]) if cost == best]
    end = j = min(ends, key=lambda one: abs(one - len(name) - MAX_EDITS))
    i = len(name)
    edits: list[Edit] = []
    while i > 0:
        here = rows[i][j]
        if j > 0 and here == rows[i - 1][j - 1] + (name[i - 1] != window[j - 1]):
            if name[i - 1] != window[j - 1]:
                edits.append(Edit(i - 1, name[i - 1], window[j - 1]))
            i, j = i - 1, j - 1
        elif here == rows[i - 1][j] + 1:
            edits.append(Edit(i - 1, name[i - 1], ""))
            i -= 1
        else:
            edits.append(Edit(i, "", window[j - 1]))
            j -= 1
    return _as_written(window, name, NearMiss(j, end, tuple(reversed(edits)))) if edits else None


def _as_written(window: str, name: str, miss: NearMiss) -> NearMiss:
    """The same difference as a reader sees it: characters that stand within the name are added there, and not put for
    its first or last ones; a mark behind a name is none of it."""
    start, end, edits = miss
    count = len(edits)
    last = len(name) - 1
    changed = all(edit.lost and edit.added for edit in edits)
    if (
        changed
        and [edit.at for edit in edits] == list(range(count))
        and window[max(0, start - count) : start] == name[:count]
    ):
        added = tuple(Edit(count, "", edit.added) for edit in edits)
        return NearMiss(start - count, end, added)
    if (
        changed
        and edits[0].at == last - count + 1
        and edits[-1].at == last
        and window[end : end + count] == name[-count:]
    ):
        added = tuple(Edit(edits[0].at, "", edit.added) for edit in edits)
        return NearMiss(start, end + count, added)
    if edits[-1].at == last and edits[-1].lost and edits[-1].added and not edits[-1].added.isalnum():
        return NearMiss(start, end - 1, (*edits[:-1], edits[-1]._replace(added="")))
    return miss
