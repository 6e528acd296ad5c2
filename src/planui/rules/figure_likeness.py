"""Figures that contradict each other without the same noun: those of kindred nouns a slip apart, and those by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.rules.figure_pairs import Pair, Said, hold_together
from planui.rules.kindred_figures import Filed, KindredFigures
from planui.rules.yearly_figures import YearlyFigures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planui.model.passage import Passage
    from planui.rules.figure_exchange import Exchange
    from planui.rules.figure_reading import Drawn


class Likenesses:
    """The figures of a plan by what their nouns have in common, and by years."""

    def __init__(self) -> None:
        self._kindred = KindredFigures()
        self._yearly = YearlyFigures()
        self._kin: dict[str, list[Pair]] = {}
        self._by_year: list[Pair] = []

    def add(self, where: Passage | str, drawn: Drawn) -> None:
        """What a passage gives came."""
        add = self._kindred.add
        for one in drawn.figures:
            if one.kin:
                add(where, one)
        for one in drawn.loose:
            add(where, one)
        if drawn.series or drawn.row:
            self._yearly.add(where, drawn.series, drawn.row)

    def remove(self, where: Passage | str, drawn: Drawn) -> None:
        """What a passage gave goes."""
        for one in (*drawn.figures, *drawn.loose):
            self._kindred.remove(where, one)
        if drawn.series or drawn.row:
            self._yearly.remove(where)

    def exchange(self, old: Passage, gone: Drawn, new: Passage, come: Drawn, done: Exchange) -> None:
        """A passage came in the place of another: only the figures that did not stay are judged anew."""
        self._kindred.exchange(old, new, done.kept)
        for one in done.gone:
            self._kindred.remove_one(old, one)
        for one in done.come:
            self._kindred.add(new, one)
        if gone.series or gone.row:
            self._yearly.remove(old)
        if come.series or come.row:
            self._yearly.add(new, come.series, come.row)

    @property
    def has_changed(self) -> bool:
        """Whether anything came or went since it was judged."""
        return self._kindred.has_changed or self._yearly.has_changed

    @property
    def pairs(self) -> Iterator[Pair]:
        """What contradicts each other."""
        yield from self._by_year
        for pairs in self._kin.values():
            yield from pairs

    def judge(
        self,
        say: Callable[[Passage | str, Any], Said | None],
        say_of_year: Callable[[Passage | str, Any, int], Said],
        is_told: Callable[[Said], bool],
        years: dict[int, int],
    ) -> None:
        """Brings up to date what contradicts each other. `say` and `say_of_year` resolve a figure, `is_told` says
        whether another rule tells of it, `years` gives the years of rows of the schedule out of their places."""
        seen: set[tuple[int, int]] = set()
        for key in self._kindred.changed():
            near = self._kindred.near(key, seen)
            pairs = list(self._contradicting(near, say, is_told)) if near else []
            if pairs:
                self._kin[key] = pairs
            elif key in self._kin:
                del self._kin[key]
        if self._yearly.changed():
            self._by_year = []
            for wrong, other, year, either in self._yearly.contradictions(years):
                here, there = say_of_year(*wrong, year), say_of_year(*other, year)
                if not is_told(here) and not is_told(there):
                    self._by_year.append(Pair(here.noun or there.noun, here, there))
                    if either:
                        self._by_year.append(Pair(here.noun or there.noun, there, here))

    def _contradicting(
        self,
        near: list[tuple[Filed, Filed]],
        say: Callable[[Passage | str, Any], Said | None],
        is_told: Callable[[Said], bool],
    ) -> Iterator[Pair]:
        for one, other in near:
            if one[0] is other[0]:
                continue  # what one passage says of the like, it parts on purpose
            alone = [filed for filed in (one, other) if _can_be_wrong(filed) and not self._kindred.is_said_again(filed)]
            here, there = (say(*one), say(*other)) if alone else (None, None)
            if here is None or there is None or here.group == there.group or not hold_together(here, there):
                continue
            if not is_told(here) and not is_told(there):
                if one in alone:
                    yield Pair(here.noun, here, there)
                if other in alone:
                    yield Pair(there.noun, there, here)


def _can_be_wrong(filed: Filed) -> bool:
    return not isinstance(filed[0], str)
