"""`planui FILE`: the editor; `planui` alone: the start screen."""

from __future__ import annotations

import gc
import os
import sys

from planui.cli.arguments import CommandParser
from planui.cli.table import COMMANDS
from planui.model.words import PlanuiError, Words

_SECTION = Words("打开时转到这一节，如 4.1.1", "open at this section, like 4.1.1")
_READ_ONLY = Words("只读：什么都不写", "write nothing")
_NO_TERMINAL = Words(
    "编辑器要在终端里运行；脚本里请用 planui check 或 planui render",
    "the editor needs a terminal; in scripts use `planui check` or `planui render`",
)
_NO_SECTION = Words("表单里没有第 {0} 节", "the form has no section {0}")


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    parser = CommandParser("edit", COMMANDS["edit"].summary, lang)
    parser.add_argument("file", nargs="?", metavar="FILE")
    parser.add_argument("--section", metavar="N", help=parser.say(_SECTION))
    parser.add_argument("--read-only", action="store_true", help=parser.say(_READ_ONLY))
    args = parser.read(arguments)
    return open_editor(args.file, lang, section=args.section, read_only=args.read_only)


def open_editor(path: str | None, lang: str, *, section: str | None = None, read_only: bool = False) -> int:
    """Runs the editor on a plan, or from the start screen. Raises `PlanuiError` where that cannot be."""
    from planui.files.pattern_cache import load_patterns

    # Nothing that is loaded at the start becomes garbage; looking for some takes a tenth of it. The app begins again.
    gc.disable()
    load_patterns()
    document = None
    if path is not None:
        # What is wrong with the file is said before the screen is taken.
        from planui.document import Document

        if os.path.lexists(path) or read_only:
            document = Document.open(path, read_only=read_only)
        else:
            from planui.files.form_store import default_form_id

            document = Document.new(path, default_form_id())
        if section is not None and document.form.section(section) is None:
            raise PlanuiError(_NO_SECTION.format(section))
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise PlanuiError(_NO_TERMINAL)
    from planui.app import PlanuiApp

    app = PlanuiApp(document, lang, section=section)
    try:
        app.run()
    finally:
        # However the editor ended: what was typed is on the disk.
        if document is not None:
            document.file.flush_journal()
    return app.return_code or 0
