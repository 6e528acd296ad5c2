"""The start screen: recent plans with how far they are."""

from __future__ import annotations

from pathlib import Path

from planui.app import PlanuiApp
from planui.cli import run
from planui.files.recent import Place, remember
from planui.widgets.line_list import LineList
from tests.screens.test_editor import editor_of, settle


async def test_recent_plans_say_how_far_they_are(sample: Path, tmp_path: Path) -> None:
    blank = tmp_path / "blank.toml"
    assert run(["new", str(blank)]) == 0
    broken = tmp_path / "broken.toml"
    broken.write_text("= =", encoding="utf-8")
    for path in (blank, broken, sample):
        remember(str(path), Place("4.1.2", 3))
    app = PlanuiApp(None, "zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        lines = {
            Path(item.key.removeprefix("open ")).name: "".join(text for text, _ in item.right)
            for item in app.screen.query_one(LineList).items
            if item.key.startswith("open ")
        }
        assert "32/32" in lines["plan.toml"] and "0/32" in lines["blank.toml"] and "/" not in lines["broken.toml"]
        await pilot.press("down", "down", "down", "enter")
        await settle(pilot)
        editor = editor_of(app)
        assert (editor.section, editor.text_pane.cursor) == ("4.1.2", 3)
