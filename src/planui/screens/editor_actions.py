"""The editor's commands, carried out: one function each, named in `commands.COMMANDS`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.commands import COMMANDS, GRID_COMMANDS, TEXT_COMMANDS, command
from planui.files.recent import Place
from planui.files.save import FileChanged
from planui.model.words import PlanuiError, Words
from planui.screens import words
from planui.screens.dialogs import Prompt, Question
from planui.screens.editor_view import KINDS, finding_at, findings_shown, show_findings
from planui.screens.external import edit_outside
from planui.screens.fields import open_fields
from planui.screens.help import Help, of_editor
from planui.screens.pick import Choice, Pick
from planui.screens.preview import preview
from planui.screens.render_job import start_render
from planui.screens.searching import find, find_again
from planui.screens.table import open_table
from planui.screens.themes import pick_theme
from planui.screens.tour import start_tour
from planui.undo import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.screens.editor import Editor


def save(editor: Editor) -> bool:
    """Writes the file; what another program wrote meanwhile is merged in first. Whether it is saved."""
    document = editor.document
    try:
        editor.company.tell_saving()
        saved = document.save()
    except FileChanged:
        if not _take_in(editor) or not save(editor):
            return False
        editor.say(words.SAVED_MERGED.format(document.path), "warning")
        return True
    except PlanuiError as error:
        editor.say(error.words, "error")
        return False
    left = len(document.conflicts())
    if left:
        editor.say(words.SAVED_UNSETTLED.format(left, command("conflicts").shown_key), "warning")
    else:
        editor.say(saved.notice or words.SAVING_DONE.format(document.path), "warning" if saved.notice else "ok")
    return True


def _take_in(editor: Editor) -> bool:
    """Merges what another program saved. False where that left conflicts, or could not be done."""
    try:
        outcome = editor.company.take_in()
    except PlanuiError as error:
        editor.say(error.words, "error")
        return False
    return outcome is None or not outcome.conflicts


def save_as(editor: Editor) -> None:
    """Writes another file and goes on with that."""

    def done(path: str | None) -> None:
        if not path or not path.strip():
            return
        try:
            editor.document.save_as(path.strip())
        except PlanuiError as error:
            editor.say(error.words, "error")
            return
        # What was opened read-only can be written from here on.
        editor.show_section(editor.section, editor.text_pane.cursor)
        editor.company.start()
        editor.say(words.SAVING_DONE.format(editor.document.path), "ok")

    editor.app.push_screen(Prompt(words.SAVE_AS.pick(editor.lang), editor.document.path, lang=editor.lang), done)


def leave(editor: Editor) -> None:
    """Ends the program; asks first when there is unsaved work."""
    if not editor.document.dirty or editor.document.read_only:
        _end(editor)
        return
    lang = editor.lang
    choices = [
        ("save", "s", words.QUIT_SAVE.pick(lang)),
        ("discard", "d", words.QUIT_DISCARD.pick(lang)),
        ("", "escape", words.QUIT_STAY.pick(lang)),
    ]

    def answered(answer: str | None) -> None:
        if answer == "discard" or (answer == "save" and save(editor)):
            _end(editor)

    question = Question(
        words.QUIT_QUESTION.pick(lang), [choice if choice[0] else ("stay", *choice[1:]) for choice in choices]
    )
    editor.app.push_screen(question, answered)


def _end(editor: Editor) -> None:
    editor.document.remember(editor.section, editor.text_pane.cursor)
    editor.document.close(discard=True)
    editor.app.exit()


def here(editor: Editor) -> Spot:
    """Where the user is."""
    if editor.grid.has_focus:
        return Spot(editor.section, 0, editor.table_kind, editor.grid.row, editor.grid.column_key)
    return Spot(editor.section, editor.text_pane.cursor)


def _pane(editor: Editor, by: int) -> None:
    panes = [editor.outline, editor.text_pane, editor.grid, editor.findings]
    if editor.has_class("narrow") and editor.outline_wanted is None:
        # Folded away: going there unfolds it, going on folds it again.
        shown = [pane for pane in panes if pane.display or pane is editor.outline]
    else:
        shown = [pane for pane in panes if pane.display]
    focused = editor.focused
    at = shown.index(focused) if focused in shown else shown.index(editor.text_pane)
    target = shown[(at + by) % len(shown)]
    if editor.has_class("narrow") and editor.outline_wanted is None:
        editor.outline.display = target is editor.outline
    editor.set_focus(target)


def _section(editor: Editor, by: int) -> None:
    numbers = [section.number for section in editor.document.form.sections]
    at = numbers.index(editor.section) + by
    if 0 <= at < len(numbers):
        editor.open_section(numbers[at])
        editor.set_focus(editor.text_pane)


def _travel(editor: Editor, *, ahead: bool) -> None:
    """To the place left last, or on again after that."""
    here = Place(editor.section, editor.text_pane.cursor)
    place = editor.trail.forward(here) if ahead else editor.trail.back(here)
    if place is None:
        editor.say(words.NO_PLACE_AHEAD if ahead else words.NO_PLACE_BEHIND)
        return
    editor.show_section(place.section, min(place.offset, len(editor.document.plan.text(place.section))))
    editor.set_focus(editor.text_pane)


def _finding(editor: Editor, by: int) -> None:
    """To the next or previous finding in the order of the file, from where the cursor is, round the end."""
    editor.check_now()
    found = [one for _, one in findings_shown(editor)]
    if not found:
        kind = KINDS[editor.finding_kind][0]
        some = bool(editor.document.diagnostics)
        editor.say(
            Words(*(words.NONE_OF_KIND[at].format(kind[at]) for at in (0, 1))) if some else words.NO_FINDINGS, "ok"
        )
        return
    last = editor.last_finding
    offset = _file_offset(editor)
    if last is not None and last in found and editor.notice == last.words:
        # Nothing was done since that finding was gone to: several may begin at one place.
        index = (found.index(last) + by) % len(found)
    elif by > 0:
        index = next((at for at, one in enumerate(found) if one.start > offset), 0)
    else:
        index = next((at for at in range(len(found) - 1, -1, -1) if found[at].start < offset), len(found) - 1)
    editor.last_finding = found[index]
    editor.go_to(found[index])


def _finding_kind(editor: Editor, by: int) -> None:
    """Shows another kind of findings, and lets F8 walk among those."""
    editor.finding_kind = (editor.finding_kind + by) % len(KINDS)
    show_findings(editor)
    kind, count = KINDS[editor.finding_kind][0], len(findings_shown(editor))
    editor.say(Words(*(words.KIND_SHOWN[at].format(kind[at], count) for at in (0, 1))))


def _file_offset(editor: Editor) -> int:
    """Where the cursor stands in the plan's file."""
    section = editor.document.plan.sections.get(editor.section)
    if section is None:
        return 0
    node = section.text_node
    return node.source_offset(editor.text_pane.cursor) if node is not None else section.node.start


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


