"""Keys that come all at once act in the order in which they came, whoever acts on them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Button

from planui.widgets.screen_shadow import ShadowedApp
from planui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Kept:
    def __init__(self, text: str) -> None:
        self.text = text

    def replace(self, start: int, end: int, new: str, *, cursor: int, group: str = "") -> None:
        self.text = self.text[:start] + new + self.text[end:]


class Ask(ModalScreen[None]):
    def compose(self) -> ComposeResult:
        yield Button("好")

    def on_button_pressed(self) -> None:
        self.dismiss()


class Slow(ModalScreen[None]):
    """Takes its time until there is something that its keys can act on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "leave", priority=True)]

    async def get_ready(self) -> None:
        for _ in range(200):
            await asyncio.sleep(0)

    async def _on_compose(self, event: events.Compose) -> None:
        await self.get_ready()
        await super()._on_compose(event)

    def compose(self) -> ComposeResult:
        yield Button("好")

    def action_leave(self) -> None:
        self.query_one(Button)
        self.dismiss()


class Sections(ShadowedApp[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("f7", "turn", ""), ("f6", "ask", ""), ("ctrl+t", "turn", "")]

    def __init__(self) -> None:
        super().__init__()
        self.buffers = [Kept("甲"), Kept("乙")]
        self.shown = 0

    def compose(self) -> ComposeResult:
        with Vertical():
            yield TextPane()

    def on_mount(self) -> None:
        self.query_one(TextPane).show(self.buffers[0])
        self.query_one(TextPane).focus()

    async def action_turn(self) -> None:
        self.shown = 1 - self.shown
        self.query_one(TextPane).show(self.buffers[self.shown])

    async def action_ask(self) -> None:
        await self.push_screen(Ask())


def typed_ahead(*keys: str) -> list[str]:
    """The texts after `keys` came in one piece."""

    async def go() -> list[str]:
        app = Sections()
        async with app.run_test() as pilot:
            await pilot.pause()
            for key in keys:
                app.post_message(
                    events.Paste(key[1:]) if key.startswith("«") else events.Key(key, key if len(key) == 1 else None)
                )
            for _ in range(300):
                await pilot.pause()
                if not app._input_queue and app._follower is None:
                    break
            return [buffer.text for buffer in app.buffers]

    return asyncio.run(go())


def test_letters_do_not_overtake_the_cursor():
    assert typed_ahead("1", "end", "2", "home", "3", "left", "enter", "4") == ["\n431甲2", "乙"]


def test_letters_and_pastes_go_to_the_section_that_is_shown_when_their_turn_comes():
    assert typed_ahead("1", "f7", "2", "«粘贴", "ctrl+t", "3", "f7", "4") == ["31甲", "42粘贴乙"]


def test_a_screen_that_goes_away_holds_nothing_up():
    assert typed_ahead("1", "f6", "enter", "2", "end", "3") == ["12甲3", "乙"]


def test_a_dialog_gets_no_key_before_it_is_there() -> None:
    async def go() -> list[str]:
        app = Sections()
        async with app.run_test() as pilot:
            await pilot.pause()
            for key in ("tab", "x"):
                app.post_message(events.Key(key, key if len(key) == 1 else None))
            app.push_screen(Slow())  # before the keys have their turn
            for _ in range(300):
                await pilot.pause()
                if app.buffers[0].text != "甲":
                    break
            return [app.buffers[0].text, *(type(screen).__name__ for screen in app.screen_stack)]

    assert asyncio.run(go()) == ["x甲", "Screen"]
