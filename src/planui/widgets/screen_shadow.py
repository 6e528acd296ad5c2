"""The screen's shadow under Textual: an App that tells the terminal only what changed.

Everything private of Textual's that this needs is used here and nowhere else; a test tells when it changes.
"""

from __future__ import annotations

import os
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, ClassVar

import textual.screen
from rich._palettes import EIGHT_BIT_PALETTE
from rich.cells import cell_len
from rich.color import ColorSystem
from textual._compositor import Compositor, CompositorUpdate, LayoutUpdate
from textual.app import ReturnType
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region

from planui import terminal_codes as codes
from planui.terminal import Cursor, Shadow
from planui.terminal_cells import Cell, cells_of
from planui.terminal_codes import Pen, Traits
from planui.widgets.input_order import OrderedInputApp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.color import Color
    from rich.console import Console
    from rich.style import Style
    from textual.driver import Driver
    from textual.events import DescendantFocus, Resize
    from textual.screen import Screen
    from textual.strip import Strip
    from textual.widget import Widget

_ATTRIBUTES = (
    ("bold", codes.BOLD),
    ("dim", codes.DIM),
    ("italic", codes.ITALIC),
    ("underline", codes.UNDERLINE),
    ("underline2", codes.UNDERLINE),
    ("reverse", codes.REVERSE),
    ("conceal", codes.CONCEAL),
    ("strike", codes.STRIKE),
    ("overline", codes.OVERLINE),
)
_APART = 24
"""Steps of lightness (of 255) between a background and the screen's that are shown in reverse without colours."""
_FRAME = 1 / 250
"""Seconds between frames. Textual's own 1/60 saves bytes that the shadow saves anyway, and makes what follows a key
(a counter, a finding) wait for up to two frames."""


@lru_cache(maxsize=1024)
def nearest(red: int, green: int, blue: int) -> int:
    """The colour of 256 (without the first 16, which users choose) nearest to one.

    Rich's own choice makes saturated colours of dark greys with a tint, such as the backgrounds of most themes.
    """

    def distance(number: int) -> int:
        other = EIGHT_BIT_PALETTE[number]
        return 2 * (red - other.red) ** 2 + 4 * (green - other.green) ** 2 + 3 * (blue - other.blue) ** 2

    return min(range(16, 256), key=distance)


class Pens:
    """Rich's styles as pens, for the colours that a terminal has."""

    def __init__(self, system: ColorSystem | None) -> None:
        """`system` None: no colours. Then what stands on another background than the screen's is reversed."""
        self.system = system
        self.background: tuple[int, int, int] = (0, 0, 0)
        self.of = lru_cache(maxsize=8192)(self._of)

    def _of(self, style: Style | None) -> Pen:
        if style is None:
            return Pen()
        attrs = sum(bit for name, bit in _ATTRIBUTES if getattr(style, name) and name != "underline2")
        if style.underline2:
            attrs |= codes.UNDERLINE
        if self.system is None:
            return Pen(attrs=attrs ^ (codes.REVERSE if self._stands_out(style) else 0))
        fg = self._params(style.color, True) if style.color else Pen().fg
        bg = self._params(style.bgcolor, False) if style.bgcolor else Pen().bg
        return Pen(fg, bg, attrs)

    def _params(self, color: Color, foreground: bool) -> str:
        assert self.system is not None
        if self.system is ColorSystem.EIGHT_BIT and color.triplet is not None:
            return f"{38 if foreground else 48};5;{nearest(*color.triplet)}"
        return ";".join(color.downgrade(self.system).get_ansi_codes(foreground))

    def _stands_out(self, style: Style) -> bool:
        if style.bgcolor is None or style.bgcolor.is_default:
            return False
        lightness = sum(style.bgcolor.get_truecolor()) / 3
        return abs(lightness - sum(self.background) / 3) > _APART


class Pieces(CompositorUpdate):
    """Strips and where they belong on the screen; later ones may lie over earlier ones."""

    def __init__(self, pieces: list[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """Nothing: the shadow takes the pieces themselves."""
        return ""


def changed_pieces(compositor: Compositor) -> Pieces | None:
    """What the compositor must paint again, of no more widgets and lines than that takes; None where it is nothing.

    Textual's own way (`render_partial_update`) renders every widget in the rectangle around all that changed and cuts
    each line at every edge: a digit at the top and one at the bottom cost as much as the whole screen.
    """
    screen = compositor.size.region
    dirty = {_whole_rows(compositor, region.intersection(screen)) for region in compositor._dirty_regions}
    compositor._dirty_regions.clear()
    pieces: list[tuple[int, int, Strip]] = []
    for region in filter(None, dirty):
        for widget, origin, part in reversed(_layers(compositor, region)):
            strips = widget.render_lines(part.translate(-origin))
            pieces += [(part.x, y, strip) for y, strip in enumerate(strips, part.y)]
    return Pieces(pieces) if pieces else None


def _layers(compositor: Compositor, region: Region) -> list[tuple[Widget, Offset, Region]]:
    """The widgets seen in a region, from front to back: each with its origin, and its part of the region."""
    layers = []
    for widget, (whole, clip) in compositor.visible_widgets.items():
        part = whole.intersection(clip).intersection(region)
        if part:
            layers.append((widget, whole.offset, part))
            if part == region:
                break
    return layers


def _whole_rows(compositor: Compositor, region: Region) -> Region:
    """A region, made as wide as the widgets seen in it: a cut through a widget's row may divide a wide character."""
    while True:
        left, right = region.x, region.right
        for widget, _, _ in _layers(compositor, region):
            whole, clip = compositor.visible_widgets[widget]
            seen = whole.intersection(clip)
            left, right = min(left, seen.x), max(right, seen.right)
        if (left, right) == (region.x, region.right):
            return region
        region = Region(left, region.y, right - left, region.height)


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
        self._cursor_waits = False
        self.animation_level = "none"

    # -- the terminal's own cursor ----------------------------------------------------------------------------------

    @property
    def has_terminal_cursor(self) -> bool:
        """Whether a widget may leave painting its cursor to the terminal."""
        return self._driver is not None and not self._driver.is_headless and not self._driver.is_inline

    def place_terminal_cursor(self) -> None:
        """Move the terminal's cursor to where the focused widget wants it, with the frame if one is about to come."""
        if not self._writable or self._batch_count or self._cursor_waits:
            return
        if self._frame_due:
            self._cursor_waits = True
            self.call_after_refresh(self._cursor_after_frame)
        else:
            self._send()

    def _cursor_after_frame(self) -> None:
        """The frame has taken the cursor along; but where a layout has painted the widget before, none has come."""
        self._cursor_waits = False
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
