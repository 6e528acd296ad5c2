"""The screen's shadow under Textual: an App that tells the terminal only what changed.

Everything private of Textual's that this needs is used here and in `pieces`; a test tells when it changes.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import textual.screen
from rich.cells import cell_len
from textual._compositor import LayoutUpdate
from textual.app import ReturnType
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from planui import terminal_codes as codes
from planui.terminal import Cursor, Shadow
from planui.terminal_cells import Cell, cells_of
from planui.terminal_codes import Traits
from planui.widgets.input_order import OrderedInputApp
from planui.widgets.pens import Pens
from planui.widgets.pieces import Pieces, changed_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual._compositor import CompositorUpdate
    from textual.driver import Driver
    from textual.events import DescendantFocus, Resize
    from textual.screen import Screen
    from textual.strip import Strip

_FRAME = 1 / 250
"""Seconds between frames. Textual's own 1/60 saves bytes that the shadow saves anyway, and makes what follows a key
(a counter, a finding) wait for up to two frames."""


class ShadowedApp(OrderedInputApp[ReturnType]):
    """An App whose terminal is sent the difference between what it shows and what Textual means, and nothing when idle.

    A focused widget with a `terminal_cursor` (a place on the screen, or None) has the terminal's own cursor there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+l", "repaint", "Repaint", show=False, id="app.repaint")]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vars(textual.screen)["UPDATE_PERIOD"] = _FRAME
        system = None if self.no_color else self.console._color_system
        self._pens = Pens(system)
        self._shadow = Shadow(0, 0, Traits.of(os.environ))
        self._strips: list[dict[int, Strip]] = []
        self.animation_level = "none"

    # -- the terminal's own cursor ----------------------------------------------------------------------------------

    @property
    def has_terminal_cursor(self) -> bool:
        """Whether a widget may leave painting its cursor to the terminal."""
        return self._driver is not None and not self._driver.is_headless and not self._driver.is_inline

    def place_terminal_cursor(self) -> None:
        """Move the terminal's cursor to where the focused widget wants it, with the frame if one is about to come."""
        if not self._writable or self._batch_count:
            return
        if self._frame_due:
            # Asked for anew each time: a screen that closes takes along what was to follow its next frame.
            self.call_after_refresh(self._cursor_after_frame)
        else:
            self._send()

    def _cursor_after_frame(self) -> None:
        """The frame has taken the cursor along; but where a layout has painted the widget before, none has come."""
        if self._writable and not self._batch_count:
            self._send()

    @property
    def _frame_due(self) -> bool:
        """Whether the focused widget seems about to be painted. What is out of sight waits for that in vain."""
        focused = self.screen.focused
        return bool(
            focused is not None and focused._repaint_regions and focused in self.screen._compositor.visible_widgets
        )

    def _wanted_cursor(self) -> Cursor:
        focused = self.screen.focused
        place: Offset | None = getattr(focused, "terminal_cursor", None)
        if focused is not None and place is not None:
            widget, _ = self._top_at(place)
            if widget is focused:
                return Cursor(place.x, place.y)
        hidden = self.screen.outer_size.clamp_offset(self.cursor_position)
        return Cursor(hidden.x, hidden.y, shown=False)

    def _top_at(self, place: Offset) -> tuple[Any, Any]:
        try:
            return self.screen.get_widget_at(*place)
        except Exception:  # Textual's NoWidget: nothing is there yet
            return None, None

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """No cursor blinks: each blink would be sent."""
        if getattr(event.widget, "cursor_blink", False):
            event.widget.cursor_blink = False  # type: ignore[attr-defined]

    def _set_pointer_shape(self, shape: str) -> None:
        """The mouse pointer keeps its shape: each change would be sent, to terminals that know nothing of it, too."""

    # -- what is sent -----------------------------------------------------------------------------------------------

    @property
    def _writable(self) -> bool:
        return (
            self._running
            and not self._closed
            and not self.is_headless
            and self._driver is not None
            and not self._driver.is_inline
            and bool(self._shadow.width)
        )

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """Textual's way to the driver: take over what the compositor renders."""
        driver = self._driver
        if driver is None or self.is_headless or driver.is_inline:
            super()._display(screen, renderable)
            return
        compositor = screen._compositor
        compositor.render_partial_update = partial(changed_pieces, compositor)  # type: ignore[method-assign, assignment]
        try:
            if self._batch_count or not self._running or self._closed:
                return
            self._fit(*screen.outer_size)
            try:
                self._take(renderable)
            except Exception as error:
                self._handle_exception(error)
                return
            self._send()
        finally:
            self.post_display_hook()

    def _fit(self, width: int, height: int) -> None:
        if (width, height) != (self._shadow.width, self._shadow.height):
            self._shadow.resize(width, height)
            self._strips = [{} for _ in range(height)]

    def _take(self, update: CompositorUpdate | None) -> None:
        """Put what an update renders into the shadow."""
        if isinstance(update, Pieces):
            for x, y, piece in update.pieces:
                self._put(x, y, piece)
        elif isinstance(update, LayoutUpdate):
            for y, line in enumerate(update.strips, update.region.y):
                x = update.region.x
                for strip in line:
                    self._put(x, y, strip)
                    x += strip.cell_length
        elif update is not None:
            raise TypeError(f"unknown update of Textual's compositor: {type(update).__name__}")

    def _put(self, x: int, y: int, strip: Strip) -> None:
        if not 0 <= y < len(self._strips):
            return
        known = self._strips[y]
        if known.get(x) is strip:
            return
        stop = x + strip.cell_length
        for other in [place for place, old in known.items() if place < stop and place + old.cell_length > x]:
            del known[other]
        known[x] = strip
        self._shadow.put(x, y, list(self._cells(strip)))

    def _cells(self, strip: Strip) -> Iterable[Cell]:
        pen = self._pens.of
        for text, style, control in strip:
            if not control:
                yield from cells_of(text, pen(style), cell_len)

    def _send(self) -> None:
        assert self._driver is not None
        self._shadow.synchronized = self._sync_available
        cursor = self._wanted_cursor()
        self._previous_cursor_position = Offset(cursor.x, cursor.y)
        if data := self._shadow.update(cursor):
            self._driver.write(data)
            self._driver.flush()

    # -- when the terminal's screen is lost --------------------------------------------------------------------------

    def action_repaint(self) -> None:
        """Paint the whole screen again, whatever has damaged it."""
        self._shadow.forget()
        if self._writable:
            self._send()

    def on_resize(self, event: Resize) -> None:
        """A terminal that changes its size may show anything."""
        self._shadow.forget()

    def _build_driver(self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None) -> Driver:
        """Forget the screen whenever the driver takes the terminal: at start, after $EDITOR or a suspension."""
        driver = super()._build_driver(headless, inline, mouse and self._shadow.traits.mouse, size)
        start, stop = driver.start_application_mode, driver.stop_application_mode

        def forget_and_start() -> None:
            self._shadow.forget()
            start()

        def reset_and_stop() -> None:
            driver.write(codes.PLAIN)  # the shell must not inherit the pen
            stop()

        driver.start_application_mode = forget_and_start  # type: ignore[method-assign]
        driver.stop_application_mode = reset_and_stop  # type: ignore[method-assign]
        return driver
