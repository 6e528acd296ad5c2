"""`planui demo`: the sample plan, to try everything on. On a terminal the editor, else the check and the PDF."""

from __future__ import annotations

import os
import sys

from planui.cli.arguments import CommandParser
from planui.cli.plan_file import open_plan
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import emit, note
from planui.files.sample import copy_sample
from planui.model.words import Words

_COPY = Words("示例计划的副本：{0}", "a copy of the sample plan: {0}")


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    CommandParser("demo", COMMANDS["demo"].summary, lang).read(arguments)
    path = copy_sample()
    note(_COPY.format(path), lang)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from planui.cli.edit import open_editor

        return open_editor(path, lang)
    from planui.cli import check
    from planui.cli.render_work import make_pdf
    from planui.render import RenderOptions

    status = check.run([path], lang)
    out = os.path.splitext(path)[0] + ".pdf"
    make_pdf(open_plan(path), out, RenderOptions(), lang)
    emit(out + "\n")
    return status
