"""X502: the same quantity with different figures in two places."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from planui.model.diagnostic import WARNING, Finding, Place
from planui.model.words import Words
from planui.rules.chinese_numbers import Number
from planui.rules.figure_mentions import PLAN as PLAN_SCOPE
from planui.rules.figure_mentions import Mention, mentions
from planui.rules.figure_nouns import clean, is_vague
from planui.rules.figure_tables import table_mentions
from planui.rules.join import rank
from planui.rules.quantities import unit_of
from planui.rules.rule import JOIN, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    """One figure of the plan: what, how much, where, in which words."""

    noun: str
    unit: str
    scope: str
    number: Number
    place: Place
    words: str
    group: tuple[object, ...]  # equal for figures of one sentence or one table, which differ on purpose
    order: int
    grid: bool = False


def draw(passage: Passage, section: FormSection, form: Form) -> list[Mention]:
    """The figures of a passage's text and tables."""
    found = mentions(passage, section, form)
    if passage.prose.tables:
        found = found + table_mentions(passage, section, form)
    place = passage.place
    if place.part == "cell" and place.table == "schedule":
        scope = f"year {place.row + 1}"
        return [one._replace(scope=scope) if one.scope == PLAN_SCOPE else one for one in found]
    if place.part == "cell":
        return []
    return found


class Figures:
    """Groups what has the same noun, unit and time; in each group with different values the fewest are wrong."""

    def __init__(self) -> None:
        self._drawn: dict[Passage, list[Mention]] = {}

    def add(self, passage: Passage, facts: list[Mention]) -> None:
        """Keeps a passage's figures."""
        self._drawn[passage] = facts

    def remove(self, passage: Passage) -> None:
        """Forgets a passage's figures."""
        del self._drawn[passage]

    def findings(self, plan: Plan, form: Form) -> Iterator[Finding]:
        """The figures that differ, each told once."""
        facts = {passage: self._drawn[passage] for passage in sorted(self._drawn, key=lambda one: rank(one, form))}
        groups: dict[tuple[str, str, str], list[_Said]] = {}
        for order, said in enumerate(_all(facts, plan, form)):
            groups.setdefault((said.noun, said.unit, said.scope), []).append(said._replace(order=order))
        told: set[tuple[object, ...]] = set()
        for (noun, unit, _), group in groups.items():
            if len(group) > 1:
                for finding in _differences(noun, unit, group):
                    place = finding.place
                    if place not in told:
                        told.add(place)
                        yield finding
        for finding in _near_misses(groups):
            if finding.place not in told:
                told.add(finding.place)
                yield finding


def _all(facts: Mapping[Passage, list[Mention]], plan: Plan, form: Form) -> Iterator[_Said]:
    grids = {section.number: list(_indicators(plan, section.number)) for section in form.sections if section.table}
    for passage, found in facts.items():
        for one in found:
            if one.raw:
                place, words = passage.at_raw(one.start, one.end), passage.raw[one.start : one.end]
                group: tuple[object, ...] = (id(passage), "table", one.sentence)
            else:
                place, words = passage.at(one.start, one.end), passage.text[one.start : one.end]
                group = (id(passage), one.sentence)
            yield _Said(one.noun, one.unit, one.scope, one.number, place, words.strip(), group, 0)
    for said in grids.values():
        yield from said


def _indicators(plan: Plan, number: str) -> Iterator[_Said]:
    """The targets and years of a section's indicators, unless they contradict themselves (Q305)."""
    for row in plan.rows(number, "indicators"):
        name, unit = row.text("name"), row.text("unit")
        target, years = row.cell("target"), row.cell("years")
        goal = _value(target)
        noun = clean(name.split("（")[0])
        if goal is None or is_vague(noun):
            continue
        values = [_value(item) for item in years.value] if years is not None and years.kind == "array" else []
        known = [value for value in values if value is not None]
        if len(known) == len(values) == 5:
            if row.text("kind") == "sum" and abs(sum(known) - goal) > 1e-6:
                continue
            if row.text("kind") == "level" and abs(known[-1] - goal) > 1e-6:
                continue
        scale = 1e4 if unit.startswith("万") and len(unit) > 1 else 1.0
        plain = unit_of(unit[1:] if scale > 1 else unit)
        place = Place("cell", number, "indicators", row.order, "target")
        group = ("indicators", number, row.order)
        yield _Said(noun, plain, PLAN_SCOPE, Number(goal * scale, 1e-6), place, f"{goal:,.10g}{unit}", group, 0, True)
        for index, value in enumerate(values, 1):
            if value is not None:
                place = Place("cell", number, "indicators", row.order, "years")
                yield _Said(
                    noun,
                    plain,
                    f"year {index}",
                    Number(value * scale, 1e-6),
                    place,
                    f"{value:,.10g}{unit}",
                    group,
                    0,
                    True,
                )


