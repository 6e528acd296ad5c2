"""Figures of four digits and more that a slip of the finger made of another of the plan, whatever words stand around
them: among all that a plan says, two such figures of one unit and one time are not near each other by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.rules.figure_neighbours import bare_mention, is_long, words_before
from planui.rules.figure_pairs import Pair, Said
from planui.rules.figure_times import hold_together
from planui.rules.near_figures import NearFigures, is_swapped, says_much
from planui.rules.quantities import find_quantities, is_about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planui.model.passage import Passage
    from planui.rules.mention import Mention

    Filed = dict[Passage | str, list[Any]]
    Say = Callable[[Passage | str, Any], Said | None]

_MAX_NEAR = 8
"""Figures near one: where there are more, they are near by chance."""
_COMMON = frozenset("个元%")
"""Units of so many things that figures of three digits are near each other by chance."""
Reason = tuple[str, str, str]
"""A word of its own, a unit, and the digits of a value under it."""


def long_figures_in(passage: Passage) -> list[Mention]:
    """The long figures of a passage's words that are given exactly."""
    text = passage.text
    return [bare_mention(one) for one in find_quantities(passage) if is_long(one) and not is_about(text, one)]


class LongFigures:
    """All of them in a plan, by unit and digits."""

    def __init__(self) -> None:
        self._near = NearFigures()
        self._told: dict[tuple[str, str], list[Pair]] = {}

    def add(self, where: Passage | str, found: list[Any]) -> None:
        """Those of a passage, or of a section's indicators, came."""
        for one in found:
            self._near.add(where, one)

    def remove(self, where: Passage | str, found: list[Any]) -> None:
        """Those of a passage go."""
        for one in found:
            self._near.remove(where, one)

    def exchange(self, old: Passage, gone: list[Any], new: Passage, come: list[Any]) -> None:
        """A passage came in the place of another: only the figures that did not stay are judged anew, and those of
        which something is told."""
        before, after = ({one[1:3]: one for one in found} for found in (gone, come))
        if len(before) < len(gone) or len(after) < len(come):  # what stands twice goes as a whole
            before, after = {}, {}
            self.remove(old, gone)
            self.add(new, come)
        for figure, one in before.items():
            if figure in after:
                self._near.exchange(old, new, after[figure])
            else:
                self._near.remove(old, one)
        self.add(new, [one for figure, one in after.items() if figure not in before])
        for key, pairs in self._told.items():
            if any(old in (pair.wrong.where, pair.other.where) for pair in pairs):
                self._near.look_again(key)

    @property
    def has_changed(self) -> bool:
        """Whether anything came or went since it was judged."""
        return self._near.has_changed

    def judge(self, say: Say) -> Iterator[tuple[Reason, list[Pair]]]:
        """For each figure that may have other ones near it than before: the pairs in which it is likely wrong, as it is
        said once only. `say` gives a figure with its time."""
        self._near.counted()
        for (unit, text), others in self._near.changed().items():
            found = self._near.figures(unit, text)
            pairs: list[Pair] = []
            if 0 < len(others) <= _MAX_NEAR and (alone := _only(found)) is not None:
                rivals = [self._near.figures(unit, other) for other in sorted(others)]
                pairs = _pairs(*alone, [rival for rival in rivals if _may_speak_against(*alone, rival)], say)
            if pairs:
                self._told[unit, text] = pairs
            else:
                self._told.pop((unit, text), None)
            yield ("long", unit, text), pairs


def _only(found: Filed) -> tuple[Passage, Any] | None:
    """A figure that is said once, and not in the indicators."""
    if len(found) != 1:
        return None
    ((where, same),) = found.items()
    return (where, same[0]) if not isinstance(where, str) and len(same) == 1 else None


def _may_speak_against(where: Passage, one: Any, found: Filed) -> bool:
    """Whether a figure may speak against one near it: it is said in two places and more, or differs from it by two
    digits that changed places."""
    if where in found:
        return False
    many = says_much(one.value)
    if many and len(found) > 1:
        return True
    if not many and (len(found) == 1 or one.unit in _COMMON):
        return False
    return is_swapped(one.value, next(iter(found.values()))[0].value)


def _pairs(where: Passage, one: Any, rivals: list[Filed], say: Say) -> list[Pair]:
    """The figure with the first of its rivals that holds for the same time."""
    here = say(where, one) if rivals else None
    if here is None or here.rough:
        return []
    for found in rivals:
        for elsewhere, same in found.items():
            for other in same:
                there = say(elsewhere, other)
                if there is not None and not there.rough and hold_together(here, there):
                    return [Pair(words_before(where, one), here, there)]
    return []
