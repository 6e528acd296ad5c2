"""The check: runs the rules over a plan, remembers what did not change, leaves out what is ignored, sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from planui.model.diagnostic import Change, Diagnostic, Finding, Place
from planui.model.earlier import Earlier
from planui.model.plan import read_plan
from planui.model.reread import reread
from planui.model.source import Source
from planui.model.toml_nodes import TomlError
from planui.model.view import Pictures, SectionView
from planui.model.words import PlanuiError, Words
from planui.rules import p101_invalid_toml, p104_unknown_form, p105_ignored_nothing
from planui.rules.rule import FILE, JOIN, PASSAGE, PICTURE, PLAN, SECTION, Rule
from planui.rules.table import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from planui.model.form import Form
    from planui.model.passage import Passage
    from planui.model.plan import Plan
    from planui.model.toml_nodes import Node
    from planui.rules.join import Join


class Checked:
    """What checking one file gave. `plan` is None where the text is not TOML, `form` where there is no such form."""

    __slots__ = ("_views", "diagnostics", "form", "plan", "source")

    def __init__(
        self,
        plan: Plan | None,
        form: Form | None,
        views: dict[str, SectionView],
        diagnostics: list[Diagnostic],
        source: Source,
    ) -> None:
        self.plan = plan
        self.form = form
        self._views = views
        self.diagnostics = diagnostics
        self.source = source

    @property
    def chars(self) -> int:
        """The 字 of the plan's texts and grids, counted when asked for."""
        return count_plan(self._views)


def count_plan(views: dict[str, SectionView]) -> int:
    """The 字 of all sections: texts and grids."""
    return sum(passage.count for view in views.values() for passage in view.all_passages)


