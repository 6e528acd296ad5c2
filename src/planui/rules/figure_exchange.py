"""A passage that was edited, and still says most of its figures: what was decided of those holds for the new one."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from planui.model.record import NamedTuple
from planui.rules.near_figures import digits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planui.rules.figure_pairs import Said
    from planui.rules.mention import Mention


def slot(one: Mention) -> int:
    """Tells a figure from all others of its passage."""
    return -1 - one.start if one.raw else one.start


class Exchange(NamedTuple):
    """What became of a passage's figures: those that stayed, old and new, with what was known of them by their old
    slots; those that went and those that came."""

    kept: list[tuple[Mention, Mention]]
    said: dict[int, Said | None]
    gone: list[Mention]
    come: list[Mention]


def exchange(
    old: Sequence[Mention],
    new: Sequence[Mention],
    known: dict[int, Said | None],
    say: Callable[[Mention], Said | None],
    is_told: Callable[[Said], bool],
) -> Exchange | None:
    """What an edit of a passage did to its figures; None where other figures share sentences now than did before.

    A figure stayed if its noun, unit and value did, and, where it was looked at (`known`, by slots), its time.
    """
    kept = _in_line(old, new)
    said: dict[int, Said | None] = {}
    changed: set[tuple[str, str]] = set()
    groups: set[tuple[Any, Any]] = set()
    for one, other in kept:
        at = slot(one)
        if at not in known:
            continue
        before, after = known[at], said.setdefault(at, say(other))
        if before is None or after is None:
            if before is not after:
                changed.add(_figure(one))
        elif _time(before) != _time(after) or is_told(before) != is_told(after):
            changed.add(_figure(one))
        else:
            groups.add((before.group, after.group))
    if not len({one for one, _ in groups}) == len(groups) == len({other for _, other in groups}):
        return None
    # Equal figures of a passage stay or go together.
    staying, coming = {id(one) for one, _ in kept}, {id(other) for _, other in kept}
    changed.update(_figure(one) for one in old if id(one) not in staying)
    changed.update(_figure(one) for one in new if id(one) not in coming)
    if not changed:
        return Exchange(kept, said, [], [])
    return Exchange(
        [(one, other) for one, other in kept if _figure(one) not in changed],
        said,
        [one for one in old if _figure(one) in changed],
        [one for one in new if _figure(one) in changed],
    )


def _time(said: Said) -> tuple[object, ...]:
    return said.scope, said.named, said.whole


def _in_line(old: Sequence[Mention], new: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """The figures that say the same in both, in the order of both: those before and behind all edits, and between them
    as many as keep their order."""
    shared = min(len(old), len(new))
    front = 0
    while front < shared and _is_like(old[front], new[front]):
        front += 1
    back = 0
    while back < shared - front and _is_like(old[-1 - back], new[-1 - back]):
        back += 1
    between = _between(old[front : len(old) - back], new[front : len(new) - back])
    return [
        *zip(old[:front], new, strict=False),
        *between,
        *zip(old[len(old) - back :], new[len(new) - back :], strict=True),
    ]


def _between(old: Sequence[Mention], new: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """The longest row of figures that say the same in both."""
    if not old or not new:
        return []
    places: dict[tuple[Any, ...], list[int]] = {}
    for index, one in enumerate(old):
        places.setdefault(_said_by(one), []).append(index)
    # The longest row of indices that grow: for each length the least index that a row of it ends with.
    ends: list[int] = []
    rows: list[_Row] = []
    for one in new:
        for index in reversed(places.get(_said_by(one), ())):
            at = bisect_left(ends, index)
            row = rows[at - 1] if at else None, (old[index], one)
            if at == len(ends):
                ends.append(index)
                rows.append(row)
            else:
                ends[at], rows[at] = index, row
    found = []
    last = rows[-1] if rows else None
    while last is not None:
        last, pair = last
        found.append(pair)
    return found[::-1]


_Row = tuple["_Row | None", "tuple[Mention, Mention]"]


def _said_by(one: Mention) -> tuple[Any, ...]:
    return *one[:4], one.change, one.raw, one.scope, one.kin


def _is_like(one: Mention, other: Mention) -> bool:
    # What `_said_by` gives, without making it.
    return one[:4] == other[:4] and one[6:8] == other[6:8] and one[9:] == other[9:]


def _figure(one: Mention) -> tuple[str, str]:
    return one.unit, digits(one.value)