def palette(editor: Editor) -> None:
    """Finds a command by its name, in either language, or by its pinyin, and runs it."""
    lang = editor.lang
    offered = [*COMMANDS, *TEXT_COMMANDS, *(GRID_COMMANDS if editor.grid.display else ())]
    choices = [
        Choice(one.id, one.label.pick(lang), one.shown_key, (one.label.zh, one.label.en, one.id), one.label.zh)
        for one in offered
        if one.id != "palette"
    ]

    def picked(name: str | None) -> None:
        if name in ACTIONS:
            editor.action_run(name)
        elif any(one.id == name for one in TEXT_COMMANDS):
            getattr(editor.text_pane, f"action_{name}")()
        elif name:
            editor.set_focus(editor.grid)
            editor.grid.action_ask(name)

    editor.app.push_screen(Pick(words.PALETTE.pick(lang), choices, words.NO_COMMAND.pick(lang), lang), picked)


def go_to(editor: Editor) -> None:
    """Finds a section by its number, its title, or its pinyin."""
    choices = [
        Choice(
            section.number,
            f"{'  ' * (section.level - 1)}{section.number} {section.title}",
            "",
            (section.number, section.title),
            section.title,
        )
        for section in editor.document.form.sections
    ]

    def picked(number: str | None) -> None:
        if number:
            editor.open_section(number)
            editor.set_focus(editor.text_pane)

    pick = Pick(words.GO_TO.pick(editor.lang), choices, words.NO_SECTION.pick(editor.lang), editor.lang)
    editor.app.push_screen(pick, picked)


def show_help(editor: Editor) -> None:
    """The keys for this place."""
    place = editor.focused.id or "" if editor.focused is not None else ""
    editor.app.push_screen(Help(of_editor(place), editor.lang))


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
    "next_pane": lambda editor: _pane(editor, 1),
    "previous_pane": lambda editor: _pane(editor, -1),
    "next_section": lambda editor: _section(editor, 1),
    "previous_section": lambda editor: _section(editor, -1),
    "next_finding": lambda editor: _finding(editor, 1),
    "previous_finding": lambda editor: _finding(editor, -1),
    "finding_kind": lambda editor: _finding_kind(editor, 1),
    "finding_kind_back": lambda editor: _finding_kind(editor, -1),
    "apply_fix": apply_fix,
    "palette": palette,
    "go_to": go_to,
    "find": lambda editor: find(editor, replacing=False),
    "replace": lambda editor: find(editor, replacing=True),
    "find_next": lambda editor: find_again(editor, 1),
    "find_previous": lambda editor: find_again(editor, -1),
    "back": lambda editor: _travel(editor, ahead=False),
    "forward": lambda editor: _travel(editor, ahead=True),
    "table": open_table,
    "undo": lambda editor: _undo(editor, again=False),
    "redo": lambda editor: _undo(editor, again=True),
    "help": show_help,
    "guidance": _toggle_guidance,
    "outline": _toggle_outline,
    "findings": _toggle_findings,
    "render": start_render,
    "preview": preview,
    "preview_page": lambda editor: preview(editor, page=True),
    "external": edit_outside,
    "fields": open_fields,
    "theme": pick_theme,
    "tour": start_tour,
    "repaint": repaint,
    "conflicts": _conflicts,
    "history": _history,
}
