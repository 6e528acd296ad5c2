"""Tables with a row for each year of the planning period: what is spent or reached year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.chinese_numbers import ARABIC, read_number
from planui.rules.dates import dates_in
from planui.rules.figure_nouns import clean
from planui.rules.mention import Mention
from planui.rules.quantities import unit_of
from planui.rules.time_cues import of_dates
from planui.rules.yearly_series import YEARS, Series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.passage import Passage
    from planui.model.prose import MarkdownTable

_UNIT = lazy(r"[（(/／][ ]?(?:单位[：:])?(万?)([\u4e00-\u9fff]{1,3}|[TGP]B)[）)]?$")
_CAPTION_UNIT = lazy(r"单位[：:]\s?(万?)([\u4e00-\u9fff]{1,3})")
_CELL = lazy(rf"[*\s]*({ARABIC})[*\s]*$")
_ABOVE = 120
"""Characters above a table within which the unit of all its cells is given."""


def table_series(passage: Passage, form: Form) -> list[Series]:
    """The columns of a passage's tables that give a figure for each year."""
    return [series for table in passage.prose.tables for series in _columns(passage.raw, table, form)]


def _columns(raw: str, table: MarkdownTable, form: Form) -> Iterator[Series]:
    years: dict[int, int] = {}
    for index, row in enumerate(table.rows):
        if row.cells and (year := _year(raw[row.cells[0][0] : row.cells[0][1]], form)) is not None:
            years[index] = year
    if len(years) != YEARS or len(set(years.values())) != YEARS:
        return
    above = _CAPTION_UNIT.search(raw, max(0, table.head.start - _ABOVE), table.head.start)
    for column, (low, high) in enumerate(table.head.cells[1:], 1):
        head = raw[low:high].strip("* ")
        unit = _UNIT.search(head) or above
        if unit is None:
            continue
        noun = clean(_UNIT.sub("", head))
        scale = 1e4 if unit[1] else 1.0
        figures: dict[int, Mention] = {}
        for index, year in years.items():
            cells = table.rows[index].cells
            start, end = cells[column] if column < len(cells) else (0, 0)
            cell = _CELL.match(raw[start:end])
            number = read_number(cell[1]) if cell else None
            if number is not None:
                value = round(number.value * scale, 4)
                figures[year] = Mention(
                    noun, unit_of(unit[2]), value, number.step * scale, start, end, 0, True, table.head.start
                )
        if len(figures) == YEARS:
            yield Series(unit_of(unit[2]), figures)


def _year(label: str, form: Form) -> int | None:
    """The year, from 0, that a row is for."""
    spans = dates_in(label)
    scope = of_dates(spans[0].first, spans[0].last, form) if len(spans) == 1 else ""
    return int(scope.removeprefix("year ")) - 1 if scope.startswith("year ") else None
