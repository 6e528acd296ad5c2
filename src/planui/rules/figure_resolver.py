"""The figures of one plan, resolved: what each is of, for what time, and where it stands among all. Remembered as long
as its passage stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.chinese_numbers import Number
from planui.rules.figure_exchange import slot
from planui.rules.figure_pairs import Said
from planui.rules.figure_plan import is_level, is_of_leader, own_names, resolve, years_of
from planui.rules.indicator_figures import GridFigure
from planui.rules.join import rank
from planui.rules.mention import BARE
from planui.rules.time_cues import PLAN
from planui.rules.yearly_series import YEARS

if TYPE_CHECKING:
    from planui.model.form import Form, FormSection, Period
    from planui.model.passage import Passage
    from planui.model.plan import Plan
    from planui.rules.join import Rank
    from planui.rules.mention import Mention


class Known(NamedTuple):
    """What of a plan holds for all its figures: the library's names, which restrict nothing, short (简称“样本库”) and
    as nouns have it; the years, from 0, that the rows of the schedule are for; and the leader's name."""

    names: tuple[str, str] = ("", "")
    years: dict[int, int] = {}  # noqa: RUF012 - the default of a tuple, never changed
    leader: str = ""


class FigureResolver:
    """Says of each figure of a plan under a form what it is of, and when."""

    def __init__(self) -> None:
        self.known = Known()
        self._sections: dict[str, tuple[int, FormSection, Form]] = {}
        self._periods: tuple[Period, ...] = ()
        self._said: dict[Passage | str, dict[int, Said | None]] = {}
        self._offsets: dict[Passage | str, int] = {}

    def learn(self, plan: Plan, form: Form) -> bool:
        """Takes up what of the plan holds for all its figures; whether that is other than before, and all that was said
        of them void."""
        if not self._sections:
            self._sections = {section.number: (index, section, form) for index, section in enumerate(form.sections)}
            self._periods = form.tables[0].periods if form.tables else ()
        known = Known(own_names(plan, form), years_of(plan, form), plan.field_text("leader"))
        if known == self.known:
            return False
        self.known = known
        self._said.clear()
        self._offsets.clear()
        return True

    def said(self, where: Passage | str, one: Mention | GridFigure) -> Said | None:
        """A figure with its time; None where it cannot be compared."""
        if isinstance(where, str):
            group = (where, one.row)  # type: ignore[union-attr]
            return Said(one.noun, one.scope, Number(one.value, one.step), where, one, group, self._order(where, one))
        assert not isinstance(one, GridFigure)
        if self._offsets.setdefault(where, where.offset) != where.offset:
            self._move(where)
        known = self._said.setdefault(where, {})
        at = slot(one) if one.table != BARE else -_FAR - one.start  # what its noun says is known apart from it
        if at not in known:
            said = resolve(where, one, *self._sections[where.place.section or ""], self.known.names[0])
            if said is not None and is_of_leader(where, one, self.known.leader):
                said = said._replace(scope=f"{said.scope} leader")
            known[at] = self._dated(self._in_its_year(said))
        return known[at]

    def as_it_stands(self, where: Passage | str, one: Any, scope: str = "") -> Said:
        """A figure that is compared with those of its own kind alone, whose time (`scope`) is known already."""
        number = Number(one.value, one.step)
        return Said(one.noun, scope, number, where, one, (id(where),), self._order(where, one))

    def remembered(self, where: Passage) -> dict[int, Said | None]:
        """What was said of a passage's figures, by their slots."""
        return self._said.get(where, {})

    def forget(self, where: Passage | str) -> None:
        """A passage goes."""
        self._said.pop(where, None)
        self._offsets.pop(where, None)

    def _move(self, where: Passage) -> None:
        """A passage stands elsewhere in its text than when its figures were looked at."""
        self._offsets[where] = where.offset
        known = self._said.get(where, {})
        for at, said in known.items():
            if said is not None:
                known[at] = said._replace(order=self._order(where, said.one))

    def _order(self, where: Passage | str, one: Any) -> tuple[Rank, int]:
        if isinstance(where, str):
            return (len(self._sections) + self._sections[where][0], False, False, one.row, 0), one.column
        return rank(where, self._sections[where.place.section or ""][0]), one.start

    def _dated(self, said: Said | None) -> Said | None:
        """A figure with a date in one of the form's years (2022年6月前完成3,402条), with that year."""
        if said is None or not said.scope.startswith("("):
            return said
        days = [int(found) for found in _NUMBER.findall(said.scope)]
        last = tuple(days[3:5])
        for index, period in enumerate(self._periods, 1):
            if (period.first.year, period.first.month) <= last <= (period.last.year, period.last.month):
                return said._replace(year=f"year {index}")
        return said

    def _in_its_year(self, said: Said | None) -> Said | None:
        """A figure of the schedule, with the year that its row is for, wherever that row stands."""
        if said is None or isinstance(said.where, str) or said.where.place.table != "schedule":
            return said
        row = said.where.place.row
        if said.scope != f"year {row + 1}":
            return said
        year = self.known.years.get(row, row)
        if year == YEARS - 1 and is_level(said):
            return said._replace(scope=PLAN)  # what is reached in the last year is reached in all
        return said._replace(scope=f"year {year + 1}")


_NUMBER = lazy(r"\d+")
_FAR = 1 << 40
"""More than any text has characters."""
