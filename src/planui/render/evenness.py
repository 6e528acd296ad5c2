"""Parts the lines around one that would stand wide anew, so that all of them are spread a little rather than one a lot.

The way of Knuth and Plass (“Breaking Paragraphs into Lines”, 1981), with few lines at a time: of all the ways to part
them, the one whose lines are least spread in sum, a line counting with the square of what comes between its characters.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from planui.render import clusters
from planui.render.spacing import ALONE, EPSILON, ROOM_STRETCH, spread

if TYPE_CHECKING:
    from planui.render.measured import Measured

WIDE = 0.15
"""Ems between characters from which a line stands wide."""

_LINES = 3
"""Lines before a wide one that are parted anew with it."""

_TRIES = ((WIDE, 3), (0.3, 30))
"""How wide a line stands for so many lines behind it to be parted anew, in turn."""

_LEAST = 0.4
"""The share of its measure that a line has at least."""

_SQUEEZED = 0.06
"""What a line counts that is squeezed as much as it can be, in ems between characters..."""

_WIDOW = 0.2
"""...and a last line of one character."""

_WIDEST = ALONE - 1
"""What a line of two characters and more counts at most: one of a single character is worse..."""

_RANGE = ALONE - 0.5
"""...and for that alone a range of a cell is parted behind its sign."""

_UNIT = 2.0
"""What it costs to part a figure of a cell from its unit, and to end a line with the sign of a range of dates."""

_TO = "至到"

_MOST_LINES = 40_000
"""Lines that are tried at most for one text, so that none takes for ever."""

_LONG_WORD = 400
"""Characters from which a word is too long for a line in any case."""

_GAIN = 0.9
"""The share of its cost to which a way has to come down to be taken."""


class Evenness:
    """One text's ways of being parted into lines, the first one `first` wide and the others `rest`."""

    def __init__(self, text: Measured, first: float, rest: float) -> None:
        self.text = text
        self.first = first
        self.rest = rest
        self._begin = 0
        self._left = _MOST_LINES
        self._known: dict[int, dict[int, float]] = {}
        self._tight: list[int] = []
        self._rooms: list[int] = []

    def evened(self, breaks: list[int]) -> list[int]:
        """The places where the text is parted, from its start to its end, with those around wide lines moved."""
        at = 0
        self._begin = breaks[0]
        while at < len(breaks) - 2:  # the last line is never wide
            for least, lines in _TRIES:
                if self._left <= 0 or at >= len(breaks) - 2 or self._wide(breaks, at) <= least:
                    break
                first, last = max(at - _LINES, 0), min(at + 1 + lines, len(breaks) - 1)
                breaks[first : last + 1] = self._best(breaks[first : last + 1])
            at += 1
        return breaks

    def _wide(self, breaks: list[int], at: int) -> float:
        """How wide line number `at` stands, and what it costs to have parted a word at its end."""
        return self._spread(breaks[at], breaks[at + 1]) + self._part_cost(breaks[at + 1])

    def _prepare(self) -> None:
        text = self.text
        rooms = [0] * (len(text.text) + 1)
        for at in text.rooms:
            rooms[at + 1] += 1
        for match in clusters.SPACE.finditer(text.text):
            rooms[match.end()] += 1
        self._rooms = [*accumulate(rooms)]
        self._tight = [0, *accumulate(text.tight)]

    def _measure(self, start: int) -> float:
        return self.first if start == self._begin else self.rest

    def _spread(self, start: int, end: int) -> float:
        """How wide a line stands, in ems between its characters; for one that has to be squeezed, what that counts;
        infinite where it does not fit.
        """
        if not self._rooms:
            self._prepare()
        text = self.text
        while end > start and text.text[end - 1].isspace():
            end -= 1
        measure = self._measure(start)
        spare = measure - (text.before[end] - text.gap[end - 1] - text.before[start])
        if spare < -EPSILON:
            give = text.give[end - 1] - text.give[start]
            return _SQUEEZED * -spare / give if give >= -spare - EPSILON else math.inf
        if end - start < 2:
            return ALONE
        em = text.sizes[start]
        spare -= (self._rooms[end - 1] - self._rooms[start]) * ROOM_STRETCH * em
        return min(spread(spare / em, end - start - 1, self._tight[end - 1] - self._tight[start]), _WIDEST)

    def _part_cost(self, place: int) -> float:
        """What it costs to part the text there: nothing between words, nor where a word is too long for a line."""
        ends = self.text.ends
        index = bisect_left(ends, place)
        if index == len(ends) or ends[index] == place:
            return 0.0
        begin = ends[index - 1] if index else 0
        return self._partings(begin, ends[index]).get(place, 0.0)

    def _partings(self, begin: int, end: int) -> dict[int, float]:
        """Where the word from `begin` to `end` may be parted, each place with its cost; none for ordinary words."""
        if not 4 < end - begin < _LONG_WORD:
            return {}
        if begin not in self._known:
            known = self._known[begin] = {begin + at: cost for at, cost in clusters.partings(self.text.text[begin:end])}
            if self.text.dated and not known:
                known.update(dict.fromkeys(self.text.range_places(begin, end), _RANGE))
                known.update(dict.fromkeys(self.text.unit_places(begin, end), _UNIT))
                if self.text.text[begin] in _TO:
                    known[begin + 1] = _UNIT  # 2018年7月至 | 2020年6月
        return self._known[begin]

    def _cost(self, start: int, end: int) -> float:
        """The cost of a line; of the last one only a single character counts."""
        text = self.text
        if end == len(text.text):
            width = text.edge(end) - text.before[start]
            if width > self._measure(start) + EPSILON:
                return float(self._spread(start, end) ** 2)
            return float(_WIDOW**2) if width <= 1.6 * text.sizes[start] else 0.0
        return float(self._spread(start, end) ** 2 + self._part_cost(end) ** 2)

    def _places(self, breaks: list[int]) -> list[int]:
        """The places between the first and the last of `breaks` where lines may be parted."""
        ends = self.text.ends
        start, stop = breaks[0], breaks[-1]
        first, last = bisect_right(ends, start), bisect_left(ends, stop)
        found = {*ends[first : last + 1], *breaks[1:]}
        begin = ends[first - 1] if first else 0
        for end in ends[first : last + 1]:
            found.update(self._partings(begin, end))
            begin = end
        return sorted(place for place in found if start < place <= stop)

    def _best(self, breaks: list[int]) -> list[int]:
        """The best way to part the text between the first and the last of `breaks`."""
        places, text = self._places(breaks), self.text
        ways: dict[int, tuple[float, int]] = {breaks[0]: (0.0, -1)}
        for start in [breaks[0], *places]:
            if start not in ways or start == breaks[-1]:
                continue
            spent = ways[start][0]
            measure = self._measure(start)
            base = text.before[start]
            for index in range(bisect_left(places, start + 1), len(places)):
                end = places[index]
                width = text.edge(end) - base
                if width > measure * 1.2:
                    break
                if width < measure * _LEAST and end != breaks[-1] and end not in breaks:
                    continue
                self._left -= 1
                spread = spent + self._cost(start, end)
                if spread < ways.get(end, (math.inf, 0))[0]:
                    ways[end] = spread, start
        if breaks[-1] not in ways:
            return breaks
        before = sum(self._cost(start, end) for start, end in itertools.pairwise(breaks))
        if ways[breaks[-1]][0] >= before * _GAIN:
            return breaks
        way = [breaks[-1]]
        while way[-1] != breaks[0]:
            way.append(ways[way[-1]][1])
        return way[::-1]
