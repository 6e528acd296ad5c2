"""Find, replace, and on to the next match: from the editor, with what was looked for last remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.commands import command
from planui.files.recent import Place
from planui.model.words import PlanuiError
from planui.screens import words
from planui.screens.find import Find
from planui.search import Match, all_sections, matches
from planui.undo import Spot

if TYPE_CHECKING:
    from planui.screens.editor import Editor


def find(editor: Editor, *, replacing: bool) -> None:
    """Asks what to look for, shows it, and goes to the match that is chosen."""
    before = editor.document.plan.text(editor.section)
    selected = editor.text_pane.selected_text
    if selected and "\n" not in selected:
        editor.search = editor.search._replace(wanted=selected, regex=False)
    cursor = editor.text_pane.selection[0] if selected else editor.text_pane.cursor
    screen = Find(editor.document, editor.section, cursor, editor.lang, editor.search, replacing=replacing)

    def done(match: Match | None) -> None:
        editor.search = screen.search
        editor.follow(Spot(None), before)
        if match is not None:
            _show(editor, match)

    editor.app.push_screen(screen, done)


def find_again(editor: Editor, by: int) -> None:
    """To the next (1) or previous (-1) match of what was looked for last, round the end."""
    search = editor.search
    if not search.wanted:
        editor.say(words.NO_SEARCH.format(command("find").shown_key))
        return
    numbers = all_sections(editor.document.form) if search.whole_plan else [editor.section]
    try:
        found = matches(editor.document.plan, numbers, search)
    except PlanuiError as error:
        editor.say(error.words, "error")
        return
    if not found:
        editor.say(words.NOTHING_FOUND)
        return
    order = {number: at for at, number in enumerate(numbers)}
    start, end = editor.text_pane.selection
    here = (order[editor.section], start, end)
    places = [(order[one.section], one.start, one.end) for one in found]
    if by > 0:
        # A match that is selected was gone to; one that begins at the cursor was not.
        after = (here[0], start + 1 if end > start else start)
        index = next((at for at, one in enumerate(places) if one[:2] >= after), 0)
    else:
        index = next((at for at in range(len(places) - 1, -1, -1) if places[at][:2] < here[:2]), len(places) - 1)
    _show(editor, found[index])
    editor.say(words.MATCH_OF.format(search.wanted, index + 1, len(found)))


def _show(editor: Editor, match: Match) -> None:
    """Goes to a match, which is then selected."""
    if match.section != editor.section:
        editor.open_section(match.section, match.start)
    else:
        editor.trail.leave(Place(editor.section, editor.text_pane.cursor))
    editor.set_focus(editor.text_pane)
    editor.text_pane.move_cursor(match.end, match.start)
