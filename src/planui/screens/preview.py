"""Preview: the section as it will read, and the page of the PDF that it stands on, as characters."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import Vertical

from planui.files.settings import load_settings
from planui.model.metrics import Metrics
from planui.model.words import Words
from planui.screens.dialogs import Dialog
from planui.screens.place_keys import PlaceKey
from planui.widgets.key_line import KeyLine
from planui.widgets.reading import Reading
from planui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.screens.editor import Editor

_NO_PDF_YET = Words("还没有 PDF：先按 F5 生成", "there is no PDF yet: F5 makes it")
_PAGE_OF = Words("  第 {0}/{1} 页，{2} 生成", "  page {0} of {1}, made {2}")
_ANY_KEY = Words("按任意键返回", "any key goes back")

_STYLES = {"": "", "strong": "head", "head": "head", "code": "info", "caption": "dim", "frame": "dim"}
_WIDEST = 76
"""Cells of a row: longer ones are hard to read."""


_SECTION = PlaceKey("Tab", Words("本节", "the section"), Words("换回本节", "back to the section as it will read"))
_NO_PICTURES = Words(
    '没听说这个终端能显示图片；能的话在设置文件里写 pictures = "kitty" 或 "sixel"',
    'this terminal is not known to show pictures; if it does: pictures = "kitty" or "sixel" in your settings',
)


class Preview(Dialog[None]):
    """Shows the section; Tab changes to the PDF's pages, and back."""

    NAME = Words("预览", "Preview")
    KEYS = (
        PlaceKey("↑↓", Words("翻看", "scroll"), Words("翻看；PgUp/PgDn 翻一屏", "scroll; PgUp/PgDn by screenfuls")),
        PlaceKey(
            "Tab", Words("PDF 的页", "the PDF's page"), Words("在本节和 PDF 的页之间换", "to the PDF's page, and back")
        ),
        PlaceKey(
            "P",
            Words("看图", "picture"),
            Words("把 PDF 的页显示为图（终端能显示时）", "the page as a picture, if it can be"),
        ),
        PlaceKey("Esc", Words("返回", "back")),
        PlaceKey("F5", Words("生成 PDF", "render")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,f12,q", "dismiss", ""),
        ("p", "picture", ""),
        ("f5", "render", ""),
        Binding("tab", "other", show=False, priority=True),
        Binding("left", "turn(-1)", show=False, priority=True),
        Binding("right", "turn(1)", show=False, priority=True),
    ]

    def __init__(self, editor: Editor, *, page: bool) -> None:
        """`page`: begins with the PDF."""
        super().__init__()
        self.lang = editor.lang
        self._editor = editor
        self._pdf = os.path.splitext(editor.document.path)[0] + ".pdf"
        self._of_page = page
        self._number = 0

    def compose(self) -> ComposeResult:
        """What is shown, and how to leave."""
        with Vertical(classes="dialog tall full"):
            yield Rows(id="question", most=2)
            yield Reading(id="page")
            yield KeyLine(id="hint")

    def on_mount(self) -> None:
        """The rows are as wide as the pane."""
        self.query_one(Reading).focus()
        self.call_after_refresh(self._show)

    def action_other(self) -> None:
        """From the section to the page, and back."""
        self._of_page = not self._of_page
        self._show()

    def action_render(self) -> None:
        """Makes the PDF; its progress is told in the editor."""
        self.dismiss(None)
        self._editor.action_run("render")

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
            self._title(_NO_PICTURES.pick(lang), "warning")
            return
        try:
            show_page(self.app, self._pdf, self._number, kind, _ANY_KEY.pick(lang))
        except OSError as error:
            self._title(str(error), "error")

    def keys_now(self) -> Sequence[PlaceKey]:
        """The pages are turned, too."""
        if not self._of_page:
            return self.KEYS
        return (PlaceKey("←→", Words("前后页", "pages")), self.KEYS[0], self.KEYS[2], _SECTION, *self.KEYS[3:])

    def _show(self) -> None:
        self.show_keys()
        if self._of_page:
            self._show_page()
        else:
            self._show_section()

    def _title(self, title: str, style: str = "head", more: str = "") -> None:
        self.query_one("#question", Rows).show(((title, style), (more, "dim")))

    def _show_section(self) -> None:
        from planui.render.preview import section_rows

        editor, reading = self._editor, self.query_one(Reading)
        section = editor.document.form.section(editor.section)
        self._title(section.heading if section is not None else editor.section)
        width = min(_WIDEST, reading.scrollable_content_region.width)
        rows = section_rows(editor.document.plan.text(editor.section), width, cell_len, Metrics(cell_len))
        reading.show([[(text, _STYLES[style]) for text, style in row] for row in rows])

    def _show_page(self) -> None:
        from planui.render.printed import heading_pages, page_text

        lang, reading = self._editor.lang, self.query_one(Reading)
        try:
            when = datetime.fromtimestamp(os.stat(self._pdf).st_mtime).astimezone().strftime("%H:%M:%S")
            if not self._number:
                section = self._editor.document.form.section(self._editor.section)
                self._number = heading_pages(self._pdf).get(section.heading if section is not None else "", 1)
            page = page_text(self._pdf, self._number, cell_len)
        except OSError:
            self._title(_NO_PDF_YET.pick(lang), "warning")
            reading.show([])
            return
        self._number = page.number
        self._title(os.path.basename(self._pdf), "head", _PAGE_OF.pick(lang).format(page.number, page.pages, when))
        reading.show([[(row, "")] for row in page.rows])


def preview(editor: Editor, *, page: bool = False) -> None:
    """Shows the section as it will read, or its page."""
    editor.app.push_screen(Preview(editor, page=page))
