"""Spaces a line out: the blanks of marks are taken away where it needs room, and what is left over is spread (CLREQ).

Squeezing comes before stretching. What is left over goes into word spaces and between the scripts first, then into
every place between characters; nothing comes between a mark and what it encloses, nor into a word.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from planui.render import charclass, clusters

if TYPE_CHECKING:
    from planui.render.measured import Measured

EPSILON = 0.01
"""Points by which a line may seem too long: rounding."""

ROOM_STRETCH = 0.25
"""Ems that are put into a word space or between two scripts before anything is put between characters."""

LETTERS = 6.0
"""How much worse what comes between a word's letters is than the same between words and characters."""

ALONE = 6.0
"""How loose a line of one character counts, which nothing can spread."""


class Line(NamedTuple):
    """One line: the characters `start`:`end` of the text, without the white space around them.

    `next` is where the next line starts. `after` is the space behind each character of the line, already adjusted to
    the line's width; `width` the natural or adjusted width; `full` whether the line fills its measure.
    """

    start: int
    end: int
    next: int
    after: list[float]
    width: float
    full: bool


def spaced_line(text: Measured, start: int, end: int, measure: float, *, fill: bool) -> Line:
    """The line from `start` to `end`, its spaces adjusted to the measure where it is too long, or is to fill it."""
    following = end
    while end > start and text.text[end - 1].isspace():
        end -= 1
    if end == start:
        return Line(start, end, following, [], 0.0, False)
    after = text.gap[start:end]
    after[-1] = 0.0
    natural = text.before[end] - text.gap[end - 1] - text.before[start]
    spare = measure - natural
    if spare < -EPSILON:
        return Line(start, end, following, _squeezed(text, start, end, after, -spare), measure, True)
    if not fill or spare <= EPSILON or end - start < 2:
        return Line(start, end, following, after, natural, fill)
    return Line(start, end, following, _stretched(text, start, end, after, spare), measure, True)


def looseness(text: Measured, start: int, end: int, measure: float) -> float:
    """The ems that would come between characters if the line from `start` to `end` were to fill its measure."""
    while end > start and text.text[end - 1].isspace():
        end -= 1
    if end - start < 2:
        return ALONE
    spare = measure - (text.before[end] - text.gap[end - 1] - text.before[start])
    em = text.sizes[start]
    spare -= len(_rooms(text, start, end)) * ROOM_STRETCH * em
    return spread(spare / em, end - start - 1, sum(text.tight[start : end - 1]))


def spread(spare: float, places: int, tight: int) -> float:
    """How wide a line stands for whose `places` between characters `spare` ems are left, of which it must leave `tight`
    as they are: nothing comes into a word while there are other places to speak of.
    """
    share = max(spare, 0.0) / max(places - tight, 1)
    return min(share, LETTERS * spare / places) if share > 1.0 and tight else share


def _rooms(text: Measured, start: int, end: int) -> list[int]:
    """The places, from `start`, between two scripts and of word spaces."""
    near = text.rooms[bisect_left(text.rooms, start) : bisect_left(text.rooms, end - 1)]
    spaces = [match.end() - 1 - start for match in clusters.SPACE.finditer(text.text, start, end)]
    return [at - start for at in near] + spaces


def _squeezed(text: Measured, start: int, end: int, after: list[float], over: float) -> list[float]:
    give = text.give[end - 1] - text.give[start]
    if give <= 0.0:
        return after
    share = min(1.0, over / give)
    shrink = text.shrink[start : end - 1]
    return [*(space - loss * share for space, loss in zip(after[:-1], shrink, strict=True)), 0.0]


def _stretched(text: Measured, start: int, end: int, after: list[float], spare: float) -> list[float]:
    words, em = text.text, text.sizes[start]
    rooms = _rooms(text, start, end)
    if rooms:
        share = min(spare / len(rooms), ROOM_STRETCH * em)
        for at in rooms:
            after[at] += share
        spare -= share * len(rooms)
        if spare <= EPSILON:
            return after
    tight = text.tight[start : end - 1]
    places = len(tight) - sum(tight)
    if places == 0:
        places = end - start - 1
        tight = [False] * places
    share = spare / places
    if share > em and places < len(tight):
        # A few characters beside a long word: the word's letters are spread too, only pairs and marks are not.
        held = set(text.held)
        tight = [
            at in held or (words[at] == words[at + 1] and words[at] in charclass.PAIRS) for at in range(start, end - 1)
        ]
        share = spare / max(len(tight) - sum(tight), 1)
    return [
        *(space if close else space + share for space, close in zip(after[:-1], tight, strict=True)),
        after[-1],
    ]
