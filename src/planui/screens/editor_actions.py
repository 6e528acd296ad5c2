"""The editor's commands, carried out: one function each, named in `commands.COMMANDS`.

What opens a screen of its own is imported when it is asked for: an editor starts without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.words import PlanuiError
from planui.screens import moving, words
from planui.screens.editor_view import finding_at
from planui.screens.saving import leave, save, save_as
from planui.screens.tour import start_tour
from planui.undo import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.screens.editor import Editor


def here(editor: Editor) -> Spot:
    """Where the user is."""
    if editor.grid.has_focus:
        return Spot(editor.section, 0, editor.table_kind, editor.grid.row, editor.grid.column_key)
    return Spot(editor.section, editor.text_pane.cursor)


def apply_fix(editor: Editor) -> None:
    """Mends the finding under the cursor."""
    editor.check_now()
    found = finding_at(editor)
    if found is None or not found.changes or editor.document.read_only:
        editor.say(words.NO_FIX)
        return
    before = editor.document.plan.text(editor.section)
    spot = here(editor)
    try:
        fixed = editor.document.fix(found)
    except PlanuiError as error:
        editor.say(error.words, "error")
        return
    editor.follow(spot, before)
    if fixed and found.fix is not None:
        editor.say(words.FIXED.format(found.fix.pick(editor.lang)), "ok")


def _undo(editor: Editor, *, again: bool) -> None:
    before = editor.document.plan.text(editor.section)
    try:
        spot = editor.document.redo() if again else editor.document.undo()
    except PlanuiError as error:  # what others have written since does not go with it
        editor.say(error.words, "error")
        return
    if spot is None:
        editor.say(words.NOTHING_TO_REDO if again else words.NOTHING_TO_UNDO)
        return
    editor.follow(spot, before)


def _toggle_guidance(editor: Editor) -> None:
    guidance = editor.query_one("#guidance")
    guidance.display = not guidance.display


def _toggle_outline(editor: Editor) -> None:
    wanted = not editor.outline.display
    # Where there is no room, an outline that is put away comes back when one goes to it.
    editor.outline_wanted = None if not wanted and editor.has_class("narrow") else wanted
    editor.fold_panes()


def _toggle_findings(editor: Editor) -> None:
    editor.findings_wanted = not editor.findings_wanted
    editor.fold_panes()


def repaint(editor: Editor) -> None:
    """Paints a damaged screen again."""
    editor.app.call_later(editor.app.run_action, "repaint")


def _palette(editor: Editor) -> None:
    from planui.screens.picking import show_palette

    show_palette(editor)


def _go_to(editor: Editor) -> None:
    from planui.screens.picking import go_to

    go_to(editor)


def _table(editor: Editor) -> None:
    from planui.screens.table import open_table

    open_table(editor)


def _render(editor: Editor) -> None:
    from planui.screens.render_job import start_render

    start_render(editor)


def _external(editor: Editor) -> None:
    from planui.screens.external import edit_outside

    edit_outside(editor)


def _theme(editor: Editor) -> None:
    from planui.screens.themes import pick_theme

    pick_theme(editor)


def _fields(editor: Editor) -> None:
    from planui.screens.fields import open_fields

    open_fields(editor)


def _find(editor: Editor, *, replacing: bool) -> None:
    from planui.screens.searching import find

    find(editor, replacing=replacing)


def _find_again(editor: Editor, by: int) -> None:
    from planui.screens.searching import find_again

    find_again(editor, by)


def _preview(editor: Editor, *, page: bool) -> None:
    from planui.screens.preview import preview

    preview(editor, page=page)


def _help(editor: Editor) -> None:
    from planui.screens.help import Help, of_editor

    place = editor.focused.id or "" if editor.focused is not None else ""
    editor.app.push_screen(Help(of_editor(place), editor.lang))


def _conflicts(editor: Editor) -> None:
    from planui.screens.conflicts import settle_conflicts

    settle_conflicts(editor)


def _history(editor: Editor) -> None:
    from planui.screens.history import show_history

    show_history(editor)


ACTIONS: dict[str, Callable[[Editor], object]] = {
    "save": save,
    "save_as": save_as,
    "quit": leave,
    "next_pane": lambda editor: moving.pane(editor, 1),
    "previous_pane": lambda editor: moving.pane(editor, -1),
    "next_section": lambda editor: moving.section(editor, 1),
    "previous_section": lambda editor: moving.section(editor, -1),
    "next_finding": lambda editor: moving.finding(editor, 1),
    "previous_finding": lambda editor: moving.finding(editor, -1),
    "finding_kind": lambda editor: moving.finding_kind(editor, 1),
    "finding_kind_back": lambda editor: moving.finding_kind(editor, -1),
    "apply_fix": apply_fix,
    "palette": _palette,
    "go_to": _go_to,
    "find": lambda editor: _find(editor, replacing=False),
    "replace": lambda editor: _find(editor, replacing=True),
    "find_next": lambda editor: _find_again(editor, 1),
    "find_previous": lambda editor: _find_again(editor, -1),
    "back": lambda editor: moving.travel(editor, ahead=False),
    "forward": lambda editor: moving.travel(editor, ahead=True),
    "table": _table,
    "undo": lambda editor: _undo(editor, again=False),
    "redo": lambda editor: _undo(editor, again=True),
    "help": _help,
    "guidance": _toggle_guidance,
    "outline": _toggle_outline,
    "findings": _toggle_findings,
    "render": _render,
    "preview": lambda editor: _preview(editor, page=False),
    "preview_page": lambda editor: _preview(editor, page=True),
    "external": _external,
    "fields": _fields,
    "theme": _theme,
    "tour": start_tour,
    "repaint": repaint,
    "conflicts": _conflicts,
    "history": _history,
}
