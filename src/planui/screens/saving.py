"""Saving the plan, under its name or another, and leaving it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.commands import command
from planui.files.save import FileChanged
from planui.model.words import PlanuiError
from planui.screens import words

if TYPE_CHECKING:
    from planui.screens.editor import Editor


def save(editor: Editor) -> bool:
    """Writes the file; what another program wrote meanwhile is merged in first. Whether it is saved."""
    document = editor.document
    try:
        editor.company.tell_saving()
        saved = document.save()
    except FileChanged:
        if not _take_in(editor) or not save(editor):
            return False
        editor.say(words.SAVED_MERGED.format(document.path), "warning")
        return True
    except PlanuiError as error:
        editor.say(error.words, "error")
        return False
    left = len(document.conflicts())
    if left:
        editor.say(words.SAVED_UNSETTLED.format(left, command("conflicts").shown_key), "warning")
    else:
        editor.say(saved.notice or words.SAVING_DONE.format(document.path), "warning" if saved.notice else "ok")
    return True


def _take_in(editor: Editor) -> bool:
    """Merges what another program saved. False where that left conflicts, or could not be done."""
    try:
        outcome = editor.company.take_in()
    except PlanuiError as error:
        editor.say(error.words, "error")
        return False
    return outcome is None or not outcome.conflicts


def save_as(editor: Editor) -> None:
    """Writes another file and goes on with that."""

    from planui.screens.dialogs import Prompt

    def done(path: str | None) -> None:
        if not path or not path.strip():
            return
        try:
            editor.document.save_as(path.strip())
        except PlanuiError as error:
            editor.say(error.words, "error")
            return
        # What was opened read-only can be written from here on.
        editor.show_section(editor.section, editor.text_pane.cursor)
        editor.company.start()
        editor.say(words.SAVING_DONE.format(editor.document.path), "ok")

    editor.app.push_screen(Prompt(words.SAVE_AS.pick(editor.lang), editor.document.path, lang=editor.lang), done)


def leave(editor: Editor) -> None:
    """Ends the program; asks first when there is unsaved work."""
    if not editor.document.dirty or editor.document.read_only:
        _end(editor)
        return
    from planui.screens.dialogs import Question

    lang = editor.lang
    choices = [
        ("save", "s", words.QUIT_SAVE.pick(lang)),
        ("discard", "d", words.QUIT_DISCARD.pick(lang)),
        ("", "escape", words.QUIT_STAY.pick(lang)),
    ]

    def answered(answer: str | None) -> None:
        if answer == "discard" or (answer == "save" and save(editor)):
            _end(editor)

    question = Question(
        words.QUIT_QUESTION.pick(lang), [choice if choice[0] else ("stay", *choice[1:]) for choice in choices]
    )
    editor.app.push_screen(question, answered)


def _end(editor: Editor) -> None:
    editor.remember()
    editor.document.file.close(discard=True)
    editor.app.exit()
