"""The versions of one section: when, by whom, how much; what bringing one back would change, and bringing it back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical
from textual.worker import get_current_worker

from planui.files.history import list_versions, read_version
from planui.files.process import user_name
from planui.model.diff_words import diff_text
from planui.model.plan import read_plan
from planui.model.section_parts import section_text
from planui.model.toml_nodes import TomlError
from planui.model.words import PlanuiError, Words
from planui.screens import words
from planui.screens.dialogs import Dialog
from planui.screens.piece_rows import amount, shortened
from planui.screens.place_keys import PlaceKey
from planui.undo import Spot
from planui.widgets.bar import Bar
from planui.widgets.key_line import KeyLine
from planui.widgets.line_list import Item, LineList
from planui.widgets.part_rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.document import Document
    from planui.files.history import Version
    from planui.screens.editor import Editor

_HISTORY_TITLE = Words("历史版本：{0}", "Versions of {0}")
_HISTORY_WAIT = Words("正在读取……", "reading …")
_HISTORY_NONE = Words("还没有历史版本：每次保存都会留下一个", "no versions yet: each save keeps one")
_HISTORY_SAME = Words("与现在的内容相同", "the same as now")
_HISTORY_CHANGE = Words("取回会带来的改动", "what bringing it back changes")
_BROUGHT_BACK = Words("已取回 {0} 的这个版本；Ctrl+Z 可撤销", "that version of {0} is back; Ctrl+Z undoes")


class Past(NamedTuple):
    """What a section once was: the version that first had it so, the whole plan then, and the section as a text."""

    version: Version
    plan: str
    text: str


class History(Dialog[Past | None]):
    """Lists the versions of a section; the answer is the one to bring back."""

    NAME = Words("历史版本", "Versions")
    KEYS = (
        PlaceKey("↑↓", Words("选版本", "choose")),
        PlaceKey(
            "Enter",
            Words("取回", "bring back"),
            Words("取回光标所在的版本，可撤销", "bring that version back; undo works"),
        ),
        PlaceKey("Esc", Words("返回", "back")),
        PlaceKey(
            "F6",
            Words("看差异", "difference"),
            Words("到下面的差异里翻看，再按回来", "scroll the difference, and back"),
        ),
        PlaceKey("PgUp/PgDn", Words("翻页", "page")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", ""), ("f6,tab", "other_pane", "")]

    def __init__(self, document: Document, number: str, title: str, lang: str) -> None:
        super().__init__()
        self._document = document
        self._number = number
        self._title = title
        self.lang = lang
        self._now = section_text(document.plan, number)
        self._past: list[Past] = []

    def compose(self) -> ComposeResult:
        """The versions, and what the one under the cursor would change."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            yield LineList(id="versions")
            yield Bar(id="difference")
            yield LineList(id="choices")
            yield KeyLine(id="hint")

    def on_mount(self) -> None:
        """Reads the versions in a thread, the latest first: there may be hundreds."""
        self.query_one("#question", Bar).show(((self._title, "head"),))
        self.show_keys()
        self.query_one("#difference", Bar).show(((_HISTORY_WAIT.pick(self.lang), "dim"),))
        self.query_one("#versions", LineList).focus()
        self.run_worker(self._read, thread=True, group="history", exclusive=True)

    def _read(self) -> None:
        worker = get_current_worker()
        for found in past_of(self._document.path, self._number):
            if worker.is_cancelled:
                return
            self._past.append(found)
            if len(self._past) in (2, 10, 50, 200):
                self.app.call_from_thread(self._show)
        self.app.call_from_thread(self._show)

    def _show(self) -> None:
        items = []
        for index, one in enumerate(self._past):
            older = self._past[index + 1].text if index + 1 < len(self._past) else ""
            came, went = amount(diff_text(older, one.text))
            when = datetime.fromtimestamp(one.version.when).astimezone().strftime("%Y-%m-%d %H:%M:%S")
            own = one.version.origin == "saved"
            who = one.version.who or (user_name() if own else words.ANOTHER_PROGRAM.pick(self.lang))
            mark = "= " if one.text == self._now else "  "
            left = ((mark, "ok"), (f"{when}  ", ""), (f"{who}  ", "info"), (f"+{came} ", "ok"), (f"−{went}", "error"))
            items.append(Item(str(index), left))
        if not items:
            items.append(Item("", ((_HISTORY_NONE.pick(self.lang), "dim"),)))
        self.query_one("#versions", LineList).set_items(items)
        self._show_difference()

    def on_line_list_highlighted(self) -> None:
        """Another version."""
        self._show_difference()

    def _show_difference(self) -> None:
        one = self._chosen
        shown = self.query_one("#choices", LineList)
        if one is None:
            shown.set_items([])
            self.query_one("#difference", Bar).show((("", ""),))
            return
        same = one.text == self._now
        said = _HISTORY_SAME if same else _HISTORY_CHANGE
        self.query_one("#difference", Bar).show(((said.pick(self.lang), "head"),))
        parts = [(one.text, "")] if same else shortened(diff_text(self._now, one.text))
        shown.set_items(
            [Item(f"{at}", row) for at, row in enumerate(rows_of(parts, shown.scrollable_content_region.width))]
        )
        shown.action_edge(0)

    @property
    def _chosen(self) -> Past | None:
        key = self.query_one("#versions", LineList).key
        return self._past[int(key)] if key else None

    def on_line_list_chosen(self) -> None:
        """Brings the version under the cursor back."""
        if self._chosen is not None and not self._document.read_only:
            self.dismiss(self._chosen)

    def action_other_pane(self) -> None:
        """Between the versions and the difference."""
        self.focus_next(LineList)


def past_of(path: str, number: str) -> Iterator[Past]:
    """What a section has been, the latest first, each with the oldest version that had it so in a row."""
    run: Past | None = None
    for version in list_versions(path):
        try:
            plan = read_version(version).decode("utf-8")
            text = section_text(read_plan(plan), number)
        except (PlanuiError, TomlError, UnicodeDecodeError):
            continue
        if run is not None and run.text != text:
            yield run
        run = Past(version, plan, text)
    if run is not None:
        yield run


def show_history(editor: Editor) -> None:
    """Shows the versions of the section in view, and brings one back."""
    document = editor.document
    section = document.form.section(editor.section)
    name = f"{editor.section} {section.title}" if section is not None else editor.section

    def picked(past: Past | None) -> None:
        if past is None:
            return
        spot = Spot(editor.section, editor.text_pane.cursor)
        try:
            changed = document.bring(past.plan, (editor.section,), spot)
        except PlanuiError as error:
            editor.say(error.words, "error")
            return
        editor.open_section(editor.section, editor.text_pane.cursor)
        editor.plan_changed()
        if changed:
            editor.say(_BROUGHT_BACK.format(editor.section), "ok")

    title = _HISTORY_TITLE.pick(editor.lang).format(name)
    editor.app.push_screen(History(document, editor.section, title, editor.lang), picked)
