"""The editor's application: the theme, and which screen comes first."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from planui import resources
from planui.screens.editor import Editor
from planui.screens.start import Start
from planui.widgets.screen_shadow import ShadowedApp
from planui.widgets.terminal_keys import teach

if TYPE_CHECKING:
    from textual.binding import BindingType

    from planui.document import Document


class PlanuiApp(ShadowedApp[None]):
    """Edits one document; without one, lets the user choose it."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "planui"
    CSS_PATH = os.path.join(resources.data_folder("styles"), "screen.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [*ShadowedApp.BINDINGS, ("ctrl+q", "leave", "")]

    def __init__(self, document: Document | None, lang: str, *, section: str | None = None) -> None:
        teach()
        super().__init__()
        self.lang = lang
        self._document = document
        self._section = section

    def on_mount(self) -> None:
        """The editor, or the start screen."""
        if self._document is not None:
            self.open_document(self._document, self._section)
        else:
            self.push_screen(Start(self.lang))

    def open_document(self, document: Document, section: str | None = None) -> None:
        """Shows the editor on a document."""
        self.push_screen(Editor(document, self.lang, section))

    def on_start_opened(self, message: Start.Opened) -> None:
        """A plan was chosen on the start screen."""
        self.open_document(message.document)

    def action_leave(self) -> None:
        """Leaves, from a screen that has nothing to lose."""
        self.exit()
