"""The pane in which a section's text is written: keys, mouse and paste become edits of the document's buffer."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.message import Message

from planui.model.cells_text import is_cells
from planui.widgets.text_editing import EDITS, Edit, State, insert, type_character
from planui.widgets.text_keys import bindings
from planui.widgets.text_marks import Mark
from planui.widgets.text_motion import MOTIONS, Spot, word_at
from planui.widgets.text_view import TextView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.binding import BindingType

    from planui.model.buffer import TextBuffer
    from planui.model.diagnostic import Change

__all__ = ["Mark", "TextPane"]

_SENTENCE_ENDS = "。！？；….!?;\n"


class TextPane(TextView):
    """Edits a `TextBuffer`. The pane never owns the text: it keeps rows to show it, and asks for each edit."""

    BINDINGS: ClassVar[list[BindingType]] = bindings()

    @dataclass
    class Edited(Message):
        """The pane has edited its buffer: the characters from `start` to `old_end` became those to `new_end`."""

        pane: TextPane
        start: int
        old_end: int
        new_end: int

        @property
        def control(self) -> TextPane:
            """The sender, for `@on` with a selector."""
            return self.pane

    @dataclass
    class CursorMoved(Message):
        """The cursor is at the offset `cursor`: in row `row` of the pane's text, at cell `column`, both from 0."""

        pane: TextPane
        cursor: int
        row: int
        column: int

        @property
        def control(self) -> TextPane:
            """The sender, for `@on` with a selector."""
            return self.pane

    @dataclass
    class CellsPasted(Message):
        """Cells of a spreadsheet were pasted, and not put in: a pane that `asks_for_cells` lets others decide."""

        pane: TextPane
        text: str

        @property
        def control(self) -> TextPane:
            """The sender, for `@on` with a selector."""
            return self.pane

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.asks_for_cells = False
        self._buffer: TextBuffer | None = None
        self._read_only = False
        self._told = False  # the buffer itself has told of the edit that is being made
        self._goal: int | None = None
        self._group = 0
        self._dragging = False

    # -- the interface ----------------------------------------------------------------------------------------------

    def show(self, buffer: TextBuffer | None, cursor: int = 0, *, read_only: bool = False) -> None:
        """Show another buffer (None: nothing), with the cursor at an offset; `read_only` refuses edits by keys."""
        self._buffer = buffer
        self._read_only = read_only
        self._goal = None
        self._group += 1
        self._lay_out(buffer.text if buffer is not None else "", cursor)
        self._tell_cursor()
        self._place_real_cursor()

    @property
    def read_only(self) -> bool:
        """Whether keys change nothing."""
        return self._read_only or self._buffer is None

    @property
    def selected_text(self) -> str:
        """The selected stretch of the text, ``""`` when there is none."""
        return self.layout_of_text.slice(*self.selection)

    def move_cursor(self, cursor: int, anchor: int | None = None) -> None:
        """Put the cursor at an offset, with a selection from `anchor` to it."""
        length = self.layout_of_text.length
        self._goal = None
        self._group += 1
        self._put_cursor(max(0, min(cursor, length)), False, None if anchor is None else max(0, min(anchor, length)))
        self._tell_cursor()

    def buffer_changed(self, start: int, old_end: int, new_end: int, cursor: int | None = None) -> None:
        """Follow an edit of the buffer: the characters from `start` to `old_end` became those to `new_end`.

        For edits by others (undo, a fix, a merge); it does no harm if the buffer also tells of the pane's own.
        The cursor goes to `cursor`, else it stays with the text around it.
        """
        if self._buffer is None:
            return
        self._told = True
        text = self._buffer.text
        self._text_replaced(start, old_end, text[start:new_end])
        if self.layout_of_text.length != len(text):  # the buffer was changed in more places than it told
            self._lay_out(text, self.cursor if cursor is None else cursor)
        if cursor is None:
            cursor = self.cursor
            if cursor >= old_end:
                cursor += new_end - old_end
            elif cursor > start:
                cursor = new_end
        self.selected_from = None
        self._put_cursor(min(cursor, len(text)))
        self._tell_cursor()

    def buffer_merged(self, changes: Sequence[Change]) -> None:
        """Follow edits of the buffer by others, given in order in the characters of the text before them.

        The cursor, the selection and the rows in sight stay with the text around them.
        """
        if self._buffer is None or not changes:
            return
        text = self._buffer.text
        cursor = _moved(self.cursor, changes)
        anchor = None if self.selected_from is None else _moved(self.selected_from, changes)
        seen = self.terminal_cursor is not None
        top = self.layout_of_text.row(self.scroll_offset.y)
        kept = self.cursor if seen or top is None else top.offset
        distance = self.layout_of_text.place(kept)[0] - self.scroll_offset.y
        kept = _moved(kept, changes)
        shift = 0
        for start, end, new in changes:
            self._text_replaced(start + shift, end + shift, new)
            shift += len(new) - (end - start)
        if self.layout_of_text.length != len(text):
            self._lay_out(text, cursor)
        self.scroll_to(y=max(0, self.layout_of_text.place(kept)[0] - distance), animate=False, immediate=True)
        self.cursor, self.selected_from = cursor, anchor
        self._place_real_cursor()
        self._tell_cursor()

    def insert(self, text: str, group: str = "paste") -> None:
        """Put `text` in place of the selection, as one edit."""
        clean = text.replace("\r\n", "\n").replace("\r", "\n")
        self._apply(insert(self._state, clean, group))

    # -- edits ------------------------------------------------------------------------------------------------------

    @property
    def _state(self) -> State:
        return State(self.layout_of_text, self.cursor, *self.selection)

    def _apply(self, edit: Edit | None) -> None:
        """Make an edit in the buffer, and show it."""
        if edit is None or self._buffer is None or self._read_only:
            return
        if edit.start != edit.end or edit.new:
            self._told = False
            before = self.cursor
            self.selected_from = None if self.selected_from is None else min(self.selected_from, edit.start)
            with self._selection_dropped():
                self._buffer.replace(edit.start, edit.end, edit.new, cursor=before, group=self._grouped(edit))
                if not self._told:
                    self._text_replaced(edit.start, edit.end, edit.new)
            self.post_message(self.Edited(self, edit.start, edit.end, edit.start + len(edit.new)))
        self._goal = None
        self._put_cursor(min(edit.cursor, self.layout_of_text.length), False, edit.anchor)
        self._tell_cursor()

    @contextmanager
    def _selection_dropped(self) -> Iterator[None]:
        """Repaint the rows of the selection before an edit takes it away."""
        start, end = self.selection
        if start != end:
            self._refresh_between(start, end)
        self.selected_from = None
        yield

    def _grouped(self, edit: Edit) -> str:
        """The undo group of an edit: typing is undone by sentences, and apart from before the cursor moved."""
        if edit.group not in ("type", "delete"):
            self._group += 1
            return ""
        group = f"{edit.group}:{self._group}"
        if edit.new[-1:] in _SENTENCE_ENDS and edit.new:
            self._group += 1
        return group

    def _tell_cursor(self) -> None:
        row, column = self.cursor_place
        self.post_message(self.CursorMoved(self, self.cursor, row, column))

    # -- keys -------------------------------------------------------------------------------------------------------

    def action_move(self, motion: str, select: bool = False) -> None:
        """Move the cursor by one of `MOTIONS`, extending the selection or dropping it."""
        start, end = self.selection
        if not select and start != end and motion in ("left", "right"):
            self.move_cursor(start if motion == "left" else end)
            return
        spot = Spot(self.layout_of_text, self.cursor, self.at_end, self._goal, max(1, self.page - 2))
        reached = MOTIONS[motion](spot)
        anchor = (self.cursor if self.selected_from is None else self.selected_from) if select else None
        self._goal = reached.goal
        self._group += 1
        self._put_cursor(reached.offset, reached.at_end, anchor)
        self._tell_cursor()

    def action_edit(self, name: str) -> None:
        """Make one of `EDITS`."""
        if not self.read_only:
            self._apply(EDITS[name](self._state))

    def action_select_all_text(self) -> None:
        """Select the whole text."""
        self.move_cursor(self.layout_of_text.length, 0)

    def action_copy_text(self) -> None:
        """Copy the selection, here and to the user's own clipboard (OSC 52)."""
        if text := self.selected_text:
            self.app.copy_to_clipboard(text)

    def action_cut_text(self) -> None:
        """Copy the selection, and take it out."""
        self.action_copy_text()
        if self.selected_text:
            self._apply(insert(self._state, "", "cut"))

    def action_paste_text(self) -> None:
        """Put in what was copied or cut last."""
        if text := self.app.clipboard:
            self.insert(text)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are typed here, and no other binding's."""
        return not self.read_only and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        """Type a character."""
        if event.character is not None and event.is_printable and not self.read_only:
            event.stop()
            event.prevent_default()
            self._apply(type_character(self._state, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Put in what the terminal pastes, as one edit."""
        event.stop()
        event.prevent_default()
        if self.read_only or not event.text:
            return
        if self.asks_for_cells and is_cells(event.text):
            self.post_message(self.CellsPasted(self, event.text))
        else:
            self.insert(event.text)

    # -- mouse ------------------------------------------------------------------------------------------------------

    def _offset_under(self, event: events.MouseEvent) -> tuple[int, bool]:
        left, top = self.gutter.top_left
        return self.layout_of_text.offset_at(event.y - top + self.scroll_offset.y, event.x - left - self.margin_left)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor under the mouse; with shift, extend the selection to there."""
        if event.button != 1:
            return
        self.capture_mouse()
        self._dragging = True
        offset, at_end = self._offset_under(event)
        anchor = (self.cursor if self.selected_from is None else self.selected_from) if event.shift else None
        self._goal = None
        self._group += 1
        self._put_cursor(offset, at_end, anchor)
        self._tell_cursor()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select by dragging."""
        if self._dragging:
            offset, at_end = self._offset_under(event)
            if offset != self.cursor:
                self._put_cursor(offset, at_end, self.cursor if self.selected_from is None else self.selected_from)
                self._tell_cursor()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a selection by dragging."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A double click selects a word, a triple click a paragraph."""
        if event.chain < 2:
            return
        offset, _ = self._offset_under(event)
        text, start = self.layout_of_text.line_at(offset)
        begin, end = word_at(text, offset - start) if event.chain == 2 else (0, len(text))
        self.move_cursor(start + end, start + begin)


def _moved(offset: int, changes: Sequence[Change]) -> int:
    """Where an offset is after changes of the text: what is put in right at it goes behind it."""
    moved = 0
    for start, end, new in changes:
        if start >= offset:
            break
        moved += min(len(new), offset - start) - (offset - start) if offset < end else len(new) - (end - start)
    return offset + moved
