"""The editor's application: the theme, and which screen comes first."""

from __future__ import annotations

import asyncio
import gc
import os
import select
import signal
import threading
from typing import TYPE_CHECKING, ClassVar

from planui import resources
from planui.files.pattern_cache import save_patterns
from planui.files.settings import load_settings
from planui.model.words import PlanuiError, Words
from planui.screens.editor import Editor
from planui.screens.own_keys import use_keys
from planui.screens.themes import first_theme, use_theme
from planui.screens.tour import is_first_start
from planui.widgets.screen_shadow import ShadowedApp
from planui.widgets.terminal_keys import teach
from planui.widgets.whole_clusters import keep_clusters_whole

if TYPE_CHECKING:
    from textual.binding import BindingType

    from planui.document import Document
    from planui.screens.start import Start


_STARTED = 1.0
"""Seconds after which no start is disturbed any more."""
_FAREWELL_SECONDS = 0.8
"""After a signal the terminal is restored within this time, or not at all."""
_LAST_LOOK = 0.02
_LAST_KEYS = 12
"""How often, and after how many seconds each, it is looked whether the keys before a signal have been taken in."""


class PlanuiApp(ShadowedApp[None]):
    """Edits one document; without one, lets the user choose it."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "planui"
    CSS_PATH = os.path.join(resources.data_folder("styles"), "screen.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*ShadowedApp.BINDINGS, ("ctrl+q", "leave", "")]

    def __init__(self, document: Document | None, lang: str, *, section: str | None = None) -> None:
        teach()
        keep_clusters_whole()
        super().__init__()
        self.lang = lang
        self._document = document
        self._section = section
        settings = load_settings()
        self.settings_problem: Words | None = settings.problem
        self.tour_wanted = settings.tour
        use_theme(self, first_theme(settings.theme))
        try:
            use_keys(self, settings.keys)
        except PlanuiError as error:
            self.settings_problem = error.words
        self._ending: asyncio.Task[None] | None = None

    def on_mount(self) -> None:
        """The editor, or the start screen."""
        self.tour_wanted = self.tour_wanted and not self.is_headless and is_first_start()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            loop.add_signal_handler(number, self._end_by_signal, number)
        if not gc.isenabled():
            self.set_timer(_STARTED, self._started)
        if self._document is not None:
            self.open_document(self._document, self._section)
        else:
            from planui.screens.start import Start

            self.push_screen(Start(self.lang))

    def _started(self) -> None:
        """The screen stands: what was put off for that is made up for."""
        gc.freeze()  # what is there now stays, and need not be looked through with each collection
        gc.enable()
        self.run_worker(save_patterns, thread=True)

    def _end_by_signal(self, number: int) -> None:
        """The connection has gone, or the machine goes down: what was typed is brought to the disk, then it ends.

        The work stays unsaved, and is offered when the plan is opened again.
        """
        if self._ending is not None:
            return
        self._flush_journals()
        # A terminal that is gone may never take the farewell.
        last = threading.Timer(_FAREWELL_SECONDS, os._exit, (128 + number,))
        last.daemon = True
        last.start()
        self._ending = asyncio.get_running_loop().create_task(self._end(number))

    async def _end(self, number: int) -> None:
        """Takes in the keys that were pressed before the signal, and ends."""
        quiet = 0
        for _ in range(_LAST_KEYS):
            await asyncio.sleep(_LAST_LOOK)
            pumps = [self, self.screen, self.focused or self.screen]
            unread = number != signal.SIGHUP and bool(select.select([0], [], [], 0)[0])
            waits = unread or self.input_waits or any(pump.message_queue_size for pump in pumps)
            quiet = 0 if waits else quiet + 1
            if quiet == 3:
                break
        self._flush_journals()
        self.exit(return_code=128 + number)

    def _flush_journals(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, Editor):
                screen.document.file.flush_journal()
                screen.remember()

    def open_document(self, document: Document, section: str | None = None) -> None:
        """Shows the editor on a document."""
        self.push_screen(Editor(document, self.lang, section, tour=self.tour_wanted, problem=self.settings_problem))

    def on_start_opened(self, message: Start.Opened) -> None:
        """A plan was chosen on the start screen."""
        self.tour_wanted = message.tour or self.tour_wanted
        self.open_document(message.document)

    def action_leave(self) -> None:
        """Leaves, from a screen that has nothing to lose."""
        self.exit()
