"""X502: the same quantity with different figures in two places."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from planui.model.diagnostic import WARNING, Finding, Place
from planui.model.words import Words
from planui.rules.chinese_numbers import Number
from planui.rules.figure_mentions import Mention, mentions
from planui.rules.figure_nouns import canonical, is_vague
from planui.rules.figure_scopes import NOW, PLAN, RECENT, scope_of
from planui.rules.figure_tables import is_spoilt, table_mentions
from planui.rules.indicator_figures import GridFigure, grid_figures
from planui.rules.join import Rank, rank
from planui.rules.lazy_pattern import lazy
from planui.rules.near_figures import NearFigures, digits, is_near
from planui.rules.parts import mismatches
from planui.rules.rule import JOIN, Rule
from planui.rules.schedule_rows import match_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.model.plan import Plan

_MESSAGE = Words(
    "“{0}”在这里是 {1}，在第 {2} 节是 {3}，请核对后统一", "{0} is {1} here, but {3} in section {2}: make them agree"
)
_GRID = Words(
    "“{0}”在这里是 {1}，在第 {2} 节的指标表里是 {3}，请核对后统一",
    "{0} is {1} here, but {3} in the indicators of section {2}: make them agree",
)


class _Said(NamedTuple):
    """One figure of the plan: what, how much, where. `where` is its passage, or the number of its grid's section."""

    noun: str
    scope: str
    number: Number
    where: Passage | str
    one: Mention | GridFigure
    group: tuple[object, ...]  # equal for figures of one sentence or one table, which differ on purpose
    order: tuple[Rank, int]
    named: bool = True

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
        assert not isinstance(self.where, str)
        at = self.where.at_raw if self.one.raw else self.where.at  # type: ignore[union-attr]
        return at(self.one.start, self.one.end)  # type: ignore[union-attr]


_Key = tuple[str, str]
_Pair = tuple[str, _Said, _Said]
"""A noun, a figure that is likely wrong, and one that it differs from."""


def draw(passage: Passage, section: FormSection, form: Form) -> list[Mention]:
    """The figures of a passage's text and tables."""
    place = passage.place
    if place.part == "cell" and place.table != "schedule":
        return []
    found = mentions(passage)
    if passage.prose.tables:
        found += table_mentions(passage, section, form)
    return found


