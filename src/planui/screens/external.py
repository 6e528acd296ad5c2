"""This section in the user's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from planui.files.reading import NotUtf8, read_text
from planui.model.edit import difference
from planui.model.words import PlanuiError, Words
from planui.screens import words

if TYPE_CHECKING:
    from planui.screens.editor import Editor

_NO_EDITOR = Words(
    "没有设置 $VISUAL 或 $EDITOR，也没有找到 vi", "neither $VISUAL nor $EDITOR is set, and there is no vi"
)
_EDITOR_FAILED = Words("外部编辑器没有正常结束（{0}），本节未改", "the editor failed ({0}); the section is unchanged")
_NO_PROGRAM = Words(
    "没有这个程序，或不能运行：{0}（来自 ${1}）", "there is no such program, or it cannot be run: {0} (from ${1})"
)
_BAD_EDITOR = Words("${0} 的引号不配对：{1}", "the quotes of ${0} do not pair: {1}")


def edit_outside(editor: Editor) -> None:
    """Gives the section's text to `$VISUAL` or `$EDITOR`, and takes back what that made of it, as one edit."""
    if editor.document.read_only:
        editor.say(words.READ_ONLY_TYPED, "warning")
        return
    try:
        variable, command = _command()
    except PlanuiError as error:
        editor.say(error.words, "error")
        return
    number = editor.section
    before = editor.document.plan.text(number)
    folder = ""
    try:
        folder = mkdtemp(prefix="planui-")
        path = os.path.join(folder, f"{number}.md")
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(before)
        try:
            with editor.app.suspend():
                status = subprocess.call([*command, path])  # the user's own choice of editor
        except OSError:
            editor.say(_NO_PROGRAM.format(command[0], variable), "error")
            return
        if status:
            editor.say(_EDITOR_FAILED.format(status), "error")
            return
        after = _lines(read_text(path))
    except NotUtf8 as error:
        folder = ""  # What was written there is nowhere else.
        editor.say(error.words, "error")
        return
    except PlanuiError as error:
        editor.say(error.words, "error")
        return
    except OSError as error:
        editor.say(_EDITOR_FAILED.format(error.strerror or error), "error")
        return
    finally:
        if folder:
            shutil.rmtree(folder, ignore_errors=True)
    change = difference(before, after)
    if change is not None:
        cursor = editor.text_pane.cursor
        try:
            editor.document.replace_text(number, change.start, change.end, change.text, cursor=cursor)
        except PlanuiError as error:
            editor.say(error.words, "error")
            return
        end = change.start + len(change.text)
        editor.text_pane.buffer_changed(change.start, change.end, end, end)
        editor.plan_changed()


def _lines(text: str) -> str:
    """The text with the line ends that a section has, whatever the other editor's are."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _command() -> tuple[str, list[str]]:
    """The variable that names the user's editor, and the command. Raises `PlanuiError` where there is none."""
    for name in ("VISUAL", "EDITOR"):
        if value := os.environ.get(name, "").strip():
            try:
                command = shlex.split(value)
            except ValueError:
                raise PlanuiError(_BAD_EDITOR.format(name, value)) from None
            # Looked for before the screen is given away.
            if not shutil.which(command[0]):
                raise PlanuiError(_NO_PROGRAM.format(command[0], name))
            return name, command
    found = shutil.which("vi")
    if found is None:
        raise PlanuiError(_NO_EDITOR)
    return "EDITOR", [found]
