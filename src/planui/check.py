"""The check: runs the rules over a plan, remembers what did not change, leaves out what is ignored, sorts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.locate import Locator, located
from planui.model.earlier import Earlier
from planui.model.lazy_pattern import lazy
from planui.model.plan import read_plan
from planui.model.record import NamedTuple
from planui.model.reread import reread
from planui.model.source import Source
from planui.model.toml_nodes import TomlError
from planui.model.view import Pictures, SectionView
from planui.model.words import PlanuiError, Words
from planui.rules import p101_invalid_toml, p104_unknown_form, p105_ignored_nothing
from planui.rules.rule import FILE, JOIN, PASSAGE, PICTURE, PLAN, SECTION, Rule
from planui.rules.table import RULES
from planui.told import MAX_FINDINGS, Batch, Found, Telling, batches_of, left_of, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from planui.model.diagnostic import Diagnostic, Finding
    from planui.model.form import Form
    from planui.model.passage import Passage
    from planui.model.plan import Plan
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

    findings: Found
    facts: dict[str, Any]
    offset: int


class _Seen(NamedTuple):
    """What a section gave: its passages with what each gave; all findings of section and passage rules, where they
    stand now; the facts of its passages for each plan rule that has any."""

    memories: dict[Passage, _Memory]
    batches: list[Batch]
    facts: dict[str, dict[Passage, Any]]


class _AskedOnce:
    """The pictures as they are during one check: the disk is asked once for each."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._said: dict[str, Words | None] = {}

    def fault(self, path: str) -> Words | None:
        """Why a picture cannot be printed, None where it can."""
        if path not in self._said:
            self._said[path] = self._pictures.fault(path)
        return self._said[path]


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
        self._telling = Telling(most)
        self._remembered = earlier
        self._earlier = Earlier(earlier) if earlier else None
        self._plan: Plan | None = None
        self._locator = Locator()
        self._form: Form | None = None
        self._views: dict[str, SectionView] = {}
        self._seen: dict[str, _Seen] = {}
        self._joins: dict[str, Join] = {}
        self._joined_before: dict[str, dict[int, tuple[list[Finding], Batch]]] = {}

    def check_text(self, text: str, find_form: Callable[[str], Form], pictures: Pictures | None = None) -> Checked:
        """Checks a plan file's text; `find_form` gives the form for what `form =` says, or raises `PlanuiError`."""
        try:
            plan = self._plan = reread(self._plan, text) if self._plan is not None else read_plan(text)
        except TomlError as error:
            found = p101_invalid_toml.finding(error)
            told = [located(p101_invalid_toml.RULE, found, None, None)]
            return Checked(None, None, {}, told, Source(text))
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
        told = [located(p104_unknown_form.RULE, found, plan, None)]
        return Checked(plan, None, {}, told, plan.source)

    def check(self, plan: Plan, form: Form, pictures: Pictures | None = None) -> list[Diagnostic]:
        """All findings of a plan, sorted by where they stand in the file."""
        self._look(plan, form)
        found: Found = []
        for rule in self._of[FILE]:
            found += ((rule, finding) for finding in rule.check(plan, form))
        if pictures is not None:
            asked = _AskedOnce(pictures)
            for rule in self._of[PICTURE]:
                for view in self._views.values():
                    found += ((rule, finding) for finding in rule.check(view, asked))
        for rule in self._of[PLAN]:
            facts: dict[Passage, Any] = {}
            for seen in self._seen.values():
                if rule.id in seen.facts:
                    facts.update(seen.facts[rule.id])
            found += ((rule, finding) for finding in rule.check(facts, plan, form))
        batches = batches_of(found)
        for seen in self._seen.values():
            batches += seen.batches
        for rule in self._of[JOIN]:
            batches += self._joined(rule, plan, form)
        batches = self._heed_ignores(plan, self._telling.told_once(batches))
        return self._locator.locate(plan, form, self._telling.bounded(batches, form))

    def _joined(self, rule: Rule, plan: Plan, form: Form) -> list[Batch]:
        """What a join finds; the same batches as long as it gives the same lists."""
        known = self._joined_before.get(rule.id, {})
        batches: dict[int, tuple[list[Finding], Batch]] = {}
        for findings in self._joins[rule.id].findings(plan, form):
            entry = known.get(id(findings))
            if entry is None or entry[0] is not findings:
                entry = findings, Batch([(rule, one) for one in findings], value_of(findings[0].place))
            batches[id(findings)] = entry
        self._joined_before[rule.id] = batches
        return [batch for _, batch in batches.values()]

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
            self._views, self._seen = {}, {}
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
        seen: dict[str, _Seen] = {}
        gone: dict[Passage, _Memory] = {}
        came: dict[Passage, _Memory] = {}
        for section in form.sections:
            number = section.number
            old = self._views.get(number)
            view = views[number] = SectionView(section, plan, old)
            if old is not None and old.key == view.key:
                seen[number] = self._seen[number]
                continue
            before = self._seen[number].memories if old is not None else {}
            memories = {
                passage: before.get(passage) or self._read(passage, view, form) for passage in view.all_passages
            }
            seen[number] = self._put_together(self._found_in(view, form), memories)
            gone.update((passage, memory) for passage, memory in before.items() if passage not in memories)
            came.update((passage, memory) for passage, memory in memories.items() if passage not in before)
        self._tell_joins(gone, came)
        self._views, self._seen = views, seen

    def _tell_joins(self, gone: dict[Passage, _Memory], came: dict[Passage, _Memory]) -> None:
        for rule_id, join in self._joins.items():
            for passage, memory in gone.items():
                if rule_id in memory.facts:
                    join.remove(passage)
            for passage, memory in came.items():
                if rule_id in memory.facts:
                    join.add(passage, memory.facts[rule_id])

    def _look_at_another(self, earlier: Earlier, plan: Plan, form: Form) -> None:
        """The plan is another one: what it shares with an earlier one is known. Where it shares most with the last one,
        the joins go on from that; else they begin anew."""
        views: dict[str, SectionView] = {}
        seen: dict[str, _Seen] = {}
        before: dict[Passage, _Memory] = {}
        after: dict[Passage, _Memory] = {}
        for section in form.sections:
            number = section.number
            last = self._views.get(number)
            view = views[number] = SectionView(section, plan, last)
            if last is not None and last.key == view.key:
                seen[number] = self._seen[number]
                continue
            found = earlier.findings(view)
            if found is None:
                found = self._found_in(view, form)
                earlier.keep_findings(view, found)
            old = self._seen[number].memories if last is not None else {}
            memories: dict[Passage, _Memory] = {}
            for passages in (view.passages, view.cells):
                known = earlier.recall(passages, old)
                for passage in passages:
                    memory = known.get(passage)
                    if memory is None:
                        memory = self._read(passage, view, form)
                        earlier.keep(passage, memory)
                    memories[passage] = memory
            seen[number] = self._put_together(found, memories)
            before.update(old)
            after.update(memories)
        gone = {passage: memory for passage, memory in before.items() if passage not in after}
        came = {passage: memory for passage, memory in after.items() if passage not in before}
        if not _is_made_from(before, gone, after, came):
            self._joins = self._fresh_joins()
            gone, came = {}, _memories(seen)
        self._tell_joins(gone, came)
        self._views, self._seen = views, seen

    def _found_in(self, view: SectionView, form: Form) -> Found:
        return [(rule, finding) for rule in self._of[SECTION] for finding in rule.check(view, form)]

    def _read(self, passage: Passage, view: SectionView, form: Form) -> _Memory:
        found: Found = []
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

    def _put_together(self, found: Found, memories: dict[Passage, _Memory]) -> _Seen:
        """What a section and its passages gave."""
        found = list(found)
        facts: dict[str, dict[Passage, Any]] = {}
        for passage, memory in memories.items():
            found += _moved(memory.findings, passage.offset - memory.offset)
            for rule_id, drawn in memory.facts.items():
                if rule_id not in self._joins:
                    facts.setdefault(rule_id, {})[passage] = drawn
        return _Seen(memories, batches_of(found), facts)

    def _heed_ignores(self, plan: Plan, batches: list[Batch]) -> list[Batch]:
        """Leaves out what an `[[ignore]]` names, and reports ignores that name nothing or give no reason (P105)."""
        if not plan.ignores:
            return batches
        rule = p105_ignored_nothing.RULE
        left, reports = p105_ignored_nothing.heed(plan, [one for batch in batches for one in batch.found])
        told = [(rule, report) for report in reports if rule.id in self._ids]
        return [*left_of(batches, left), *batches_of(told)]


