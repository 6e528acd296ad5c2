"""The cover's fields: one line each, with its findings shown while it is typed."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Input

from planui.model.words import Words
from planui.screens import words
from planui.screens.dialogs import Editing
from planui.screens.place_keys import LINE_KEYS, PlaceKey
from planui.undo import Spot
from planui.widgets.bar import Bar
from planui.widgets.key_line import KeyLine
from planui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.document import Document
    from planui.model.diagnostic import Diagnostic
    from planui.model.form import FormField
    from planui.screens.editor import Editor

_WRITTEN_AS = Words("记作 {0}", "written as {0}")
_NOT_FILLED = Words("还没填", "blank")
_NO_DATE_YET = Words("还不是一个日期", "no date yet")
_EXPECTED_NAME = Words("应当是 {0}", "one of {1}")
_EXPECTED = {
    "phone": Words("手机号，或带区号的座机：020-87654321", "a mobile, or a land line with its area code: 020-87654321"),
    "email": Words("如 name@example.cn", "like name@example.cn"),
    "date": Words("如 2020-08-20，也可以键入 2020年8月20日", "like 2020-08-20; 2020年8月20日 may be typed, too"),
    "address": Words("写到县（区）、街（路）、门牌号", "down to district, street and door number"),
}
_EXPECTED_TEXT = Words("照实填写，不能空缺", "as it is; it must not stay blank")
_DATE = re.compile(r"(\d{4})\s*[-年./．／]\s*(\d{1,2})\s*[-月./．／]\s*(\d{1,2})\s*日?")


class Fields(Editing[None]):
    """Edits the fields of a document; every change is an edit of the plan at once."""

    NAME = words.FIELDS
    KEYS = (
        PlaceKey("Tab/↓", Words("下一栏", "next"), Words("下一栏；Enter 也是", "the next field; Enter, too")),
        PlaceKey("⇧Tab/↑", Words("上一栏", "previous")),
        PlaceKey(
            "^S", Words("保存", "save"), Words("保存计划；填的内容已在计划里", "save the plan; what is typed is in it")
        ),
        PlaceKey("Esc", Words("返回", "back"), Words("返回正文；F10 也是", "back to the text; F10, too")),
    )
    WITHIN = ((Words("栏目里", "In a field"), LINE_KEYS),)
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,f10", "dismiss", ""),
        # Before the scrolling pane, which would take them where there is no room for all fields.
        Binding("down,enter", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(self, document: Document, lang: str, field: str = "") -> None:
        super().__init__()
        self._document = document
        self.lang = lang
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
            yield Rows(id="expected")
            yield KeyLine(id="hint")

    def on_mount(self) -> None:
        """Labels, and the cursor in the field that was asked for."""
        self.query_one("#question", Bar).show(((words.FIELDS.pick(self.lang), "head"),))
        self.show_keys()
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
            self._show_expected(field)
            self._show_label(field)

    def _show_expected(self, field: FormField) -> None:
        """What is wrong with the field, where that does not fit beside its label; else what the form wants there."""
        label = self.query_one(f"#label-{field.key}", Bar)
        found = self._first_findings().get(field.key)
        if found is not None and cell_len(label.text) > label.size.width > 0:
            parts = ((self._said(field, found).pick(self.lang), found.severity),)
        else:
            parts = ((expected(field).pick(self.lang), "info"),)
        self.query_one("#expected", Rows).show(parts)

    def on_resize(self) -> None:
        """The field that is typed in stays in sight."""
        field = self._document.form.field((self.focused.id or "").removeprefix("field-")) if self.focused else None
        if field is not None:
            self._show_label(field)

    def _show_label(self, field: FormField) -> None:
        """Scrolls so far that the field's label is in sight, too, once the rows above and below have their heights."""
        pane, label = self.query_one("#fields"), self.query_one(f"#label-{field.key}")

        def scroll() -> None:
            top = label.virtual_region.y
            low, high = top + 2 - pane.size.height, top
            pane.scroll_to(y=min(max(pane.scroll_offset.y, low), high), animate=False, immediate=True)

        self.call_after_refresh(self.call_after_refresh, scroll)

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

    def _first_findings(self) -> dict[str, Diagnostic]:
        said: dict[str, Diagnostic] = {}
        for found in self._document.diagnostics:
            if found.place.part in ("field", "fields") and found.place.key:
                said.setdefault(found.place.key, found)
        return said

    def _show_findings(self) -> None:
        said = self._first_findings()
        for field in self._document.form.fields:
            one = said.get(field.key)
            note = (f"  {self._said(field, one).pick(self.lang)}", one.severity) if one is not None else ("", "")
            written = self._value(field)
            if one is None and field.kind == "date" and written != self.query_one(f"#field-{field.key}", Input).value:
                note = (f"  {_WRITTEN_AS.pick(self.lang).format(written)}", "ok")
            self.query_one(f"#label-{field.key}", Bar).show(((field.label, "head"), note))
            if self.focused is not None and self.focused.id == f"field-{field.key}":
                self._show_expected(field)

    def _said(self, field: FormField, one: Diagnostic) -> Words:
        """A finding, in the words of this screen: nobody sees TOML's quotes here, and each stands beside its label."""
        if one.rule == "F101":
            return _NOT_FILLED
        return _NO_DATE_YET if field.kind == "date" and one.rule == "F105" and one.changes == () else one.words


def open_fields(editor: Editor, field: str = "") -> None:
    """Shows the fields, the cursor in the one of that key, else in the first with a finding."""
    before = editor.document.plan.text(editor.section)
    wrong = (one.place.key for one in editor.document.diagnostics if one.place.part in ("field", "fields"))

    def closed(_: None) -> None:
        editor.follow(Spot(None), before)

    editor.app.push_screen(Fields(editor.document, editor.lang, field or next(wrong, "")), closed)


def expected(field: FormField) -> Words:
    """What the form wants in a field."""
    if field.kind == "library-name":
        names = [f"{field.prefix}{field.blank_mark}{suffix}" for suffix in field.suffixes]
        return _EXPECTED_NAME.format("、".join(names), ", ".join(names))
    return _EXPECTED.get(field.kind, _EXPECTED_TEXT)


def _typed(field: FormField, text: str) -> str | date:
    """What was typed, as the value to be written: a date where a date is wanted and was typed, 2020年8月20日 too."""
    found = _DATE.fullmatch(text.strip()) if field.kind == "date" else None
    if found is not None:
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return text
    return text
