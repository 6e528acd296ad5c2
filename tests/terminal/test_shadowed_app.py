"""The whole way from widgets to bytes: an emulator fed by the app shows what Textual's compositor means."""

from __future__ import annotations

import inspect
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style
from running import Watched, run
from textual._compositor import Compositor, LayoutUpdate
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Input, Label, Static, Tree

from planui.widgets.pens import Pens
from planui.widgets.screen_shadow import ShadowedApp
from planui.widgets.text_pane import Mark, TextPane

TEXT = (
    "# 资源库概况\n广州市岭南中药材科技资源库（以下简称“资源库”）截至2020年6月30日共保存12,345份；"
    "——“种质”……\x1b[31m\u202e\n\n"
) * 6


class Kept:
    def __init__(self, text: str) -> None:
        self.text = text

    def replace(self, start: int, end: int, new: str, *, cursor: int, group: str = "") -> None:
        self.text = self.text[:start] + new + self.text[end:]


class Dialog(ModalScreen[None]):
    DEFAULT_CSS = "Dialog { align: center middle; } Dialog Label { border: round red; padding: 1 3; }"

    def compose(self) -> ComposeResult:
        yield Label("要保存吗？\x9b31m")
        yield Input("输入")


class ThreePanes(ShadowedApp[None]):
    CSS = """
    #tree { width: 20; }
    #side { width: 17; color: red; }
    TextPane { width: 1fr; padding: 0 1; }
    #state { height: 1; }
    """

    def compose(self) -> ComposeResult:
        tree: Tree[None] = Tree("提纲", id="tree")
        for number in range(9):
            tree.root.add_leaf(f"{number}.1 资源与共享")
        tree.root.expand()
        yield Horizontal(tree, TextPane(), Static("发现", id="side", markup=False))
        yield Static("状态", id="state", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        pane = self.query_one(TextPane)
        pane.show(Kept(TEXT))
        pane.focus()


MOVES = ["up", "down", "left", "right", "home", "end", "pageup", "pagedown", "shift+down", "shift+right", "ctrl+end"]
EDITS = ["enter", "backspace", "delete", "tab", "alt+up", "ctrl+w", "ctrl+a", "a", "1", "space"]
KEYS = st.sampled_from([*MOVES, *EDITS, "ctrl+l", "escape", "f6"])
ACTIONS = (
    st.tuples(st.just("press"), KEYS)
    | st.tuples(st.just("insert"), st.text(st.sampled_from("中文字ab，（》 \n🙂\x1b\u202e"), max_size=12))
    | st.tuples(st.just("side"), st.text(st.sampled_from("中文ab \x1b\u200b🙂\n"), max_size=60))
    | st.tuples(st.sampled_from(["notify", "dialog", "close", "fold", "mark", "focus", "lose"]), st.just(""))
    | st.tuples(st.just("resize"), st.sampled_from([(80, 24), (61, 20), (103, 9)]))
)


async def act(watched: Watched, name: str, value: Any) -> None:
    app = watched.app
    main = app.screen_stack[0]
    pane = main.query_one(TextPane)
    if name == "press":
        await watched.pilot.press(value)
    elif name == "insert":
        pane.insert(value)
    elif name == "side":
        main.query_one("#side", Static).update(value)
    elif name == "notify":
        app.notify("已保存", timeout=1000)
    elif name == "dialog":
        await app.push_screen(Dialog())
    elif name == "close" and len(app.screen_stack) > 1:
        app.pop_screen()
    elif name == "fold":
        tree = main.query_one("#tree")
        tree.display = not tree.display
    elif name == "mark":
        pane.set_marks([Mark(pane.cursor, pane.cursor + 5, "error", "错")])
    elif name == "focus":
        app.screen.focus_next()
    elif name == "lose":
        await watched.settle()
        watched.emulator.feed("\x1b[0;7mbroken 乱\x1b[2;2H")
        app.action_repaint()
    elif name == "resize":
        await watched.resize(*value)


@given(st.lists(ACTIONS, min_size=4, max_size=14))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_emulator_shows_what_textual_means(actions):
    async def steps(watched: Watched) -> None:
        for name, value in actions:
            await act(watched, name, value)
            await watched.settle()
            assert watched.emulator.rows() == watched.meant(), (name, value)

    run(ThreePanes(), steps)


def test_the_terminal_cursor_is_where_the_text_is_written():
    async def steps(watched: Watched) -> None:
        pane = watched.app.query_one(TextPane)
        for key in ["down", "end", "home", "pagedown", "a"]:
            await watched.pilot.press(key)
            await watched.settle()
            assert watched.emulator.cursor == (*pane.terminal_cursor, True)
        # A layout that repaints the screen may leave a widget marked for a repaint that never comes.
        pane._repaint_regions.add(Region(0, 0, 4, 1))
        await watched.pilot.press("left")
        await watched.settle()
        assert watched.emulator.cursor == (*pane.terminal_cursor, True)
        pane._repaint_regions.clear()
        before = watched.emulator.rows()
        await watched.pilot.press("left")
        assert 0 < len(await watched.settle()) <= 8
        assert watched.emulator.rows() == before
        watched.app.query_one(Tree).focus()
        await watched.settle()
        assert not watched.emulator.cursor[2]
        pane.focus()
        await watched.app.push_screen(Dialog())
        await watched.settle()
        assert not watched.emulator.cursor[2]
        assert not watched.app.screen.query_one(Input).cursor_blink

    run(ThreePanes(), steps)


class Closing(ThreePanes):
    """Loses what was to follow a frame, as a screen does that closes before it comes."""

    closes = False

    def call_after_refresh(self, *args: Any, **kwargs: Any) -> bool:
        return self.closes or super().call_after_refresh(*args, **kwargs)


def test_the_terminal_cursor_is_placed_again_after_a_screen_has_closed_before_its_frame():
    async def steps(watched: Watched) -> None:
        pane = watched.app.query_one(TextPane)
        watched.app.closes = True
        pane.refresh()
        watched.app.place_terminal_cursor()
        watched.app.closes = False
        await watched.settle()
        for key in ["right", "down"]:
            await watched.pilot.press(key)
            await watched.settle()
            assert watched.emulator.cursor == (*pane.terminal_cursor, True)

    run(Closing(), steps)


def test_the_shell_gets_a_plain_pen_back():
    kept: list[Watched] = []

    async def steps(watched: Watched) -> None:
        kept.append(watched)

    run(ThreePanes(), steps)
    assert "".join(kept[0].driver.written).endswith("\x1b[m")


def test_idle_and_typing_cost_next_to_nothing():
    async def steps(watched: Watched) -> None:
        assert await watched.settle() == ""
        pane = watched.app.query_one(TextPane)
        pane.move_cursor(4)
        await watched.settle()
        await watched.pilot.press("x")
        assert len((await watched.settle()).encode()) < 60

    run(ThreePanes(), steps, size=(120, 40))


def test_no_control_character_of_a_text_reaches_the_terminal():
    class Bare(ShadowedApp[None]):
        def compose(self) -> ComposeResult:
            yield Static("\x1b]0;title\x07\x9b31m\u202eabc\x7f\u2066", markup=False)

    async def steps(watched: Watched) -> None:
        watched.app.action_repaint()
        data = await watched.settle()
        assert "title" in data and "abc" in data
        assert "\x1b]" not in data and not set("\x07\x9b\u202e\x7f\u2066") & set(data)

    run(Bare(), steps)


def test_the_screen_is_painted_again_when_the_driver_takes_the_terminal_again():
    async def steps(watched: Watched) -> None:
        watched.emulator.feed("\x1b[0m\x1b[2J\x1b[H$ vi")
        watched.driver.start_application_mode()
        watched.app.refresh(layout=True)
        await watched.settle()
        assert watched.emulator.rows() == watched.meant()

    run(ThreePanes(), steps)


def test_colours_are_those_that_the_terminal_has():
    style = Style.parse("bold #ff8800 on #102030")
    assert Pens(ColorSystem.TRUECOLOR).of(style)[:2] == ("38;2;255;136;0", "48;2;16;32;48")
    assert Pens(ColorSystem.EIGHT_BIT).of(style)[0].startswith("38;5;")
    assert len(Pens(ColorSystem.STANDARD).of(style)[0]) == 2
    assert Pens(None).of(style)[:2] == ("39", "49")
    assert Pens(None).of(Style.parse("#ff8800 on #e0e0e0")).attrs != Pens(None).of(Style.parse("on #000000")).attrs


def test_a_tinted_grey_stays_a_grey_among_256_colours():
    background = Pens(ColorSystem.EIGHT_BIT).of(Style.parse("on #242f38"))[1]
    assert 232 <= int(background.rpartition(";")[2]) <= 255


def test_textual_is_still_as_the_shadow_knows_it():
    """What is private of Textual and used by `screen_shadow` and `pieces`. If this fails, read Textual's changes."""
    assert list(inspect.signature(App._display).parameters) == ["self", "screen", "renderable"]
    assert list(inspect.signature(App._build_driver).parameters) == ["self", "headless", "inline", "mouse", "size"]
    assert "app._display(self, update)" in inspect.getsource(Screen._compositor_refresh)
    assert {"strips", "region"} <= set(vars(LayoutUpdate([], None)))
    assert "return self.render_partial_update()" in inspect.getsource(Compositor.render_update)
    assert "painting front to back" in inspect.getsource(Compositor._render_chops)
    assert "UPDATE_PERIOD" in inspect.getsource(Screen._on_timer_update) + inspect.getsource(Screen)
    assert list(inspect.signature(App._set_pointer_shape).parameters) == ["self", "shape"]
    app = ShadowedApp[None]()
    for name in ("_sync_available", "_batch_count", "_previous_cursor_position", "_running", "_closed", "_driver"):
        assert hasattr(app, name)
    assert hasattr(app.console, "_color_system")
