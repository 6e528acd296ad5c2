"""Pick one of many by typing a part of it: the palette and the go-to list are two of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical
from textual.widgets import Input

from planui.model.pinyin import sounds
from planui.model.words import Words
from planui.screens.dialogs import Dialog
from planui.screens.place_keys import LINE_KEYS, PlaceKey
from planui.widgets.bar import Bar
from planui.widgets.key_line import KeyLine
from planui.widgets.line_list import Item, LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType


class Choice(NamedTuple):
    """What can be picked: `finders` are texts that typing is compared with; `spoken` is found by its pinyin."""

    key: str
    label: str
    hint: str = ""
    finders: tuple[str, ...] = ()
    spoken: str = ""


class Pick(Dialog[str]):
    """Shows choices that match what is typed, the best first; the answer is a key, empty for Escape."""

    NAME = Words("选一个", "Pick one")
    KEYS = (
        PlaceKey("Enter", Words("选定", "pick")),
        PlaceKey("↑↓", Words("选择", "choose")),
        PlaceKey("Esc", Words("关闭", "close")),
        PlaceKey("PgUp/PgDn", Words("翻页", "page")),
    )
    WITHIN = ((Words("键入", "What is typed"), LINE_KEYS),)
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss('')", ""),
        ("down", "move(1)", ""),
        ("up", "move(-1)", ""),
        ("pagedown", "page(1)", ""),
        ("pageup", "page(-1)", ""),
    ]

    def __init__(self, title: str, choices: Sequence[Choice], nothing: str, lang: str) -> None:
        """`nothing`: what is said when no choice matches."""
        super().__init__()
        self.lang = lang
        self._nothing = nothing
        self._title = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The title, the line to type in, the choices."""
        with Vertical(classes="dialog list"):
            yield Bar(id="question")
            yield Input(id="answer")
            yield LineList(id="choices")
            yield KeyLine(id="hint")

    def on_mount(self) -> None:
        """All choices, at first."""
        self.show_keys()
        self.query_one(Bar).show(((self._title, "head"),))
        answer = self.query_one(Input)
        answer.cursor_blink = False
        answer.focus()
        self._show("")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Fewer choices with every letter."""
        self._show(message.value)

    def on_input_submitted(self) -> None:
        """Picks the choice under the cursor, if any matches."""
        if key := self.query_one(LineList).key:
            self.dismiss(key)

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Picks what was clicked."""
        self.dismiss(message.key)

    def action_move(self, by: int) -> None:
        """Moves among the choices while the cursor stays in the line."""
        self.query_one(LineList).action_move(by)

    def action_page(self, by: int) -> None:
        """The same by screenfuls."""
        self.query_one(LineList).action_page(by)

    def _show(self, typed: str) -> None:
        ranked = [(rank(choice, typed), index, choice) for index, choice in enumerate(self._choices)]
        found = sorted((one for one in ranked if one[0] is not None), key=lambda one: (one[0], one[1]))
        items = [Item(choice.key, ((choice.label, ""),), ((f" {choice.hint}", "dim"),)) for _, _, choice in found]
        choices = self.query_one(LineList)
        choices.set_items(items or [Item("", ((self._nothing, "warning"),))])
        choices.action_edge(0)


def rank(choice: Choice, typed: str) -> int | None:
    """How well a choice matches: 0 is it, 1 begins with it, 2 holds it, 3 has its letters in order; None: none."""
    wanted = typed.strip().casefold()
    if not wanted:
        return 0
    found = [_rank(finder.casefold(), wanted) for finder in (choice.label, *choice.finders)]
    if choice.spoken:
        found.append(sounds(choice.spoken, wanted))
    return min((one for one in found if one is not None), default=None)


def _rank(text: str, wanted: str) -> int | None:
    if wanted in text:
        return 0 if text == wanted else 1 if text.startswith(wanted) else 2
    return 3 if _in_order(wanted, text) else None


def _in_order(wanted: str, text: str) -> bool:
    letters = iter(text)
    return all(letter in letters for letter in wanted)
