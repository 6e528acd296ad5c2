"""Figures given year by year in a text, in the rows of the schedule and in the indicators, where just one differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.record import NamedTuple
from planui.rules.mention import Mention
from planui.rules.near_figures import is_near, is_shifted
from planui.rules.yearly_series import LAST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage
    from planui.rules.yearly_series import Series

_LEAST = 10
"""Figures below this agree and differ by chance."""
_ENOUGH = 2
_MOST_APART = 1.2
"""How many times one figure may be the other, beside slips of a digit."""
_FAR = 3
"""The same, where both go by one name."""


class Told(NamedTuple):
    """A figure of a year, and its passage (or the number of its indicators' section)."""

    where: Passage | str
    one: Any


class _Row:
    """The figures of one unit in one row of the schedule: all of them, and the nouns of each value."""

    __slots__ = ("figures", "nouns")

    def __init__(self) -> None:
        self.figures: list[Told] = []
        self.nouns: dict[float, list[str]] = {}

    def add(self, where: Passage, one: Mention) -> None:
        """One more figure."""
        self.figures.append(Told(where, one))
        self.nouns.setdefault(_digits(one.value), []).append(one.noun)


def _digits(value: float) -> float:
    """What two figures have in common that are the same but for the arithmetic."""
    return round(value, 5)


_Rows = dict[tuple[int, str], _Row]
"""The rows of the schedule, by year and unit."""


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
        self._tables: _Tables | None = None
        self._known: dict[tuple[int, int], tuple[Passage, Series, list[Contradiction]]] = {}

    def add(self, where: Passage | str, series: list[Series], row: list[Mention]) -> None:
        """A passage's series and, of a row of the schedule, all figures came."""
        if series:
            self._series[where] = series
        if row and not isinstance(where, str):
            self._rows[where] = row
        self._note(where, bool(series), bool(row))

    def remove(self, where: Passage | str) -> None:
        """What came from a passage goes."""
        series, row = self._series.pop(where, None), self._rows.pop(where, None)  # type: ignore[arg-type]
        self._note(where, bool(series), bool(row))

    def _note(self, where: Passage | str, series: bool, row: bool) -> None:
        """Something came or went: a series, a row of the schedule, or both."""
        self._changed = self._changed or series or row
        if row or (series and isinstance(where, str)):
            self._tables = None

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
        tables = self._tables
        if tables is None or tables.years != years:
            grids = [(where, one) for where, found in self._series.items() if isinstance(where, str) for one in found]
            tables = self._tables = _Tables(grids, self._rows, years)
            self._known = {}
        known, self._known = self._known, {}
        for where, found in self._series.items():
            if isinstance(where, str):
                continue
            for one in found:
                key = id(where), id(one)
                entry = known.get(key) or (where, one, list(tables.contradictions_of(where, one)))
                self._known[key] = entry
                yield from entry[2]
        yield from tables.contradictions


class _Tables:
    """The indicators and the schedule, with which series of the texts are compared."""

    def __init__(
        self, grids: list[tuple[str, Series]], rows: dict[Passage, list[Mention]], years: dict[int, int]
    ) -> None:
        self.years = years
        self._grids = grids
        self._rows: _Rows = {}
        for passage, figures in rows.items():
            row = passage.place.row
            year = years.get(row, row)
            for one in figures:
                known = self._rows.get((year, one.unit))
                if known is None:
                    known = self._rows[year, one.unit] = _Row()
                known.add(passage, one)
        self._of_figure: dict[tuple[str, int, float], list[int]] = {}
        for index, (_, grid) in enumerate(grids):
            for figure in _figures(grid):
                self._of_figure.setdefault(figure, []).append(index)
        self.contradictions = [
            Contradiction(said, told, year, either=False)
            for number, grid in grids
            for told, said, year in _beside(number, grid, self._rows)
        ]

    def contradictions_of(self, place: Passage, series: Series) -> Iterator[Contradiction]:
        """Those of a series of a text."""
        near = {index for figure in _figures(series) for index in self._of_figure.get(figure, ())}
        like = [self._grids[index] for index in sorted(near) if _are_one(series, self._grids[index][1])]
        if not any(not _differing(series, grid) for _, grid in like):
            for number, grid in like:
                for year in _differing(series, grid):
                    here, there = Told(place, series.figures[year]), Told(number, grid.figures[year])
                    yield Contradiction(here, there, year, either=False)
        for told, said, year in _beside(place, series, self._rows):
            in_grids = {grid.figures[year].value for _, grid in like if year in grid.figures}
            if told.one.value in in_grids:
                yield Contradiction(said, told, year, either=False)
            elif said.one.value not in in_grids:
                yield Contradiction(told, said, year, either=True)


def _figures(series: Series) -> list[tuple[str, int, float]]:
    """Each figure of a series, with its unit and year."""
    return [(series.unit, year, _digits(figure.value)) for year, figure in series.figures.items()]


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


def _beside(where: Passage | str, one: Series, rows: _Rows) -> Iterator[tuple[Told, Told, int]]:
    """Where the schedule gives the figures of a series but for one year: that figure, and the row's."""
    nouns: dict[str, int] = {}
    years = 0
    agreeing: set[float] = set()
    different: list[int] = []
    for year, figure in one.figures.items():
        row = rows.get((year, one.unit))
        if row is None or (one.unit == "%" and figure.value == _WHOLE):
            continue  # all there is ends with 100%
        if same := row.nouns.get(_digits(figure.value)):
            years += 1
            for noun in {*same}:
                nouns[noun] = nouns.get(noun, 0) + 1
            agreeing.add(figure.value)
        else:
            different.append(year)
    if len(different) != 1 or _weight(agreeing) < _ENOUGH:
        if isinstance(where, str):
            yield from _beside_by_name(where, one, rows)
        return
    year = different[0]
    figure = one.figures[year]
    candidates = [
        other
        for other in rows[year, one.unit].figures
        if nouns.get(other.one.noun, 0) * 2 > years and _may_be_one(figure.value, other.one.value)
    ]
    if len(candidates) == 1:
        yield Told(where, figure), candidates[0], year


_WHOLE = 100


def _beside_by_name(where: str, one: Series, rows: _Rows) -> Iterator[tuple[Told, Told, int]]:
    """Where the schedule gives under an indicator's very name what that gives, in other years, and in one year does
    not: however small the figures are."""
    name = next(iter(one.figures.values())).noun
    agreeing = False
    different: list[tuple[Told, Told, int]] = []
    for year, figure in one.figures.items():
        row = rows.get((year, one.unit))
        named = [other for other in row.figures if _is_named(other.one.noun, name)] if row is not None else []
        if len(named) > 1:
            return
        for other in named:
            if _digits(other.one.value) == _digits(figure.value):
                agreeing = True
            else:
                different.append((Told(where, figure), other, year))
    if agreeing and len(different) == 1 and _are_not_far(different[0][0].one.value, different[0][1].one.value):
        yield different[0]


def _is_named(noun: str, name: str) -> bool:
    """Whether a row of the schedule, of which the last words are known, calls a figure as an indicator does."""
    return name.endswith(noun) and (len(noun) == LAST or (noun == name and len(noun) > 1))


def _are_not_far(one: float, other: float) -> bool:
    low, high = sorted((one, other))
    return low > 0 and (high <= low * _FAR or is_near(low, high) or is_shifted(low, high))