def _memories(seen: dict[str, _Seen]) -> dict[Passage, _Memory]:
    """What all passages gave, in the plan's order."""
    return {passage: memory for one in seen.values() for passage, memory in one.memories.items()}


def _is_made_from(
    before: Iterable[Passage], gone: Collection[Passage], after: Iterable[Passage], came: Collection[Passage]
) -> bool:
    """Whether most of a plan's sentences with figures are those of the plan before: then the joins need not begin anew.
    What both have must stand in one order."""
    if [passage for passage in before if passage not in gone] != [passage for passage in after if passage not in came]:
        return False
    known = {sentence for passage in gone for sentence in _figured(passage)}
    others = [sentence for passage in came for sentence in _figured(passage)]
    return sum(map(known.__contains__, others)) * 3 >= len(others) * 2


def _figured(passage: Passage) -> list[str]:
    """The sentences of a passage in which a figure stands."""
    known: list[str] | None = passage.notes.get("figured")
    if known is None:
        known = passage.notes["figured"] = list(filter(_DIGIT.search, passage.raw.split("。")))
    return known


_DIGIT = lazy(r"[0-9]")


def _moved(found: Found, distance: int) -> Found:
    """A passage's findings where they stand now: text before it may have grown or shrunk since."""
    return [(rule, finding.moved(distance)) for rule, finding in found] if distance else found


_SCOPES = (FILE, PASSAGE, SECTION, PICTURE, PLAN, JOIN)
