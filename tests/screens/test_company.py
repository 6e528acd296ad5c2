"""Two hands on one plan: what the other saves appears at once, and nothing here moves or is lost."""

from __future__ import annotations

import os
from pathlib import Path

from planui.app import PlanuiApp
from planui.buffers import SectionBuffer
from planui.document import Document
from planui.files.presence import Presence
from planui.files.process import terminal_of, user_name
from planui.screens.company import own_names
from planui.screens.conflicts import Conflicts
from planui.screens.editor import Editor
from planui.screens.history import History
from planui.screens.unsaved import UnsavedWork
from planui.widgets.bar import Bar
from planui.widgets.line_list import LineList


async def settle(pilot) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def until(pilot, holds) -> None:
    """Waits for something that another thread brings about."""
    for _ in range(2000):
        await pilot.pause(0.01)
        if holds():
            return
    raise AssertionError(pilot.app.screen)


def editor_of(app: PlanuiApp) -> Editor:
    screen = app.screen_stack[-1]
    assert isinstance(screen, Editor)
    return screen


async def test_what_could_not_be_taken_in_is_told_once(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        sample.write_text("这不是计划 [[[", encoding="utf-8")
        await until(pilot, lambda: "没有盖掉" in editor.notice.zh)
        await pilot.press("right")
        await settle(pilot)
        assert not editor.notice.zh
        # The watch has news again, of somebody else who came: the file is the same.
        other = Presence(str(sample))
        other.at("1")
        await until(pilot, lambda: "1" in editor.company.places())
        assert "没有盖掉" not in editor.notice.zh
        # Who asks to save is told again.
        await pilot.press("甲", "ctrl+s")
        await settle(pilot)
        assert "没有盖掉" in editor.notice.zh
        other.close()


def saved_by_another(path: Path, number: str, at: int, new: str, old: str = "") -> None:
    other = Document.open(str(path))
    text = other.plan.text(number)
    start = text.index(old) if old else at if at >= 0 else len(text.rstrip("\n"))
    SectionBuffer(other, number).replace(start, start + len(old), new, cursor=0)
    other.save()
    other.file.close(discard=True)


def app_on(path: Path, section: str) -> PlanuiApp:
    return PlanuiApp(Document.open(str(path)), "zh", section=section)


async def test_what_another_saves_appears_and_nothing_jumps(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        pane = editor.text_pane
        place = editor.document.plan.text("4.1.2").index("准入制度")
        pane.move_cursor(place)
        await pilot.press("我", "写")
        await settle(pilot)
        row = pane.cursor_place[0] - pane.scroll_offset.y
        saved_by_another(sample, "4.1.2", 0, "别人在前面写了很长的一段话。" * 20 + "\n\n")
        await until(pilot, lambda: "4.1.2 由 别的程序 更新" in editor.notice.zh)
        text = editor.document.plan.text("4.1.2")
        assert text.startswith("别人在前面") and text[: pane.cursor].endswith("我写")
        assert pane.cursor_place[0] - pane.scroll_offset.y == row
        # Undo takes back what was written here, and only that.
        await pilot.press("ctrl+z")
        await settle(pilot)
        text = editor.document.plan.text("4.1.2")
        assert text.startswith("别人在前面") and "我写" not in text and not editor.document.dirty
        await pilot.press("ctrl+y", "ctrl+s")
        await settle(pilot)
        saved = sample.read_text(encoding="utf-8")
        assert "我写准入制度" in saved and "别人在前面" in saved


async def test_a_dialog_is_not_disturbed(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        await pilot.press("ctrl+f")
        version = editor.document.version
        saved_by_another(sample, "4.1.3", 0, "别人。")
        await until(pilot, lambda: editor.company._waits)
        assert editor.document.version == version
        await pilot.press("escape")
        await until(pilot, lambda: editor.document.plan.text("4.1.3").startswith("别人。"))


async def test_equal_size_and_time_are_no_proof(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        editor.company.stop()  # saving alone must find out
        status = os.stat(sample)
        text = sample.read_text(encoding="utf-8")
        sample.write_text(text.replace("三证一码", "四证一码"), encoding="utf-8")
        os.utime(sample, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert (os.stat(sample).st_size, os.stat(sample).st_mtime_ns) == (status.st_size, status.st_mtime_ns)
        await pilot.press("我", "ctrl+s")
        await settle(pilot)
        saved = sample.read_text(encoding="utf-8")
        assert "四证一码" in saved and '[sections."4.1.2"]\ntext = """\n我' in saved


async def test_who_is_where(sample: Path) -> None:
    other = Presence(str(sample))
    other.at("4.1.3")
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        await until(pilot, lambda: any("✎" in "".join(text for text, _ in one.right) for one in editor.outline.items))
        assert [one.key for one in editor.outline.items if "✎" in str(one.right)] == ["4.1.3"]
        other.at("4.1.2")
        await until(pilot, lambda: "✎" in editor.query_one("#heading", Bar).text)
        other.close()
        await until(pilot, lambda: "✎" not in editor.query_one("#heading", Bar).text)


async def test_a_broken_file_is_left_alone(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        whole = sample.read_text(encoding="utf-8")
        before = editor.document.text
        sample.write_text(whole[:1000] + '"""\n[[[\n', encoding="utf-8")
        await until(pilot, lambda: "TOML" in editor.notice.zh)
        sample.write_bytes(b"")
        await until(pilot, lambda: "空的" in editor.notice.zh)
        sample.unlink()
        await until(pilot, lambda: "移走" in editor.notice.zh)
        assert editor.document.text == before
        await pilot.press("我", "ctrl+s")
        await settle(pilot)
        assert "我" in sample.read_text(encoding="utf-8")


async def conflict(pilot, path: Path) -> Editor:
    editor = editor_of(pilot.app)
    at = editor.document.plan.text("4.1.2").index("三证一码")
    editor.text_pane.move_cursor(at)
    await pilot.press("我", "的")
    saved_by_another(path, "4.1.2", 0, "他的三证一码", "三证一码")
    await until(pilot, lambda: "冲突" in editor.notice.zh)
    return editor


async def test_a_conflict_is_settled_side_by_side(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = await conflict(pilot, sample)
        text = editor.document.plan.text("4.1.2")
        assert "我的三证一码" in text and "他的三证一码" in text and "<<<<<<<" in text
        await pilot.press("alt+c")
        await settle(pilot)
        assert isinstance(app.screen, Conflicts)
        mine, theirs = (
            "".join(text for one in side.items for text, _ in one.left) for side in app.screen.query(LineList)
        )
        assert "我的" in mine and "他的" not in mine and "他的" in theirs and "我的" not in theirs
        await pilot.press("3")
        await settle(pilot)
        text = editor_of(app).document.plan.text("4.1.2")
        assert "<<<<" not in text and "我的三证一码" in text and "他的三证一码" in text
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert len(editor.document.conflicts()) == 1
        await pilot.press("alt+c", "2")
        await settle(pilot)
        text = editor.document.plan.text("4.1.2")
        assert "他的三证一码" in text and "我的" not in text and "<<<" not in text
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert not editor.document.dirty


async def test_a_conflict_that_the_other_s_editor_marked(sample: Path) -> None:
    text = sample.read_text(encoding="utf-8")
    head = '[sections."4.1.2"]\ntext = """\n'
    marked = f"<<<<<<< 王\n他写的。\n=======\n我写的。\n>>>>>>> {user_name()}\n"
    sample.write_text(text.replace(head, head + marked), encoding="utf-8")
    app = app_on(sample, "1")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "1 处冲突" in editor_of(app).notice.zh
        await pilot.press("alt+c")
        await settle(pilot)
        assert app.screen.query_one("#mine-name", Bar).text.split() == ["1", "对方的", "王"]
        assert app.screen.query_one("#theirs-name", Bar).text.split() == ["2", "我的", user_name()]
        await pilot.press("2")
        await settle(pilot)
        editor = editor_of(app)
        assert editor.section == "4.1.2" and editor.document.plan.text("4.1.2").startswith("我写的。\n###")


async def test_a_conflict_outlives_the_editor(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = await conflict(pilot, sample)
        editor.document.file.flush_journal()
        editor.document.file.close(discard=False)
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, UnsavedWork)
        await pilot.press("t")
        await settle(pilot)
        (one,) = editor_of(app).document.conflicts()
        assert "我的三证一码" in one.ours and "他的三证一码" in one.theirs


async def test_a_part_of_unsaved_work_is_taken(sample: Path) -> None:
    killed = Document.open(str(sample))
    SectionBuffer(killed, "4.1.2").replace(0, 0, "甲。", cursor=0)
    SectionBuffer(killed, "5").replace(3, 3, "乙。", cursor=3)
    SectionBuffer(killed, "4.1.3").replace(7, 7, "丙。", cursor=7)
    killed.file.flush_journal()
    killed.file.close(discard=False)
    saved_by_another(sample, "1", 0, "丁。")
    app = app_on(sample, "2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        shown = app.screen.query_one(LineList)
        heads = [one.left[1][0] for one in shown.items if one.left[0][0] in ("[✓] ", "[ ] ")]
        assert [head.split()[0] for head in heads] == ["4.1.2", "4.1.3", "5"]
        await pilot.press("a", "t")  # nothing is chosen: that is said, and the work is still there
        assert "一节也没有选" in app.screen.query_one("#hint", Bar).text
        await pilot.press("a", "space", "t")  # all but the first
        await settle(pilot)
        editor = editor_of(app)
        plan = editor.document.plan
        assert (
            not plan.text("4.1.2").startswith("甲") and plan.text("5")[3:5] == "乙。" and plan.text("1")[:2] == "丁。"
        )
        assert editor.section == "4.1.3" and editor.text_pane.cursor == 9
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert not editor.document.dirty
        assert not editor.document.file.unsaved()


async def test_a_version_is_brought_back(sample: Path) -> None:
    before = sample.read_bytes()
    app = app_on(sample, "6.2.1")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        for key in ("甲", "ctrl+s", "乙", "ctrl+s"):
            await pilot.press(key)
        editor.document.delete_row("6.2.1", "indicators", 0)
        await pilot.press("ctrl+s", "alt+h")
        await settle(pilot)
        assert isinstance(app.screen, History)
        versions = app.screen.query_one("#versions", LineList)
        assert len(versions.items) == 4
        await pilot.press("end", "enter")
        await settle(pilot)
        assert editor.document.text == before.decode()
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert editor.document.plan.text("6.2.1").startswith("甲乙")


async def test_who_only_reads_sees_it_too(sample: Path) -> None:
    before = set(os.listdir(sample.parent))
    app = PlanuiApp(Document.open(str(sample), read_only=True), "zh", section="4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        saved_by_another(sample, "4.1.2", 0, "别人。")
        await until(pilot, lambda: editor_of(app).document.plan.text("4.1.2").startswith("别人。"))
        assert editor_of(app).text_pane.layout_of_text.slice(0, 3) == "别人。"
        assert set(os.listdir(sample.parent)) == before


async def test_a_file_that_is_deleted_is_not_called_saved(sample: Path) -> None:
    app = app_on(sample, "4.1.2")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        status = editor.query_one("#status", Bar)
        held = sample.read_bytes()
        sample.unlink()
        await until(pilot, lambda: "文件已不在" in status.text)
        assert "已保存" not in status.text
        await pilot.press("right", "ctrl+q")
        await settle(pilot)
        assert app.screen is not editor  # nothing was typed, and yet the work would be lost
        await pilot.press("escape")
        sample.write_bytes(held)
        await until(pilot, lambda: "已保存" in status.text)
        sample.unlink()
        await until(pilot, lambda: "文件已不在" in status.text)
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert "已保存" in status.text and sample.read_bytes() == held


async def test_two_windows_of_one_user_are_told_apart(sample: Path) -> None:
    """Their names carry the terminal, here the process, in what is said and in the marks of a conflict."""
    twin, app = Presence(str(sample)), app_on(sample, "4.1.2")
    twin.at("4.1.2")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        editor = editor_of(app)
        heading = editor.query_one("#heading", Bar)
        await until(pilot, lambda: user_name() in heading.text)
        assert f"{user_name()}({terminal_of(os.getpid())})" in heading.text
        await conflict(pilot, sample)
        (one,) = editor.document.conflicts()
        assert one.marks.our_name in own_names() and one.marks.our_name != user_name()
    twin.close()
