"""`planui check --fix` and `--diff`: mends what can be mended safely."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from planui.cli.terminal_output import complain, emit, note
from planui.files.form_store import load_form
from planui.files.reading import decode, read_standard_input
from planui.files.save import read_stamped, save
from planui.fix import fix_text
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from planui.check import Selection

_DONE = Words("{0}：修正了 {1} 处", "{0}: {1} fixed")


def mend(paths: list[str], selection: Selection, lang: str, *, write: bool) -> bool:
    """Mends each file, or shows as a unified diff what would change; standard input goes to standard output.

    False where one of them could not be read or written, which was complained of.
    """
    whole = True
    for path in paths:
        try:
            _mend(path, selection, lang, write=write)
        except PlanuiError as error:
            complain(error.words, lang)
            whole = False
    return whole


def _mend(path: str, selection: Selection, lang: str, *, write: bool) -> None:
    if path == "-":
        text = decode(read_standard_input(), path)
        fixed = fix_text(text, lambda ref: load_form(ref, os.getcwd()), selection)
        emit(fixed.text if write else _unified(path, text, fixed.text))
        return
    data, stamp = read_stamped(path)
    text = decode(data, path)
    folder = os.path.dirname(os.path.abspath(path))
    fixed = fix_text(text, lambda ref: load_form(ref, folder), selection)
    if not fixed.applied:
        return
    if not write:
        emit(_unified(path, text, fixed.text))
        return
    saved = save(path, fixed.text.encode("utf-8"), stamp)
    note(_DONE.format(path, fixed.applied), lang)
    if saved.notice is not None:
        note(saved.notice, lang)


def _unified(path: str, before: str, after: str) -> str:
    from difflib import unified_diff

    from planui.model.visible import visible

    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), path, path)
    return "".join(visible(line.rstrip("\r\n")) + "\n" for line in lines)
