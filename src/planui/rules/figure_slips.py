"""Long figures that are a slip of the pen apart, under nouns of which one says more than the other."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from planui.rules.figure_companions import are_in_one_sentence
from planui.rules.figure_pairs import Pair, Said, is_kin, slips_among
from planui.rules.near_figures import NearFigures, digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planui.model.passage import Passage

    Filed = dict[Passage | str, list[Any]]

Figure = tuple[str, str]
"""A unit, and the digits of a value under it."""

BY_ORDER = attrgetter("order")
_MAX_NEAR = 12
"""Figures near one: where there are more, they are near by chance."""


class Slips:
    """The figures of three digits and more, by unit and value, and which of them are near each other."""

    def __init__(self) -> None:
        self._near = NearFigures()

    def add(self, where: Passage | str, one: Any) -> None:
        """A figure came; short ones are let be."""
        if _is_long(one):
            self._near.add(where, one)

    def remove(self, where: Passage | str, one: Any) -> None:
        """A figure goes."""
        self._near.remove(where, one)

    def exchange(self, old: Passage, new: Passage, one: Any) -> None:
        """A figure stays, in a passage that came in the place of another."""
        if _is_long(one):
            self._near.exchange(old, new, one)

    @property
    def has_changed(self) -> bool:
        """Whether anything came or went since it was judged."""
        return self._near.has_changed

    def often(self, unit: str, value: float) -> tuple[Figure, int]:
        """A value as it is filed here, and in how many passages it stands, whatever its noun."""
        figure = (unit, digits(value))
        return figure, len(self._near.figures(*figure))

    def counted(self) -> set[Figure]:
        """The values that stand in more or fewer passages than when this was asked last."""
        return self._near.counted()

    def judge(
        self, all_of: Callable[[Filed], list[Said]], is_told: Callable[[Said], bool]
    ) -> Iterator[tuple[Figure, list[Pair]]]:
        """The pairs of the values that may have other ones than before. `all_of` gives filed figures with their times,
        in order; `is_told` says whether one is spoken of already."""
        known: dict[Figure, list[Said]] = {}

        def said_of(unit: str, text: str) -> list[Said]:
            said = known.get((unit, text))
            if said is None:
                said = known[unit, text] = all_of(self._near.figures(unit, text))
            return said

        for key, others in self._near.changed().items():
            yield key, list(self._near_each_other(*key, others, said_of, is_told)) if others else []

    def _near_each_other(
        self,
        unit: str,
        text: str,
        others: set[str],
        said_of: Callable[[str, str], list[Said]],
        is_told: Callable[[Said], bool],
    ) -> Iterator[Pair]:
        ours = self._near.figures(unit, text)
        if not ours or len(others) > _MAX_NEAR:
            return
        nouns = {one.noun for found in ours.values() for one in found}
        loosely = next(iter(ours.values()))[0].value >= 1000
        kin = [
            other
            for other in others
            if any(
                is_kin(noun, one.noun, loosely=loosely)
                for found in self._near.figures(unit, other).values()
                for one in found
                for noun in nouns
            )
        ]
        if not kin:
            return
        same = said_of(unit, text)
        theirs = [said for other in kin for said in said_of(unit, other)]
        if len(kin) > 1:
            theirs.sort(key=BY_ORDER)
        found = list(slips_among(same, theirs, loosely=loosely)) if same and theirs else []
        if found and any(self._says_both(pair) for pair in found):
            return  # what one passage says of the like, it parts on purpose
        if found:
            untold = [said for said in same if not is_told(said)]
            others_untold = [said for said in theirs if not is_told(said)]
            if len(untold) == len(same) and len(others_untold) == len(theirs):
                yield from found
            else:
                yield from slips_among(untold, others_untold, loosely=loosely)

    def _says_both(self, pair: Pair) -> bool:
        """Whether a sentence that says one of two figures also says the other, under its noun: a part of 新增标本 is no
        slip for these."""
        return any(
            one.noun == there.one.noun
            for here, there in ((pair.wrong, pair.other), (pair.other, pair.wrong))
            if here.one.noun != there.one.noun
            for one in self._near.figures(there.one.unit, digits(there.one.value)).get(here.where, ())
            if not isinstance(here.where, str) and are_in_one_sentence(here.where, here.one, one)
        )


def _is_long(one: Any) -> bool:
    """Whether a figure has three digits and more that say something."""
    value = one[2]
    return bool(value >= 100 and one[3] <= value / 99)
