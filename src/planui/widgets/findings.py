"""The findings: those of the section in view first, each in as many lines as it needs where there is room."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType

from planui.model.metrics import Metrics
from planui.model.visible import one_line
from planui.model.wrap import row_starts
from planui.widgets.line_list import Item, LineList

MAX_LINES = 4
"""Lines that one finding may take; the message line says it whole when the cursor is there."""
LOW = 8
"""Rows below which the pane has one line for each finding."""
_MOST_KEPT = 2
"""Rows that stay free where the section in view has had more findings: what comes and goes as one types moves nothing
else, to the eye or to the terminal."""
_NONE = "none"
"""The class of the pane where there is nothing to be shown."""
_METRICS = Metrics(cell_len)
_SIGNS = {"error": "✗", "warning": "!", "info": "·"}


class FindingLine(NamedTuple):
    """What the list says of a finding; `key` names it in messages."""

    key: str
    rule: str
    severity: str
    section: str
    message: str
    fixable: bool


class Said(NamedTuple):
    """What the list says beside the findings: heads, what is said where there are none, the mark of a fix."""

    here: str
    elsewhere: str
    nothing_here: str
    nothing: str
    fixable: str


class Findings(LineList):
    """Shows findings; choosing one asks to go there, left and right ask for another kind of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "screen.run('finding_kind')", show=False),
        Binding("left", "screen.run('finding_kind_back')", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._about = ""
        self._rows_here = 1

    def set_findings(self, about: str, here: list[FindingLine], elsewhere: list[FindingLine], said: Said) -> None:
        """Shows the findings of the section in view, then all others, each under its head.

        While `about`, which names the section, stays the same, the findings of the section keep their rows. A plan
        without any leaves all but one of the pane's rows to the text, from the next section on.
        """
        other = about != self._about
        if other:
            self._about, self._rows_here = about, 1
        self.set_class(not here and not elsewhere and (other or self.has_class(_NONE)), _NONE)
        mine = [item for line in here for item in self._items(line, said.fixable)]
        others = [item for line in elsewhere for item in self._items(line, said.fixable)]
        if not mine and not others:
            self.set_items([Item("", ((said.nothing, "ok"),))])
            return
        self._rows_here = min(max(self._rows_here, len(mine)), max(1, len(mine)) + _MOST_KEPT)
        free = [Item("", ((text, "ok"),)) for text in ("" if mine else f"  {said.nothing_here}", *[""] * _MOST_KEPT)]
        items = [Item("", ((said.here, "head"),)), *mine, *free[: self._rows_here - len(mine)]]
        if others:
            items += [Item("", ((said.elsewhere, "head"),)), *others]
        self.set_items(items)

    def _items(self, line: FindingLine, fixable: str) -> list[Item]:
        """A finding's lines: one where the pane is low, else as many as its message needs, up to `MAX_LINES`."""
        head = f"{line.section} {line.rule} ".lstrip()
        fix = f" [{fixable}]" if line.fixable else ""
        sign = ((_SIGNS[line.severity] + " ", line.severity), (head, "dim"))
        room = self.scrollable_content_region.width - 2
        if self.size.height < LOW or room < 16:
            return [Item(line.key, (*sign, (line.message, "")), ((fix, "info"),) if fix else ())]
        text = one_line(head + line.message + fix)
        starts = [0, *row_starts(text, room, _METRICS), len(text)]
        rows = [text[start:end] for start, end in pairwise(starts) if end > start]
        if len(rows) > MAX_LINES:
            rows = [*rows[: MAX_LINES - 1], f"{rows[MAX_LINES - 1][:-1]}…"]
        first = Item(line.key, (*sign, (rows[0][len(head) :], "")))
        return [first, *(Item("", (("  " + row, ""),)) for row in rows[1:])]
