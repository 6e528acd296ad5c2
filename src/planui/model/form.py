"""A form: what an authority issues, as data. See docs/forms.md for its file format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from datetime import date


class FormField(NamedTuple):
    """A short value that the form asks for.

    `kind` says what it can be: text, library-name, phone, email, date or address. `printed` is the label as the cover
    prints it, its spacing included. `place` is `cover`, or the number of the section at whose head it is printed.
    `seal` says that the cover leaves room for a stamp. `prefix`, `suffixes` and `blank_mark` are the naming rule of a
    library name; `first_year` and `last_year` bound a date.
    """

    key: str
    label: str
    printed: str
    kind: str = "text"
    place: str = "cover"
    seal: bool = False
    identity: bool = False
    prefix: str = ""
    suffixes: tuple[str, ...] = ()
    blank_mark: str = ""
    first_year: int = 0
    last_year: int = 9999


class Window(NamedTuple):
    """A span of days, both ends in it, under the form's name for it."""

    key: str
    name: str
    first: date
    last: date


class Period(NamedTuple):
    """One of the form's planning years, in the form's words and as days."""

    label: str
    first: date
    last: date


class FormTable(NamedTuple):
    """A typed grid of a section: `indicators` (goals by year) or `schedule` (one row a period).

    `heads` are its column heads in print; `periods` the years of its columns (indicators) or rows (schedule).
    """

    kind: str
    title: str
    heads: tuple[str, ...]
    periods: tuple[Period, ...]


class FormSection(NamedTuple):
    """One numbered heading of a form.

    `note` is what the form prints behind the title (“（1000字以内）”). `limit` is in 字, 0 for none. `demands` names
    what a text must hold: content, figure, area, proportion. `window` is the key of the window in which its dates must
    lie, or empty. `table` is the kind of its grid, or empty.
    """

    number: str
    title: str
    note: str = ""
    guidance: str = ""
    container: bool = False
    limit: int = 0
    demands: tuple[str, ...] = ()
    window: str = ""
    table: str = ""

    @property
    def level(self) -> int:
        """Depth in the outline: 1 for “4”, 3 for “4.1.2”."""
        return self.number.count(".") + 1

    @property
    def heading(self) -> str:
        """The heading as it is printed."""
        return f"{self.number}.{self.title}{self.note}"


class Form(NamedTuple):
    """A whole form. Sections are in the order of print; `max_bytes` bounds the PDF that is handed in."""

    id: str
    language: str
    label: str
    title: str
    subtitle: str
    issued: str
    notes_title: str
    notes: tuple[str, ...]
    fields: tuple[FormField, ...]
    sections: tuple[FormSection, ...]
    tables: tuple[FormTable, ...]
    windows: tuple[Window, ...]
    max_bytes: int
    baseline: date | None = None

    def section(self, number: str) -> FormSection | None:
        """The section of that number, if the form has it."""
        return next((section for section in self.sections if section.number == number), None)

    def field(self, key: str) -> FormField | None:
        """The field of that key, if the form has it."""
        return next((field for field in self.fields if field.key == key), None)

    def table(self, kind: str) -> FormTable | None:
        """The grid of that kind, if the form has it."""
        return next((table for table in self.tables if table.kind == kind), None)

    def window(self, key: str) -> Window | None:
        """The window of that key, if the form has it."""
        return next((window for window in self.windows if window.key == key), None)

    @property
    def leaves(self) -> tuple[FormSection, ...]:
        """The sections that need content of their own."""
        return tuple(section for section in self.sections if not section.container)