class Figures:
    """Groups what has the same noun and unit, and of those what holds for the same time; in each group with different
    values the fewest are wrong. A figure's time is looked for only where its group has different values."""

    def __init__(self) -> None:
        self._drawn: dict[Passage | str, list[Mention] | list[GridFigure]] = {}
        self._groups: dict[_Key, dict[Passage | str, list[Any]]] = {}
        self._changed: set[_Key] = set()
        self._differing: dict[_Key, list[_Pair]] = {}
        self._near = NearFigures()
        self._slips: dict[_Key, list[_Pair]] = {}
        self._known: dict[Passage | str, dict[int, _Said | None]] = {}
        self._wrong: dict[Passage | str, set[int]] = {}
        self._grids: dict[str, tuple[object, ...]] = {}
        self._sections: dict[str, tuple[int, FormSection]] = {}
        self._own = ""
        self._years: dict[int, int] = {}

    def add(self, passage: Passage | str, facts: Any) -> None:
        """Files a passage's figures under their nouns and units, and under their values."""
        self._drawn[passage] = facts
        if self._own:
            facts = [self._plain(one) for one in facts]
        groups, changed, near = self._groups, self._changed, self._near
        for one in facts:
            key = one[:2]
            group = groups.get(key)
            if group is None:
                groups[key] = {passage: [one]}
            else:
                changed.add(key)
                if passage in group:
                    group[passage].append(one)
                else:
                    group[passage] = [one]
            value = one[2]
            if value >= 100 and one[3] <= value / 99:
                near.add(passage, one)

    def remove(self, passage: Passage | str) -> None:
        """Takes a passage's figures out of their groups."""
        self._known.pop(passage, None)
        self._wrong.pop(passage, None)
        for one in map(self._plain, self._drawn.pop(passage)):
            key = (one.noun, one.unit)
            self._changed.add(key)
            group = self._groups.get(key)
            if group is not None and group.pop(passage, None) is not None and not group:
                del self._groups[key]
            self._near.remove(passage, one)

    def findings(self, plan: Plan, form: Form) -> Iterator[Finding]:
        """The figures that differ, each told once."""
        if not self._sections:
            self._sections = {section.number: (index, section) for index, section in enumerate(form.sections)}
        self._learn(plan, form)
        self._look_at_grids(plan, form)
        for key in self._changed:
            pairs = list(self._differences(key, form)) if key in self._groups else []
            if pairs:
                self._differing[key] = pairs
            else:
                self._differing.pop(key, None)
        self._changed.clear()
        for (unit, text), others in self._near.changed().items():
            pairs = list(self._slips_of(unit, text, others, form)) if others else []
            if pairs:
                self._slips[unit, text] = pairs
            else:
                self._slips.pop((unit, text), None)
        told: set[Place] = set()
        for pairs in (*self._differing.values(), *self._slips.values()):
            for noun, wrong, other in pairs:
                place = wrong.place
                if place not in told:
                    told.add(place)
                    words = _GRID if other.grid else _MESSAGE
                    yield Finding(place, words.format(noun, wrong.words, other.section, other.words))

    def _plain(self, one: Any) -> Any:
        """A figure without the library's own short name before its noun."""
        noun = one.noun
        if self._own and noun.startswith(self._own) and len(noun) > len(self._own) + 1:
            return one._replace(noun=canonical(noun[len(self._own) :].lstrip(_OF)))
        return one

    def _learn(self, plan: Plan, form: Form) -> None:
        """What of the plan holds for all figures: the library's short name (以下简称“样本库”), which restricts nothing,
        and the years that the rows of the schedule are for. All is filed anew where that changed."""
        known = _own_name(plan, form), _years(plan, form)
        if known != (self._own, self._years):
            drawn = {where: facts for where, facts in self._drawn.items() if not isinstance(where, str)}
            self.__init__()  # type: ignore[misc]
            self._own, self._years = known
            self._sections = {section.number: (index, section) for index, section in enumerate(form.sections)}
            for where, facts in drawn.items():
                self.add(where, facts)

    def _look_at_grids(self, plan: Plan, form: Form) -> None:
        """Brings the figures of the indicators up to date: those of the sections whose rows are other than before."""
        for section in form.sections:
            if section.table != "indicators":
                continue
            number = section.number
            rows = plan.rows(number, "indicators")
            source = plan.source.text
            key = tuple(source[row.node.start : row.node.body_end] for row in rows)
            if self._grids.get(number, ()) != key:
                self._grids[number] = key
                if number in self._drawn:
                    self.remove(number)
                if figures := list(grid_figures(rows)):
                    self.add(number, figures)

    def _said(self, where: Passage | str, one: Mention | GridFigure, form: Form) -> _Said | None:
        """A figure with its time; None where it cannot be compared. Remembered as long as its passage stays."""
        if isinstance(one, GridFigure):
            number = str(where)
            order = ((len(self._sections) + self._sections[number][0], False, False, one.row, 0), one.column)
            group = (number, one.row)
            return _Said(one.noun, one.scope, Number(one.value, one.step), where, one, group, order)
        assert not isinstance(where, str)
        known = self._known.setdefault(where, {})
        at = -1 - one.start if one.raw else one.start
        if at not in known:
            known[at] = self._in_its_year(_resolve(where, one, *self._sections[where.place.section or ""], form))
        return known[at]

    def _in_its_year(self, said: _Said | None) -> _Said | None:
        """A figure of the schedule, with the year that its row is for, wherever that row stands."""
        if said is None or isinstance(said.where, str) or said.where.place.table != "schedule":
            return said
        row = said.where.place.row
        year = self._years.get(row, row)
        return said._replace(scope=f"year {year + 1}") if said.scope == f"year {row + 1}" else said

    def _all(self, group: dict[Passage | str, list[Any]], form: Form) -> list[_Said]:
        said = [self._said(where, one, form) for where, found in group.items() for one in found]
        return sorted((one for one in said if one is not None), key=lambda one: one.order)

    def _is_told(self, said: _Said) -> bool:
        """Whether a figure is part of a sum that does not come out, which X503 tells."""
        where, one = said.where, said.one
        if isinstance(where, str) or isinstance(one, GridFigure):
            return False
        if one.raw:
            return is_spoilt(where, one)
        if where not in self._wrong:
            self._wrong[where] = {part.start for found in mismatches(where) for part in found.parts}
        return one.start in self._wrong[where]

    def _often(self, unit: str, value: float) -> int:
        """In how many passages a figure stands, whatever its noun."""
        return len(self._near.figures(unit, digits(value)))

    def _differences(self, key: _Key, form: Form) -> Iterator[_Pair]:
        group = self._groups[key]
        if is_vague(key[0]) or (len(group) == 1 and len(next(iter(group.values()))) == 1):
            return
        values = {one.value for found in group.values() for one in found}
        if len(values) < 2 or not _may_differ(key[0], values):
            return
        scopes: dict[str, list[_Said]] = {}
        for said in self._all(group, form):
            scopes.setdefault(said.scope, []).append(said)
        for members in scopes.values():
            if len(members) > 1 and any(_differences(key[0], members, self._often)):
                yield from _differences(key[0], [said for said in members if not self._is_told(said)], self._often)

    def _slips_of(self, unit: str, text: str, others: set[str], form: Form) -> Iterator[_Pair]:
        """Figures of three digits and more that are a slip apart, under nouns of which one says more than the other."""
        ours = self._near.figures(unit, text)
        if not ours or len(others) > _MAX_NEAR:
            return
        nouns = {one.noun for found in ours.values() for one in found}
        loosely = next(iter(ours.values()))[0].value >= 1000
        kin = [
            group
            for group in (self._near.figures(unit, other) for other in others)
            if any(_kin(noun, one.noun, loosely=loosely) for found in group.values() for one in found for noun in nouns)
        ]
        if not kin:
            return
        same = self._all(ours, form)
        theirs = sorted((said for group in kin for said in self._all(group, form)), key=lambda said: said.order)
        if same and theirs and any(_slips(same, theirs, loosely=loosely)):
            same = [said for said in same if not self._is_told(said)]
            theirs = [said for said in theirs if not self._is_told(said)]
            yield from _slips(same, theirs, loosely=loosely)


