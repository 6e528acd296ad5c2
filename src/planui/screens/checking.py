"""When an editor's plan is checked: with each key where that is quick, else in a thread, once no more keys come."""

from __future__ import annotations

import sys
from functools import partial
from time import thread_time
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from textual.timer import Timer

    from planui.document import Looked
    from planui.screens.editor import Editor

WAIT = 0.03
"""Seconds. While more keys wait, the check waits for so long: what comes in one go is checked once."""
QUICK = 0.03
"""Seconds. A check that took no longer is made at once; a slower one waits until no key has come for as long."""
LONG_PASTE = 2000
"""Characters of a paste that is shown before it is checked."""
LONG_TEXT = 50_000
"""Characters of a section whose check nobody is kept waiting for: it may be one line."""
_TURN = 0.0005
"""Seconds for which the checking thread may hold up a key: Python's own 0.005 is paid at each step of its way."""


class Checked(Message):
    """A thread has looked the plan over."""

    bubble = False

    def __init__(self, looked: Looked, took: float) -> None:
        super().__init__()
        self.looked = looked
        self.took = took


class Checking:
    """The check of one editor's document."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._due: Timer | None = None
        self._took = 0.0
        self._running = False

    @property
    def follows_at_once(self) -> bool:
        """Whether a check is about to come that shows everything anyway."""
        return self._due is not None and self._took <= QUICK

    @property
    def is_slow(self) -> bool:
        """Whether nobody should be kept waiting for a check: the last took long, or takes long now, or the next may."""
        return (
            self._running
            or self._took > QUICK
            or len(self._editor.document.plan.text(self._editor.section)) > LONG_TEXT
        )

    def after_key(self, size: int) -> None:
        """The text pane was changed, by so many characters at once."""
        apart = size > LONG_PASTE or self.is_slow
        if apart or getattr(self._editor.app, "input_waits", False):
            self._stop_waiting()
            self._due = self._editor.set_timer(max(WAIT, self._took), self._begin if apart else self.now)
        else:
            self.now()

    def soon(self) -> None:
        """Something else has changed the plan: checked and shown at once where that is quick, else in a thread."""
        if self.is_slow:
            self._editor.show_all()
            self._begin()
        else:
            self.now()

    def now(self) -> None:
        """Checks and shows, however long it takes."""
        self._stop_waiting()
        began = thread_time()
        self._editor.document.check()
        self._took = thread_time() - began
        self._editor.show_all()

    def _stop_waiting(self) -> None:
        if self._due is not None:
            self._due.stop()
            self._due = None

    def _begin(self) -> None:
        self._stop_waiting()
        if not self._running:  # else what it finds is stale, and `take` begins again
            self._running = True
            sys.setswitchinterval(_TURN)
            look = partial(self._look, self._editor.document.version)
            self._editor.run_worker(look, thread=True, group="check")

    def _look(self, version: int) -> None:
        """In a thread: the findings are handed over by a message."""
        began = thread_time()
        looked = self._editor.document.look_over(version)
        self._editor.post_message(Checked(looked, thread_time() - began))

    def take(self, message: Checked) -> None:
        """A thread is done: what it found is shown if the text is still the same; else it is looked over again."""
        self._running = False
        self._took = message.took
        document = self._editor.document
        if document.is_checked:
            return
        if document.take_findings(message.looked):
            self._editor.show_all()
        elif self._due is None:
            self._begin()