class Selection(NamedTuple):
    """Which rules to run: ids or their beginnings (`S`, `X5`, `X502`), names, or nothing for all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, rule: Rule) -> bool:
        """Whether a rule is to be run."""
        return (not self.select or _named(rule, self.select)) and not _named(rule, self.ignore)


def _named(rule: Rule, names: Iterable[str]) -> bool:
    return any(rule.id.startswith(name.upper()) or rule.name == name.lower() for name in names)


ALL = Selection()


class _Memory(NamedTuple):
    """What a passage gave: findings of passage rules and facts for plan rules, made when it began at `offset`."""

    findings: list[tuple[Rule, Finding]]
    facts: dict[str, Any]
    offset: int


class _Located(NamedTuple):
    """A finding as it was located last, in the value that held it then."""

    finding: Finding
    node: Node
    diagnostic: Diagnostic


MAX_FINDINGS = 1_000
"""Findings of one rule in one plan that are told one by one; of more, the rest is told as a number."""

_MORE = Words("同类问题另有 {0} 处，不再逐一列出", "{0} more of the same kind, not listed one by one")


class Checker:
    """Checks one plan again and again, working out anew only what changed since the last time; or one plan after
    another, working out anew only what none of the last ones had."""

    def __init__(self, selection: Selection = ALL, most: int = MAX_FINDINGS, earlier: int = 0) -> None:
        """`most` bounds the findings of each rule. `earlier`, for many plans: how many characters of earlier plans to
        remember."""
        chosen = [rule for rule in RULES if selection.takes(rule)]
        self._of = {scope: [rule for rule in chosen if rule.scope == scope] for scope in _SCOPES}
        self._drawing = [(rule.id, rule.draw) for rule in (*self._of[PLAN], *self._of[JOIN]) if rule.draw is not None]
        self._ids = frozenset(rule.id for rule in chosen)
        self._most = most
        self._remembered = earlier
        self._earlier = Earlier(earlier) if earlier else None
        self._plan: Plan | None = None
        self._located: dict[int, _Located] = {}
        self._newline = ""
        self._form: Form | None = None
        self._views: dict[str, SectionView] = {}
        self._memories: dict[Passage, _Memory] = {}
        self._joins: dict[str, Join] = {}
        self._section_findings: dict[str, list[tuple[Rule, Finding]]] = {}

    def check_text(self, text: str, find_form: Callable[[str], Form], pictures: Pictures | None = None) -> Checked:
        """Checks a plan file's text; `find_form` gives the form for what `form =` says, or raises `PlanuiError`."""
        try:
            plan = self._plan = reread(self._plan, text) if self._plan is not None else read_plan(text)
        except TomlError as error:
            found = p101_invalid_toml.finding(error)
            return Checked(None, None, {}, self._diagnose(None, None, [(p101_invalid_toml.RULE, found)]), Source(text))
        try:
            newer = p104_unknown_form.newer_format(plan)
            if newer is not None:
                return self._without_form(plan, newer)
            form = find_form(plan.form_ref)
        except PlanuiError as error:
            return self._without_form(plan, p104_unknown_form.finding(plan, error.words))
        diagnostics = self.check(plan, form, pictures)
        return Checked(plan, form, self._views, diagnostics, plan.source)

    def _without_form(self, plan: Plan, found: Finding) -> Checked:
        return Checked(plan, None, {}, self._diagnose(plan, None, [(p104_unknown_form.RULE, found)]), plan.source)

    def check(self, plan: Plan, form: Form, pictures: Pictures | None = None) -> list[Diagnostic]:
        """All findings of a plan, sorted by where they stand in the file."""
        self._look(plan, form)
        found: list[tuple[Rule, Finding]] = []
        for rule in self._of[FILE]:
            found += ((rule, finding) for finding in rule.check(plan, form))
        for number in self._views:
            found += self._section_findings[number]
        if pictures is not None:
            for rule in self._of[PICTURE]:
                for view in self._views.values():
                    found += ((rule, finding) for finding in rule.check(view, pictures))
        for passage in self._memories:
            found += self._moved(passage)
        for rule in self._of[PLAN]:
            facts = {
                passage: memory.facts[rule.id] for passage, memory in self._memories.items() if rule.id in memory.facts
            }
            found += ((rule, finding) for finding in rule.check(facts, plan, form))
        for rule in self._of[JOIN]:
            found += ((rule, finding) for finding in self._joins[rule.id].findings(plan, form))
        found = self._heed_ignores(plan, _told_once(found))
        return self._diagnose(plan, form, self._bounded(found))

    @property
    def views(self) -> dict[str, SectionView]:
        """The sections as they were checked last, by number, in the form's order."""
        return self._views

    @property
    def chars(self) -> int:
        """The 字 of the plan as it was checked last: texts and grids."""
        return count_plan(self._views)

    def _look(self, plan: Plan, form: Form) -> None:
        """Brings the views and what is remembered of them up to date."""
        if form is not self._form:
            self._form = form
            self._views.clear()
            self._memories.clear()
            self._joins = self._fresh_joins()
            if self._earlier is not None:
                self._earlier = Earlier(self._remembered)
        if self._earlier is not None:
            self._look_at_another(self._earlier, plan, form)
        else:
            self._look_again(plan, form)

    def _fresh_joins(self) -> dict[str, Join]:
        return {rule.id: rule.check() for rule in self._of[JOIN]}

    def _look_again(self, plan: Plan, form: Form) -> None:
        """The plan is the last one, edited: what stands before and behind the edits is known, and the joins hold it."""
        views: dict[str, SectionView] = {}
        memories: dict[Passage, _Memory] = {}
        findings: dict[str, list[tuple[Rule, Finding]]] = {}
        for section in form.sections:
            old = self._views.get(section.number)
            view = SectionView(section, plan, old)
            if old is not None and old.key == view.key:
                findings[section.number] = self._section_findings[section.number]
            else:
                findings[section.number] = self._found_in(view, form)
            views[section.number] = view
            for passage in view.all_passages:
                memories[passage] = self._memories.get(passage) or self._read(passage, view, form)
        for rule_id, join in self._joins.items():
            for passage, memory in self._memories.items():
                if passage not in memories and rule_id in memory.facts:
                    join.remove(passage)
            for passage, memory in memories.items():
                if passage not in self._memories and rule_id in memory.facts:
                    join.add(passage, memory.facts[rule_id])
        self._views, self._memories, self._section_findings = views, memories, findings

    def _look_at_another(self, earlier: Earlier, plan: Plan, form: Form) -> None:
        """The plan is another one: what it shares with an earlier one is known, the joins begin anew."""
        self._views = {}
        self._memories = {}
        for section in form.sections:
            view = self._views[section.number] = SectionView(section, plan)
            found = earlier.findings(view)
            if found is None:
                found = self._found_in(view, form)
                earlier.keep_findings(view, found)
            self._section_findings[section.number] = found
            for passages in (view.passages, view.cells):
                known = earlier.recall(passages)
                for passage in passages:
                    memory = known.get(passage)
                    if memory is None:
                        memory = self._read(passage, view, form)
                        earlier.keep(passage, memory)
                    self._memories[passage] = memory
        self._joins = self._fresh_joins()
        for rule_id, join in self._joins.items():
            for passage, memory in self._memories.items():
                if rule_id in memory.facts:
                    join.add(passage, memory.facts[rule_id])

    def _found_in(self, view: SectionView, form: Form) -> list[tuple[Rule, Finding]]:
        return [(rule, finding) for rule in self._of[SECTION] for finding in rule.check(view, form)]

    def _read(self, passage: Passage, view: SectionView, form: Form) -> _Memory:
        found: list[tuple[Rule, Finding]] = []
        section = view.form
        is_in = passage.raw.__contains__
        for rule in self._of[PASSAGE]:
            if rule.signs is None or any(map(is_in, rule.signs)):
                found += [(rule, finding) for finding in rule.check(passage, section, form)]
        facts = {}
        for rule_id, draw in self._drawing:
            if drawn := draw(passage, section, form):
                facts[rule_id] = drawn
        return _Memory(found, facts, passage.offset)

    def _moved(self, passage: Passage) -> Iterator[tuple[Rule, Finding]]:
        """A passage's findings where they stand now: text before it may have grown or shrunk since."""
        memory = self._memories[passage]
        distance = passage.offset - memory.offset
        if not distance:
            yield from memory.findings
            return
        for rule, finding in memory.findings:
            place = finding.place
            fix = finding.fix
            if fix is not None:
                changes = tuple(Change(one.start + distance, one.end + distance, one.text) for one in fix.changes)
                fix = fix._replace(changes=changes)
            moved = place._replace(start=place.start + distance, end=place.end + distance)
            yield rule, finding._replace(place=moved, fix=fix)

    def _heed_ignores(self, plan: Plan, found: list[tuple[Rule, Finding]]) -> list[tuple[Rule, Finding]]:
        """Leaves out what an `[[ignore]]` names, and reports ignores that name nothing or give no reason (P105)."""
        if not plan.ignores:
            return found
        rule = p105_ignored_nothing.RULE
        left, reports = p105_ignored_nothing.heed(plan, found)
        return left + [(rule, report) for report in reports if rule.id in self._ids]

    def _bounded(self, found: list[tuple[Rule, Finding]]) -> list[tuple[Rule, Finding]]:
        """The findings without those that are too many of their rule; the first of them says how many they are."""
        if len(found) <= self._most:
            return found
        seen: dict[str, list[Finding]] = {}
        kept = []
        for rule, finding in found:
            of_rule = seen.setdefault(rule.id, [])
            of_rule.append(finding)
            if len(of_rule) <= self._most:
                kept.append((rule, finding))
        rules = {rule.id: rule for rule, _ in found}
        for rule_id, of_rule in seen.items():
            if len(of_rule) > self._most:
                first = of_rule[self._most]
                words = _MORE.format(len(of_rule) - self._most)
                kept.append((rules[rule_id], Finding(first.place, words, severity=first.severity)))
        return kept

    def _diagnose(self, plan: Plan | None, form: Form | None, found: list[tuple[Rule, Finding]]) -> list[Diagnostic]:
        located: dict[int, _Located] = {}
        out = []
        if plan is not None and plan.source.newline != self._newline:
            # Fixes are written with the file's line ends.
            self._newline = plan.source.newline
            self._located = {}
        for rule, finding in found:
            place = finding.place
            node = plan.node(place) if plan is not None and place.part in _IN_VALUES else None
            if node is None or node.kind != "string" or node.pieces:
                out.append(_diagnostic(rule, finding, plan, form))
                continue
            # What stands in a value that did not change moves with it.
            known = self._located.get(id(finding))
            if known is not None and known.finding is finding and _same(known.node, node):
                one = _moved_by(known.diagnostic, node.start - known.node.start)
            else:
                one = _diagnostic(rule, finding, plan, form)
            located[id(finding)] = _Located(finding, node, one)
            out.append(one)
        self._located = located
        out.sort(key=lambda one: (one.start, one.rule, one.end))
        return out


def _told_once(found: list[tuple[Rule, Finding]]) -> list[tuple[Rule, Finding]]:
    """Leaves out what another rule says better of the same place."""
    if not any(finding.unless for _, finding in found):
        return found
    told = {(rule.id, finding.place) for rule, finding in found}
    return [(rule, finding) for rule, finding in found if (finding.unless, finding.place) not in told]


_IN_VALUES = ("text", "cell")


def _same(old: Node, new: Node) -> bool:
    """Whether a value is written as it was, wherever it stands."""
    return old is new or (new.end - new.start == old.end - old.start and old.raw == new.raw and old.value == new.value)


def _moved_by(one: Diagnostic, distance: int) -> Diagnostic:
    if not distance:
        return one
    changes = tuple(Change(each.start + distance, each.end + distance, each.text) for each in one.changes)
    return one._replace(start=one.start + distance, end=one.end + distance, changes=changes)


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


_SCOPES = (FILE, PASSAGE, SECTION, PICTURE, PLAN, JOIN)


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
