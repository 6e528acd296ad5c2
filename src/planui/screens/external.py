"""This section in the user's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from planui.model.edit import difference
from planui.screens import words

if TYPE_CHECKING:
    from planui.screens.editor import Editor


def edit_outside(editor: Editor) -> None:
    """Gives the section's text to `$VISUAL` or `$EDITOR`, and takes back what that made of it, as one edit."""
    command = _command()
    if command is None or editor.document.read_only:
        editor.say(words.NO_EDITOR, "error")
        return
    number = editor.section
    before = editor.document.plan.text(number)
    with TemporaryDirectory(prefix="planui-") as folder:
        path = os.path.join(folder, f"{number}.md")
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(before)
        with editor.app.suspend():
            status = subprocess.call([*command, path])  # the user's own choice of editor
        if status:
            editor.say(words.EDITOR_FAILED.format(status), "error")
            return
        with open(path, encoding="utf-8", errors="replace") as file:
            after = file.read()
    change = difference(before, after)
    if change is not None:
        cursor = editor.text_pane.cursor
        editor.document.replace_text(number, change.start, change.end, change.text, cursor=cursor)
        end = change.start + len(change.text)
        editor.text_pane.buffer_changed(change.start, change.end, end, end)
        editor.plan_changed()


def _command() -> list[str] | None:
    for name in ("VISUAL", "EDITOR"):
        if value := os.environ.get(name, "").strip():
            return shlex.split(value)
    found = shutil.which("vi")
    return [found] if found else None
