"""The cover's fields: one line each, with its findings shown while it is typed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input

from planui.screens import words
from planui.widgets.bar import Bar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.document import Document
    from planui.model.diagnostic import Diagnostic
    from planui.model.form import FormField


class Fields(ModalScreen[None]):
    """Edits the fields of a document; every change is an edit of the plan at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,f10", "dismiss", ""),
        ("down,enter", "app.focus_next", ""),
        ("up", "app.focus_previous", ""),
    ]

    def __init__(self, document: Document, lang: str, field: str = "") -> None:
        super().__init__()
        self._document = document
        self._lang = lang
        self._first = field

    def compose(self) -> ComposeResult:
        """For every field its label, its value, and what is to say of it."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            with VerticalScroll(can_focus=False):
                for field in self._document.form.fields:
                    yield Bar(id=f"label-{field.key}")
                    yield Input(
                        self._value(field),
                        id=f"field-{field.key}",
                        select_on_focus=False,
                        disabled=self._document.read_only,
                    )

    def on_mount(self) -> None:
        """Labels, and the cursor in the field that was asked for."""
        hint = f"{words.FIELDS.pick(self._lang)}  ({words.FIELDS_HINT.pick(self._lang)})"
        self.query_one("#question", Bar).show(((hint, "head"),))
        for value in self.query(Input):
            value.cursor_blink = False
        wanted = [field for field in self._document.form.fields if field.key == self._first]
        first = (wanted or [*self._document.form.fields])[0]
        self.query_one(f"#field-{first.key}", Input).focus()
        self._show_findings()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Writes the field."""
        key = (message.input.id or "").removeprefix("field-")
        field = self._document.form.field(key)
        if field is None or message.value == self._value(field):
            return
        self._document.set_field(key, _typed(field, message.value))
        self._document.check()
        self._show_findings()

    def _value(self, field: FormField) -> str:
        node = self._document.plan.fields.get(field.key)
        if node is None:
            return ""
        return node.value if node.kind == "string" else self._document.text[node.start : node.end]

    def _show_findings(self) -> None:
        said: dict[str, Diagnostic] = {}
        for found in self._document.diagnostics:
            if found.place.part in ("field", "fields") and found.place.key:
                said.setdefault(found.place.key, found)
        for field in self._document.form.fields:
            one = said.get(field.key)
            note = (f"  {one.words.pick(self._lang)}", one.severity) if one is not None else ("", "")
            self.query_one(f"#label-{field.key}", Bar).show(((field.label, "head"), note))


def _typed(field: FormField, text: str) -> str | date:
    """What was typed, as the value to be written: a date where a date is wanted and was typed."""
    if field.kind == "date":
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            return text
    return text
