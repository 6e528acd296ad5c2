"""When what is typed in an editor comes to the disk: soon after a key, in a thread, so that no key waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planui.screens.editor import Editor

SECONDS = 0.3
"""After a key, what was typed is brought to the disk within this time."""


class Journaling:
    """The journal of one editor's document."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._due = False

    def note(self) -> None:
        """The document was changed."""
        if not self._due and self._editor.document.file.journal_waits:
            self._due = True
            self._editor.set_timer(SECONDS, self._flush)

    def _flush(self) -> None:
        self._due = False
        self._editor.run_worker(self._flush_in_thread, thread=True, group="journal")

    def _flush_in_thread(self) -> None:
        warning = self._editor.document.file.flush_journal()
        if warning is not None:
            self._editor.app.call_from_thread(self._editor.say, warning, "warning")
