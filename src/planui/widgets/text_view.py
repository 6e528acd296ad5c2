"""The text pane's view: a layout of the text in a scroll view, painted row by row, with a cursor and a selection.

It repaints only rows that changed. The cursor is the terminal's own where the app can place it (`terminal_cursor`),
so that moving it repaints nothing and an input method opens its window there; else it is painted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planui.model.metrics import Metrics
from planui.widgets.text_layout import Change, Layout
from planui.widgets.text_marks import Mark, Marks
from planui.widgets.text_paint import Overlay, paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual import events

METRICS = Metrics(get_character_cell_size)
"""Widths as Rich, and so Textual's compositor, has them."""

_UNMEASURED = 80
"""The width for which a text is wrapped until the pane knows its own."""


class TextView(ScrollView, can_focus=True):
    """Shows a text, a cursor (`cursor`, `at_end`), a selection (`selected_from`) and marks."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"text-pane--{name}"
        for name in (
            *("heading", "bold", "italic", "item", "quote", "link", "code", "bar"),
            *("error", "warning", "info", "selection"),
        )
    }
    DEFAULT_CSS = """
    TextView {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & .text-pane--heading { text-style: bold; color: $text-primary; }
        & .text-pane--bold { text-style: bold; }
        & .text-pane--italic { text-style: italic; }
        & .text-pane--item { color: $text-accent; }
        & .text-pane--quote { color: $foreground-darken-3; }
        & .text-pane--link { color: $text-secondary; }
        & .text-pane--code { color: $text-success; }
        & .text-pane--bar { color: $foreground-darken-3; }
        & .text-pane--error { text-style: underline; color: $text-error; }
        & .text-pane--warning { text-style: underline; color: $text-warning; }
        & .text-pane--info { text-style: underline; }
        & .text-pane--selection { background: $primary-muted; }
    }
    """

    def __init__(self, **settings: Any) -> None:
        """`settings` are a widget's own (id, classes, …)."""
        super().__init__(**settings)
        self.layout_of_text = Layout("", 80, METRICS)
        self.marks = Marks()
        self.cursor = 0
        self.selected_from: int | None = None
        self.at_end = False
        self._followed = (0, 0)  # the width and the rows that the layout was made for
        self._styles: dict[tuple[str, str, bool], Style] = {}

    # -- what is shown ---------------------------------------------------------------------------------------------

    @property
    def selection(self) -> tuple[int, int]:
        """The selected stretch of the text; empty, at the cursor, when nothing is selected."""
        anchor = self.cursor if self.selected_from is None else self.selected_from
        return min(anchor, self.cursor), max(anchor, self.cursor)

    @property
    def page(self) -> int:
        """Rows that are seen at once."""
        return max(1, self.scrollable_content_region.height)

    @property
    def cursor_place(self) -> tuple[int, int]:
        """The cursor's row in the whole text, and its cell."""
        return self.layout_of_text.place(self.cursor, self.at_end)

    @property
    def terminal_cursor(self) -> Offset | None:
        """Where on the screen the terminal's own cursor belongs; None when the cursor is out of sight."""
        row, cell = self.cursor_place
        region = self.scrollable_content_region
        # Behind a full row, which reaches the edge of the pane, the cursor stands on its last cell.
        x = min(region.x + self.margin_left + cell, region.right - 1)
        place = Offset(x, region.y + row - self.scroll_offset.y)
        return place if region.contains_point(place) else None

    @property
    def margin_left(self) -> int:
        """Cells before each row: one where the pane is an odd number wide.

        Chinese then fills its rows up to the pane's right edge. Where that is the screen's, a character typed into a
        paragraph pushes the last of each row off the screen, and nothing is left there to clear away.
        """
        return self.scrollable_content_region.width % 2

    @property
    def _columns(self) -> int:
        return self.scrollable_content_region.width - self.margin_left

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show other marks; only rows whose marks changed are painted again."""
        for mark in self.marks.set(marks):
            self._refresh_between(mark.start, max(mark.end, mark.start + 1))

    # -- the text, as it changes ------------------------------------------------------------------------------------

    def _lay_out(self, text: str, cursor: int) -> None:
        """Show another text."""
        self.layout_of_text = Layout(text, self._columns or _UNMEASURED, METRICS)
        self.marks = Marks()
        self.cursor, self.selected_from, self.at_end = max(0, min(cursor, len(text))), None, False
        self._fit()
        self.refresh()
        self._scroll_to_cursor()

    def _text_replaced(self, start: int, old_end: int, new: str) -> None:
        """Follow an edit of the text: wrap and repaint just the rows that it reached, and move the marks."""
        change = self.layout_of_text.replace(start, old_end, new)
        self.marks.edited(start, old_end, start + len(new))
        self._refresh_change(change)

    def _refresh_change(self, change: Change) -> None:
        if change.removed == change.added:
            self._refresh_rows(change.row, change.row + change.added)
        else:
            self._fit()
            self._refresh_rows(change.row, self.scroll_offset.y + self.page)

    def _fit(self) -> None:
        """Tell the scroll bar the height of the text; `virtual_size` itself would lay out the whole screen again."""
        size = Size(self.scrollable_content_region.width, self.layout_of_text.height)
        if size != self.virtual_size:
            self.set_reactive(TextView.virtual_size, size)
            if self.is_mounted:
                self._scroll_update(size)

    def _refresh_rows(self, first: int, stop: int) -> None:
        """Repaint the rows from `first` to before `stop`, as far as they are in sight."""
        top = self.scroll_offset.y
        first, stop = max(first, top), min(stop, top + self.page)
        if first < stop:
            self.refresh(Region(0, first - top, self.scrollable_content_region.width, stop - first))

    def _refresh_between(self, start: int, end: int) -> None:
        """Repaint the rows between two offsets."""
        length = self.layout_of_text.length
        first, _ = self.layout_of_text.place(min(start, length), at_end=True)
        last, _ = self.layout_of_text.place(min(end, length))
        self._refresh_rows(first, last + 1)

    # -- cursor, selection, scrolling -------------------------------------------------------------------------------

    def _put_cursor(self, cursor: int, at_end: bool = False, anchor: int | None = None) -> None:
        """Move the cursor and the selection, bring the cursor into sight, repaint what looks different."""
        before, painted_at = self.selection, self.cursor
        self.cursor, self.at_end, self.selected_from = cursor, at_end, anchor if anchor != cursor else None
        after = self.selection
        if before != after and (before[0] != before[1] or after[0] != after[1]):
            if before[0] == after[0]:
                self._refresh_between(min(before[1], after[1]), max(before[1], after[1]))
            elif before[1] == after[1]:
                self._refresh_between(min(before[0], after[0]), max(before[0], after[0]))
            else:
                self._refresh_between(*before)
                self._refresh_between(*after)
        if not self._real_cursor:
            self._refresh_between(painted_at, painted_at)
            self._refresh_between(cursor, cursor)
        self._scroll_to_cursor()
        self._place_real_cursor()

    def _scroll_to_cursor(self) -> None:
        """Bring the cursor into sight; at an edge a quarter of a page at once, as each scrolling repaints the pane."""
        if not self.is_mounted or not self.scrollable_content_region.height:
            return
        row, _ = self.cursor_place
        top, page = self.scroll_offset.y, self.page
        if top <= row < top + page:
            return
        jump = page // 4
        target = row - jump if row < top else row - page + 1 + jump
        if not -page < row - top < 2 * page:
            target = row - page // 2
        self.scroll_to(y=max(0, min(target, self.layout_of_text.height - page)), animate=False)

    @property
    def _real_cursor(self) -> bool:
        return bool(getattr(self.app, "has_terminal_cursor", False))

    def _place_real_cursor(self) -> None:
        place = getattr(self.app, "place_terminal_cursor", None)
        if place is not None and self._real_cursor:
            self.call_after_refresh(place)

    def watch_has_focus(self, focused: bool) -> None:
        """Show the cursor only where keys go."""
        super().watch_has_focus(focused)
        if not self._real_cursor:
            self._refresh_between(self.cursor, self.cursor)
        self._place_real_cursor()

    def on_resize(self, event: events.Resize) -> None:
        """Follow the pane's size."""
        self._follow_size()
        self._place_real_cursor()

    def _follow_size(self) -> None:
        """Wrap to the width that the pane has now; the cursor stays where it was on the screen as far as that goes."""
        width = self._columns
        size = (width, self.page)
        if width <= 0 or size == self._followed:
            return
        self._followed = size
        if width != self.layout_of_text.width:
            distance = self.cursor_place[0] - self.scroll_offset.y
            self.layout_of_text.rewrap(width)
            self._fit()
            self.scroll_to(y=max(0, self.cursor_place[0] - max(0, distance)), animate=False)
            self.refresh()
        self._fit()
        self._scroll_to_cursor()

    # -- painting ---------------------------------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows of the pane; its first frame may be painted before it is told of its size."""
        self._follow_size()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row as it is seen, `y` rows below the top of the pane."""
        width = self._columns
        number = y + self.scroll_offset.y
        row = self.layout_of_text.row(number)
        if row is None:
            return Strip.blank(width + self.margin_left, self._style("", "", False))
        cursor = None
        cell = 0
        if self.has_focus and not self._real_cursor:
            cursor_row, cell = self.cursor_place
            cursor = self.cursor if cursor_row == number else None
        overlay = Overlay(self.selection, self.marks.within(row.offset, row.stop + 1), cursor, cell)
        strip = paint(row, width, self._style, METRICS, overlay)
        if not self.margin_left:
            return strip
        return Strip([Segment(" ", self._style("", "", False)), *strip], width + self.margin_left)

    def _style(self, ink: str, severity: str, selected: bool) -> Style:
        key = (ink, severity, selected)
        style = self._styles.get(key)
        if style is None:
            style = self.rich_style
            for name in (ink, severity, "selection" if selected else ""):
                if name:
                    style += self.get_component_rich_style(f"text-pane--{name}", partial=True)
            self._styles[key] = style
        return style

    def notify_style_update(self) -> None:
        """Look up the styles again, in another theme."""
        self._styles.clear()
        super().notify_style_update()
