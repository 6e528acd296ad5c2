"""A list of one-line items with a cursor: what the outline, the findings and every pick list are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planui.model.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

Part = tuple[str, str]
"""A stretch of an item: its text, and the name of its style (a component class without its prefix, or empty)."""

_COLOURS = ("error", "warning", "info", "ok", "dim", "head")


@dataclass(frozen=True)
class Item:
    """One line: `left` is cut to what `right` leaves free. `key` names it in messages; an empty key is a mere head."""

    key: str
    left: tuple[Part, ...]
    right: tuple[Part, ...] = ()


class LineList(ScrollView, can_focus=True):
    """Shows items, one a line, and moves a cursor among them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line-list--cursor",
        "line-list--current",
        "line-list--error",
        "line-list--warning",
        "line-list--info",
        "line-list--ok",
        "line-list--dim",
        "line-list--head",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    @dataclass
    class Highlighted(Message):
        """The cursor has moved to another item."""

        list: LineList
        key: str

        @property
        def control(self) -> LineList:
            return self.list

    @dataclass
    class Chosen(Message):
        """An item was chosen, by Enter or by a click."""

        list: LineList
        key: str

        @property
        def control(self) -> LineList:
            return self.list

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.items: tuple[Item, ...] = ()
        self.cursor = 0
        self.marked = ""
        self.show_horizontal_scrollbar = False

    # -- items ------------------------------------------------------------------------------------------------------

    def set_items(self, items: Sequence[Item]) -> None:
        """Shows other items. The cursor stays on the item of the same key, else near its place."""
        new = tuple(items)
        if new == self.items:
            return
        key = self.key
        old, self.items = self.items, new
        keys = [item.key for item in new]
        if key in keys:
            self.cursor = keys.index(key)
        self.cursor = max(0, min(self.cursor, len(new) - 1))
        if new and not new[self.cursor].key:
            # Heads cannot be chosen: the first item that can.
            self.cursor = next((row for row, one in enumerate(keys) if one), self.cursor)
        self.virtual_size = Size(self.size.width, len(new))
        if len(old) == len(new):
            for row, (one, other) in enumerate(zip(old, new, strict=True)):
                if one != other:
                    self._refresh_row(row)
        else:
            self.refresh()

    @property
    def key(self) -> str:
        """The key of the item under the cursor; empty where there is none."""
        return self.items[self.cursor].key if 0 <= self.cursor < len(self.items) else ""

    def mark(self, key: str) -> None:
        """Shows one item as the current one (whether or not the cursor is on it)."""
        if key == self.marked:
            return
        old, self.marked = self.marked, key
        for row, item in enumerate(self.items):
            if item.key in (old, key):
                self._refresh_row(row)

    def put_cursor(self, key: str) -> None:
        """Moves the cursor to an item, silently."""
        for row, item in enumerate(self.items):
            if item.key == key:
                self._move_to(row, tell=False)

    # -- moving -----------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Moves to the next item that can be chosen."""
        row = self.cursor + by
        while 0 <= row < len(self.items) and not self.items[row].key:
            row += by
        if 0 <= row < len(self.items):
            self._move_to(row)

    def action_page(self, by: int) -> None:
        """Moves by a screenful."""
        self._move_to(max(0, min(self.cursor + by * max(1, self.size.height - 1), len(self.items) - 1)))

    def action_edge(self, row: int) -> None:
        """Moves to the first or last item."""
        self._move_to(row if row >= 0 else len(self.items) - 1)

    def action_choose(self) -> None:
        """Chooses the item under the cursor."""
        if self.key:
            self.post_message(self.Chosen(self, self.key))

    def _move_to(self, row: int, *, tell: bool = True) -> None:
        if not 0 <= row < len(self.items):
            return
        if row != self.cursor:
            self._refresh_row(self.cursor)
            self.cursor = row
            self._refresh_row(row)
            if tell:
                self.post_message(self.Highlighted(self, self.key))
        self._show_cursor()

    def _show_cursor(self) -> None:
        top, height = int(self.scroll_offset.y), self.size.height
        if height <= 0:
            return
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, and chooses."""
        row = event.y + int(self.scroll_offset.y)
        if 0 <= row < len(self.items) and self.items[row].key:
            self._move_to(row)
            self.action_choose()

    def on_resize(self) -> None:
        """The lines are cut to the new width."""
        self.virtual_size = Size(self.size.width, len(self.items))
        self._show_cursor()

    def on_focus(self) -> None:
        """The cursor is shown while the list has the focus."""
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        """And no longer."""
        self._refresh_row(self.cursor)

    # -- painting ---------------------------------------------------------------------------------------------------

    def _refresh_row(self, row: int) -> None:
        self.refresh(Region(0, row - int(self.scroll_offset.y), self.scrollable_content_region.width, 1))

    def render_line(self, y: int) -> Strip:
        """One item, its right part kept whole."""
        row = y + int(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        base = self.rich_style
        dropped: tuple[str, ...] = ()
        if row >= len(self.items):
            return Strip.blank(width, base)
        item = self.items[row]
        if row == self.cursor and self.has_focus:
            base += self.get_component_rich_style("line-list--cursor", partial=True)
            dropped = _COLOURS
        elif item.key and item.key == self.marked:
            base += self.get_component_rich_style("line-list--current", partial=True)
            dropped = _COLOURS
        right = self._segments(item.right, base, dropped)
        right_width = sum(cell_len(part.text) for part in right)
        room = max(0, width - right_width)
        left = Strip(self._segments(item.left, base, dropped))
        if left.cell_length > room > 0:
            # What goes on must not look as if it ended here.
            left = Strip([*left.crop(0, room - 1), Segment("…", base)])
        left = left.adjust_cell_length(room, base)
        return Strip([*left, *right]).adjust_cell_length(width, base)

    def _segments(self, parts: tuple[Part, ...], base: Style, dropped: tuple[str, ...]) -> list[Segment]:
        """`dropped`: styles that are left out, on a background that would make them hard to read."""
        out = []
        for text, name in parts:
            if name in dropped:
                name = ""
            style = base + self.get_component_rich_style(f"line-list--{name}", partial=True) if name else base
            out.append(Segment(one_line(text), style))
        return out


def fit(text: str, width: int) -> str:
    """A text cut to a number of cells, with … where something is missing."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…"