MAX_MENTIONS = 400
"""Mentions of one quantity that are compared; a noun with more figures than that is no one quantity."""


def _value(node: object) -> float | None:
    kind = getattr(node, "kind", "")
    if kind not in ("integer", "float"):
        return None
    try:
        value = float(node.value)  # type: ignore[attr-defined]
    except OverflowError:  # a whole number of hundreds of digits
        return None
    return value if isfinite(value) else None


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


def _weight(members: list[_Said]) -> tuple[int, int, int]:
    """More mentions, then the indicators' word, then the earlier place, count for a value."""
    return len(members), int(any(one.grid for one in members)), -min(one.order for one in members)


def _differences(noun: str, unit: str, group: list[_Said]) -> Iterator[Finding]:
    if is_vague(noun):
        return
    classes = _classes(group)
    if len(classes) < 2:
        return
    classes.sort(key=_weight, reverse=True)
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
        yield _finding(noun, wrong, other)


def _plausible(noun: str, one: float, other: float) -> bool:
    """Whether two values may be one quantity: not too far apart, the less is known of the noun the closer."""
    low, high = sorted((abs(one), abs(other)))
    if low == 0:
        return False
    return high / low <= (2.5 if len(noun) > 3 else 1.6) or _near(one, other)


def _near(one: float, other: float) -> bool:
    """Whether two figures differ by one digit, or by two neighbours that changed places."""
    left, right = f"{one:.10g}", f"{other:.10g}"
    if len(left) != len(right) or left == right:
        return False
    wrong = [index for index in range(len(left)) if left[index] != right[index]]
    if len(wrong) == 1:
        return True
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and left[wrong[0]] == right[wrong[1]]
        and left[wrong[1]] == right[wrong[0]]
    )


def _near_misses(groups: Mapping[tuple[str, str, str], list[_Said]]) -> Iterator[Finding]:
    """Figures of three digits and more that are a slip apart, under nouns of which one says more than the other."""
    by_unit: dict[tuple[str, str], list[_Said]] = {}
    for (_, unit, scope), group in groups.items():
        for said in group:
            if said.number.value >= 100 and said.number.step <= said.number.value / 99:
                by_unit.setdefault((unit, scope), []).append(said)
    for group in by_unit.values():
        values = {said.number.value for said in group}
        if len(values) < 2:
            continue
        counts = {value: sum(1 for said in group if said.number.value == value) for value in values}
        for said in group:
            if counts[said.number.value] > 1 or said.grid:
                continue
            for other in group:
                if (
                    other.group != said.group
                    and other.number.value != said.number.value
                    and (counts[other.number.value] > 1 or other.order < said.order)
                    and _near(said.number.value, other.number.value)
                    and _kin(said.noun, other.noun, loosely=said.number.value >= 1000)
                ):
                    yield _finding(said.noun or other.noun, said, other)
                    break


def _kin(one: str, other: str, *, loosely: bool) -> bool:
    """Whether one noun says no more than the other with something added; loosely, whether most of it is the same."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or ("新增" in one) != ("新增" in other):
        return False
    if short in long:
        return len(short) > 2 or loosely
    if not loosely:
        return False
    common = len(set(short) & set(long))
    return common >= 3 and common * 3 >= len(set(short)) * 2


def _finding(noun: str, wrong: _Said, other: _Said) -> Finding:
    words = _GRID if other.grid else _MESSAGE
    return Finding(wrong.place, words.format(noun, wrong.words, other.place.section, other.words))


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
