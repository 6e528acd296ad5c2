"""The start screen: recent plans, a new one, the sample."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen

from planui.document import Document
from planui.files.form_store import default_form_id
from planui.files.recent import recent_plans
from planui.model.words import PlanuiError, Words
from planui.screens.dialogs import Prompt
from planui.screens.place_keys import HELP_KEY, PlaceKey, labels
from planui.stats import written_sections
from planui.widgets.bar import Bar
from planui.widgets.key_line import KeyLine
from planui.widgets.line_list import Item, LineList
from planui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_START_RECENT = Words("最近的计划", "Recent plans")
_START_NEW = Words("新建计划…", "New plan…")
_START_SAMPLE = Words("试用示例计划", "Try the sample plan")
_START_TITLE = Words("planui：申报方案编写", "planui: project plans")
_NEW_PATH = Words("新计划的文件名：", "File of the new plan:")
_START_TOUR = Words("60 秒上手（用示例计划）", "A tour of 60 seconds, on the sample plan")
_START_PROGRESS = Words("已写 {0}/{1} 节", "{0} of {1} sections")

_LOOKED_AT = 10
"""Recent plans that are read to say how far they are."""
_MAX_BYTES = 2_000_000


class Start(Screen[None]):
    """Lets the user choose what to open."""

    KEYS = (
        PlaceKey("Enter", Words("打开", "open")),
        PlaceKey("↑↓", Words("选择", "choose")),
        PlaceKey("Esc", Words("退出", "quit"), Words("退出；Q 和 ^Q 也是", "quit; Q and ^Q, too")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "app.leave", ""), ("f1", "help", "")]

    @dataclass
    class Opened(Message):
        """A plan was chosen and could be opened."""

        document: Document
        tour: bool = False

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def compose(self) -> ComposeResult:
        """The title above the choices."""
        with Vertical(classes="start"):
            yield Bar(id="question")
            yield LineList(id="choices")
            yield Rows(id="message")
            yield KeyLine(id="hint")

    def on_mount(self) -> None:
        """New, sample, then recent plans, the latest first."""
        self.query_one("#question", Bar).show(((_START_TITLE.pick(self._lang), "head"),))
        items = [
            Item("new", ((_START_NEW.pick(self._lang), ""),)),
            Item("sample", ((_START_SAMPLE.pick(self._lang), ""),)),
            Item("tour", ((_START_TOUR.pick(self._lang), ""),)),
        ]
        self._fixed = items
        self._recent = [one for one in recent_plans() if os.path.isfile(one.path)]
        self.query_one("#hint", KeyLine).show_keys(labels((*self.KEYS, HELP_KEY), self._lang))
        self._show({})
        self.query_one(LineList).focus()
        if self._recent:
            self.run_worker(self._look_at_plans, thread=True, exit_on_error=False)

    def action_help(self) -> None:
        """The keys of this screen."""
        from planui.screens.help import Help, of_place

        self.app.push_screen(Help([of_place(_START_TITLE, self.KEYS)], self._lang))

    def _show(self, progress: dict[str, tuple[int, int]]) -> None:
        """The choices; how far the recent plans are, as far as that is known."""
        items = list(self._fixed)
        if self._recent:
            items.append(Item("", ((_START_RECENT.pick(self._lang), "head"),)))
        for one in self._recent:
            when = datetime.fromtimestamp(one.when).astimezone().strftime("%m-%d %H:%M")
            far = _START_PROGRESS.pick(self._lang).format(*progress[one.path]) if one.path in progress else ""
            left = ((os.path.basename(one.path), ""), (f"  {os.path.dirname(one.path)}", "dim"))
            items.append(Item(f"open {one.path}", left, ((f"  {far}", "ok"), (f"  {when} ", "dim"))))
        self.query_one(LineList).set_items(items)

    def _look_at_plans(self) -> None:
        """Reads the plans that were opened last, in the background: how many of their sections hold something."""
        progress: dict[str, tuple[int, int]] = {}
        for one in self._recent[:_LOOKED_AT]:
            with suppress(PlanuiError, OSError):
                if os.path.getsize(one.path) <= _MAX_BYTES:
                    document = Document.open(one.path, read_only=True)
                    progress[one.path] = written_sections(document.form, document.plan)
        self.app.call_from_thread(self._show, progress)

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Opens what was chosen."""
        if message.key == "new":
            self.app.push_screen(Prompt(_NEW_PATH.pick(self._lang), "plan.toml", lang=self._lang), self._new)
        elif message.key in ("sample", "tour"):
            from planui.files.sample import copy_sample

            self._open(copy_sample(), tour=message.key == "tour")
        else:
            self._open(message.key.removeprefix("open "))

    def _new(self, path: str | None) -> None:
        if path and path.strip():
            self._open(os.path.expanduser(path.strip()))

    def _open(self, path: str, *, tour: bool = False) -> None:
        try:
            document = Document.open(path) if os.path.lexists(path) else Document.new(path, default_form_id())
        except PlanuiError as error:
            self.query_one("#message", Rows).show(((error.words.pick(self._lang), "error"),))
            return
        self.post_message(self.Opened(document, tour))
