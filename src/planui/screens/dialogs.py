"""Small dialogs: a question with a few answers, and one line to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input

from planui.widgets.bar import Bar
from planui.widgets.line_list import Item, LineList

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Editing(ModalScreen[ScreenResultType]):
    """A dialog that writes into the plan while it is open: the plan can be saved from it."""

    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+s", "save_plan", "")]

    def action_save_plan(self) -> None:
        """Saves, as everywhere else; the editor below says how it went."""
        for screen in reversed(self.app.screen_stack):
            run = getattr(screen, "action_run", None)
            if run is not None:
                run("save")
                return


class Question(ModalScreen[str]):
    """Asks; the answer is the key of the choice, empty for Escape. A choice's letter chooses it, too."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss('')", "")]

    def __init__(self, question: str, choices: list[tuple[str, str, str]]) -> None:
        """`choices`: (key, letter, label)."""
        super().__init__()
        self._question = question
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The question above its choices."""
        with Vertical(classes="dialog"):
            yield Bar(id="question")
            yield LineList(id="choices")

    def on_mount(self) -> None:
        """Shows what is asked."""
        self.query_one(Bar).show(((self._question, "head"),))
        choices = self.query_one(LineList)
        choices.set_items([Item(key, ((label, ""),)) for key, _, label in self._choices])
        choices.styles.height = len(self._choices)
        choices.focus()

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Answers."""
        self.dismiss(message.key)

    def on_key(self, event: events.Key) -> None:
        """A letter answers."""
        for key, letter, _ in self._choices:
            if event.key == letter:
                event.stop()
                self.dismiss(key)


class Prompt(ModalScreen[str | None]):
    """Asks for one line; None for Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "")]

    def __init__(self, question: str, value: str = "", *, hint: str = "", tab: bool = False) -> None:
        """`tab`: the Tab key answers, too; `by_tab` then says that it did."""
        super().__init__()
        self.by_tab = False
        self._tab = tab
        self._question = question
        self._value = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        """The question above the line."""
        with Vertical(classes="dialog"):
            yield Bar(id="question")
            yield Input(self._value, id="answer", select_on_focus=False)
            yield Bar(id="hint")

    def on_mount(self) -> None:
        """Shows what is asked, the cursor at the end of the line."""
        self.query_one("#question", Bar).show(((self._question, "head"),))
        self.query_one("#hint", Bar).show(((self._hint, "dim"),))
        answer = self.query_one(Input)
        answer.cursor_blink = False
        answer.cursor_position = len(self._value)
        answer.focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Answers."""
        self.dismiss(message.value)

    def on_key(self, event: events.Key) -> None:
        """Tab answers where it may."""
        if event.key == "tab" and self._tab:
            event.stop()
            event.prevent_default()
            self.by_tab = True
            self.dismiss(self.query_one(Input).value)
