"""What X502 reads in a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.record import NamedTuple
from planui.rules.conversions import Conversion, odd_conversions
from planui.rules.figure_mentions import mentions
from planui.rules.figure_neighbours import Neighbour, neighbours_in
from planui.rules.figure_tables import table_mentions
from planui.rules.long_figures import long_figures_in
from planui.rules.mention import Mention
from planui.rules.yearly_series import Series, row_figures, series_in
from planui.rules.yearly_tables import table_series

if TYPE_CHECKING:
    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.rules.indicator_figures import GridFigure


class Drawn(NamedTuple):
    """What a passage (or the indicators of a section) gives: its figures; those whose nouns say too little to compare
    by them alone (`loose`); its series by year; of a row of the schedule every figure; what is converted wrongly; what
    stands beside a long figure; and every figure of many digits (`long`)."""

    figures: list[Mention] | list[GridFigure]
    loose: list[Mention]
    series: list[Series]
    row: list[Mention]
    conversions: list[Conversion]
    neighbours: list[Neighbour]
    long: list[Mention] | list[GridFigure]


def draw(passage: Passage, section: FormSection, form: Form) -> Drawn | None:
    """The figures of a passage's text and tables."""
    place = passage.place
    if place.part == "cell" and place.table != "schedule":
        return None
    found, loose = mentions(passage)
    if passage.prose.tables:
        cells, totals = table_mentions(passage, section, form)
        found, loose = [*found, *cells], [*loose, *totals]
    series = series_in(passage) if section.window == "planning" and place.part == "text" else []
    if passage.prose.tables and section.window == "planning":
        series += table_series(passage, form)
    row = row_figures(passage) if place.part == "cell" else []
    odd = odd_conversions(passage)
    beside = neighbours_in(passage) if place.part == "text" else []
    long = long_figures_in(passage)
    if not (found or loose or series or row or odd or beside or long):
        return None
    return Drawn(found, loose, series, row, odd, beside, long)