def _slips(same: list[_Said], others: list[_Said], *, loosely: bool) -> Iterator[_Pair]:
    """The figures of some digits that stand alone, each with a figure near it that speaks against it."""
    counts: dict[tuple[float, str], int] = {}
    for said in (*same, *others):
        at = (said.number.value, said.scope)
        counts[at] = counts.get(at, 0) + 1
    for said in same:
        if counts[said.number.value, said.scope] > 1 or said.grid:
            continue
        for other in others:
            if (
                _same_time(said, other)
                and other.group != said.group
                and (counts[other.number.value, other.scope] > 1 or other.grid or other.order < said.order)
                and _kin(said.noun, other.noun, loosely=loosely)
            ):
                yield said.noun or other.noun, said, other
                if counts[other.number.value, other.scope] == 1 and not other.grid:
                    yield said.noun or other.noun, other, said
                break


_OF = "的现共"
_SHORT_NAME = lazy(r"(?:简称|下称|统称|称作|称为)[为作]?[“「\"]([\u4e00-\u9fff]{2,8}[库圃台馆])[”」\"]")


def _own_name(plan: Plan, form: Form) -> str:
    """The short name in the first section of text."""
    first = next((section.number for section in form.sections if not section.container), "")
    section = plan.sections.get(first)
    found = _SHORT_NAME.search(section.text) if section is not None else None
    return found[1] if found else ""


def _years(plan: Plan, form: Form) -> dict[int, int]:
    """The year, from 0, that each row of a schedule is for; those that stand in their places are left out."""
    found: dict[int, int] = {}
    for section in form.sections:
        table = form.table("schedule") if section.table == "schedule" else None
        if table is not None:
            matched = match_rows(plan.rows(section.number, "schedule"), table)
            found.update((row, year) for row, year in matched.items() if row != year)
    return found


def _resolve(where: Passage, one: Mention, index: int, section: FormSection, form: Form) -> _Said | None:
    order = (rank(where, index), one.start)
    number = Number(one.value, one.step)
    if one.raw:
        return _Said(one.noun, one.scope, number, where, one, (id(where), "table", one.table), order)
    scope = scope_of(where, one, section, form)
    if scope is None:
        return None
    return _Said(one.noun, scope.time, number, where, one, (id(where), scope.sentence), order, scope.named)


_MAX_VALUES = 60
_MAX_NEAR = 12
"""Figures near one: where there are more, they are near by chance."""
MAX_MENTIONS = 400
"""Mentions of one quantity that are compared; a noun with more figures than that is no one quantity."""


def _agrees(one: Number, other: Number) -> bool:
    if min(one.step, other.step) <= 1e-6:
        coarse = max(one.step, other.step)
        return abs(one.value - other.value) <= (coarse / 2 if coarse > 1 else 1e-6)
    return one.agrees(other)


def _classes(group: list[_Said]) -> list[list[_Said]]:
    """The group divided by value, exact figures first, so that a rounded one joins the figure that it rounds."""
    classes: list[list[_Said]] = []
    for said in sorted(group, key=lambda one: (one.number.step, one.order))[:MAX_MENTIONS]:
        for known in classes:
            if _agrees(known[0].number, said.number):
                known.append(said)
                break
        else:
            classes.append([said])
    return classes


