"""`planui forms`: the forms that there are."""

from __future__ import annotations

from planui.cli.arguments import CommandParser
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import emit
from planui.files.form_store import form_ids, load_form


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    CommandParser("forms", COMMANDS["forms"].summary, lang).read(arguments)
    for ref in form_ids():
        form = load_form(ref, ".")
        emit(f"{form.id}\t{form.label}\t{form.title}\t{form.issued}\n")
    return 0
