"""Which row of one version is which row of another: by content, by name, by likeness."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from planui.model.diff_sequence import gaps, matches, rising
from planui.model.merge_parts import meaning

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from planui.model.toml_nodes import Node

LABELS = ("period", "name", "rule")
"""The keys that name a row, the first that it has counts."""

_LIKE = 0.5
_SAME_CELLS = 0.75


def label(row: Node) -> tuple[str, ...]:
    """What a row is called; empty where nothing in it is a name."""
    for key in LABELS:
        cell = row.get(key)
        if cell is not None and cell.kind == "string":
            section = row.get("section") if key == "rule" else None
            return (key, cell.value.strip(), str(section.value) if section is not None else "")
    return ()


def match_rows(old: Sequence[Node], new: Sequence[Node], *, by_place: bool = False) -> dict[int, int]:
    """For rows of `new` the row of `old` that each was; rows that were added are not in it.

    With `by_place`, rows that stand where equally many others stood are those, rewritten.
    """
    old_means, new_means = [meaning(row) for row in old], [meaning(row) for row in new]
    found = {to: at for at, to in matches([repr(one) for one in old_means], [repr(one) for one in new_means])}
    _pair([repr(one) for one in old_means], [repr(one) for one in new_means], found)
    _pair([label(row) for row in old], [label(row) for row in new], found)
    left_old = [at for at in range(len(old)) if at not in found.values()]
    left_new = [to for to in range(len(new)) if to not in found]
    if len(left_old) * len(left_new) > 10_000:
        return found
    scored = sorted(
        (-_likeness(old[at], new[to], old_means[at], new_means[to]), abs(at - to), at, to)
        for at in left_old
        for to in left_new
    )
    for score, _, at, to in scored:
        if score <= -_LIKE and to not in found and at not in found.values():
            found[to] = at
    if by_place:
        taken = set(found.values())
        for low, high, start, end in gaps(rising(sorted((at, to) for to, at in found.items())), len(old), len(new)):
            free_old = [at for at in range(low, high) if at not in taken]
            free_new = [to for to in range(start, end) if to not in found]
            if len(free_old) == len(free_new):
                found.update(zip(free_new, free_old, strict=True))
    return found


def shared_rows(ours: Sequence[Node], theirs: Sequence[Node]) -> dict[int, int]:
    """Which added rows both sides have: those of equal content or name. By index of theirs that of ours."""
    found: dict[int, int] = {}
    _pair([repr(meaning(row)) for row in ours], [repr(meaning(row)) for row in theirs], found)
    _pair([label(row) for row in ours], [label(row) for row in theirs], found)
    return found


def _pair(old: Sequence[Hashable], new: Sequence[Hashable], found: dict[int, int]) -> None:
    """Pairs what is equal, and stands once among what is left of both."""
    taken = set(found.values())
    left_old = {at: item for at, item in enumerate(old) if at not in taken and item}
    left_new = {to: item for to, item in enumerate(new) if to not in found and item}
    old_counts, new_counts = Counter(left_old.values()), Counter(left_new.values())
    places = {item: at for at, item in left_old.items()}
    for to, item in left_new.items():
        if new_counts[item] == old_counts[item] == 1:
            found[to] = places[item]


def _likeness(old: Node, new: Node, old_meaning: dict[str, Any], new_meaning: dict[str, Any]) -> float:
    """From 0 to 1: how far two rows look like one row, edited."""
    one, other = label(old), label(new)
    if one[:1] != other[:1]:
        return 0.0
    if one and other:
        ratio = SequenceMatcher(None, one[1][:200], other[1][:200], autojunk=False).ratio()
        if ratio > _LIKE:
            return ratio
    keys = (old_meaning.keys() | new_meaning.keys()) - set(one[:1])
    same = sum(1 for key in keys if key in old_meaning and old_meaning[key] == new_meaning.get(key))
    return 1.0 if keys and same / len(keys) >= _SAME_CELLS else 0.0
