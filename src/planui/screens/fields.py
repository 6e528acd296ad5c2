"""The cover's fields: one line each, with its findings shown while it is typed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input

from planui.screens import words
from planui.screens.dialogs import Editing
from planui.widgets.bar import Bar

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.document import Document
    from planui.model.diagnostic import Diagnostic
    from planui.model.form import FormField
    from planui.model.words import Words

_DATE = re.compile(r"(\d{4})\s*[-年./．／]\s*(\d{1,2})\s*[-月./．／]\s*(\d{1,2})\s*日?")


class Fields(Editing[None]):
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
        with Vertical(classes="dialog tall full"):
            yield Bar(id="question")
            with VerticalScroll(can_focus=False, id="fields"):
                for field in self._document.form.fields:
                    yield Bar(id=f"label-{field.key}")
                    yield Input(
                        self._value(field),
                        id=f"field-{field.key}",
                        select_on_focus=False,
                        disabled=self._document.read_only,
                    )
            yield Bar(id="hint")

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

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What the form wants in this field is said while it is typed."""
        field = self._document.form.field((event.widget.id or "").removeprefix("field-"))
        if field is not None:
            self.query_one("#hint", Bar).show(((expected(field).pick(self._lang), "info"),))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A date that was typed in another form is shown as it was written."""
        field = self._document.form.field((event.widget.id or "").removeprefix("field-"))
        if field is not None and isinstance(event.widget, Input) and field.kind == "date":
            event.widget.value = self._value(field)
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
            note = (f"  {self._said(field, one).pick(self._lang)}", one.severity) if one is not None else ("", "")
            written = self._value(field)
            if one is None and field.kind == "date" and written != self.query_one(f"#field-{field.key}", Input).value:
                note = (f"  {words.WRITTEN_AS.pick(self._lang).format(written)}", "ok")
            self.query_one(f"#label-{field.key}", Bar).show(((field.label, "head"), note))

    def _said(self, field: FormField, one: Diagnostic) -> Words:
        """A finding, in the words of this screen: nobody sees TOML's quotes here, and each stands beside its label."""
        if one.rule == "F101":
            return words.NOT_FILLED
        return words.NO_DATE_YET if field.kind == "date" and one.rule == "F105" and one.changes == () else one.words


def expected(field: FormField) -> Words:
    """What the form wants in a field."""
    if field.kind == "library-name":
        names = [f"{field.prefix}{field.blank_mark}{suffix}" for suffix in field.suffixes]
        return words.EXPECTED_NAME.format("、".join(names), ", ".join(names))
    return words.EXPECTED.get(field.kind, words.EXPECTED_TEXT)


def _typed(field: FormField, text: str) -> str | date:
    """What was typed, as the value to be written: a date where a date is wanted and was typed, 2020年8月20日 too."""
    found = _DATE.fullmatch(text.strip()) if field.kind == "date" else None
    if found is not None:
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return text
    return text
