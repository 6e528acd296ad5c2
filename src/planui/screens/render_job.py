"""The PDF, made by a process of its own while editing goes on."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from planui.model.words import Words
from planui.screens import words
from planui.screens.editor_view import show_findings

if TYPE_CHECKING:
    from planui.screens.editor import Editor

_RENDERING = Words("正在生成 PDF：{0}（再按一次 F5 停止）", "rendering: {0} (F5 again stops it)")
_RENDERED = Words(
    "PDF 已生成：{0}（{1} 页，{2} kB；F12 Tab 看页）", "PDF written: {0} ({1} pages, {2} kB; F12 Tab shows it)"
)
_RENDER_FAILED = Words("没有生成 PDF：{0}", "no PDF: {0}")
_RENDER_PROGRESS = Words("正在生成 PDF：{0}%（再按一次 F5 停止）", "rendering: {0}% (F5 again stops it)")


_STEP = 0.1
"""The share of the work after which progress is shown anew: each time costs bytes to the terminal."""


def start_render(editor: Editor) -> None:
    """Begins to render the plan as it stands now, saved or not; while it is being rendered, stops that."""
    running = [worker for worker in editor.workers if worker.group == "render" and worker.is_running]
    if running:
        for worker in running:
            worker.cancel()
        editor.say(words.RENDER_STOPPED)
        return
    out = os.path.splitext(editor.document.path)[0] + ".pdf"
    editor.say(_RENDERING.format(out))
    editor.run_worker(_render(editor, out, editor.document.text), group="render")


async def _render(editor: Editor, out: str, text: str) -> None:
    arguments = ("render", "-", "-o", out, "--folder", editor.document.file.folder)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "planui",
        *arguments,
        *("--format", "json", "--lang", editor.lang, "--progress"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    try:
        complaints = asyncio.create_task(_follow(editor, process.stderr))
        with suppress(ConnectionError):  # It may refuse before it has read the plan.
            process.stdin.write(text.encode("utf-8"))
            await process.stdin.drain()
        process.stdin.close()
        said = await process.stdout.read()
        complaint = await complaints
        status = await process.wait()
    finally:
        if process.returncode is None:  # Stopped, or the editor is being left; what stands of the PDF is the older one.
            with suppress(ProcessLookupError):
                process.terminate()
    editor.render_fault = complaint or str(status) if status else ""
    show_findings(editor)
    if status:
        editor.say(_RENDER_FAILED.format(editor.render_fault), "error")
        return
    report = json.loads(said)
    editor.say(_RENDERED.format(out, report["pages"], report["bytes"] // 1000), "ok")


async def _follow(editor: Editor, stream: asyncio.StreamReader) -> str:
    """Shows progress, unless something else was said meanwhile; the last line that is none."""
    last = ""
    shown, own = 0.0, editor.notice
    async for line in stream:
        said = line.decode("utf-8", "replace").strip()
        if not said.startswith('{"stage"'):
            last = said or last
            continue
        share = float(json.loads(said)["share"])
        if share >= shown + _STEP and editor.notice is own:
            shown, own = share, _RENDER_PROGRESS.format(round(share * 100))
            editor.say(own)
    return last
