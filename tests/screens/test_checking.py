"""A slow check runs beside the keys; what it finds is shown only where it fits the text."""

from __future__ import annotations

from threading import Event, get_ident
from typing import TYPE_CHECKING, Any

import pytest

from planui.check import Checker
from tests.screens.test_editor import app_on, editor_of, settle

if TYPE_CHECKING:
    from pathlib import Path


async def test_keys_go_on_while_a_thread_checks(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_on(sample, "4.1.2")
    check, main = Checker.check, get_ident()
    held, go_on, threads = Event(), Event(), []

    def slow_check(self: Checker, *args: Any) -> Any:
        threads.append(get_ident() != main)
        held.set()
        assert go_on.wait(20)
        return check(self, *args)

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        monkeypatch.setattr(Checker, "check", slow_check)
        editor.text_pane.insert("第一段说明，长。\n" * 300)
        while not held.is_set():
            await pilot.pause(0.01)
        before = list(editor.document.diagnostics)
        await pilot.press("home", "x", "y")
        while "xy" not in editor.document.plan.text("4.1.2"):
            await pilot.pause(0.01)
        assert editor.document.diagnostics == before and not editor.document.is_checked
        go_on.set()
        while not editor.document.is_checked:
            await pilot.pause(0.01)
        assert len(threads) >= 2 and all(threads)
        fresh = Checker()
        monkeypatch.setattr(Checker, "check", check)
        wanted = fresh.check(editor.document.plan, editor.document.form, editor.document._pictures)
        assert editor.document.diagnostics == wanted
