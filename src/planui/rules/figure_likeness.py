"""Figures that contradict each other without the same noun: those of kindred nouns a slip apart, those beside the same
figure, and those by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.rules.figure_companions import are_in_one_row, are_in_one_sentence, are_said_beside_the_same
from planui.rules.figure_neighbours import Neighbours, words_before
from planui.rules.figure_pairs import Pair, Said
from planui.rules.figure_times import are_both_rough, are_rough_and_exact, hold_together
from planui.rules.kindred_figures import Filed, KindredFigures
from planui.rules.long_figures import LongFigures
from planui.rules.yearly_figures import YearlyFigures

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from planui.model.passage import Passage
    from planui.rules.figure_exchange import Exchange
    from planui.rules.figure_reading import Drawn
    from planui.rules.figure_resolver import FigureResolver


class Likenesses:
    """The figures of a plan by what their nouns have in common, and by years."""

    def __init__(self) -> None:
        self._kindred = KindredFigures()
        self._yearly = YearlyFigures()
        self._neighbours = Neighbours()
        self._long = LongFigures()
        self._drawn: dict[Passage | str, Drawn] = {}

    def add(self, where: Passage | str, drawn: Drawn) -> None:
        """What a passage gives came."""
        self._drawn[where] = drawn
        add = self._kindred.add
        for one in drawn.figures:
            if one.kin:
                add(where, one)
        for one in drawn.loose:
            add(where, one)
        if drawn.series or drawn.row:
            self._yearly.add(where, drawn.series, drawn.row)
        if drawn.neighbours and not isinstance(where, str):
            self._neighbours.add(where, drawn.neighbours)
        self._long.add(where, drawn.long)

    def remove(self, where: Passage | str, drawn: Drawn) -> None:
        """What a passage gave goes."""
        self._drawn.pop(where, None)
        for one in (*drawn.figures, *drawn.loose):
            self._kindred.remove(where, one)
        if drawn.series or drawn.row:
            self._yearly.remove(where)
        if not isinstance(where, str):
            self._neighbours.remove(where, drawn.neighbours)
        self._long.remove(where, drawn.long)

    def exchange(self, old: Passage, gone: Drawn, new: Passage, come: Drawn, done: Exchange) -> None:
        """A passage came in the place of another: only the figures that did not stay are judged anew."""
        self._drawn.pop(old, None)
        self._drawn[new] = come
        self._kindred.exchange(old, new, done.kept)
        for one in done.gone:
            self._kindred.remove_one(old, one)
        for one in done.come:
            self._kindred.add(new, one)
        if gone.series or gone.row:
            self._yearly.remove(old)
        if come.series or come.row:
            self._yearly.add(new, come.series, come.row)
        self._neighbours.exchange(old, gone.neighbours, new, come.neighbours)
        self._long.exchange(old, gone.long, new, come.long)

    @property
    def has_changed(self) -> bool:
        """Whether anything came or went since it was judged."""
        return (
            self._kindred.has_changed
            or self._yearly.has_changed
            or self._neighbours.has_changed
            or self._long.has_changed
        )

    def judge(
        self,
        resolver: FigureResolver,
        is_told: Callable[[Said], bool],
    ) -> Iterator[tuple[Hashable, list[Pair]]]:
        """What contradicts each other, as far as that may have changed: each time all that was judged for one reason.
        `is_told` says whether another rule tells of a figure."""
        say, as_it_stands = resolver.said, resolver.as_it_stands
        akin: dict[tuple[int, int], bool] = {}
        judged: dict[tuple[int, int], list[Pair]] = {}
        for key in self._kindred.changed():
            pairs: list[Pair] = []
            for one, other in self._kindred.near(key, akin):
                both = id(one[1]), id(other[1])
                known = judged.get(both)
                if known is None:
                    known = judged[both] = list(self._contradicting(one, other, say, is_told))
                pairs += known
            yield key, pairs
        for beside, contradicting in self._neighbours.contradictions():
            pairs = []
            for (where, one), (elsewhere, other) in contradicting:
                here, there = as_it_stands(where, one), as_it_stands(elsewhere, other)
                if not is_told(here) and not is_told(there):
                    pairs.append(Pair(words_before(where, one), here, there))
            yield beside, pairs
        for figure, pairs in self._long.judge(say):
            yield figure, [pair for pair in pairs if not is_told(pair.wrong) and not is_told(pair.other)]
        if self._yearly.changed():
            pairs = []
            for this, that, year, either in self._yearly.contradictions(resolver.known.years):
                here, there = (as_it_stands(*one, scope=f"year {year + 1}") for one in (this, that))
                if not is_told(here) and not is_told(there):
                    pairs.append(Pair(here.noun or there.noun, here, there))
                    if either:
                        pairs.append(Pair(here.noun or there.noun, there, here))
            yield _BY_YEAR, pairs

    def _is_said_again(self, filed: Filed, say: Callable[[Passage | str, Any], Said | None]) -> bool:
        """Whether a figure stands in another place under some of the same words, of the same time: then it is no
        slip."""
        here: Said | None = None
        for other in self._kindred.said_again(filed):
            here = here or say(filed[0], filed[1])
            there = say(other[0], other[1])
            if here is None or there is None or there.rough or hold_together(here, there):
                return True
        return False

    def _says_both(self, filed: Filed, other: Any) -> bool:
        """Whether the sentence of a figure also says the other, under its noun: a part is no slip for its whole."""
        where, one = filed
        if isinstance(where, str):
            return False
        if one.raw:
            return any(
                getattr(found, "raw", False) and found[1:3] == other[1:3] and are_in_one_row(where, one, found)
                for found in self._drawn[where].figures
            )
        if one.noun == other.noun:
            return False
        return any(
            found.value == other.value
            and found.noun.startswith(other.noun)
            and found.unit == other.unit
            and are_in_one_sentence(where, one, found)
            for found in self._drawn[where].figures
        )

    def _contradicting(
        self,
        one: Filed,
        other: Filed,
        say: Callable[[Passage | str, Any], Said | None],
        is_told: Callable[[Said], bool],
    ) -> Iterator[Pair]:
        if one[0] is other[0] or self._says_both(one, other[1]) or self._says_both(other, one[1]):
            return  # what one passage says of the like, it parts on purpose
        here, there = say(one[0], one[1]), say(other[0], other[1])
        if here is None or there is None or here.group == there.group:
            return
        if here.rough or there.rough:
            if not are_rough_and_exact(here, there) and not are_both_rough(here, there):
                return
        elif not hold_together(here, there) and not are_said_beside_the_same(here, there):
            return
        alone = [filed for filed in (one, other) if not self._is_said_again(filed, say)]
        if not is_told(here) and not is_told(there):
            if one in alone:
                yield Pair(here.noun, here, there)
            if other in alone:
                yield Pair(there.noun, there, here)


_BY_YEAR = ""
"""The reason of what is told year by year, beside the words that kindred nouns share."""
