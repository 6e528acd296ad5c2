"""What two sequences have in common, in order: the ground on which diff and merge stand."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

_PRODUCT = 250_000
"""Without unique items, stretches whose lengths multiply to more than this are not searched: it would take too long."""
_DEPTH = 60


class Hunk(NamedTuple):
    """Items `low`:`high` of the old sequence that became items `start`:`end` of the new one."""

    low: int
    high: int
    start: int
    end: int


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of indexes of equal items, rising in both sequences.

    Equal ends first, then items that are unique in both (patience), and between those difflib's longest runs where the
    stretches are short.
    """
    found: list[tuple[int, int]] = []
    _match(old, 0, len(old), new, 0, len(new), found, 0)
    return found


def hunks(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Hunk]:
    """The stretches in which two sequences differ."""
    return gaps(matches(old, new), len(old), len(new))


def gaps(pairs: Sequence[tuple[int, int]], old_length: int, new_length: int) -> list[Hunk]:
    """The stretches between matched items."""
    out = []
    low = start = 0
    for at, to in (*pairs, (old_length, new_length)):
        if at > low or to > start:
            out.append(Hunk(low, at, start, to))
        low, start = at + 1, to + 1
    return out


def _match(
    old: Sequence[Hashable],
    low: int,
    high: int,
    new: Sequence[Hashable],
    start: int,
    end: int,
    found: list[tuple[int, int]],
    depth: int,
) -> None:
    """Adds the matches of `old[low:high]` and `new[start:end]` to `found`, in order."""
    while low < high and start < end and old[low] == new[start]:
        found.append((low, start))
        low += 1
        start += 1
    back = 0
    while low < high - back and start < end - back and old[high - back - 1] == new[end - back - 1]:
        back += 1
    high, end = high - back, end - back
    if low < high and start < end:
        anchors = _unique(old, low, high, new, start, end) if depth < _DEPTH else []
        if anchors:
            for at, to in anchors:
                _match(old, low, at, new, start, to, found, depth + 1)
                found.append((at, to))
                low, start = at + 1, to + 1
            _match(old, low, high, new, start, end, found, depth + 1)
        elif (high - low) * (end - start) <= _PRODUCT:
            matcher = SequenceMatcher(None, old[low:high], new[start:end], autojunk=False)
            for at, to, size in matcher.get_matching_blocks():
                found.extend((low + at + step, start + to + step) for step in range(size))
    found.extend((high + step, end + step) for step in range(back))


def _unique(
    old: Sequence[Hashable], low: int, high: int, new: Sequence[Hashable], start: int, end: int
) -> list[tuple[int, int]]:
    """The longest rising run of items that stand exactly once in each stretch."""
    old_counts = Counter(old[low:high])
    new_counts = Counter(new[start:end])
    places = {item: start + at for at, item in enumerate(new[start:end]) if new_counts[item] == 1}
    pairs = [(at, places[old[at]]) for at in range(low, high) if old_counts[old[at]] == 1 and old[at] in places]
    return rising(pairs)


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs, given in the order of their first, whose second rises too."""
    tails: list[int] = []
    tail_index: list[int] = []
    before: list[int] = []
    for index, (_, to) in enumerate(pairs):
        place = bisect_left(tails, to)
        before.append(tail_index[place - 1] if place else -1)
        if place == len(tails):
            tails.append(to)
            tail_index.append(index)
        else:
            tails[place] = to
            tail_index[place] = index
    out: list[tuple[int, int]] = []
    index = tail_index[-1] if tail_index else -1
    while index >= 0:
        out.append(pairs[index])
        index = before[index]
    out.reverse()
    return out