def _weight(members: list[_Said], often: Callable[[str, float], int]) -> tuple[int, int, int, tuple[Rank, int]]:
    """More mentions, then the indicators' word, then the same figure under other nouns, then the earlier place, count
    for a value."""
    first = members[0]
    elsewhere = often(first.one.unit, first.number.value)
    return -len(members), -int(any(one.grid for one in members)), -elsewhere, min(one.order for one in members)


def _differences(noun: str, group: list[_Said], often: Callable[[str, float], int]) -> Iterator[_Pair]:
    classes = _classes(group)
    if len(classes) < 2:
        return
    classes.sort(key=lambda members: _weight(members, often))
    best = classes[0]
    if len(classes) > 2 and len(best) < 2:
        return  # many values for one name: not one quantity
    for members in classes[1:]:
        wrong = members[0]
        other = next((one for one in best if one.group != wrong.group), None)
        if wrong.grid:
            wrong, other = best[0], wrong
        if other is None or any(one.group == wrong.group for one in best) or wrong.grid:
            continue
        if not _plausible(noun, wrong.number.value, other.number.value):
            continue
        yield noun, wrong, other
        if len(classes) == 2 and _weight(members, often)[:3] == _weight(best, often)[:3] and not other.grid:
            yield noun, other, wrong  # nothing speaks for either: both places are told


def _may_differ(noun: str, values: set[float]) -> bool:
    """Whether any two of the values may be one quantity; what lies next to each other does first."""
    ordered = sorted(values)
    return any(_plausible(noun, low, high) for low, high in pairwise(ordered)) or any(
        is_near(one, other) for one, other in combinations(ordered[:_MAX_VALUES], 2)
    )


def _plausible(noun: str, one: float, other: float) -> bool:
    """Whether two values may be one quantity: not too far apart, the less is known of the noun the closer."""
    low, high = sorted((abs(one), abs(other)))
    if low == 0:
        return False
    return high / low <= (2.5 if len(noun) > 3 else 1.6) or is_near(one, other)


def _same_time(one: _Said, other: _Said) -> bool:
    """Whether two figures hold for the same time. What results of the recent years say of holdings, without a date, is
    what they are now, and what the last year reaches, the period does; figures of many digits are told by these."""
    if one.scope == other.scope:
        return True
    if one.number.value < _LONG:
        return False
    if {one.scope, other.scope} == {PLAN, _LAST_YEAR}:
        return not one.noun.startswith(_MORE) and not other.noun.startswith(_MORE)
    return not (one.named and other.named) and {one.scope, other.scope} == {NOW, RECENT}


_LAST_YEAR = "year 5"
_LONG = 1000
"""From this value on a figure's digits say by themselves what it is, when its noun is akin."""


_MORE = ("新增", "净增")
_DONE_FOR = ("支撑", "支持", "服务")


def _kin(one: str, other: str, *, loosely: bool) -> bool:
    """Whether one noun says no more than the other with something added; loosely, whether most of it is the same."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < 2 or any((word in one) != (word in other) for word in _MORE):
        return False
    if short in long:
        return len(short) > 2 or loosely or long.removesuffix(short) in _DONE_FOR
    pairs, others = {short[i : i + 2] for i in range(len(short) - 1)}, {long[i : i + 2] for i in range(len(long) - 1)}
    common = len(pairs & others)
    if common >= 2 and common * 2 >= len(pairs):
        return True
    if not loosely:
        return False
    letters = len(set(short) & set(long))
    return letters >= 3 and letters * 3 >= len(set(short)) * 2


RULE = Rule(
    id="X502",
    name="figures-differ",
    severity=WARNING,
    scope=JOIN,
    summary=Words(
        "同一个量（名词、单位、日期都相同）在两处的数字不同",
        "the same quantity (same noun, same unit, same date) has different figures in two places",
    ),
    why=Words(
        "资源总量、面积、人数、目标会在几节里重复出现，改了一处容易漏掉另一处；“新增”“累计”、其他年份、其"
        "中一部分是另外的量，不比较。",
        "Totals, areas, staff and targets recur; one is corrected, the other is forgotten. Other years an"
        "d parts are not "
        "compared.",
    ),
    fails='[sections."4.5.4"]\ntext = """\n本库制度完备，现有内部管理制度18项。\n"""\n'
    '\n[sections."4.2.1"]\ntext = """\n本库现有内部管理制度16项，均已公开。\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n本库制度完备，现有内部管理制度18项，五年后达到22项。\n"""\n'
    '\n[sections."4.2.1"]\ntext = """\n本库现有内部管理制度十八项，均已公开。\n"""\n',
    check=Figures,
    draw=draw,
)
