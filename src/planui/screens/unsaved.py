"""Unsaved work of an editor that was killed: shown section by section against the file, and taken, in part, or not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical

from planui.commands import command
from planui.files.history import keep_version
from planui.model.diff import diff
from planui.model.plan import read_plan
from planui.model.words import PlanuiError, Words
from planui.screens import words
from planui.screens.dialogs import Dialog
from planui.screens.piece_rows import section_rows
from planui.screens.place_keys import PlaceKey
from planui.undo import Spot
from planui.widgets.bar import Bar
from planui.widgets.key_line import KeyLine
from planui.widgets.line_list import Item, LineList, Part

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.files.journal import Unsaved
    from planui.model.diff import SectionDiff
    from planui.screens.editor import Editor

Answer = tuple[str | None, ...]
"""The sections to be taken (None among them: what is in no section)."""


_FOUND = Words("上次没有保存的内容：{0}，{1}", "unsaved work of {0}: {1}")
_SECTIONS = Words("{0} 节有改动", "{0} section(s)")
_NONE_CHOSEN = Words("一节也没有选：空格选一节，A 全选", "nothing is chosen: Space chooses, A all")
_TAKEN = Words("已取回没有保存的内容；Ctrl+S 保存，Ctrl+Z 可撤销", "taken back: Ctrl+S saves, Ctrl+Z undoes")
_KILLED = Words("未保存", "unsaved")
_CAME = Words(" 多 {0} 字", " +{0} 字")
_WENT = Words(" 少 {0} 字", " −{0} 字")


class UnsavedWork(Dialog[Answer | None]):
    """Shows the differences; the answer is what to take (nothing: drop it), None for later."""

    NAME = Words("没有保存的内容", "Unsaved work")
    KEYS = (
        PlaceKey(
            "Enter",
            Words("取回", "take"),
            Words("取回打了 ✓ 的各节；T 也是", "take the sections with a ✓ back; T, too"),
        ),
        PlaceKey(
            "空格",
            Words("选/不选这一节", "choose"),
            Words("取回时带上这一节，或不带", "take this section, or leave it out"),
        ),
        PlaceKey(
            "Esc",
            Words("以后再说", "later"),
            Words("先不管，下次打开再问", "nothing is done; asked again the next time"),
        ),
        PlaceKey(
            "D",
            Words("丢弃", "drop"),
            Words("不要了；历史版本（M-h）里还找得到", "not wanted; the versions (M-h) still have it"),
        ),
        PlaceKey("A", Words("全选/全不选", "all/none")),
        PlaceKey("↑↓", Words("翻看", "look through")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", ""),
        ("t", "take", ""),
        Binding("enter", "take", show=False, priority=True),
        ("d", "dismiss(())", ""),
        ("space", "choose", ""),
        ("a", "choose_all", ""),
    ]

    def __init__(self, title: str, sections: list[SectionDiff], lang: str) -> None:
        super().__init__()
        self._title = title
        self._sections = sections
        self.lang = lang
        self._wanted = set(range(len(sections)))

    def compose(self) -> ComposeResult:
        """What there is, above how to answer."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            yield LineList(id="choices")
            yield KeyLine(id="hint")

    def on_mount(self) -> None:
        """One head a section, below it what changed there."""
        self.query_one("#question", Bar).show(((self._title, "head"),))
        self.query_one(LineList).focus()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Wraps to the new width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        self.show_keys()
        items = []
        shown = self.query_one(LineList)
        for index, section in enumerate(self._sections):
            name = f"{section.number} {section.title}" if section.number else words.OUTSIDE.pick(self.lang)
            box = "[✓] " if index in self._wanted else "[ ] "
            items.append(Item(f"{index}", ((box, "ok"), (name.strip(), "head")), _amount(section, self.lang)))
            rows = section_rows(section, shown.scrollable_content_region.width)
            items += [Item(f"{index} {order}", row) for order, row in enumerate(rows)]
        shown.set_items(items)

    def on_line_list_chosen(self) -> None:
        """A click chooses, or leaves out."""
        self.action_choose()

    def action_choose(self) -> None:
        """Takes the section under the cursor, or leaves it out."""
        key = self.query_one(LineList).key.partition(" ")[0]
        if key:
            self._wanted ^= {int(key)}
            self._show()

    def action_choose_all(self) -> None:
        """Takes all, or none."""
        every = set(range(len(self._sections)))
        self._wanted = set() if self._wanted == every else every
        self._show()

    def action_take(self) -> None:
        """Takes what is chosen."""
        if self._wanted:
            self.dismiss(tuple(self._sections[index].number for index in sorted(self._wanted)))
        else:
            self.hint.say(_NONE_CHOSEN.pick(self.lang), "warning")


def _amount(section: SectionDiff, lang: str) -> tuple[Part, ...]:
    """How many 字 came and went in a section, as Word counts them."""
    came, went = section.chars
    shown = ((_CAME, came, "ok"), (_WENT, went, "error"))
    return tuple((said.pick(lang).format(count), style) for said, count, style in shown if count)


def offer_unsaved(editor: Editor) -> None:
    """Asks what to do with each work that a killed editor left on this plan, the latest first."""
    document = editor.document
    try:
        for left in document.file.unsaved():
            text = document.recovered(left)
            sections = diff(document.text, text, document.form)
            if sections:
                break
        else:
            return
    except PlanuiError:
        return  # the state folder cannot be used (the journal says so with the first key), or no plan is left of it

    def answered(answer: Answer | None) -> None:
        if answer is None:
            return
        # Whatever is not taken can still be found among the versions.
        keep_version(document.path, left.text.encode("utf-8", "replace"), "other", who=_KILLED.pick(editor.lang))
        if answer and not _take(editor, left, text, answer):
            return
        left.discard()
        offer_unsaved(editor)

    when = datetime.fromtimestamp(left.when).astimezone().strftime("%Y-%m-%d %H:%M")
    title = _FOUND.pick(editor.lang).format(when, _SECTIONS.pick(editor.lang).format(len(sections)))
    editor.app.push_screen(UnsavedWork(title, sections, editor.lang), answered)


def _take(editor: Editor, left: Unsaved, text: str, numbers: Answer) -> bool:
    """Takes sections in, and goes to where the last edit was. False where that could not be done."""
    document = editor.document
    try:
        changed = document.bring(text, numbers, Spot(editor.section, editor.text_pane.cursor))
    except PlanuiError as error:
        editor.say(error.words, "error")
        return False
    section, cursor = _last_edit(left)
    if section not in changed:
        section, cursor = next((number for number in changed if number), editor.section), 0
    document.check()
    if document.form.section(section) is not None:
        editor.open_section(section, cursor)
    editor.plan_changed()
    document.file.flush_journal()  # it must be safe in this editor's journal before the old one goes
    conflicts = len(document.conflicts())
    if conflicts:
        editor.say(words.CONFLICTS_UNSETTLED.format(conflicts, command("conflicts").shown_key), "error")
    else:
        editor.say(_TAKEN, "ok")
    return True


def _last_edit(left: Unsaved) -> tuple[str, int]:
    """The section in which the last edit ended, and where in its text; no section where nobody knows."""
    found, cursor = "", 0
    for number, section in read_plan(left.text).sections.items():
        if section.node.start <= left.last:
            node = section.text_node
            found, cursor = number, node.value_offset(left.last) if node is not None else 0
    return found, cursor
