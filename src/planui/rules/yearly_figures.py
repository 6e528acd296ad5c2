"""Figures given year by year in a text, in the rows of the schedule and in the indicators, where just one differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.record import NamedTuple
from planui.rules.figure_mentions import Mention
from planui.rules.near_figures import is_near, is_shifted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage
    from planui.rules.yearly_series import Series

_LEAST = 10
"""Figures below this agree and differ by chance."""
_ENOUGH = 2
_MOST_APART = 1.2
"""How many times one figure may be the other, beside slips of a digit."""


class Told(NamedTuple):
    """A figure of a year, and its passage (or the number of its indicators' section)."""

    where: Passage | str
    one: Any


_Row = dict[str, list[Told]]
"""The figures of one row of the schedule by unit."""


class Contradiction(NamedTuple):
    """Two figures of one thing in one year, and which of them is likely wrong: the first, or both (`either`)."""

    wrong: Told
    other: Told
    year: int
    either: bool


class YearlyFigures:
    """The series of the plan's texts, indicators and schedule."""

    def __init__(self) -> None:
        self._series: dict[Passage | str, list[Series]] = {}
        self._rows: dict[Passage, list[Mention]] = {}
        self._changed = False

    def add(self, where: Passage | str, series: list[Series], row: list[Mention]) -> None:
        """A passage's series and, of a row of the schedule, all figures came."""
        if series:
            self._series[where] = series
        if row and not isinstance(where, str):
            self._rows[where] = row
        self._changed = self._changed or bool(series or row)

    def remove(self, where: Passage | str) -> None:
        """What came from a passage goes."""
        if self._series.pop(where, None) or self._rows.pop(where, None):  # type: ignore[arg-type]
            self._changed = True

    @property
    def has_changed(self) -> bool:
        """Whether anything came or went since `changed` was asked for."""
        return self._changed

    def changed(self) -> bool:
        """Whether anything came or went since the last call."""
        changed, self._changed = self._changed, False
        return changed

    def contradictions(self, years: dict[int, int]) -> Iterator[Contradiction]:
        """All of them; `years` gives the year (from 0) of rows of the schedule that do not stand in their places."""
        rows: dict[int, _Row] = {}
        for passage, figures in self._rows.items():
            row = passage.place.row
            units = rows.setdefault(years.get(row, row), {})
            for one in figures:
                units.setdefault(one.unit, []).append(Told(passage, one))
        grids = [(where, one) for where, found in self._series.items() if isinstance(where, str) for one in found]
        texts = [(where, one) for where, found in self._series.items() if not isinstance(where, str) for one in found]
        for place, series in texts:
            like = [(number, grid) for number, grid in grids if _are_one(series, grid)]
            if not any(not _differing(series, grid) for _, grid in like):
                for number, grid in like:
                    for year in _differing(series, grid):
                        here, there = Told(place, series.figures[year]), Told(number, grid.figures[year])
                        yield Contradiction(here, there, year, either=False)
            for told, said, year in _beside(place, series, rows):
                in_grids = {grid.figures[year].value for _, grid in like if year in grid.figures}
                if told.one.value in in_grids:
                    yield Contradiction(said, told, year, either=False)
                elif said.one.value not in in_grids:
                    yield Contradiction(told, said, year, either=True)
        for number, grid in grids:
            for told, said, year in _beside(number, grid, rows):
                yield Contradiction(said, told, year, either=False)


def _differing(one: Series, other: Series) -> list[int]:
    return [year for year in one.figures if year in other.figures and not _agree(one, other, year)]


def _agree(one: Series, other: Series, year: int) -> bool:
    here, there = one.figures[year], other.figures[year]
    return bool(abs(here.value - there.value) < max(1e-6, here.step * 1e-6))


def _are_one(one: Series, other: Series) -> bool:
    """Whether two series give the same thing: all years but one agree, in figures that do so by no chance."""
    if one.unit != other.unit:
        return False
    common = [year for year in one.figures if year in other.figures]
    agreeing = {one.figures[year].value for year in common if _agree(one, other, year)}
    different = _differing(one, other)
    if len(different) > 1 or _weight(agreeing) < _ENOUGH:
        return False
    return all(_may_be_one(one.figures[year].value, other.figures[year].value) for year in different)


def _weight(values: set[float]) -> int:
    """How plainly figures that agree say that two series are of one thing."""
    return sum((value >= _LEAST) + (value >= 10 * _LEAST) for value in values)


def _may_be_one(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    if low <= 0 or high < _LEAST:
        return False
    return high <= low * _MOST_APART or is_near(low, high) or is_shifted(low, high)


def _beside(where: Passage | str, one: Series, rows: dict[int, _Row]) -> Iterator[tuple[Told, Told, int]]:
    """Where the schedule gives the figures of a series but for one year: that figure, and the row's."""
    nouns: list[str] = []
    agreeing: set[float] = set()
    different: list[int] = []
    for year, figure in one.figures.items():
        told = rows.get(year, {}).get(one.unit, [])
        same = [other.one.noun for other in told if abs(other.one.value - figure.value) < 1e-6]
        if same:
            nouns += same
            agreeing.add(figure.value)
        elif told:
            different.append(year)
    if len(different) != 1 or _weight(agreeing) < _ENOUGH:
        return
    year = different[0]
    figure = one.figures[year]
    candidates = [
        other
        for other in rows[year][one.unit]
        if other.one.noun in nouns and _may_be_one(figure.value, other.one.value)
    ]
    if len(candidates) == 1:
        yield Told(where, figure), candidates[0], year
