"""What could not be merged, mine and theirs side by side, to be settled by one key; until then both stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical

from planui.commands import command
from planui.model.diff_words import DELETE, EQUAL, INSERT, diff_text
from planui.model.words import PlanuiError, Words
from planui.screens import words
from planui.screens.cell import Cell
from planui.screens.company import own_names
from planui.screens.dialogs import Dialog
from planui.screens.place_keys import PlaceKey
from planui.undo import Spot
from planui.widgets.bar import Bar
from planui.widgets.key_line import KeyLine
from planui.widgets.line_list import Item, LineList
from planui.widgets.part_rows import rows_of

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.document import Document
    from planui.model.open_conflicts import OpenConflict
    from planui.screens.editor import Editor

_CONFLICTS_LEFT_NOW = Words("已取舍；还有 {0} 处", "settled; {0} left")
_ALL_SETTLED = Words("冲突都已取舍；Ctrl+Z 可撤销", "all conflicts are settled; Ctrl+Z undoes")
_NO_CONFLICTS = Words("没有冲突", "no conflicts")
_CONFLICT_TITLE = Words("冲突 {0}/{1}：{2}", "Conflict {0}/{1}: {2}")
_CONFLICT_EDIT = Words("改写成一段", "One text of both")
_MINE = Words("我的", "mine")
_THEIRS = Words("对方的", "theirs")
_NOTHING_THERE = Words("（删去）", "(deleted)")


class Conflicts(Dialog[Spot | None]):
    """Settles conflicts one by one; the answer is where the last one was that was settled or looked at."""

    NAME = Words("冲突", "Conflicts")
    KEYS = (
        PlaceKey("1", Words("取左边", "left"), Words("取左边的，右边的不要", "keep the left one only")),
        PlaceKey("2", Words("取右边", "right"), Words("取右边的，左边的不要", "keep the right one only")),
        PlaceKey("3", Words("都要", "both"), Words("两边都要，一前一后", "keep both, one after the other")),
        PlaceKey(
            "4",
            Words("改写", "edit"),
            Words("改写成一段；没有改动则不取舍", "one text of both; unchanged, nothing is settled"),
        ),
        PlaceKey(
            "Esc",
            Words("返回", "back"),
            Words("返回；没有取舍的还标在正文里", "back; what is not settled stays marked"),
        ),
        PlaceKey("N/P", Words("下/上一处", "next/previous")),
        PlaceKey("^Z", Words("撤销", "undo"), Words("撤销刚才的取舍", "take back what was settled last")),
        PlaceKey("↑↓", Words("翻看", "scroll")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", ""),
        ("1", "take('ours')", ""),
        ("2", "take('theirs')", ""),
        ("3", "take('both')", ""),
        ("4", "edit", ""),
        ("n,f8,right", "move(1)", ""),
        ("p,shift+f8,f20,left", "move(-1)", ""),
        ("down,j", "scroll(1)", ""),
        ("up,k", "scroll(-1)", ""),
        ("pagedown", "scroll(10)", ""),
        ("pageup", "scroll(-10)", ""),
        ("ctrl+z", "undo", ""),
    ]

    def __init__(self, document: Document, lang: str, section: str) -> None:
        """`section`: its first conflict is shown first, if it has one."""
        super().__init__()
        self._document = document
        self.lang = lang
        self._found = document.conflicts()
        self._at = next((at for at, one in enumerate(self._found) if one.place.section == section), 0)
        self._settled = 0
        self._spot: Spot | None = None

    def compose(self) -> ComposeResult:
        """Which conflict, both sides, and the keys."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            with Horizontal(id="sides"):
                with Vertical():
                    yield Bar(id="mine-name")
                    yield LineList(id="mine")
                with Vertical():
                    yield Bar(id="theirs-name")
                    yield LineList(id="theirs")
            yield Bar(id="answer")
            yield KeyLine(id="hint")

    def on_mount(self) -> None:
        """The first conflict."""
        for side in self.query(LineList):
            side.can_focus = False
        self.show_keys()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Wraps to the new width."""
        self.call_after_refresh(self._show)

    @property
    def _conflict(self) -> OpenConflict:
        return self._found[self._at]

    def _show(self) -> None:
        one = self._conflict
        place = one.place
        section = self._document.form.section(place.section or "")
        name = f"{section.number} {section.title}" if section is not None else words.OUTSIDE.pick(self.lang)
        detail = " ".join(filter(None, (f"{place.table}[{place.row + 1}]" if place.table else "", place.key)))
        title = _CONFLICT_TITLE.pick(self.lang).format(self._at + 1, len(self._found), f"{name} {detail}".strip())
        self.query_one("#question", Bar).show(((title, "head"),))
        mine, theirs = _MINE.pick(self.lang), _THEIRS.pick(self.lang)
        if one.marks.their_name in own_names() and one.marks.our_name not in own_names():
            mine, theirs = theirs, mine  # It was the other's editor that marked it.
        self.query_one("#mine-name", Bar).show(((f"1 {mine} {one.marks.our_name}", "info"),))
        self.query_one("#theirs-name", Bar).show(((f"2 {theirs} {one.marks.their_name}", "info"),))
        pieces = diff_text(one.ours, one.theirs)
        for name, own in (("#mine", DELETE), ("#theirs", INSERT)):
            shown = self.query_one(name, LineList)
            parts = [(text, "" if op == EQUAL else "warning") for op, text in pieces if op in (EQUAL, own)]
            if not any(text for text, _ in parts):
                parts = [(_NOTHING_THERE.pick(self.lang), "dim")]
            shown.set_items([Item("", row) for row in rows_of(parts, shown.scrollable_content_region.width)])
            shown.scroll_to(y=0, animate=False, immediate=True)
        self._spot = Spot(place.section, place.start if place.part == "text" else 0) if place.section else None

    def action_move(self, by: int) -> None:
        """To the next or previous conflict, round the end."""
        self._at = (self._at + by) % len(self._found)
        self._show()

    def action_scroll(self, by: int) -> None:
        """Scrolls both sides."""
        for side in self.query(LineList):
            side.scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Back to the text; what is not settled stays marked there."""
        self.dismiss(self._spot)

    def action_take(self, side: str) -> None:
        """Settles the conflict: `ours`, `theirs` or `both`."""
        self._settle(getattr(self._conflict, side))

    def action_edit(self) -> None:
        """Both sides to be edited into one; unchanged, nothing is settled."""
        hand = _InHand(self._conflict.both)
        before = hand.text

        def done(_: None) -> None:
            if hand.text != before:
                self._settle(hand.text.rstrip("\n"))

        title = _CONFLICT_EDIT.pick(self.lang)
        self.app.push_screen(Cell(title, hand, self.lang), done)

    def action_undo(self) -> None:
        """Takes back what was settled last."""
        if self._settled:
            self._settled -= 1
            self._document.undo()
            self._look_again()

    def _settle(self, text: str) -> None:
        if self._document.read_only:
            return
        try:
            self._document.settle(self._conflict, text)
        except PlanuiError as error:
            self.query_one("#answer", Bar).show(((error.words.pick(self.lang), "error"),))
            return
        self._settled += 1
        self._look_again()

    def _look_again(self) -> None:
        self._found = self._document.conflicts()
        said = _CONFLICTS_LEFT_NOW.pick(self.lang).format(len(self._found))
        self.query_one("#answer", Bar).show(((said, "ok"),))
        if not self._found:
            self.action_leave()
            return
        self._at = min(self._at, len(self._found) - 1)
        self._show()


class _InHand:
    """A text that belongs to no document yet (`model.buffer.TextBuffer`)."""

    def __init__(self, text: str) -> None:
        self.text = text

    def replace(self, start: int, end: int, new: str, *, cursor: int, group: str = "") -> None:
        """Puts `new` in the place of some characters."""
        self.text = self.text[:start] + new + self.text[end:]


def settle_conflicts(editor: Editor) -> None:
    """Shows the conflicts of the plan, if there are any."""
    document = editor.document
    if not document.conflicts():
        editor.say(_NO_CONFLICTS, "ok")
        return
    version = document.version

    def closed(spot: Spot | None) -> None:
        document.check()
        if spot is not None and spot.section is not None:
            editor.open_section(spot.section, spot.cursor)
        elif document.version != version:
            editor.open_section(editor.section, editor.text_pane.cursor)
        editor.plan_changed()
        left = len(document.conflicts())
        if left:
            editor.say(words.CONFLICTS_UNSETTLED.format(left, command("conflicts").shown_key), "error")
        elif document.version != version:
            editor.say(_ALL_SETTLED, "ok")

    editor.app.push_screen(Conflicts(document, editor.lang, editor.section), closed)
