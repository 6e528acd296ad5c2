"""Parts Chinese text into lines and spaces them out, after CLREQ (W3C, “Requirements for Chinese Text Layout”).

Pure arithmetic over measured characters: nothing here knows a font file, a page or a PDF. All lengths are in points.

- A line never starts or ends with a mark that CLREQ 3.1.6.2 forbids there; —— and …… stay whole (3.1.6.1).
- A figure with its sign, separators, percent and unit, and a Western word, stay whole unless wider than a line.
- Full-width marks are set in half an em with half an em of space, which is taken away between two marks (3.1.6.1), at
  both ends of a line (3.1.6.3), and wherever a line needs room: squeezing comes before stretching.
- A quarter of an em parts Chinese from Western letters and digits (3.2.5), between an eighth and a half when adjusted.
- Full lines are flush on both sides: word spaces and the quarters stretch first, then every place between characters.
- A paragraph does not end in a line of one character where the line before it can spare another one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from planui.render import charclass, clusters

if TYPE_CHECKING:
    from collections.abc import Sequence

EPSILON = 0.01
"""Points by which a line may seem too long: rounding."""

_LONG_ADDRESS = 24
_FIRST_PART = 8
_ADDRESS_ROOM = 10
_LOOSE = 7
_THIN = 0.4
_WIDOW = 1.6
_SPARED = 0.2
_QUARTER = 0.25
_ROOM_STRETCH = 0.25
_ROOM_SHRINK = 0.125


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


class Measured:
    """A text with the width of each of its characters.

    `halves` tells for each character whether it is a full-width mark that is set in its half form: `widths` has the
    half width then, and its other half is the space that this class puts beside it. `sizes` are the ems in points.
    With `dated`, a date (2020年6月30日) stays on one line too, as in the cells of a table.
    """

    def __init__(
        self,
        text: str,
        widths: list[float],
        sizes: Sequence[float],
        halves: Sequence[bool] | None,
        *,
        dated: bool = False,
    ) -> None:
        self.text = text
        self.widths = widths
        self.sizes = sizes
        length = len(text)
        gap = [0.0] * length
        shrink = [0.0] * length
        self.rooms: list[int] = []
        self._held: list[int] = []
        if halves is not None:
            self._space_marks(halves, gap, shrink)
        for match in clusters.EDGE.finditer(text):
            at = match.start() - 1
            if at >= 0 and gap[at] == 0.0:
                gap[at] = _QUARTER * sizes[at]
                shrink[at] = _ROOM_SHRINK * sizes[at]
                self.rooms.append(at)
        self.gap = gap
        self.shrink = shrink
        self.ends = [match.end() for match in (clusters.DATED_CLUSTER if dated else clusters.CLUSTER).finditer(text)]
        if self.ends and self.ends[-1] < length:
            self.ends.append(length)
        self.before = [0.0, *accumulate(map(float.__add__, widths, gap))]
        self.give = [0.0, *accumulate(shrink)]
        self.edges = [self._edge(end) for end in self.ends]
        self._dated = dated
        self._tight: list[bool] | None = None
        self._rest = 0.0

    def _space_marks(self, halves: Sequence[bool], gap: list[float], shrink: list[float]) -> None:
        """The blank half of each full-width mark, none between marks (CLREQ 3.1.6.1)."""
        text, sizes = self.text, self.sizes
        last = len(text) - 1
        for match in clusters.MARK.finditer(text):
            at = match.start()
            if not halves[at]:
                continue
            blank = sizes[at] / 2
            char = text[at]
            self._held.append(at if char in clusters.OPENERS else at - 1)
            if char in clusters.OPENERS:
                if at > 0 and text[at - 1] not in clusters.OPENERS:
                    gap[at - 1] += blank if gap[at - 1] == 0.0 else 0.0
                    shrink[at - 1] = gap[at - 1]
            elif (
                0 < at < last
                and char == "’"
                and text[at - 1].isascii()
                and text[at + 1].isalpha()
                and text[at + 1].isascii()
            ):
                continue
            elif at < last and text[at + 1] not in clusters.CLOSERS and text[at + 1] not in clusters.OPENERS:
                gap[at] = shrink[at] = blank
            elif at < last and text[at + 1] in clusters.OPENERS:
                gap[at] = 0.0

    def _edge(self, end: int) -> float:
        """The place, from the text's start, where the last visible character before `end` ends."""
        text = self.text
        while end > 0 and text[end - 1].isspace():
            end -= 1
        return self.before[end] - self.gap[end - 1] if end else 0.0

    @property
    def tight(self) -> list[bool]:
        """For each character whether nothing may come between it and the next one when a line is stretched."""
        if self._tight is None:
            tight = [False] * len(self.text)
            for match in clusters.WEST_RUN.finditer(self.text):
                start, end = match.span()
                tight[start : end - 1] = [True] * (end - 1 - start)
            for at in self._held:
                if at >= 0:
                    tight[at] = True
            self._tight = tight
        return self._tight

    def widest(self, *, words: bool = False) -> float:
        """The width of the longest piece that stays on one line; with `words`, dates may be parted."""
        ends, edges = self.ends, self.edges
        if words and self._dated:
            ends = [match.end() for match in clusters.CLUSTER.finditer(self.text)]
            edges = [self._edge(end) for end in ends]
        begins = [0.0, *(self.before[end] for end in ends[:-1])]
        pieces = [edge - begin for edge, begin in zip(edges, begins, strict=True)]
        if words and clusters.ADDRESS.search(self.text):
            pieces = [self._least(*piece) for piece in zip(pieces, [0, *ends[:-1]], ends, strict=True)]
        return max(pieces, default=0.0)

    def _least(self, width: float, start: int, end: int) -> float:
        """The width that a piece needs: that of its parts for an address, which is parted behind its signs."""
        word = self.text[start:end]
        if clusters.ADDRESS.search(word) is None:
            return width
        places = [start + at for at in clusters.address_places(word)]
        parts = (
            self.before[at] - self.before[begin] for begin, at in zip([start, *places], [*places, end], strict=True)
        )
        return min(width, max(*parts, _ADDRESS_ROOM * self.sizes[start]))

    def lines(self, first: float, rest: float, *, justify: bool = True, most: float = 0.0) -> list[Line]:
        """The text in lines: the first one `first` wide, the others `rest`.

        With `most`, a line that would have to be stretched by more than that between characters stays ragged.
        """
        found: list[Line] = []
        text, length = self.text, len(self.text)
        at = 0
        measure = first
        self._rest = rest
        while at < length:
            while at < length and text[at].isspace():
                at += 1
            if at == length:
                break
            # In a column narrower than a character every line still takes one.
            end = max(self._line_end(at, measure), at + 1)
            found.append(self._line(at, end, measure, justify and end < length, most))
            if justify and len(found) > 1 and end < length:
                self._feed_thin(found, first, rest, most)
            at = end
            measure = rest
        if len(found) > 1 and justify:
            self._feed_last(found, first, rest, most)
        return found

    def _feed_thin(self, found: list[Line], first: float, rest: float, most: float) -> None:
        """Parts two lines evenly where the second has few characters before a word that does not fit on it."""
        before, last = found[-2:]
        stop = self._edge(last.end)
        if stop - self.before[last.start] > _THIN * rest:
            return
        best = last.start
        for index in range(bisect_left(self.ends, last.start) - 1, -1, -1):
            at = self.ends[index]
            if at <= before.start or self.edges[index] - self.before[before.start] < stop - self.before[at]:
                break
            if stop - self.before[at] > rest:
                break
            best = at
        if best < last.start:
            found[-2:] = [
                self._line(before.start, best, first if len(found) == 2 else rest, True, most),
                self._line(best, last.next, rest, True, most),
            ]

    def _feed_last(self, found: list[Line], first: float, rest: float, most: float) -> None:
        """Gives a last line of one character another one of the line before it, where that can spare it."""
        before, last = found[-2:]
        em = self.sizes[last.start]
        if not last.end or self.before[last.end] - self.before[last.start] > _WIDOW * em:
            return
        index = bisect_left(self.ends, last.start) - 1
        start = self.ends[index] if index >= 0 and self.ends[index] < last.start else 0
        while start < last.start and self.text[start].isspace():
            start += 1
        count = start - before.start
        spared = self._edge(before.end) - self.before[start]
        if count < 4 or spared > _SPARED * em * count or spared + last.width > rest:
            return
        found[-2:] = [
            self._line(before.start, start, first if len(found) == 2 else rest, True, most),
            self._line(start, len(self.text), rest, False, most),
        ]

    def _line_end(self, start: int, measure: float) -> int:
        """Where the line that starts at `start` ends, in the text."""
        base = self.before[start]
        limit = base + measure + EPSILON
        ends, edges = self.ends, self.edges
        index = bisect_right(edges, limit)
        if index >= len(ends):
            return ends[-1]
        if index == 0 or ends[index - 1] <= start:
            return self._pulled(start, index, measure) or self._cut(start, ends[index], measure)
        return self._pulled(start, index, measure) or self._parted(start, index, measure) or ends[index - 1]

    def _parted(self, start: int, index: int, measure: float) -> int:
        """A place within the cluster that does not fit, where the line would else stand very wide; 0 for none.

        One wider than a line starts where it stands. The others are parted at a space (GB/T | 27025), and a long
        address of the web behind a stroke.
        """
        begin, end = self.ends[index - 1], self.ends[index]
        slack = measure - (self.edges[index - 1] - self.before[start])
        em = self.sizes[begin]
        if slack < 3 * em:
            return 0
        if self.edges[index] - self.before[begin] > self._rest + EPSILON:
            at = self._cut(begin, end, measure - (self.before[begin] - self.before[start]))
            signed = any(char in clusters.SOFT for char in self.text[begin:end])
            return at if not signed or self.text[at - 1] in clusters.SOFT or self.text[at - 1].isspace() else 0
        word = self.text[begin:end]
        limit = self.before[start] + measure
        fit = bisect_right(self.before, limit, begin, end + 1) - 1
        if slack > _LOOSE * em and (code := clusters.CODED.search(self.text, begin, fit)):
            return code.end()
        if slack > _THIN * measure and (at := self._parted_kindly(begin, fit)):
            return at
        if len(word) < _LONG_ADDRESS or clusters.WEB.search(word) is None:
            return 0
        best = 0
        for signs in (clusters.STROKES, clusters.SOFT):
            for at in range(fit, begin + _FIRST_PART, -1):
                if self.text[at - 1] in signs and self.text[at] not in clusters.FORBIDDEN_START:
                    best = max(best, at)
                    break
            if best and limit - self.before[best] < 4 * em:
                break
        return best

    def _parted_kindly(self, begin: int, fit: int) -> int:
        """The last place up to `fit` behind the @ of a mail address, or behind a year or month of a date; or 0."""
        for at in range(fit, begin, -1):
            if (self.text[at - 1] == "@" and at < fit) or (self._dated and self.text[at - 1] in clusters.DATE_SIGNS):
                return at if self.text[at] not in clusters.FORBIDDEN_START else 0
        return 0

    def _pulled(self, start: int, index: int, measure: float) -> int:
        """The end of the line with one more cluster squeezed in (CLREQ: push in first, then out); 0 where none is."""
        end = self.ends[index]
        over = self.edges[index] - self.before[start] - measure
        stop = end
        while self.text[stop - 1].isspace():
            stop -= 1
        if over > self.give[stop - 1] - self.give[start] + EPSILON:
            return 0
        if index == 0 or self.ends[index - 1] <= start:
            return end
        slack = measure - (self.edges[index - 1] - self.before[start])
        if index == len(self.ends) - 1:  # else the paragraph's last line would be this cluster alone
            return end
        pushed = self.text[stop - 1] in clusters.FORBIDDEN_START
        return end if slack > EPSILON and (over <= slack or pushed) else 0

    def _cut(self, start: int, end: int, measure: float) -> int:
        """Where to cut a piece that is wider than a line.

        Between the words of the piece where that is possible, then at a sign in a word that is itself wider than a
        line if that leaves a fair line, then anywhere. Pairs (——) and the marks that must not stand at a line's edge
        are respected wherever there is another place.
        """
        limit = self.before[start] + measure + EPSILON
        fit = bisect_right(self.before, limit, start + 1, end + 1) - 1
        fit = min(max(fit, start + 1), end)
        if fit == end:
            return fit
        begin = start
        for match in clusters.CLUSTER.finditer(self.text, start, end):
            if match.end() > fit:
                break
            begin = match.end()
        if begin > start:
            return begin
        if (at := self._between_words(start, fit)) > start:
            return at
        text = self.text
        for signs in (clusters.STROKES, clusters.SOFT):
            for at in range(fit, max(start, fit - (fit - start) // 2), -1):
                if text[at - 1] in signs and text[at] not in clusters.FORBIDDEN_START:
                    return at
        for at in range(fit, max(start, fit - 8), -1):
            split_pair = text[at] == text[at - 1] and text[at] in charclass.PAIRS
            if (
                text[at] not in clusters.FORBIDDEN_START
                and text[at - 1] not in clusters.FORBIDDEN_END
                and not split_pair
            ):
                return at
        if text[fit - 1 : fit + 1] in {mark * 2 for mark in charclass.PAIRS} and (fit - start) % 2 and fit - 1 > start:
            return fit - 1
        return fit

    def _between_words(self, start: int, fit: int) -> int:
        """The last place up to `fit` that cuts no word which would fit on a line of its own; `start` for none."""
        text = self.text
        for match in reversed(
            [*clusters.WEST_RUN.finditer(text, start, len(text) if fit + 200 > len(text) else fit + 200)]
        ):
            if match.start() < fit < match.end():
                if self.before[match.end()] - self.before[match.start()] > self._rest:
                    return start
                fit = match.start()
                break
        else:
            return start
        while fit > start and (text[fit] in clusters.FORBIDDEN_START or text[fit - 1] in clusters.FORBIDDEN_END):
            fit -= 1
        return fit

    def _line(self, start: int, end: int, measure: float, fill: bool, most: float) -> Line:
        """The line with its spaces adjusted to the measure."""
        after_end = end
        text = self.text
        while end > start and text[end - 1].isspace():
            end -= 1
        if end == start:
            return Line(start, end, after_end, [], 0.0, False)
        after = self.gap[start:end]
        after[-1] = 0.0
        natural = self.before[end] - self.gap[end - 1] - self.before[start]
        spare = measure - natural
        if spare < -EPSILON:
            return Line(start, end, after_end, self._squeezed(start, end, after, -spare), measure, True)
        if not fill or spare <= EPSILON or end - start < 2:
            return Line(start, end, after_end, after, natural, fill)
        stretched = self._stretched(start, end, after, spare, most)
        if stretched is None:
            return Line(start, end, after_end, after, natural, False)
        return Line(start, end, after_end, stretched, measure, True)

    def _squeezed(self, start: int, end: int, after: list[float], over: float) -> list[float]:
        give = self.give[end - 1] - self.give[start]
        if give <= 0.0:
            return after
        share = min(1.0, over / give)
        shrink = self.shrink[start : end - 1]
        return [*(space - loss * share for space, loss in zip(after[:-1], shrink, strict=True)), 0.0]

    def _stretched(self, start: int, end: int, after: list[float], spare: float, most: float) -> list[float] | None:
        """Spreads `spare`: first into word spaces and between the scripts, then evenly between characters."""
        text, sizes = self.text, self.sizes
        near = self.rooms[bisect_left(self.rooms, start) : bisect_left(self.rooms, end - 1)]
        rooms = [at - start for at in near]
        rooms += [match.end() - 1 - start for match in clusters.SPACE.finditer(text, start, end)]
        if rooms:
            share = min(spare / len(rooms), _ROOM_STRETCH * sizes[start])
            for at in rooms:
                after[at] += share
            spare -= share * len(rooms)
            if spare <= EPSILON:
                return after
        tight = self.tight[start : end - 1]
        places = len(tight) - sum(tight)
        if places == 0:
            places = end - start - 1
            tight = [False] * places
        share = spare / places
        if most and share > most:
            return None
        if share > sizes[start] and places < len(tight):
            # A few characters beside a long word: the word's letters are spread too, only pairs and marks are not.
            held = set(self._held)
            tight = [
                at in held or (text[at] == text[at + 1] and text[at] in charclass.PAIRS) for at in range(start, end - 1)
            ]
            share = spare / max(len(tight) - sum(tight), 1)
        return [
            *(space if close else space + share for space, close in zip(after[:-1], tight, strict=True)),
            after[-1],
        ]
