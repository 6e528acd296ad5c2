"""Unsaved work of an editor that was killed: shown against the file, and taken back or dropped."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from planui.model.diff import diff
from planui.model.words import PlanuiError
from planui.screens import words
from planui.undo import Spot
from planui.widgets.bar import Bar
from planui.widgets.line_list import Item, LineList, Part

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.model.diff import SectionDiff
    from planui.screens.editor import Editor

_STYLES = {"delete": "error", "insert": "ok", "equal": "dim"}
_CONTEXT = 20


class UnsavedWork(ModalScreen[str]):
    """Shows the differences; the answer is take, drop, or empty for later."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss('')", ""),
        ("t", "dismiss('take')", ""),
        ("d", "dismiss('drop')", ""),
    ]

    def __init__(self, title: str, sections: list[SectionDiff]) -> None:
        super().__init__()
        self._title = title
        self._sections = sections

    def compose(self) -> ComposeResult:
        """What to answer, above what there is."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            yield LineList(id="choices")

    def on_mount(self) -> None:
        """One head a section, one line a part."""
        self.query_one(Bar).show(((self._title, "head"),))
        items: list[Item] = []
        for section in self._sections:
            items.append(Item("", ((f"{section.number or ''} {section.title}".strip(), "head"),)))
            for part in section.parts:
                parts: list[Part] = [(f"  {part.key} " if part.key else "  ", "")]
                for piece in part.pieces:
                    text = piece.text
                    if piece.op == "equal" and len(text) > 2 * _CONTEXT:
                        text = f"{text[:_CONTEXT]}…{text[-_CONTEXT:]}"
                    parts.append((text.replace("\n", " "), _STYLES[piece.op]))
                items.append(Item(f"{len(items)}", tuple(parts)))
        shown = self.query_one(LineList)
        shown.set_items(items)
        shown.focus()


def offer_unsaved(editor: Editor) -> None:
    """Asks what to do with work that a killed editor left on this plan, if there is any."""
    document = editor.document
    try:
        found = [one for one in document.unsaved() if one.text != document.text]
    except PlanuiError:
        return  # the state folder cannot be used: the journal says so with the first key
    if not found:
        return
    left = found[0]

    def answered(answer: str | None) -> None:
        if answer == "drop":
            left.discard()
        elif answer == "take":
            before = document.plan.text(editor.section)
            try:
                outcome = document.recover(left)
            except PlanuiError as error:
                editor.say(error.words, "error")
                return
            editor.follow(Spot(None), before)
            document.flush_journal()  # it must be safe in this editor's journal before the old one goes
            left.discard()
            editor.say(words.CONFLICTS.format(outcome.conflicts) if outcome.conflicts else words.UNSAVED_TAKEN, "ok")

    when = datetime.fromtimestamp(left.when).astimezone().strftime("%Y-%m-%d %H:%M")
    title = words.UNSAVED_FOUND.pick(editor.lang).format(when, left.edits)
    editor.app.push_screen(UnsavedWork(title, diff(document.text, left.text, document.form)), answered)
