"""Figures that contradict each other: which of a quantity's values is likely wrong, and what speaks against it."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from planui.model.diagnostic import Finding, Place
from planui.model.record import NamedTuple
from planui.model.words import Words
from planui.rules.chinese_numbers import Number
from planui.rules.figure_companions import says_too
from planui.rules.figure_cores import are_of_other_things, are_set_apart, core
from planui.rules.figure_exchange import slot
from planui.rules.figure_times import hold_for_one_time
from planui.rules.indicator_figures import GridFigure
from planui.rules.near_figures import is_near, is_shifted, said_digits
from planui.rules.vague_nouns import is_vague

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planui.model.passage import Passage
    from planui.rules.figure_wholes import Whole
    from planui.rules.join import Rank
    from planui.rules.mention import Mention

_MESSAGE = Words(
    "“{0}”在这里是 {1}，在第 {2} 节是 {3}，请核对后统一", "{0} is {1} here, but {3} in section {2}: make them agree"
)
_GRID = Words(
    "“{0}”在这里是 {1}，在第 {2} 节的指标表里是 {3}，请核对后统一",
    "{0} is {1} here, but {3} in the indicators of section {2}: make them agree",
)


class Said(NamedTuple):
    """One figure of the plan: what, how much, where. `where` is its passage, or the number of its grid's section;
    `year` the scope of the form's year in which its date lies."""

    noun: str
    scope: str
    number: Number
    where: Passage | str
    one: Mention | GridFigure
    group: tuple[object, ...]  # equal for figures of one sentence or one table, which differ on purpose
    order: tuple[Rank, int]
    named: bool = True
    open: bool = False
    rough: bool = False
    whole: Whole | None = None
    year: str = ""

    @property
    def grid(self) -> bool:
        """Whether it stands in the indicators."""
        return isinstance(self.one, GridFigure)

    @property
    def section(self) -> str:
        """The number of its section."""
        return self.where if isinstance(self.where, str) else self.where.place.section or ""

    @property
    def words(self) -> str:
        """The figure as it is written."""
        if isinstance(self.one, GridFigure):
            return self.one.words
        assert not isinstance(self.where, str)
        return (self.where.raw if self.one.raw else self.where.text)[self.one.start : self.one.end].strip()

    @property
    def place(self) -> Place:
        """Where it stands now."""
        if isinstance(self.where, str):
            assert isinstance(self.one, GridFigure)
            return Place("cell", self.where, "indicators", self.one.row, "target" if self.one.column < 0 else "years")
        at = self.where.at_raw if self.one.raw else self.where.at  # type: ignore[union-attr]
        return at(self.one.start, self.one.end)  # type: ignore[union-attr]


class Pair:
    """A figure that is likely wrong, and one that it differs from, under a noun."""

    __slots__ = ("_finding", "_offset", "noun", "other", "plain", "wrong")

    def __init__(self, noun: str, wrong: Said, other: Said) -> None:
        self.noun = noun
        self.wrong = wrong
        self.other = other
        self.plain = False
        self._offset = -1
        self._finding: Finding | None = None

    @property
    def weight(self) -> tuple[bool, tuple[Rank, int], str]:
        """The least speaks most plainly: the indicators, then the earlier place."""
        (rank, start), where = self.other.order, self.other.where
        if not isinstance(where, str):
            rank = (*rank[:-1], where.offset)
        return not self.other.grid, (rank, start), self.noun

    def exchange(self, where: Passage, said: dict[int, Said | None]) -> bool:
        """Another passage came in the place of `where`; `said`: figures that stayed, by their old slots. Whether the
        finding is another one by that."""
        wrong, other = self.wrong, self.other
        if wrong.where is where:
            self.wrong = said.get(slot(wrong.one)) or wrong  # type: ignore[arg-type]
            self._finding = None
        if other.where is where:
            self.other = said.get(slot(other.one)) or other  # type: ignore[arg-type]
            if other.words != self.other.words:
                self._finding = None
        return self._finding is None

    def finding(self) -> Finding:
        """The finding at the wrong figure; the same one as long as its passage does not move."""
        wrong, other = self.wrong, self.other
        offset = 0 if isinstance(wrong.where, str) else wrong.where.offset
        if self._finding is None or self._offset != offset:
            words = (_GRID if other.grid else _MESSAGE).format(self.noun, wrong.words, other.section, other.words)
            self._offset = offset
            self._finding = Finding(wrong.place, words)
        return self._finding


_MAX_VALUES = 60
_MIDDLING = 100
_WHOLE = 1e5
"""Up to this step whole figures that were given as finely agree only if they are equal."""
_MAX_MENTIONS = 400
"""Mentions of one quantity that are compared; a noun with more figures than that is no one quantity."""


def _agrees(one: Number, other: Number) -> bool:
    if min(one.step, other.step) <= 1e-6:
        coarse = max(one.step, other.step)
        return abs(one.value - other.value) <= (coarse / 2 if coarse > 1 else 1e-6)
    return one.agrees(other)


def _classes(group: list[Said]) -> list[list[Said]]:
    """The group divided by value, exact figures first, so that a rounded one joins the figure that it rounds."""
    group = sorted(group, key=lambda one: (one.number.step, one.order))[:_MAX_MENTIONS]
    fine, coarse = group[0].number.step, group[-1].number.step
    if 1 <= fine == coarse <= _WHOLE and all(one.number.value.is_integer() for one in group):
        equal: dict[float, list[Said]] = {}
        for said in group:
            equal.setdefault(said.number.value, []).append(said)
        return list(equal.values())
    classes: list[list[Said]] = []
    for said in group:
        for known in classes:
            if _agrees(known[0].number, said.number):
                known.append(said)
                break
        else:
            classes.append([said])
    return classes


