"""`planui diff`: what changed between two plans, by section and by word; also git's diff driver for plans."""

from __future__ import annotations

import os
import sys

from planui.cli.arguments import CommandParser
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import emit, takes_colour
from planui.files.form_store import load_form
from planui.files.reading import read_text
from planui.model.diff import diff
from planui.model.form import Form
from planui.model.plan import read_plan
from planui.model.words import PlanuiError, Words

_FORMAT = Words("输出的格式", "form of the output")
_OLD = Words("旧的计划", "the old plan")
_NEW = Words("新的计划", "the new plan")


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    parser = CommandParser("diff", COMMANDS["diff"].summary, lang)
    parser.add_argument("old", metavar="A", help=parser.say(_OLD))
    parser.add_argument("new", metavar="B", help=parser.say(_NEW))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=parser.say(_FORMAT))
    args = parser.read(arguments)
    # Git names a side that is not there /dev/null.
    old, new = ("" if path == os.devnull else read_text(path) for path in (args.old, args.new))
    found = diff(old, new, _form(new, args.new))
    if args.format == "json":
        from planui.report.diff_json import diff_json

        emit(diff_json(found, args.old, args.new) + "\n")
    else:
        from planui.report.diff_text import diff_report

        emit(diff_report(found, args.old, args.new, lang, colour=takes_colour(sys.stdout)) + "\n")
    return 0


def _form(text: str, path: str) -> Form | None:
    """The plan's form, for the titles of its sections; without one the numbers must do."""
    try:
        return load_form(read_plan(text).form_ref, os.path.dirname(os.path.abspath(path)))
    except PlanuiError:
        return None
