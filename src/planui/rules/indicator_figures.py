"""The figures of the indicators: targets and years, under the nouns that texts use for them."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from planui.model.record import NamedTuple
from planui.rules.figure_kin import kin_of
from planui.rules.figure_nouns import clean
from planui.rules.near_figures import says_something
from planui.rules.quantities import unit_of
from planui.rules.time_cues import PLAN
from planui.rules.vague_nouns import is_vague
from planui.rules.yearly_series import YEARS, Series

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planui.model.plan import Row
    from planui.model.toml_nodes import Node

_EXACT = 1e-6
_LONG = 1000
"""From this value on a year's figure is compared with those of kindred nouns."""


class GridFigure(NamedTuple):
    """A target (`column` -1) or the figure of a year (`column` from 0) of the indicator in `row`, said in `words`."""

    noun: str
    unit: str
    value: float
    step: float
    scope: str
    words: str
    row: int
    column: int
    kin: tuple[str, ...] = ()


def grid_figures(rows: Sequence[Row]) -> Iterator[GridFigure]:
    """The targets and years of a section's indicators, unless they contradict themselves (Q305)."""
    for row in rows:
        unit = row.text("unit")
        noun = clean(row.text("name").split("（")[0])
        target, years = row.cell("target"), row.cell("years")
        goal = _value(target)
        if goal is None or len(noun) < 2:
            continue
        values = [_value(item) for item in years.value] if years is not None and years.kind == "array" else []
        known = [value for value in values if value is not None]
        if len(known) == len(values) == YEARS:
            if row.text("kind") == "sum" and abs(sum(known) - goal) > _EXACT:
                continue
            if row.text("kind") == "level" and abs(known[-1] - goal) > _EXACT:
                continue
        scale = 1e4 if unit.startswith("万") and len(unit) > 1 else 1.0
        plain = unit_of(unit[1:] if scale > 1 else unit)
        aim = kin_of(plain, noun, goal * scale)
        yield GridFigure(noun, plain, goal * scale, _EXACT, PLAN, f"{goal:,.10g}{unit}", row.order, -1, aim)
        for column, value in enumerate(values if len(values) == YEARS else ()):
            if value is not None:
                words = f"{value:,.10g}{unit}"
                year = f"year {column + 1}"
                kin = kin_of(plain, noun, value * scale) if value * scale >= _LONG and not is_vague(noun) else ()
                yield GridFigure(noun, plain, value * scale, _EXACT, year, words, row.order, column, kin)


def comparable(figures: list[GridFigure]) -> list[GridFigure]:
    """All but the years of indicators whose names say too little to compare by them alone."""
    return [one for one in figures if one.column < 0 or not is_vague(one.noun)]


def long_ones(figures: list[GridFigure]) -> list[GridFigure]:
    """Those of so many digits that they are near no other by chance."""
    return [one for one in figures if says_something(one.value)]


def grid_series(figures: list[GridFigure]) -> list[Series]:
    """The years of each indicator."""
    rows: dict[int, dict[int, GridFigure]] = {}
    for one in figures:
        if one.column >= 0:
            rows.setdefault(one.row, {})[one.column] = one
    return [Series(next(iter(years.values())).unit, years) for years in rows.values()]


def _value(node: Node | None) -> float | None:
    if node is None or node.kind not in ("integer", "float"):
        return None
    try:
        value = float(node.value)
    except OverflowError:  # a whole number of hundreds of digits
        return None
    return value if isfinite(value) else None
