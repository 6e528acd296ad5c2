"""`planui new`: writes an empty plan, every leaf present; refuses to overwrite."""

from __future__ import annotations

import os

from planui.cli.arguments import CommandParser, UsageError
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import note
from planui.files.form_store import default_form_id, load_form
from planui.files.save import create
from planui.model.blank import blank_plan
from planui.model.words import Words

_FORM = Words("表单的编号，或表单文件的路径", "the form's id, or the path of a form file")
_NO_NAME = Words("文件名或表单名是空的", "the file's or the form's name is empty")
_MADE = Words("已新建 {0}；打开请用 planui {0}", "made {0}; open it with `planui {0}`")


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    parser = CommandParser("new", COMMANDS["new"].summary, lang)
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--form", metavar="ID|PATH", help=parser.say(_FORM))
    args = parser.read(arguments)
    if not args.file.strip() or args.form == "":
        raise UsageError(_NO_NAME)
    create(args.file, new_plan(args.file, args.form).encode("utf-8"))
    note(_MADE.format(args.file), lang)
    return 0


def new_plan(path: str, form_ref: str | None) -> str:
    """The text of an empty plan to be written at `path`, against the form named (a path counts from here)."""
    ref = form_ref or default_form_id()
    form = load_form(ref, os.getcwd())
    if ref != form.id:
        # The plan names its form file from its own folder.
        ref = os.path.relpath(ref, os.path.dirname(os.path.abspath(path)))
    return blank_plan(form, ref)
