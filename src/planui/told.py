"""Which findings are told: each fault once, and of endlessly many their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import Finding, Place
from planui.model.record import NamedTuple
from planui.model.words import Words
from planui.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from planui.model.form import Form

Found = list[tuple[Rule, Finding]]
"""Findings, each with its rule."""

MAX_FINDINGS = 1_000
"""Findings of one rule in one plan that are told one by one; of more, the rest is told as a number."""

_MORE = Words("同类问题另有 {0} 处，不再逐一列出", "{0} more of the same kind, not listed one by one")
_IN_VALUES = ("text", "cell")


class Batch:
    """Findings of one section that were made together and never change: all in the words of one value of the plan
    (`value`, which is its place's beginning), or each in its own place (`value` None).

    What was worked out of them stays known as long as the same batch is told.
    """

    __slots__ = ("_firsts", "_left", "_places", "counts", "found", "section", "value", "yields")

    def __init__(self, found: Found, value: tuple[object, ...] | None = None) -> None:
        self.found = found
        self.value = value
        self.section = found[0][1].place.section if found else None
        self.counts: dict[str, int] = {}
        self.yields = False
        for rule, finding in found:
            self.counts[rule.id] = self.counts.get(rule.id, 0) + 1
            self.yields = self.yields or bool(finding.unless)
        self._places: dict[str, set[Place]] = {}
        self._firsts: dict[str, tuple[object, ...]] = {}
        self._left: tuple[list[int], Batch] | None = None

    @property
    def place(self) -> Place:
        """The place of the first."""
        return self.found[0][1].place

    def without_rule(self, rule_id: str) -> Batch:
        """The batch without what a rule found."""
        if rule_id not in self.counts:
            return self
        return self.without([index for index, (rule, _) in enumerate(self.found) if rule.id == rule_id])

    def first(self, rule_id: str) -> tuple[object, ...]:
        """Where in its section the first stands that is of a rule, so that batches can be sorted by it."""
        known = self._firsts.get(rule_id)
        if known is None:
            place = next(finding.place for rule, finding in self.found if rule.id == rule_id)
            known = self._firsts[rule_id] = place[0], *place[2:6]
        return known

    def places(self, rule_id: str) -> set[Place]:
        """Where a rule has its findings."""
        if rule_id not in self._places:
            self._places[rule_id] = {finding.place for rule, finding in self.found if rule.id == rule_id}
        return self._places[rule_id]

    def without(self, indices: list[int]) -> Batch:
        """The batch without some of its findings; the same one each time."""
        if not indices:
            return self
        if self._left is None or self._left[0] != indices:
            dropped = set(indices)
            left = [one for index, one in enumerate(self.found) if index not in dropped]
            self._left = indices, Batch(left, self.value)
        return self._left[1]


def value_of(place: Place) -> tuple[object, ...] | None:
    """The value in whose words a place is; None where it is in none, or the whole of one."""
    return place[:5] if place.part in _IN_VALUES and place.end >= 0 else None


def batches_of(found: Iterable[tuple[Rule, Finding]]) -> list[Batch]:
    """Findings divided by the values in which they stand; those in none by their sections."""
    of: dict[tuple[object, ...], Found] = {}
    for one in found:
        place = one[1].place
        value = value_of(place) or (None, place.section)
        if value in of:
            of[value].append(one)
        else:
            of[value] = [one]
    return [Batch(some, value if value[0] is not None else None) for value, some in of.items()]


class _Section(NamedTuple):
    """The batches of a section (None: of what is in none), what became of them, and how many of each rule are left."""

    batches: list[Batch]
    told: list[Batch]
    counts: dict[str, int]


class Telling:
    """Leaves out what is not to be told of a plan, time after time: only sections with other batches than before are
    looked through."""

    def __init__(self, most: int) -> None:
        """`most` bounds the findings of each rule."""
        self._most = most
        self._once: dict[str | None, _Section] = {}
        self._left: dict[str | None, _Section] = {}

    def told_once(self, batches: Iterable[Batch]) -> list[Batch]:
        """Leaves out what another rule says better of the same place or of one that it would be about, too."""
        # Both stand in one section.
        self._once = _sections(batches, self._once, _told_once)
        return [batch for section in self._once.values() for batch in section.told]

    def bounded(self, batches: Iterable[Batch], form: Form) -> list[Batch]:
        """The findings without those that are too many of their rule; the first of them, in the order of the form and
        of its texts, says how many they are."""
        self._left = _sections(batches, self._left, lambda some: some)
        counts: dict[str, int] = {}
        for section in self._left.values():
            for rule_id, count in section.counts.items():
                counts[rule_id] = counts.get(rule_id, 0) + count
        told = {number: section.told for number, section in self._left.items()}
        for rule_id, count in counts.items():
            if count > self._most:
                self._bound(told, rule_id, count, form)
        return [batch for some in told.values() for batch in some]

    def _bound(self, told: dict[str | None, list[Batch]], rule_id: str, count: int, form: Form) -> None:
        room = self._most
        for number in (None, *(section.number for section in form.sections)):
            section = self._left.get(number)
            of_rule = section.counts.get(rule_id, 0) if section is not None else 0
            if 0 < of_rule <= room:
                room -= of_rule
            elif of_rule:
                if room >= 0:
                    told[number] = _cut(told[number], rule_id, room, count - self._most)
                    room = -1
                else:
                    told[number] = [left for batch in told[number] if (left := batch.without_rule(rule_id)).found]


def _sections(
    batches: Iterable[Batch],
    known: dict[str | None, _Section],
    make: Callable[[list[Batch]], list[Batch]],
) -> dict[str | None, _Section]:
    """The batches by their sections, and what `make` makes of those that are other than before."""
    of: dict[str | None, list[Batch]] = {}
    for batch in batches:
        number = batch.section
        if number in of:
            of[number].append(batch)
        else:
            of[number] = [batch]
    found: dict[str | None, _Section] = {}
    for number, some in of.items():
        before = known.get(number)
        if before is not None and before.batches == some:
            found[number] = before
            continue
        told = make(some)
        counts: dict[str, int] = {}
        for batch in told:
            for rule_id, count in batch.counts.items():
                counts[rule_id] = counts.get(rule_id, 0) + count
        found[number] = _Section(some, told, counts)
    return found


def _told_once(batches: list[Batch]) -> list[Batch]:
    if not any(batch.yields for batch in batches):
        return batches
    rest = (batch.without(_said(batch, batches)) if batch.yields else batch for batch in batches)
    return [batch for batch in rest if batch.found]


def _said(batch: Batch, batches: list[Batch]) -> list[int]:
    """The indices of the findings that another rule says better."""
    return [
        index
        for index, (_, finding) in enumerate(batch.found)
        if finding.unless
        and any(
            place in other.places(finding.unless)
            for other in batches
            if finding.unless in other.counts
            for place in (finding.place, *finding.rivals)
        )
    ]


def _cut(batches: list[Batch], rule_id: str, room: int, over: int) -> list[Batch]:
    """The batches of a section with only so many findings of a rule, and then a word on the number left out."""
    out: list[Batch] = [batch for batch in batches if rule_id not in batch.counts]
    more: Batch | None = None
    for batch in sorted((batch for batch in batches if rule_id in batch.counts), key=lambda one: one.first(rule_id)):
        of_rule = [at for at, (rule, _) in enumerate(batch.found) if rule.id == rule_id]
        if more is None and len(of_rule) > room:
            rule, first = batch.found[of_rule[room]]
            more = Batch([(rule, Finding(first.place, _MORE.format(over), severity=first.severity))])
        out.append(batch.without(of_rule[max(room, 0) :]))
        room -= len(of_rule)
    return [batch for batch in (*out, more) if batch is not None and batch.found]


def left_of(batches: list[Batch], left: Found) -> list[Batch]:
    """The batches with only those of their findings that are left."""
    kept = {id(one) for one in left}
    rest = (batch.without([at for at, one in enumerate(batch.found) if id(one) not in kept]) for batch in batches)
    return [batch for batch in rest if batch.found]
