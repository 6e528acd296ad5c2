"""Figures whose nouns share most of their words, and that are a slip of the finger apart."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from planui.rules.figure_kin import Figure, are_akin, are_called_the_same, nearness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage

_MAX_VALUES = 10
"""Values under the same characters beyond which these say nothing."""
Filed = list[Any]
"""Where a figure stands (its passage, or the number of its indicators' section), and the figure. The same under all its
words, so that it moves under all of them at once."""


_MOST_PAIRS = 2_000
"""Pairs of two figures beyond which both are said so often that neither is a slip."""


class KindredFigures:
    """Figures by what their nouns have in common, and by value. Knows where others than before may contradict each
    other."""

    def __init__(self) -> None:
        self._filed: dict[str, dict[Figure, list[Filed]]] = {}
        self._of: dict[Passage | str, list[Filed]] = {}
        self._mixed: set[str] = set()
        self._changed: dict[str, set[Figure]] = {}

    def add(self, where: Passage | str, one: Any) -> None:
        """A figure came."""
        filed, changed, figure = self._filed, self._changed, one[2:4]
        new = [where, one]
        of = self._of.get(where)
        if of is None:
            self._of[where] = [new]
        else:
            of.append(new)
        for key in one.kin:
            values = filed.get(key)
            if values is None:
                filed[key] = {figure: [new]}
                continue
            if key in changed:
                changed[key].add(figure)
            else:
                changed[key] = {figure}
            if figure in values:
                values[figure].append(new)
            else:
                self._mixed.add(key)
                values[figure] = [new]

    def _note(self, key: str, figure: Figure) -> None:
        """Such a figure came or went."""
        changed = self._changed.get(key)
        if changed is None:
            self._changed[key] = {figure}
        else:
            changed.add(figure)

    def remove(self, where: Passage | str, one: Any) -> None:
        """A figure of a passage that goes; all others of that value and passage under the same words go with it."""
        figure = one[2:4]
        self._of.pop(where, None)
        for key in one.kin:
            values = self._filed.get(key)
            known = values.get(figure) if values is not None else None
            if values is None or known is None:
                continue
            self._note(key, figure)
            self._keep(key, values, figure, [filed for filed in known if filed[0] is not where])

    def remove_one(self, where: Passage, one: Any) -> None:
        """A single figure goes."""
        figure = one[2:4]
        if of := [filed for filed in self._of.pop(where, ()) if filed[1] != one]:
            self._of[where] = of
        for key in one.kin:
            self._note(key, figure)
            values = self._filed.get(key, {})
            known = values.get(figure, [])
            self._keep(key, values, figure, [filed for filed in known if filed[0] is not where or filed[1] != one])

    def _keep(self, key: str, values: dict[Figure, list[Filed]], figure: Figure, left: list[Filed]) -> None:
        """Only some of the figures of a value stay under the words."""
        if left:
            values[figure] = left
        else:
            values.pop(figure, None)
            if not values:
                self._filed.pop(key, None)
                self._mixed.discard(key)

    def exchange(self, old: Passage, new: Passage, kept: list[tuple[Any, Any]]) -> None:
        """Figures stand in another passage than before, under the same words."""
        left = {filed[1]: filed for filed in self._of.pop(old, ())}
        moved = self._of.setdefault(new, [])
        for one, other in kept:
            filed = left.pop(one, None)
            if filed is not None:
                filed[:] = new, other
                moved.append(filed)
        if left:
            self._of[old] = [*left.values()]

    @property
    def has_changed(self) -> bool:
        """Whether anything came or went since `changed` was asked for."""
        return bool(self._changed)

    def changed(self) -> set[str]:
        """The words to be looked at anew since the last call: those of what came or went, and those of the same figures
        under them, which may be said once more or once less than before."""
        found = set(self._changed)
        if len(found) * 2 > len(self._mixed):
            found |= self._mixed
        else:
            for key, figures in self._changed.items():
                for figure, same in self._filed.get(key, {}).items():
                    if any(_are_the_same(figure, other) for other in figures):
                        for filed in same:
                            found.update(filed[1].kin)
        self._changed.clear()
        return found

    def near(self, key: str, akin: dict[tuple[int, int], bool]) -> list[tuple[Filed, Filed]]:
        """The figures under the same words that are a slip apart, and whose nouns are akin; `akin` holds what was
        found out of that under other words."""
        values = self._filed.get(key)
        if values is None or not 1 < len(values) <= _MAX_VALUES:
            return []
        found = []
        for low, high in combinations(values, 2):
            if low[0] * 11 < high[0] or high[0] * 11 < low[0]:
                continue
            near = nearness(low, high)
            if not near or len(values[low]) * len(values[high]) > _MOST_PAIRS:
                continue
            for one in values[low]:
                for other in values[high]:
                    both = id(one[1]), id(other[1])
                    if both not in akin:
                        akin[both] = not _are_of_one_table(one, other) and (
                            are_akin(one[1], other[1]) if near > 1 else are_called_the_same(one[1], other[1])
                        )
                    if akin[both]:
                        found.append((one, other))
        return found

    def said_again(self, this: Filed) -> Iterator[Filed]:
        """The figures of the same value in other places under some of the same words."""
        figure = this[1][2:4]
        seen: set[int] = set()
        for key in this[1].kin:
            for other, same in self._filed.get(key, {}).items():
                if _are_the_same(figure, other):
                    for filed in same:
                        if id(filed[1]) not in seen and not _is_same(this, filed):
                            seen.add(id(filed[1]))
                            yield filed


def _are_the_same(one: Figure, other: Figure) -> bool:
    """Whether two figures agree as finely as the rougher one is given."""
    return abs(one[0] - other[0]) <= max(one[1], other[1]) / 2


def _are_of_one_table(this: Filed, that: Filed) -> bool:
    """Whether two figures stand in the same table or both in indicators, and differ on purpose."""
    (where, one), (there, other) = this, that
    if isinstance(where, str) or isinstance(there, str):
        return isinstance(where, str) and isinstance(there, str)
    return where is there and bool(one.raw and other.raw)


def _is_same(this: Filed, that: Filed) -> bool:
    return this[0] is that[0] and this[1] is that[1]
