"""A grid of short values with a cell cursor: the schedule and the indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planui.commands import GRID_COMMANDS, TABLE_COMMANDS
from planui.model.visible import one_line
from planui.widgets.line_list import fit

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Column:
    """A column: its head, the cells it takes at most (0: what is left), and whether its cells can be edited."""

    key: str
    head: str
    width: int
    right: bool = False
    editable: bool = True


class Grid(ScrollView, can_focus=True):
    """Shows rows of texts under heads that stay, and asks for edits of cells and rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid--head", "grid--cursor", "grid--row", "grid--error", "grid--dim"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", show=False),
        Binding("down", "move(1, 0)", show=False),
        Binding("left", "move(0, -1)", show=False),
        Binding("right", "move(0, 1)", show=False),
        Binding("tab", "step(1)", show=False),
        Binding("shift+tab", "step(-1)", show=False),
        Binding("home", "column(0)", show=False),
        Binding("end", "column(-1)", show=False),
        *(Binding(",".join(one.keys), f"ask('{one.id}')", show=False, id=one.id) for one in GRID_COMMANDS),
    ]

    @dataclass
    class Asked(Message):
        """A command for the cell under the cursor; `text` is what was typed or pasted over it."""

        grid: Grid
        command: str
        row: int
        column: str
        text: str = ""

        @property
        def control(self) -> Grid:
            return self.grid

    @dataclass
    class Moved(Message):
        """The cursor is on another cell."""

        grid: Grid

        @property
        def control(self) -> Grid:
            return self.grid

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._first = 0  # the first column shown, where there is no room for all
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[tuple[str, ...], ...] = ()
        self.faults: frozenset[tuple[int, str]] = frozenset()
        self.row = 0
        self.column = 0
        self.grows = False
        self._run: int | None = None  # the column in which entries along a row began

    def begin(self) -> None:
        """The cursor in the first cell, as in a grid that was never looked at."""
        self.row = self.column = self._first = 0
        self._run = None

    def set_grid(
        self,
        columns: Sequence[Column],
        rows: Sequence[tuple[str, ...]],
        faults: frozenset[tuple[int, str]] = frozenset(),
    ) -> None:
        """Shows other rows; `faults` names the cells (row, column key) that findings point at."""
        new = (tuple(columns), tuple(rows), faults)
        if new == (self.columns, self.rows, self.faults):
            return
        self.columns, self.rows, self.faults = new
        self.row = max(0, min(self.row, len(self.rows) - 1))
        self.column = max(0, min(self.column, len(self.columns) - 1))
        if self.columns and not self.columns[self.column].editable:
            self.column = next((at for at, one in enumerate(self.columns) if one.editable), 0)
        self.virtual_size = Size(self.size.width, len(self.rows) + 1)
        self.refresh()

    @property
    def column_key(self) -> str:
        """The key of the column under the cursor."""
        return self.columns[self.column].key if self.columns else ""

    def put_cursor(self, row: int, key: str) -> None:
        """Moves the cursor to a cell."""
        keys = [column.key for column in self.columns]
        # `years`: the first of `years.0`, `years.1` …
        at = next((at for at, one in enumerate(keys) if one == key or one.startswith(f"{key}.")), self.column)
        self._run = None
        self._move_to(row, at)

    def entered(self, way: str) -> None:
        """A cell was written, and left (`stay`: not). Down goes back to where entries along the row began."""
        if way == "stay":
            return
        if way in ("right", "left"):
            if self._run is None and way == "right":
                self._run = self.column
            self.action_step(1 if way == "right" else -1)
            return
        column = self._run if self._run is not None else self.column
        self._run = None
        last = way == "down" and self.row + 1 >= len(self.rows)
        self._move_to(self.row + (1 if way == "down" else -1), self.column if last else column)

    def action_move(self, down: int, right: int) -> None:
        """Moves by rows and columns, within the grid."""
        self._run = None
        self._move_to(self.row + down, self.column + right)

    def action_step(self, by: int) -> None:
        """To the next cell that can be written, over the row's end; from the last one a grid that grows gets a row."""
        if not self.columns or not self.rows:
            return
        at = self.row * len(self.columns) + self.column + by
        while 0 <= at < len(self.rows) * len(self.columns) and not self.columns[at % len(self.columns)].editable:
            at += by
        if 0 <= at < len(self.rows) * len(self.columns):
            row, column = divmod(at, len(self.columns))
            if row != self.row:
                self._run = None
            self._move_to(row, column)
        elif by > 0 and self.grows:
            self._run = None
            self.action_ask("add_row")

    def action_column(self, column: int) -> None:
        """To the first or last column that can be written."""
        self._run = None
        written = [at for at, one in enumerate(self.columns) if one.editable]
        if written:
            self._move_to(self.row, written[column])

    def action_ask(self, command: str) -> None:
        """Asks for a command on the cell under the cursor."""
        self.post_message(self.Asked(self, command, self.row, self.column_key))

    def on_key(self, event: events.Key) -> None:
        """What is typed begins an edit of the cell."""
        if event.is_printable and event.character is not None:
            event.stop()
            event.prevent_default()
            self.post_message(self.Asked(self, "type", self.row, self.column_key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """A paste fills cells from here on."""
        event.stop()
        self.post_message(self.Asked(self, "paste", self.row, self.column_key, event.text))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; a second one edits."""
        self._run = None
        row = event.y + int(self.scroll_offset.y) - 1
        x = event.x
        widths = self._widths()
        for index, width in list(enumerate(widths))[self._first_shown(widths) :]:
            if x < width + 1:
                if 0 <= row < len(self.rows):
                    if (row, index) == (self.row, self.column) and event.chain > 1:
                        self.action_ask("edit_cell")
                    self._move_to(row, index)
                return
            x -= width + 1

    def _move_to(self, row: int, column: int) -> None:
        row = max(0, min(row, len(self.rows) - 1))
        column = max(0, min(column, len(self.columns) - 1))
        if (row, column) != (self.row, self.column):
            self.row, self.column = row, column
            self.refresh()
            self.post_message(self.Moved(self))
        top, height = int(self.scroll_offset.y), self.size.height
        if row < top:
            self.scroll_to(y=row, animate=False, immediate=True)
        elif height > 1 and row + 1 >= top + height:
            self.scroll_to(y=row + 2 - height, animate=False, immediate=True)

    def on_focus(self) -> None:
        """The cursor is shown while the grid has the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """And no longer."""
        self.refresh()

    # -- painting ---------------------------------------------------------------------------------------------------

    def _widths(self) -> list[int]:
        """What each column takes: as much as its cells need, up to its own limit; open columns share the rest."""
        needed = [
            min(column.width, max(cell_len(text) for text in (column.head, *(row[index] for row in self.rows))))
            for index, column in enumerate(self.columns)
        ]
        open_columns = sum(not column.width for column in self.columns)
        left = self.scrollable_content_region.width - sum(needed) - len(self.columns) + 1
        return [width or max(8, left // max(1, open_columns)) for width in needed]

    def _first_shown(self, widths: list[int]) -> int:
        """The first column shown, so that the one under the cursor is seen."""
        room = self.scrollable_content_region.width
        if sum(widths) + len(widths) - 1 <= room:
            self._first = 0
        else:
            self._first = min(self._first, self.column)
            while self._first < self.column and sum(widths[self._first : self.column + 1]) + self.column > (
                room + self._first
            ):
                self._first += 1
        return self._first

    def render_line(self, y: int) -> Strip:
        """The heads on the first line, whatever is scrolled; a row below."""
        base = self.rich_style
        width = self.scrollable_content_region.width
        row = y + int(self.scroll_offset.y) - 1
        if y and not 0 <= row < len(self.rows):
            return Strip.blank(width, base)
        head = base + self.get_component_rich_style("grid--head", partial=True)
        segments: list[Segment] = []
        widths = self._widths()
        first = self._first_shown(widths)
        for index in range(first, len(self.columns)):
            column, size = self.columns[index], widths[index]
            text = fit(one_line(column.head if y == 0 else self.rows[row][index]), size)
            gap = " " * max(0, size - cell_len(text))
            style = head
            if y:
                style = base
                if (row, column.key) in self.faults:
                    style += self.get_component_rich_style("grid--error", partial=True)
                if self.has_focus and (row, index) == (self.row, self.column):
                    style += self.get_component_rich_style("grid--cursor", partial=True)
            segments.append(Segment(gap + text if column.right else text + gap, style))
            segments.append(Segment("│" if index + 1 < len(self.columns) else "", head if y == 0 else base))
        return Strip(segments).adjust_cell_length(width, head if y == 0 else base)


class MarkdownGrid(Grid):
    """The grid of a Markdown table: columns come and go, and Tab behind the last cell adds a row, as in Word."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(one.keys), f"ask('{one.id}')", show=False, id=one.id) for one in TABLE_COMMANDS
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.grows = True
