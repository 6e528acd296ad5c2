"""Findings get their place in the file: characters of it, for themselves and for their fixes."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from planui.model.diagnostic import Change, Diagnostic

if TYPE_CHECKING:
    from planui.model.diagnostic import Finding, Place
    from planui.model.form import Form
    from planui.model.plan import Plan
    from planui.model.toml_nodes import Node
    from planui.model.words import Words
    from planui.rules.rule import Rule
    from planui.told import Found

_IN_VALUES = ("text", "cell")
_BY_PLACE = attrgetter("start", "rule", "end")


class Locator:
    """Locates the findings of one plan again and again: what stands in a value that did not change moves with it."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Finding, Diagnostic, Node]] = {}
        self._newline = ""

    def locate(self, plan: Plan | None, form: Form | None, found: Found) -> list[Diagnostic]:
        """The findings in the file's characters, sorted by where they stand; `plan` None: the text is not TOML."""
        before, self._known = self._known, {}
        if plan is None:
            out = [_diagnostic(rule, finding, plan, form) for rule, finding in found]
        else:
            if plan.source.newline != self._newline:
                # Fixes are written with the file's line ends.
                self._newline = plan.source.newline
                before = {}
            out = self._in_plan(plan, form, found, before)
        out.sort(key=_BY_PLACE)
        return out

    def _in_plan(
        self,
        plan: Plan,
        form: Form | None,
        found: Found,
        before: dict[int, tuple[Finding, Diagnostic, Node]],
    ) -> list[Diagnostic]:
        nodes: dict[object, Node | None] = {}
        moves: dict[int, int | None] = {}
        known = self._known
        out = []
        for rule, finding in found:
            place = finding.place
            if place.part not in _IN_VALUES:
                out.append(_diagnostic(rule, finding, plan, form))
                continue
            value = place.section if place.part == "text" else place[1:5]
            if value in nodes:
                node = nodes[value]
            else:
                node = nodes[value] = _plain(plan.node(place))
            if node is None:
                out.append(_diagnostic(rule, finding, plan, form))
                continue
            entry = before.get(id(finding))
            if entry is not None and entry[0] is finding:
                old = entry[2]
                if id(old) in moves:
                    distance = moves[id(old)]
                else:
                    distance = moves[id(old)] = node.start - old.start if _same(old, node) else None
                if distance == 0:
                    known[id(finding)] = entry
                    out.append(entry[1])
                    continue
                one = _diagnostic(rule, finding, plan, form) if distance is None else _moved_by(entry[1], distance)
            else:
                one = _diagnostic(rule, finding, plan, form)
            known[id(finding)] = finding, one, node
            out.append(one)
        return out


def _plain(node: Node | None) -> Node | None:
    """A string that is written as it reads; None for all else, whose characters have to be looked for."""
    return node if node is not None and node.kind == "string" and not node.pieces else None


def _same(old: Node, new: Node) -> bool:
    """Whether a value is written as it was, wherever it stands."""
    return old is new or (new.end - new.start == old.end - old.start and old.raw == new.raw and old.value == new.value)


def _moved_by(one: Diagnostic, distance: int) -> Diagnostic:
    changes = one.changes
    if changes:
        changes = tuple(Change(each.start + distance, each.end + distance, each.text) for each in changes)
    return Diagnostic(*one[:5], one.start + distance, one.end + distance, one.words, one.fix, changes)


def _diagnostic(rule: Rule, finding: Finding, plan: Plan | None, form: Form | None) -> Diagnostic:
    """A finding with its place in the file."""
    place, fix = finding.place, finding.fix
    start, end = plan.locate(place, form) if plan is not None else (place.start, place.end)
    fix_words: Words | None = None
    changes: tuple[Change, ...] = ()
    if fix is not None and plan is not None:
        fix_words = fix.words
        changes = tuple(_in_file(plan, place, change, raw=fix.raw) for change in fix.changes)
    return Diagnostic(
        rule.id,
        rule.name,
        finding.severity or rule.severity,
        place.section,
        place,
        start,
        end,
        finding.words,
        fix_words,
        changes,
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
