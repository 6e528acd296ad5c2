"""Small dialogs: a question with a few answers, and one line to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Input

from planui.model.words import Words
from planui.screens.place_keys import HELP_KEY, LINE_KEYS, PlaceKey, labels
from planui.widgets.bar import Bar
from planui.widgets.key_line import KeyLine
from planui.widgets.line_list import Item, LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Dialog(ModalScreen[ScreenResultType]):
    """A dialog that names its keys on its last line, as many as fit, and all of them by F1."""

    BINDINGS: ClassVar[list[BindingType]] = [("f1", "help", "")]
    NAME: ClassVar[Words] = Words("", "")
    KEYS: ClassVar[tuple[PlaceKey, ...]] = ()
    """The keys, the important ones first; the line names those of `keys_now`."""
    WITHIN: ClassVar[tuple[tuple[Words, tuple[PlaceKey, ...]], ...]] = ()
    """The keys of what is inside: a line or a text to be typed."""
    lang: str

    def keys_now(self) -> Sequence[PlaceKey]:
        """The keys as things stand."""
        return self.KEYS

    @property
    def hint(self) -> KeyLine:
        """The line that names the keys."""
        return self.query_one("#hint", KeyLine)

    def show_keys(self) -> None:
        """Names the keys as things stand."""
        self.hint.show_keys(labels(self.keys_now(), self.lang), labels((HELP_KEY,), self.lang)[0])

    def action_help(self) -> None:
        """All keys of this dialog."""
        from planui.screens.help import Help, of_place

        groups = [of_place(self.NAME, self.keys_now()), *(of_place(head, keys) for head, keys in self.WITHIN)]
        self.app.push_screen(Help(groups, self.lang))


class Editing(Dialog[ScreenResultType]):
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


class OneLine(Dialog[ScreenResultType]):
    """Asks for one line, which stands ready to be changed."""

    def __init__(self, question: str, value: str = "", *, lang: str) -> None:
        super().__init__()
        self.lang = lang
        self._question = question
        self._value = value

    def compose(self) -> ComposeResult:
        """The question above the line."""
        with Vertical(classes="dialog"):
            yield Bar(id="question")
            yield Input(self._value, id="answer", select_on_focus=False)
            yield KeyLine(id="hint")

    def on_mount(self) -> None:
        """Shows what is asked, the cursor at the end of the line."""
        self.query_one("#question", Bar).show(((self._question, "head"),))
        self.show_keys()
        answer = self.query_one(Input)
        answer.cursor_blink = False
        answer.cursor_position = len(self._value)
        answer.focus()


class Prompt(OneLine[str | None]):
    """Asks for one line; None for Escape."""

    NAME = Words("一行输入", "A line to type")
    KEYS = (
        PlaceKey("Enter", Words("确定", "accept")),
        PlaceKey("Esc", Words("取消", "cancel")),
    )
    WITHIN = ((Words("这一行里", "In the line"), LINE_KEYS),)

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss(None)", "")]

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Answers."""
        self.dismiss(message.value)
