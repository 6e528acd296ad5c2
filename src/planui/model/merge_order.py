"""The order of what is merged: what a side moved is moved, what it added stands behind what it stood behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Sequence

K = TypeVar("K", bound="Hashable")

_MOVED = 400
"""With more items than this moved by both sides, one side's order is taken whole."""


def merge_order(
    base: Sequence[K], ours: Sequence[K], theirs: Sequence[K], kept: Collection[K], rank: Callable[[K], Any]
) -> list[K]:
    """The `kept` keys in their merged order; the same whichever side is called ours. `rank` settles what is open."""
    known, mine, yours = set(base), set(ours), set(theirs)
    core = [key for key in base if key in kept and key in mine and key in yours]
    inner = set(core)
    spine = _spine(core, [key for key in ours if key in inner], [key for key in theirs if key in inner], rank)
    place = {key: index for index, key in enumerate(spine)}
    added = [_added(side, kept, place) for side in (ours, theirs)]
    for key in (mine & yours & set(kept)) - known:
        first, second = added[0][key], added[1][key]
        added[0][key] = added[1][key] = min(first, second)
    out: list[K] = []
    for gap in range(-1, len(spine)):
        if gap >= 0:
            out.append(spine[gap])
        runs = [[key for key, behind in one.items() if behind == gap] for one in added]
        if runs[0] or runs[1]:
            out += _merge_runs(runs[0], runs[1], rank)
    return out


def _added(side: Sequence[K], kept: Collection[K], place: dict[K, int]) -> dict[K, int]:
    """A side's other keys, each with the index in the spine of what it stands behind (-1: nothing)."""
    found: dict[K, int] = {}
    behind = -1
    for key in side:
        if key in place:
            behind = place[key]
        elif key in kept:
            found[key] = behind
    return found


def _spine(base: list[K], ours: list[K], theirs: list[K], rank: Callable[[K], Any]) -> list[K]:
    """The order of what all three have."""
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    if len(base) <= _MOVED:
        before, mine, yours = ({key: index for index, key in enumerate(order)} for order in (base, ours, theirs))

        def first(one: K, other: K) -> bool:
            """Whether `one` stands before `other`: as a side has it that changed this."""
            was = before[one] < before[other]
            return not was if (mine[one] < mine[other]) != was or (yours[one] < yours[other]) != was else was

        wins = {key: sum(first(key, other) for other in base if other != key) for key in base}
        if sorted(wins.values()) == list(range(len(base))):
            return sorted(base, key=lambda key: -wins[key])
    return min(ours, theirs, key=lambda order: [rank(key) for key in order])


def _merge_runs(ours: list[K], theirs: list[K], rank: Callable[[K], Any]) -> list[K]:
    """Two runs of keys in one: each keeps its order as far as the other's allows."""
    out: list[K] = []
    mine, yours = list(ours), list(theirs)
    while mine and yours:
        one, other = mine[0], yours[0]
        wait_one, wait_other = one in yours, other in mine
        if one == other:
            take = one
        elif wait_one != wait_other:
            take = other if wait_one else one
        else:
            take = min(one, other, key=rank)
        out.append(take)
        mine = [key for key in mine if key != take]
        yours = [key for key in yours if key != take]
    return out + mine + yours
