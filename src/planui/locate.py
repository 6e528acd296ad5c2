"""Findings get their place in the file: characters of it, for themselves and for their fixes."""

from __future__ import annotations

from bisect import insort
from operator import attrgetter
from typing import TYPE_CHECKING

from planui.model.diagnostic import Change, Diagnostic
from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from planui.model.diagnostic import Finding, Place
    from planui.model.form import Form
    from planui.model.plan import Plan
    from planui.model.toml_nodes import Node
    from planui.model.words import Words
    from planui.rules.rule import Rule
    from planui.told import Batch

_BY_PLACE = attrgetter("start", "rule", "end")


_MANY = 50
"""Findings beyond which all are sorted at once, rather than each put where it belongs."""


class _Located(NamedTuple):
    """What was found in a value, sorted by where it stands."""

    batches: list[Batch]
    node: Node
    diagnostics: list[Diagnostic]


class Locator:
    """Locates the findings of one plan again and again: what was found in a value before moves with it."""

    def __init__(self) -> None:
        self._newline = ""
        self._known: dict[tuple[object, ...], _Located] = {}

    def locate(self, plan: Plan, form: Form, batches: list[Batch]) -> list[Diagnostic]:
        """The findings in the file's characters, sorted by where they stand."""
        if plan.source.newline != self._newline:
            # Fixes are written with the file's line ends.
            self._newline = plan.source.newline
            self._known = {}
        others: list[Diagnostic] = []
        of: dict[tuple[object, ...], list[Batch]] = {}
        for batch in batches:
            if batch.value is None:
                others += (located(rule, finding, plan, form) for rule, finding in batch.found)
            elif batch.value in of:
                of[batch.value].append(batch)
            else:
                of[batch.value] = [batch]
        known: dict[tuple[object, ...], _Located] = {}
        for value, some in of.items():
            node = plan.node(some[0].place)
            if node is not None and node.kind == "string":
                known[value] = _in_string(some, node, self._known.get(value), plan)
            else:
                others += (located(rule, finding, plan, form) for batch in some for rule, finding in batch.found)
        self._known = known
        out: list[Diagnostic] = []
        for one in sorted(known.values(), key=_by_node):
            out += one.diagnostics
        if len(others) > _MANY:
            return sorted(others + out, key=_BY_PLACE)
        for diagnostic in others:
            insort(out, diagnostic, key=_BY_PLACE)
        return out


def _by_node(located: _Located) -> int:
    return located.node.start


def _in_string(batches: list[Batch], node: Node, before: _Located | None, plan: Plan) -> _Located:
    """What was found in a string; what is as it was `before` only moves."""
    if before is None or not _are_alike(before.node, node):
        found = [located(rule, finding, plan, None, node) for batch in batches for rule, finding in batch.found]
    else:
        distance = node.start - before.node.start
        if batches == before.batches:
            found = [_moved_by(one, distance) for one in before.diagnostics] if distance else before.diagnostics
            return _Located(batches, node, found)
        known = {id(one.place): one for one in before.diagnostics}
        found = []
        for batch in batches:
            for rule, finding in batch.found:
                one = known.get(id(finding.place))
                if one is not None and one.rule == rule.id:
                    found.append(_moved_by(one, distance) if distance else one)
                else:
                    found.append(located(rule, finding, plan, None, node))
    found.sort(key=_BY_PLACE)
    return _Located(batches, node, found)


def _are_alike(one: Node, other: Node) -> bool:
    """Whether what stands at the same characters of two strings stands as far behind the beginning of both: they are
    written between the same quotes, and as they read, or read the same."""
    if one is other:
        return True
    if one.raw != other.raw or one.inner - one.start != other.inner - other.start:
        return False
    if not one.pieces and not other.pieces:
        return True
    return one.end - one.start == other.end - other.start and one.value == other.value


def _moved_by(one: Diagnostic, distance: int) -> Diagnostic:
    rule, name, severity, section, place, start, end, words, fix, changes = one
    if changes:
        changes = tuple(Change(each.start + distance, each.end + distance, each.text) for each in changes)
    start += distance
    end += distance
    return _new(Diagnostic, (rule, name, severity, section, place, start, end, words, fix, changes))


_new = tuple.__new__
"""`Diagnostic(…)` takes twice as long, and a plan may have hundreds."""


def located(rule: Rule, finding: Finding, plan: Plan | None, form: Form | None, node: Node | None = None) -> Diagnostic:
    """A finding with its place in the file; `plan` None: the text is not TOML. `node` is the string in whose words it
    is, where that is known."""
    place, fix = finding.place, finding.fix
    if node is not None:
        start, end = node.source_span(place.start, place.end)
    else:
        start, end = plan.locate(place, form) if plan is not None else (place.start, place.end)
    fix_words: Words | None = None
    changes: tuple[Change, ...] = ()
    if fix is not None and plan is not None:
        fix_words = fix.words
        changes = tuple(_in_file(plan, place, change, raw=fix.raw) for change in fix.changes)
    severity = finding.severity or rule.severity
    return _new(
        Diagnostic, (rule.id, rule.name, severity, place.section, place, start, end, finding.words, fix_words, changes)
    )


def _in_file(plan: Plan, place: Place, change: Change, *, raw: bool) -> Change:
    """A fix's change in the characters of the file, its new text written as the value's quotes demand."""
    node = plan.node(place)
    if node is None or place.part == "file":
        return change
    if raw:
        return Change(node.start + change.start, node.start + change.end, change.text)
    from planui.model.toml_write import written_in

    start, end = node.source_span(change.start, change.end)
    return Change(start, end, written_in(node, change.text, plan.source.newline))
