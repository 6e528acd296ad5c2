"""What an editing key does: pure functions from a state of the pane to one edit, and the table that names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from planui.model.lazy_pattern import lazy
from planui.widgets.text_motion import Spot, next_grapheme, previous_grapheme, word_left, word_right

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.widgets.text_layout import Layout

PAIRS = {"（": "）", "《": "》", "“": "”", "‘": "’", "【": "】"}
_CLOSERS = {closer: opener for opener, closer in PAIRS.items()}
_MAY_FOLLOW_PAIR = "，。、；：！？”’）》】,.;:!? \t"
_ITEM = lazy(r"(?P<indent>\s*)(?P<mark>[-*+]|(?P<number>\d{1,9})(?P<stop>[.)]))(?P<gap> +)(?P<box>\[[ xX]\] +)?")
_QUOTE = lazy(r"(?P<indent>\s*)(?P<mark>>)(?P<gap> ?)")
INDENT = "    "
"""One level of a list: four columns nest under both bullets and numbers in every flavour of Markdown."""


class State(NamedTuple):
    """What an edit starts from. `start` and `end` are the selection, both the cursor when there is none."""

    layout: Layout
    cursor: int
    start: int
    end: int


class Edit(NamedTuple):
    """One edit: `new` in place of the text from `start` to `end`; `cursor` (and `anchor`) are those after it."""

    start: int
    end: int
    new: str
    cursor: int
    group: str
    anchor: int | None = None


def insert(state: State, text: str, group: str) -> Edit:
    """`text` as it is, in place of the selection."""
    return Edit(state.start, state.end, text, state.start + len(text), group)


def type_character(state: State, text: str) -> Edit:
    """What typing does: an opening bracket brings its closing one where nothing follows, which is then stepped over.

    More than one character at once (an input method's) is inserted as it is.
    """
    line, offset = state.layout.line_at(state.end)
    column = state.end - offset
    following = line[column : column + 1]
    if len(text) == 1 and state.start == state.end:
        before = line[:column]
        opener = _CLOSERS.get(text)
        if opener and following == text and before.count(opener) > before.count(text):
            return Edit(state.cursor, state.cursor, "", state.cursor + 1, "")
        if text in PAIRS and (not following or following in _MAY_FOLLOW_PAIR):
            return Edit(state.start, state.end, text + PAIRS[text], state.start + 1, "type")
    return insert(state, text, "type")


def enter(state: State) -> Edit:
    """A new line, which continues a list or a quotation; in an empty item it ends the list."""
    line, offset = state.layout.line_at(state.start)
    column = state.start - offset
    item = _ITEM.match(line) or _QUOTE.match(line)
    if item is None or column < item.end():
        indent = re.match(r"[ \t]*", line[:column])
        return insert(state, "\n" + (indent[0] if indent and line[:column].strip() else ""), "enter")
    if not line[item.end() :].strip() and state.start == state.end:
        # The line stays blank behind the list: what follows directly would belong to its last item.
        return Edit(offset, offset + len(line), "\n", offset + 1, "enter")
    groups = item.groupdict()
    mark = f"{int(groups['number']) + 1}{groups['stop']}" if groups.get("number") else groups["mark"]
    box = "[ ] " if groups.get("box") else ""
    return insert(state, "\n" + groups["indent"] + mark + (groups["gap"] or " ") + box, "enter")


def _lines(state: State) -> tuple[str, int]:
    """The whole lines that the selection touches, and the offset of their start."""
    _, start = state.layout.line_at(state.start)
    last = state.end - 1 if state.end > state.start and state.layout.line_at(state.end)[1] == state.end else state.end
    text, offset = state.layout.line_at(last)
    return state.layout.slice(start, offset + len(text)), start


def _relevel(state: State, change: Callable[[str], str]) -> Edit | None:
    text, start = _lines(state)
    lines = text.split("\n")
    if len(lines) == 1 and not _ITEM.match(text):
        return None
    changed = [change(line) for line in lines]
    new = "\n".join(changed)
    if new == text:
        return None
    if len(lines) == 1:
        return Edit(start, start + len(text), new, max(start, state.cursor + len(new) - len(text)), "level")
    return Edit(start, start + len(text), new, start + len(new), "level", anchor=start)


def indent(state: State) -> Edit | None:
    """One level deeper: a list item, or the lines of the selection."""
    return _relevel(state, lambda line: INDENT + line if line.strip() else line)


def dedent(state: State) -> Edit | None:
    """One level back."""
    return _relevel(state, lambda line: re.sub(r"^(?:\t| {1,4})", "", line))


def _delete(state: State, start: int, end: int) -> Edit | None:
    if state.start != state.end:
        start, end = state.start, state.end
    return Edit(start, end, "", start, "delete") if start < end else None


def _spot(state: State) -> Spot:
    return Spot(state.layout, state.cursor, False, None, 1)


def delete_left(state: State) -> Edit | None:
    """The grapheme before the cursor, or both halves of an empty pair of brackets."""
    text, offset = state.layout.line_at(state.cursor)
    column = state.cursor - offset
    if column == 0:
        return _delete(state, max(0, state.cursor - 1), state.cursor)
    start = offset + previous_grapheme(text, column)
    if PAIRS.get(text[column - 1]) == text[column : column + 1] != "":
        return _delete(state, start, state.cursor + 1)
    return _delete(state, start, state.cursor)


def delete_right(state: State) -> Edit | None:
    """The grapheme after the cursor, or the line end."""
    text, offset = state.layout.line_at(state.cursor)
    column = state.cursor - offset
    stop = offset + next_grapheme(text, column) if column < len(text) else min(state.layout.length, state.cursor + 1)
    return _delete(state, state.cursor, stop)


def delete_word_left(state: State) -> Edit | None:
    """The word before the cursor."""
    return _delete(state, word_left(_spot(state)).offset, state.cursor)


def delete_word_right(state: State) -> Edit | None:
    """The word after the cursor."""
    return _delete(state, state.cursor, word_right(_spot(state)).offset)


def delete_to_line_start(state: State) -> Edit | None:
    """All of the line before the cursor."""
    return _delete(state, state.layout.line_at(state.cursor)[1], state.cursor)


def delete_to_line_end(state: State) -> Edit | None:
    """All of the line after the cursor."""
    text, offset = state.layout.line_at(state.cursor)
    return _delete(state, state.cursor, offset + len(text))


def move_lines_up(state: State) -> Edit | None:
    """Swap the selected lines with the line above."""
    text, start = _lines(state)
    if start == 0:
        return None
    above, offset = state.layout.line_at(start - 1)
    shift = -(len(above) + 1)
    return _moved(state, offset, start + len(text), f"{text}\n{above}", shift)


def move_lines_down(state: State) -> Edit | None:
    """Swap the selected lines with the line below."""
    text, start = _lines(state)
    stop = start + len(text)
    if stop >= state.layout.length:
        return None
    below, _ = state.layout.line_at(stop + 1)
    return _moved(state, start, stop + 1 + len(below), f"{below}\n{text}", len(below) + 1)


def _moved(state: State, start: int, end: int, new: str, shift: int) -> Edit:
    other = state.start if state.cursor == state.end else state.end
    anchor = other + shift if state.start != state.end else None
    return Edit(start, end, new, state.cursor + shift, "move", anchor)


EDITS: dict[str, Callable[[State], Edit | None]] = {
    "enter": enter,
    "indent": indent,
    "dedent": dedent,
    "delete_left": delete_left,
    "delete_right": delete_right,
    "delete_word_left": delete_word_left,
    "delete_word_right": delete_word_right,
    "delete_to_line_start": delete_to_line_start,
    "delete_to_line_end": delete_to_line_end,
    "move_lines_up": move_lines_up,
    "move_lines_down": move_lines_down,
}