def _weight(members: list[Said], often: Callable[[str, float], int]) -> tuple[int, int, int, tuple[Rank, int]]:
    """More mentions, then the indicators' word, then the same figure under other nouns, then the earlier place, count
    for a value."""
    first = members[0]
    elsewhere = often(first.one.unit, first.number.value)
    return -len(members), -int(any(one.grid for one in members)), -elsewhere, min(one.order for one in members)


def differences(noun: str, group: list[Said], often: Callable[[str, float], int]) -> Iterator[Pair]:
    """The figures of one quantity that are likely wrong; `often` says in how many passages a figure stands."""
    classes = _classes(group) if len(group) > 1 else []
    if len(classes) < 2 or (len(classes) > 2 and all(len(members) < 2 for members in classes)):
        return  # one value, or many for one name: not one quantity
    classes.sort(key=lambda members: _weight(members, often))
    best = classes[0]
    for members in classes[1:]:
        wrong = members[0]
        other = next((one for one in best if one.group != wrong.group), None)
        if other is None or any(one.group == wrong.group for one in best):
            continue
        if not _plausible(noun, wrong.number.value, other.number.value):
            continue
        if says_too(wrong, other) or says_too(other, wrong):
            continue  # a sentence that says both parts them on purpose
        yield Pair(noun, wrong, other)
        even = len(members) == len(best) == 1 if other.grid else _weight(members, often)[:3] == _weight(best, often)[:3]
        if len(classes) == 2 and even:
            yield Pair(noun, other, wrong)  # nothing speaks for either: both places are told


def may_differ(noun: str, values: set[float]) -> bool:
    """Whether any two of the values may be one quantity; what lies next to each other does first."""
    ordered = sorted(values)
    return any(_plausible(noun, low, high) for low, high in pairwise(ordered)) or any(
        is_near(one, other) for one, other in combinations(ordered[:_MAX_VALUES], 2)
    )


def _plausible(noun: str, one: float, other: float) -> bool:
    """Whether two values may be one quantity: not too far apart, the less is known of the noun the closer."""
    low, high = abs(one), abs(other)
    if low > high:
        low, high = high, low
    if low == 0:
        return False
    if high / low <= (2.5 if len(noun) > 3 else 1.6) or is_near(one, other):
        return True
    return high >= _MIDDLING and is_shifted(low, high)


_SAYS_ENOUGH = 3
"""Digits beside the noughts at the end below which a figure is near another by chance where a noun says little."""
_DONE_FOR = ("支撑", "支持", "服务")


@lru_cache(4096)
def is_kin(one: str, other: str, *, loosely: bool) -> bool:
    """Whether one noun says no more than the other with something added; loosely, whether most of it is the same."""
    apart = are_set_apart(one, other)
    one, other = core(one), core(other)
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < 2 or apart:
        return not short and loosely  # a long figure may stand without a noun
    if short in long:
        return len(short) > 2 or loosely or long.removesuffix(short) in _DONE_FOR
    pairs, others = {short[i : i + 2] for i in range(len(short) - 1)}, {long[i : i + 2] for i in range(len(long) - 1)}
    common = len(pairs & others)
    if are_of_other_things(short, long):
        return False
    if common >= 2 and common * 2 >= len(pairs):
        return True
    if not loosely:
        return False
    letters = len(set(short) & set(long))
    return letters >= 3 and letters * 3 >= len(set(short)) * 2


def _are_kin_by(nouns: set[str] | None, noun: str, *, loosely: bool) -> bool:
    """Whether a figure that stands without a noun may be of `noun`, by the nouns that it stands with elsewhere."""
    return nouns is None or any(is_kin(one, noun, loosely=loosely) for one in nouns)


def slips_among(same: list[Said], others: list[Said], *, loosely: bool) -> Iterator[Pair]:
    """The figures of some digits that stand alone, each with a figure near it that speaks against it."""
    counts: dict[tuple[float, str], int] = {}
    for said in (*same, *others):
        at = (said.number.value, said.scope)
        counts[at] = counts.get(at, 0) + 1
    nouns: dict[float, set[str]] = {}
    for said in (*same, *others):
        if said.noun:
            nouns.setdefault(said.number.value, set()).add(said.noun)
    beside = {(other.group, other.number.value) for other in others}
    for said in same:
        if counts[said.number.value, said.scope] > 1 or said.grid:
            continue
        exact = said_digits(said.number.value) >= _SAYS_ENOUGH
        for other in others:
            if (said.group, other.number.value) in beside:
                continue  # a sentence that says both parts them on purpose
            if (
                (hold_for_one_time(said, other) if said.noun and other.noun else said.scope == other.scope)
                and other.group != said.group
                and (
                    counts[other.number.value, other.scope] > 1
                    or other.grid
                    or (other.order < said.order and said.noun and other.noun)
                    or ("(" in said.scope and said.scope == other.scope)
                )
                and is_kin(said.noun, other.noun, loosely=loosely)
                and (other.noun or _are_kin_by(nouns.get(other.number.value), said.noun, loosely=loosely))
                and (said.noun or _are_kin_by(nouns.get(said.number.value), other.noun, loosely=loosely))
                and (exact or not any(noun and is_vague(noun) for noun in (said.noun, other.noun)))
            ):
                yield Pair(said.noun or other.noun, said, other)
                if counts[other.number.value, other.scope] == 1 and not other.grid:
                    yield Pair(said.noun or other.noun, other, said)
                break
