"""Runs an app on a driver that keeps what it writes, in place of a terminal."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from emulator import Emulator, drawn
from rich.cells import cell_len
from textual.drivers.headless_driver import HeadlessDriver

from planui.terminal_cells import blank, cells_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

    from planui.terminal import Row
    from planui.widgets.screen_shadow import ShadowedApp


class Recorder(HeadlessDriver):
    """A driver that is a terminal to the app, and records."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written: list[str] = []

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.written.append(data)

    def take(self) -> str:
        data = "".join(self.written)
        self.written.clear()
        return data


class Watched:
    """An app, its pilot, and the emulator that it paints."""

    def __init__(self, pilot: Pilot[Any]) -> None:
        self.pilot = pilot
        self.app: ShadowedApp[Any] = pilot.app  # type: ignore[assignment]
        self.emulator = Emulator(*self.app.size)

    @property
    def driver(self) -> Recorder:
        assert isinstance(self.app._driver, Recorder)
        return self.app._driver

    async def settle(self) -> str:
        """Wait until nothing is left to paint; returns what was written."""
        quiet = 0
        for _ in range(200):
            await self.pilot.pause()
            screen = self.app.screen
            waits = (
                screen._dirty_widgets
                or screen._layout_required
                or screen._scroll_required
                or screen._repaint_required
                or screen._compositor._dirty_regions
                or screen._callbacks
            )
            quiet = 0 if waits else quiet + 1
            if quiet == 2:  # what a widget hears of the first pause, it may paint in the second
                break
        data = self.driver.take()
        self.feed(data)
        return data

    def feed(self, data: str) -> None:
        """Give the emulator what the terminal gets."""
        self.emulator.feed(data)

    async def resize(self, width: int, height: int) -> None:
        await self.settle()
        self.emulator.resize(width, height)
        await self.pilot.resize_terminal(width, height)

    def meant(self) -> list[list[tuple[object, ...]]]:
        """What Textual's compositor means, drawn the long way."""
        pens = self.app._pens
        rows: list[Row] = []
        width = self.app.size.width
        for strip in self.app.screen._compositor.render_strips():
            row = [cell for text, style, _ in strip for cell in cells_of(text, pens.of(style), cell_len)]
            rows.append((row + [blank(pens.of(None))] * width)[:width])
        return drawn(rows)


def run(app: ShadowedApp[Any], steps: Callable[[Watched], Awaitable[None]], size: tuple[int, int] = (80, 24)) -> None:
    """Run `app` on a `Recorder`, and `steps` with it; their failures are raised here."""
    failures: list[BaseException] = []

    async def pilot_of(pilot: Pilot[Any]) -> None:
        try:
            watched = Watched(pilot)
            await watched.settle()
            await steps(watched)
        except BaseException as failure:
            failures.append(failure)
        finally:
            app.exit()

    app.driver_class = Recorder
    asyncio.run(app.run_async(headless=False, size=size, auto_pilot=pilot_of))
    if failures:
        raise failures[0]
