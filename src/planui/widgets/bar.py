"""One line that says something: the heading, the status line, the footer."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from planui.model.visible import one_line
from planui.widgets.line_list import Part


class Bar(Widget):
    """A line of parts: the left ones are cut (…) where there is no room, the right ones are not."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "bar--error",
        "bar--warning",
        "bar--info",
        "bar--ok",
        "bar--dim",
        "bar--head",
        "bar--key",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: tuple[Part, ...] = ()
        self._right: tuple[Part, ...] = ()

    def show(self, left: tuple[Part, ...], right: tuple[Part, ...] = ()) -> None:
        """Shows other parts: (text, style name)."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    @property
    def text(self) -> str:
        """What the line says, without styles."""
        return "".join(text for text, _ in (*self._left, *self._right))

    def render_line(self, y: int) -> Strip:
        """The line."""
        base = self.rich_style
        width = self.size.width
        if y:
            return Strip.blank(width, base)
        right = Strip(self._segments(self._right))
        room = max(0, width - right.cell_length)
        left = Strip(self._segments(self._left))
        if left.cell_length > room > 0:
            # A sentence that goes on must not look as if it ended here.
            left = Strip([*left.crop(0, room - 1), Segment("…", base)])
        left = left.adjust_cell_length(room, base)
        return Strip([*left, *right]).adjust_cell_length(width, base)

    def _segments(self, parts: tuple[Part, ...]) -> list[Segment]:
        base = self.rich_style
        return [
            Segment(
                one_line(text), base + self.get_component_rich_style(f"bar--{name}", partial=True) if name else base
            )
            for text, name in parts
        ]
