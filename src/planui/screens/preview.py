"""Preview: the section as it will read, and the page of the PDF that it stands on, as characters."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from planui.files.settings import load_settings
from planui.model.metrics import Metrics
from planui.screens import words
from planui.widgets.bar import Bar
from planui.widgets.reading import Reading

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.screens.editor import Editor

_STYLES = {"": "", "strong": "head", "head": "head", "code": "info", "caption": "dim", "frame": "dim"}
_WIDEST = 76
"""Cells of a row: longer ones are hard to read."""


class Preview(ModalScreen[None]):
    """Shows the section; Tab changes to the PDF's pages, and back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,f12,q", "dismiss", ""),
        ("p", "picture", ""),
        Binding("tab", "other", show=False, priority=True),
        Binding("left", "turn(-1)", show=False, priority=True),
        Binding("right", "turn(1)", show=False, priority=True),
    ]

    def __init__(self, editor: Editor, *, page: bool) -> None:
        """`page`: begins with the PDF."""
        super().__init__()
        self._editor = editor
        self._pdf = os.path.splitext(editor.document.path)[0] + ".pdf"
        self._of_page = page
        self._number = 0

    def compose(self) -> ComposeResult:
        """What is shown, and how to leave."""
        with Vertical(classes="dialog tall full"):
            yield Bar(id="question")
            yield Reading(id="page")
            yield Bar(id="hint")

    def on_mount(self) -> None:
        """The rows are as wide as the pane."""
        self.query_one(Reading).focus()
        self.call_after_refresh(self._show)

    def action_other(self) -> None:
        """From the section to the page, and back."""
        self._of_page = not self._of_page
        self._show()

    def action_turn(self, by: int) -> None:
        """To the next page or the one before."""
        if self._of_page:
            self._number = max(1, self._number + by)
            self._show()

    def action_picture(self) -> None:
        """The page as a picture, where the terminal shows pictures."""
        if not self._of_page:
            self._of_page = True
            self._show()
        from planui.screens.picture import protocol, show_page

        lang = self._editor.lang
        kind = protocol(os.environ, load_settings().pictures)
        if not kind or self.app.is_headless:
            self.query_one("#hint", Bar).show(((words.NO_PICTURES.pick(lang), "warning"),))
            return
        try:
            show_page(self.app, self._pdf, self._number, kind, words.ANY_KEY.pick(lang))
        except OSError as error:
            self.query_one("#hint", Bar).show(((str(error), "error"),))

    def _show(self) -> None:
        lang = self._editor.lang
        hint = words.PAGE_HINT if self._of_page else words.PREVIEW_HINT
        self.query_one("#hint", Bar).show(((hint.pick(lang), "dim"),))
        if self._of_page:
            self._show_page()
        else:
            self._show_section()

    def _title(self, title: str, style: str = "head", more: str = "") -> None:
        self.query_one("#question", Bar).show(((title, style), (more, "dim")))

    def _show_section(self) -> None:
        from planui.render.preview import section_rows

        editor, reading = self._editor, self.query_one(Reading)
        section = editor.document.form.section(editor.section)
        self._title(section.heading if section is not None else editor.section)
        width = min(_WIDEST, reading.scrollable_content_region.width)
        rows = section_rows(editor.document.plan.text(editor.section), width, cell_len, Metrics(cell_len))
        reading.show([[(text, _STYLES[style]) for text, style in row] for row in rows])

    def _show_page(self) -> None:
        from planui.render.preview import heading_pages, page_text

        lang, reading = self._editor.lang, self.query_one(Reading)
        try:
            when = datetime.fromtimestamp(os.stat(self._pdf).st_mtime).astimezone().strftime("%H:%M:%S")
            if not self._number:
                section = self._editor.document.form.section(self._editor.section)
                self._number = heading_pages(self._pdf).get(section.heading if section is not None else "", 1)
            page = page_text(self._pdf, self._number, cell_len)
        except OSError:
            self._title(words.NO_PDF_YET.pick(lang), "warning")
            reading.show([])
            return
        self._number = page.number
        self._title(os.path.basename(self._pdf), "head", words.PAGE_OF.pick(lang).format(page.number, page.pages, when))
        reading.show([[(row, "")] for row in page.rows])


def preview(editor: Editor, *, page: bool = False) -> None:
    """Shows the section as it will read, or its page."""
    editor.app.push_screen(Preview(editor, page=page))
