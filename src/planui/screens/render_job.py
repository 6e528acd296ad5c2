"""The PDF, made by a process of its own while editing goes on."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import TYPE_CHECKING

from planui.model.words import Words
from planui.screens import words

if TYPE_CHECKING:
    from planui.screens.editor import Editor


def start_render(editor: Editor) -> None:
    """Begins to render the plan as it stands now, saved or not."""
    if any(worker.group == "render" and worker.is_running for worker in editor.workers):
        editor.say(words.RENDER_BUSY)
        return
    out = os.path.splitext(editor.document.path)[0] + ".pdf"
    editor.say(words.RENDERING.format(out))
    editor.run_worker(_render(editor, out, editor.document.text), group="render")


async def _render(editor: Editor, out: str, text: str) -> None:
    arguments = (
        "render",
        "-",
        "-o",
        out,
        "--folder",
        editor.document.folder,
        "--format",
        "json",
        "--lang",
        editor.lang,
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "planui",
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complaint = await process.communicate(text.encode("utf-8"))
    if process.returncode:
        lines = complaint.decode("utf-8", "replace").strip().splitlines()
        last = lines[-1] if lines else str(process.returncode)
        editor.say(words.RENDER_FAILED.format(last), "error")
        return
    report = json.loads(said)
    done = f"{out}  ({report['pages']} p, {report['bytes'] // 1000} kB)"
    editor.say(Words(words.RENDERED.zh.format(done), words.RENDERED.en.format(done)), "ok")
