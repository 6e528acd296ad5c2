"""One open plan: its text, what was done to it, and what is to say of it. Knows no Textual.

The truth is the plan file's text. Every change, from a key or a fix or a merge, is an `Edit` of that text that goes
through `apply`; the plan is read anew from it, and undo applies the inverse.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from planui.check import Checker, Selection
from planui.files.form_store import load_form
from planui.files.pictures import PictureFolder
from planui.files.plan_file import PlanFile
from planui.files.reading import decode
from planui.model import plan_edit
from planui.model.blank import blank_plan
from planui.model.diagnostic import Change, Diagnostic
from planui.model.edit import Edit, difference
from planui.model.plan import Plan, read_plan
from planui.model.record import NamedTuple
from planui.model.reread import reread
from planui.model.source import Source
from planui.model.toml_nodes import TomlError
from planui.model.words import PlanuiError, Words
from planui.undo import Spot, UndoStack

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from planui.files.journal import Unsaved
    from planui.files.recent import Place
    from planui.files.save import Saved
    from planui.files.stamp import Stamp
    from planui.model.form import Form
    from planui.model.open_conflicts import OpenConflict
    from planui.model.plan_edit import Value

_BROKEN = Words("{0} 第 {1} 行第 {2} 列不是合法的 TOML：{3}", "{0}:{1}:{2}: not TOML: {3}")
_NO_PLAN = Words(
    "磁盘上的文件现在不是计划，没有盖掉；这里的内容都在，请另存为（{0}）",
    "the file on the disk is no plan now: not overwritten; all is still here, use Save as ({0})",
)
_NOT_CHECKED = Words(
    "检查没有做完：规则出错（{0}）。文字不受影响，请把这一行告诉 planui 的开发者",
    "the check is not complete: a rule failed ({0}). The text is unharmed; please report this line",
)
_SHAPE = Selection(select=("P10",))
_EMPTY = Words("是空的，或没有 form", "empty, or without a form")
_CHECKING = Lock()
"""Held by the one check that runs: a checker, and some rules, remember what they read last."""


class Document:
    """One open plan."""

    def __init__(self, path: str, text: str, stamp: Stamp | None, *, read_only: bool = False) -> None:
        """`stamp` None: the file is not there yet. Raises `PlanuiError` where the text is no plan of a known form."""
        self.plan = _read(path, text)
        self.file = PlanFile(path, text, stamp, read_only=read_only)
        self.form: Form = load_form(self.plan.form_ref, self.file.folder)
        self.diagnostics: list[Diagnostic] = []
        self.notice: Words | None = None
        """What the user should be told when the plan is shown: a torn save that was mended."""
        self.checker = Checker()
        self.check_fault: Words | None = None
        """Why most of the plan could not be checked: a rule that failed."""
        self._failed = False
        self.version = 0
        self._checked = -1
        self._pictures = PictureFolder(self.file.folder)
        self._undo = UndoStack()

    @classmethod
    def open(cls, path: str, *, read_only: bool = False) -> Document:
        """The plan in a file. Raises `PlanuiError` where it cannot be read, is no TOML or has no form."""
        written, notice = PlanFile.read(path, read_only=read_only)
        document = cls(path, decode(written.data, path), written.stamp, read_only=read_only)
        document.notice = notice
        return document

    @classmethod
    def new(cls, path: str, form_ref: str) -> Document:
        """A new plan that is not yet on the disk."""
        form = load_form(form_ref, os.path.dirname(os.path.abspath(path)))
        return cls(path, blank_plan(form, form_ref), None)

    # What there is ------------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The plan file's text as it stands now."""
        return self.plan.source.text

    @property
    def path(self) -> str:
        """The plan's file."""
        return self.file.path

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written."""
        return self.file.read_only

    @property
    def dirty(self) -> bool:
        """Whether there is work that the file does not hold; all of it, where the file is gone."""
        return self.file.lacks(self.text)

    # Edits --------------------------------------------------------------------------------------------------------

    def apply(self, changes: Iterable[Change], before: Spot, after: Spot | None = None, group: str = "") -> bool:
        """Makes one edit of the file's text; False where it changes nothing.

        `before` and `after` say where undo and redo put the cursor. Raises `PlanuiError` where the result would not be
        TOML: nothing is changed then.
        """
        edit = Edit.of(changes)
        if not edit:
            return False
        inverse = edit.invert(self.text)
        self._set(edit.apply(self.text), (edit,))
        self._undo.record(edit, inverse, before, after or before, group)
        return True

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """What is done inside is taken back by one undo."""
        depth = self._undo.depth
        yield
        self._undo.join(depth)

    def undo(self) -> Spot | None:
        """Takes the last step back; where the cursor was before it, None where there is nothing to take back."""
        step = self._undo.undo(self.text)
        return self._retrace(step.inverses, step.before, moved=step.moved) if step is not None else None

    def redo(self) -> Spot | None:
        """Does the step taken back last once more; where the cursor was after it."""
        step = self._undo.redo(self.text)
        return self._retrace(step.edits, step.after, moved=step.moved) if step is not None else None

    def _retrace(self, edits: tuple[Edit, ...], spot: Spot, *, moved: bool) -> Spot:
        """Does the edits of a step; where the cursor belongs: where it was, or where others have moved that to."""
        text = self.text
        for edit in edits:
            text = edit.apply(text)
        before = self.plan.text(spot.section) if moved and spot.section is not None and not spot.table else ""
        self._set(text, edits)
        if before and spot.section is not None:
            change = difference(before, self.plan.text(spot.section))
            if change is not None:
                return spot._replace(cursor=change.start + len(change.text))
        return spot

    def _set(self, text: str, edits: tuple[Edit, ...]) -> None:
        self.plan = _read(self.path, text, self.plan, edits)
        self.version += 1
        # From the back, so that each change stands in the characters that the one before left.
        self.file.record([change for edit in edits for change in reversed(edit.changes)])

    def replace_text(self, number: str, start: int, end: int, new: str, *, cursor: int, group: str = "") -> None:
        """Replaces characters of a section's text; replacing nothing by nothing is no edit."""
        if start == end and not new:
            return
        change = plan_edit.set_text(self.plan, self.form, number, start, end, new)
        self.apply((change,), Spot(number, cursor), Spot(number, start + len(new)), group)

    def set_field(self, key: str, value: Value) -> None:
        """Writes a field."""
        self.apply((plan_edit.set_field(self.plan, key, value),), Spot(None, key=key), group=f"field:{key}")

    def set_cell(self, number: str, table: str, row: int, key: str, value: Value) -> None:
        """Writes a cell of a grid's row."""
        change = plan_edit.set_cell(self.plan, number, table, row, key, value)
        self.apply((change,), Spot(number, table=table, row=row, key=key))

    def remove_cell(self, number: str, table: str, row: int, key: str) -> bool:
        """Takes a cell's value away, where that is a line of its own; whether it did."""
        change = plan_edit.remove_cell(self.plan, number, table, row, key)
        return change is not None and self.apply((change,), Spot(number, table=table, row=row, key=key))

    def add_row(self, number: str, table: str, after: int, values: Mapping[str, Value]) -> None:
        """Adds a row behind row `after` (-1: before all)."""
        changes = plan_edit.add_row(self.plan, self.form, number, table, after, values)
        self.apply(changes, Spot(number, table=table, row=max(after, 0)), Spot(number, table=table, row=after + 1))

    def delete_row(self, number: str, table: str, row: int) -> None:
        """Takes a row away."""
        self.apply((plan_edit.delete_row(self.plan, number, table, row),), Spot(number, table=table, row=row))

    def move_row(self, number: str, table: str, row: int, to: int) -> None:
        """Lets two rows change places."""
        changes = plan_edit.move_row(self.plan, number, table, row, to)
        self.apply(changes, Spot(number, table=table, row=row), Spot(number, table=table, row=to))

    def fix(self, found: Diagnostic) -> bool:
        """Applies a finding's fix, if it has one that still fits and leaves a plan."""
        if not found.changes or found not in self.diagnostics or not self.is_checked:
            return False  # its places are those of the text that was checked
        place = found.place
        spot = Spot(place.section, max(place.start, 0), place.table, place.row, place.key)
        return self.apply(found.changes, spot)

    # The check ----------------------------------------------------------------------------------------------------

    @property
    def is_checked(self) -> bool:
        """Whether the findings are those of the text as it stands now."""
        return self._checked == self.version

    def check(self) -> list[Diagnostic]:
        """Brings the findings up to date with the text."""
        self.take_findings(self.look_over(self.version))
        return self.diagnostics

    def look_over(self, version: int) -> Looked:
        """What there is to find (from any thread); `version`: the one that the caller saw last.

        Nothing is changed by it but what the checker remembers: the caller's thread takes the findings, if the text is
        still that of the version.
        """
        plan = self.plan
        with _CHECKING:
            return Looked(version, plan, *self._found_in(plan))

    def _found_in(self, plan: Plan) -> tuple[list[Diagnostic], Words | None]:
        """The findings. A rule that fails is a fault of planui's, and no reason to end an editor with a day's work in
        it: what was remembered is forgotten; where that does not help, only the file's shape is checked, and it is
        told that the rest was not."""
        fault = None
        for another in (True,) if self._failed else (False, True):
            checker = Checker() if another else self.checker
            try:
                found = checker.check(plan, self.form, self._pictures)
            except Exception as error:  # whatever it is
                fault = _NOT_CHECKED.format(f"{type(error).__name__}: {error}"[:80])
            else:
                self.checker, self._failed = checker, False
                return found, None
        checker = Checker(_SHAPE)
        found = checker.check(plan, self.form, self._pictures)
        self.checker, self._failed = checker, True  # only now: what it knows of the sections is shown meanwhile
        return found, fault

    def take_findings(self, looked: Looked) -> bool:
        """Takes over findings, unless the text has changed since it was looked over; whether it did."""
        if looked.version != self.version or looked.plan is not self.plan:
            return False
        self._checked = looked.version
        self.diagnostics = looked.diagnostics
        self.check_fault = looked.fault
        return True

    # Its file and other versions ----------------------------------------------------------------------------------

    def save(self) -> Saved:
        """Writes the plan to its file. Raises `PlanuiError` (also `FileChanged`, `SaveError`): the work is kept."""
        saved = self.file.save(self.text)
        self._undo.seal()
        return saved

    def save_as(self, path: str) -> Saved:
        """Writes the plan to another file, which must not be there yet, and goes on with that one."""
        saved = self.file.save_as(path, self.text)
        self._pictures = PictureFolder(self.file.folder)
        self._undo.seal()
        return saved

    def take_in(self, writer: Callable[[Stamp], str] = lambda _: "", me: str = "ours") -> MergeOutcome | None:
        """Merges what another program wrote to the file since; None where the file is as it was.

        What the other wrote appears, what was written here stays; undo passes over it. `writer` says who wrote a
        content, where that is known: both names stand in the marks of a conflict. Raises `PlanuiError` where the file
        cannot be read or is no plan any more.
        """
        from planui.model.merge import merge
        from planui.model.section_parts import changed_sections

        written = self.file.written_by_another()
        if written is None:
            return None
        try:
            theirs = decode(written.data, self.path)
            if not _read(self.path, theirs).form_ref:
                raise PlanuiError(_EMPTY)
        except PlanuiError as error:
            self.file.refuse(written)
            why = (form.format(words) for form, words in zip(_NO_PLAN, error.words, strict=True))
            raise PlanuiError(Words(*why)) from None
        before, who = self.plan, writer(written.stamp)
        merged = merge(self.file.held, self.text, theirs, (me, who or "theirs"))
        edit = Edit.of(merged.changes)
        if edit:
            self._set(edit.apply(self.text), (edit,))
            self._undo.record_foreign(edit)
        self.file.took_in(written, theirs, self.text, who)
        self._undo.seal()
        return MergeOutcome(who, tuple(changed_sections(before, self.plan)), len(merged.conflicts))

    def last_place(self) -> Place | None:
        """Where the user was when this plan was last closed, if the form still has that section."""
        place = self.file.last_place()
        return place if place is not None and self.form.section(place.section) is not None else None

    def recovered(self, left: Unsaved) -> str:
        """The plan's text with such work taken in whole, merged with what the file holds now. Raises `PlanuiError`."""
        from planui.model.merge import merge

        if self.file.is_new:
            return left.text
        return merge(left.base if left.base is not None else self.file.held, self.text, left.text).text

    def bring(self, text: str, numbers: Collection[str | None], spot: Spot) -> tuple[str | None, ...]:
        """Takes whole sections (None: what is in none) from another version of the plan, as one edit.

        Which of them changed by that. Raises `PlanuiError` where the result would be no plan.
        """
        from planui.model.diff_words import changes_between
        from planui.model.section_parts import changed_sections, with_sections

        before = self.plan
        try:
            whole = with_sections(self.text, text, numbers)
        except TomlError as error:
            raise PlanuiError(error.words) from None
        self.apply(changes_between(self.text, whole), spot)
        return tuple(changed_sections(before, self.plan))

    def conflicts(self) -> list[OpenConflict]:
        """The conflicts that stand marked in the plan, in its order."""
        from planui.model.open_conflicts import open_conflicts

        return open_conflicts(self.plan)

    def settle(self, conflict: OpenConflict, text: str) -> None:
        """Puts `text` in the place of a conflict, as one edit. Raises `PlanuiError` where that leaves no TOML."""
        from planui.model.open_conflicts import settled

        place = conflict.place
        spot = Spot(place.section, place.start if place.part == "text" else 0, place.table, place.row, place.key)
        self.apply((settled(self.plan, conflict, text),), spot)


class Looked(NamedTuple):
    """What was found in one version of a document's plan; `fault` says why most of it could not be looked for."""

    version: int
    plan: Plan
    diagnostics: list[Diagnostic]
    fault: Words | None = None


class MergeOutcome(NamedTuple):
    """What taking in another's save did: who wrote it (empty: not known), the sections that changed (None: what is in
    none), and the number of conflicts."""

    who: str
    changed: tuple[str | None, ...]
    conflicts: int


def _read(path: str, text: str, old: Plan | None = None, edits: tuple[Edit, ...] = ()) -> Plan:
    """The plan in a text; quickly, where `edits` are known that made it of the old plan's."""
    try:
        if old is None:
            return read_plan(text)
        return reread(old, text, edits[0].changes[0] if len(edits) == 1 and len(edits[0].changes) == 1 else None)
    except TomlError as error:
        line, column = Source(text).position(error.offset)
        raise PlanuiError(
            Words(
                _BROKEN.zh.format(path, line, column, error.words.zh),
                _BROKEN.en.format(path, line, column, error.words.en),
            )
        ) from None
