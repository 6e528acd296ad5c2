"""Moving about in the editor: panes, sections, findings, and the places left before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.commands import command
from planui.files.recent import Place
from planui.model.words import Words
from planui.screens import words
from planui.screens.editor_view import KINDS, findings_shown, show_findings

if TYPE_CHECKING:
    from textual.widget import Widget

    from planui.model.diagnostic import Diagnostic
    from planui.screens.editor import Editor


def pane(editor: Editor, by: int) -> None:
    """To the next or previous pane."""
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


def section(editor: Editor, by: int) -> None:
    """To the next or previous section of the form."""
    numbers = [section.number for section in editor.document.form.sections]
    at = numbers.index(editor.section) + by
    if 0 <= at < len(numbers):
        editor.open_section(numbers[at])
        editor.set_focus(editor.text_pane)


def travel(editor: Editor, *, ahead: bool) -> None:
    """To the place left last, or on again after that."""
    here = Place(editor.section, editor.text_pane.cursor)
    place = editor.trail.forward(here) if ahead else editor.trail.back(here)
    if place is None:
        editor.say(words.NO_PLACE_AHEAD if ahead else words.NO_PLACE_BEHIND)
        return
    editor.show_section(place.section, min(place.offset, len(editor.document.plan.text(place.section))))
    editor.set_focus(editor.text_pane)


def finding(editor: Editor, by: int) -> None:
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
    if last is not None and last in found and editor.notice.zh.startswith(last.words.zh):
        # Nothing was done since that finding was gone to: several may begin at one place.
        index = (found.index(last) + by) % len(found)
    elif by > 0:
        index = next((at for at, one in enumerate(found) if one.start > offset), 0)
    else:
        index = next((at for at in range(len(found) - 1, -1, -1) if found[at].start < offset), len(found) - 1)
    editor.last_finding = found[index]
    go_to(editor, found[index])


def finding_kind(editor: Editor, by: int) -> None:
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


def go_to(editor: Editor, found: Diagnostic | None) -> None:
    """Puts the cursor on a finding's first character."""
    if found is None:
        return
    place = found.place
    if place.part in ("field", "fields"):
        from planui.screens.fields import open_fields

        open_fields(editor, place.key)
        return
    if found.section is not None:
        offset = max(place.start, 0) if place.part == "text" else 0
        editor.open_section(found.section, offset)
        target: Widget = editor.text_pane
        if place.part in ("cell", "header") and place.row >= 0:
            editor.grid.put_cursor(place.row, place.key)
            target = editor.grid
        editor.set_focus(target)
    fix = words.FIX_BY.format(command("apply_fix").shown_key) if found.changes else Words("", "")
    editor.say(Words(found.words.zh + fix.zh, found.words.en + fix.en), found.severity)
