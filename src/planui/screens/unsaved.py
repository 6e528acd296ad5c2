"""Unsaved work of an editor that was killed: shown section by section against the file, and taken, in part, or not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from planui.commands import command
from planui.files.history import keep_version
from planui.model.diff import diff
from planui.model.plan import read_plan
from planui.model.words import PlanuiError
from planui.screens import words
from planui.screens.piece_rows import section_rows
from planui.undo import Spot
from planui.widgets.bar import Bar
from planui.widgets.line_list import Item, LineList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.files.journal import Unsaved
    from planui.model.diff import SectionDiff
    from planui.screens.editor import Editor

Answer = tuple[str | None, ...]
"""The sections to be taken (None among them: what is in no section)."""


class UnsavedWork(ModalScreen[Answer | None]):
    """Shows the differences; the answer is what to take (nothing: drop it), None for later."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", ""),
        ("t", "take", ""),
        ("d", "dismiss(())", ""),
        ("space", "choose", ""),
        ("a", "choose_all", ""),
    ]

    def __init__(self, title: str, sections: list[SectionDiff], lang: str) -> None:
        super().__init__()
        self._title = title
        self._sections = sections
        self._lang = lang
        self._wanted = set(range(len(sections)))

    def compose(self) -> ComposeResult:
        """What there is, above how to answer."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            yield LineList(id="choices")
            yield Bar(id="hint")

    def on_mount(self) -> None:
        """One head a section, below it what changed there."""
        self.query_one("#question", Bar).show(((self._title, "head"),))
        self.query_one(LineList).focus()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Wraps to the new width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        self.query_one("#hint", Bar).show(((words.UNSAVED_HINT.pick(self._lang), "dim"),))
        items = []
        shown = self.query_one(LineList)
        for index, section in enumerate(self._sections):
            name = f"{section.number} {section.title}" if section.number else words.OUTSIDE.pick(self._lang)
            box = "[✓] " if index in self._wanted else "[ ] "
            items.append(Item(f"{index}", ((box, "ok"), (name.strip(), "head"))))
            rows = section_rows(section, shown.scrollable_content_region.width)
            items += [Item(f"{index} {order}", row) for order, row in enumerate(rows)]
        shown.set_items(items)

    def on_line_list_chosen(self) -> None:
        """Enter and a click choose or leave out."""
        self.action_choose()

    def action_choose(self) -> None:
        """Takes the section under the cursor, or leaves it out."""
        key = self.query_one(LineList).key.partition(" ")[0]
        if key:
            self._wanted ^= {int(key)}
            self._show()

    def action_choose_all(self) -> None:
        """Takes all, or none."""
        every = set(range(len(self._sections)))
        self._wanted = set() if self._wanted == every else every
        self._show()

    def action_take(self) -> None:
        """Takes what is chosen."""
        if self._wanted:
            self.dismiss(tuple(self._sections[index].number for index in sorted(self._wanted)))
        else:
            self.query_one("#hint", Bar).show(((words.UNSAVED_NONE_CHOSEN.pick(self._lang), "warning"),))


def offer_unsaved(editor: Editor) -> None:
    """Asks what to do with each work that a killed editor left on this plan, the latest first."""
    document = editor.document
    try:
        for left in document.unsaved():
            text = document.recovered(left)
            sections = diff(document.text, text, document.form)
            if sections:
                break
        else:
            return
    except PlanuiError:
        return  # the state folder cannot be used (the journal says so with the first key), or no plan is left of it

    def answered(answer: Answer | None) -> None:
        if answer is None:
            return
        # Whatever is not taken can still be found among the versions.
        keep_version(document.path, left.text.encode("utf-8", "replace"), "other", who=words.KILLED.pick(editor.lang))
        if answer and not _take(editor, left, text, answer):
            return
        left.discard()
        offer_unsaved(editor)

    when = datetime.fromtimestamp(left.when).astimezone().strftime("%Y-%m-%d %H:%M")
    title = words.UNSAVED_FOUND.pick(editor.lang).format(when, left.edits)
    editor.app.push_screen(UnsavedWork(title, sections, editor.lang), answered)


def _take(editor: Editor, left: Unsaved, text: str, numbers: Answer) -> bool:
    """Takes sections in, and goes to where the last edit was. False where that could not be done."""
    document = editor.document
    try:
        changed = document.bring(text, numbers, Spot(editor.section, editor.text_pane.cursor))
    except PlanuiError as error:
        editor.say(error.words, "error")
        return False
    section, cursor = _last_edit(left)
    if section not in changed:
        section, cursor = next((number for number in changed if number), editor.section), 0
    document.check()
    if document.form.section(section) is not None:
        editor.open_section(section, cursor)
    editor.plan_changed()
    document.flush_journal()  # it must be safe in this editor's journal before the old one goes
    conflicts = len(document.conflicts())
    if conflicts:
        editor.say(words.CONFLICTS_UNSETTLED.format(conflicts, command("conflicts").shown_key), "error")
    else:
        editor.say(words.UNSAVED_TAKEN, "ok")
    return True


def _last_edit(left: Unsaved) -> tuple[str, int]:
    """The section in which the last edit ended, and where in its text; no section where nobody knows."""
    found, cursor = "", 0
    for number, section in read_plan(left.text).sections.items():
        if section.node.start <= left.last:
            node = section.text_node
            found, cursor = number, node.value_offset(left.last) if node is not None else 0
    return found, cursor
