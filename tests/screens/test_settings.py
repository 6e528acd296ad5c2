"""The user's settings: keys, themes, the tour; and what is wrong with them is said in one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.color import Color

from planui.commands import CHOSEN, command
from planui.files.settings import THEMES, load_settings, remembered, settings_path
from planui.screens.themes import use_theme
from planui.widgets.bar import Bar
from tests.screens.test_editor import app_on, editor_of, settle


@pytest.fixture(autouse=True)
def no_keys_stay():
    yield
    CHOSEN.clear()


def write(text: str) -> None:
    path = Path(settings_path())
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


async def test_keys_and_theme_of_the_settings(sample: Path) -> None:
    write('theme = "light"\n[keys]\nundo = "ctrl+o"\ntheme = ["f12", "alt+c"]\nnext_section = "f8"\nadd_row = "f6"\n')
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        assert not app.current_theme.dark and not editor.notice.zh
        await pilot.press("x", "ctrl+z")
        assert editor.document.dirty
        await pilot.press("ctrl+o")
        assert not editor.document.dirty
        await pilot.press("f8")
        assert editor.section == "4.1.3" and command("next_section").shown_key == "F8"
        assert command("next_finding").shown_key == "" and command("undo").shown_key == "^O"
        await pilot.press("alt+c", "escape")
        await settle(pilot)
        assert app.screen is editor


@pytest.mark.parametrize(
    "text",
    [
        "theme = ",
        'theme = "pink"',
        "tour = 3",
        "keys = 4",
        "[keys]\nsave = 4",
        '[keys]\nno_such = "f12"',
        '[keys]\nsave = "ctrl+nokey"',
        '[keys]\nsave = "a"',
        '[keys]\nsave = "f12"\nquit = "f12"',
        "x = " + "[" * 5000,
        "\udce4",
    ],
)
async def test_bad_settings_are_one_line_and_change_nothing(sample: Path, text: str) -> None:
    path = Path(settings_path())
    path.parent.mkdir(parents=True)
    path.write_bytes(os.fsencode(text))
    app = app_on(sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        for said in editor.notice:
            assert said and "\n" not in said
        await pilot.press("x", "ctrl+s")
        await settle(pilot)
        assert not editor.document.dirty and app.current_theme.dark


async def test_a_theme_is_picked_and_remembered(sample: Path) -> None:
    for name in reversed(THEMES):
        app = app_on(sample)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("ctrl+p", *"theme", "enter", *name, "enter")
            await settle(pilot)
            assert remembered("theme") == name and name in app.theme
        app = app_on(sample)
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert name in app.theme


async def test_the_tour_waits_for_each_step_and_can_be_left(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        bar = editor.query_one("#tour", Bar)
        assert not bar.display
        await pilot.press("ctrl+p", *"ssjx", "enter")
        await settle(pilot)
        assert "1/8" in bar.text
        await pilot.press("f2", "f2", "x")
        await settle(pilot)
        assert "2/8" in bar.text
        for key in ("ctrl+pagedown", "f2", "f8", "f6", "f10", "escape", "ctrl+z", "ctrl+p", "escape"):
            await pilot.press(key)
            await settle(pilot)
        assert "F1" in bar.text and "8" not in bar.text
        await pilot.press("f6")
        assert not bar.display
        await pilot.press("ctrl+p", *"tour", "enter", "escape")
        await settle(pilot)
        assert not bar.display and remembered("tour")
    assert load_settings().tour


def contrast(one: Color, other: Color) -> float:
    """As WCAG has it: 1 for none, 4.5 for a text that is read well."""

    def light(color: Color) -> float:
        parts = [part / 255 for part in color.rgb]
        parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEMES)
async def test_every_colour_of_a_theme_can_be_read_on_its_grounds(sample: Path, name: str) -> None:
    app = app_on(sample)
    async with app.run_test():
        use_theme(app, name)
        colours = {key: Color.parse(value) for key, value in app.get_css_variables().items() if value.startswith("#")}
        inks = ["foreground", *(f"text-{ink}" for ink in ("error", "warning", "success", "accent", "primary"))]
        for ground in ("background", "surface", "panel"):
            for ink in (*inks, "foreground-darken-3"):
                assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        for ground in ("primary-darken-3", "primary-muted"):
            assert contrast(colours["foreground"], colours[ground]) >= 4.5, ground
