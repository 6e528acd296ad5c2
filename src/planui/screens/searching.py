"""Find, replace, and on to the next match: from the editor, with what was looked for last remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.commands import command
from planui.files.recent import Place as Left
from planui.model.diagnostic import Place
from planui.model.words import PlanuiError, Words
from planui.screens.fields import open_fields
from planui.screens.find import Find
from planui.search import Match, matches, order_of
from planui.undo import Spot

if TYPE_CHECKING:
    from planui.screens.editor import Editor

_NO_SEARCH = Words("还没有查找过：先按 {0}", "nothing was looked for yet: {0} first")
_NOTHING_FOUND = Words("没有找到", "nothing found")
_MATCH_OF = Words("“{0}”第 {1}/{2} 处", "{0!r}: {1} of {2}")


def find(editor: Editor, *, replacing: bool) -> None:
    """Asks what to look for, shows it, and goes to the match that is chosen."""
    before = editor.document.plan.text(editor.section)
    selected = editor.text_pane.selected_text
    if selected and "\n" not in selected:
        editor.search = editor.search._replace(wanted=selected, regex=False)
    screen = Find(editor.document, _here(editor), editor.lang, editor.search, replacing=replacing)

    def done(match: Match | None) -> None:
        editor.search = screen.search
        editor.follow(Spot(None), before)
        if match is not None:
            _show(editor, match)

    editor.app.push_screen(screen, done)


def find_again(editor: Editor, by: int) -> None:
    """To the next (1) or previous (-1) match of what was looked for last, round the end."""
    search, document = editor.search, editor.document
    if not search.wanted:
        editor.say(_NO_SEARCH.format(command("find").shown_key))
        return
    try:
        found = matches(document.plan, document.form, search, "" if search.whole_plan else editor.section)
    except PlanuiError as error:
        editor.say(error.words, "error")
        return
    if not found:
        editor.say(_NOTHING_FOUND)
        return
    index = _next(editor, found, by)
    said = _MATCH_OF.format(search.wanted, index + 1, len(found))
    editor.last_match = (found[index], said)
    _show(editor, found[index])
    editor.say(said)


def _next(editor: Editor, found: list[Match], by: int) -> int:
    """The index of the match to go to from where the user is."""
    last, said = editor.last_match or (None, None)
    if last is not None and last in found and editor.notice == said:
        # Nothing was done since that one was gone to: a field leaves no cursor to go on from.
        return (found.index(last) + by) % len(found)
    form, here = editor.document.form, _here(editor)
    at, places = order_of(form, here), [order_of(form, one.place) for one in found]
    if by > 0:
        # A match that is selected was gone to, and so was a cell; one that begins at the cursor was not.
        gone_to = here.part == "cell" or here.end > here.start
        return next((index for index, one in enumerate(places) if one > at or (one == at and not gone_to)), 0)
    return next((index for index in range(len(places) - 1, -1, -1) if places[index] < at), len(places) - 1)


def _here(editor: Editor) -> Place:
    """Where the user is: in the grid, or in the text with what is selected there."""
    if editor.grid.has_focus:
        return Place("cell", editor.section, editor.table_kind, editor.grid.row, editor.grid.column_key)
    start, end = editor.text_pane.selection
    return Place("text", editor.section, start=start if end > start else editor.text_pane.cursor, end=end)


def _show(editor: Editor, match: Match) -> None:
    """Goes to a match, which is then selected; to the field or the cell that holds it."""
    place = match.place
    if place.section is None:
        open_fields(editor, place.key)
        return
    if place.section != editor.section:
        editor.open_section(place.section, place.start if place.part == "text" else 0)
    else:
        editor.trail.leave(Left(editor.section, editor.text_pane.cursor))
    if place.part == "cell":
        editor.grid.put_cursor(place.row, place.key)
        editor.set_focus(editor.grid)
        return
    editor.set_focus(editor.text_pane)
    editor.text_pane.move_cursor(place.end, place.start)
