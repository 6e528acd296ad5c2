"""Parts Chinese text into lines, after CLREQ (W3C, “Requirements for Chinese Text Layout”).

Pure arithmetic over measured characters: nothing here knows a font file, a page or a PDF. All lengths are in points.

- A line never starts or ends with a mark that CLREQ 3.1.6.2 forbids there; —— and …… stay whole (3.1.6.1).
- A figure with its sign, separators, percent and unit, and a Western word, stay whole unless wider than a line.
- Marks lose their blank at both ends of a line (3.1.6.3), and wherever a line needs room: one more word is pushed in by
  squeezing before the line is stretched.
- Full lines are flush on both sides: what is left over is spread (`spacing`).
- A line that would have to be spread widely takes some characters of the line before it.
- A paragraph does not end in a line of one character where the line before it can spare another one.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from planui.render import charclass, clusters
from planui.render.evenness import Evenness
from planui.render.spacing import EPSILON, Line, looseness, spaced_line

if TYPE_CHECKING:
    from planui.render.measured import Measured

_LEAST_SLACK = 3.0
"""Ems that a line must lack before it takes from the line above, or a word is parted for it."""

_UNEVEN = 0.04
"""The share of a measure that a line must lack for it to be looked at whether it stands wide."""

_EMPTY = 0.4
"""The share of a measure that a line must lack before a date is parted for it."""

_SIGN_SHARE = 2 / 3
"""The share of a word's first line in which a sign is looked for to part it behind."""

_REST = 3
"""Letters of a word wider than a line that go to the next line at least."""

_RAGGED = 0.6
"""What an empty line counts, in ems between characters, where lines are not spread."""

_WIDOW = 1.6
"""Ems up to which a last line is one character with its mark..."""

_SPARED = 0.2
"""...and the ems by which the places of the line before it may grow when it gives it another one."""


def break_lines(
    text: Measured, first: float, rest: float, *, justify: bool = True, indented: bool = False
) -> list[Line]:
    """The text in lines: the first one `first` wide, the others `rest`. With `justify`, all but the last are filled;
    with `indented` the first line keeps the spaces that it begins with, as code does.
    """
    return _Breaker(text, first, rest, justify).lines(indented)


class _Breaker:
    """One text's breaking into lines of one width."""

    def __init__(self, measured: Measured, first: float, rest: float, justify: bool) -> None:
        self.measured = measured
        self.first = first
        self.rest = rest
        self.justify = justify
        self.text = measured.text
        self.before = measured.before
        self.ends = measured.ends
        self.edges = measured.edges
        self.uneven = False

    def lines(self, indented: bool) -> list[Line]:
        found: list[Line] = []
        text, length = self.text, len(self.text)
        at = 0
        while at < length:
            while at < length and text[at].isspace() and (at or not indented):
                at += 1
            if at == length:
                break
            # In a column narrower than a character every line still takes one.
            end = max(self._line_end(at, self._measure(found)), at + 1)
            at = self._add(found, at, end)
        if len(found) > 1 and self.justify:
            if self.uneven:
                self._even_out(found)
            self._feed_last(found)
        return found

    def _even_out(self, found: list[Line]) -> None:
        """Parts the lines around wide ones anew."""
        breaks = [found[0].start, *(line.next for line in found)]
        places = Evenness(self.measured, self.first, self.rest).evened([*breaks])
        if places != breaks:
            found[:] = [self._line(start, end, n) for n, (start, end) in enumerate(itertools.pairwise(places))]

    def _measure(self, found: list[Line]) -> float:
        """The width of the line that comes next."""
        return self.rest if found else self.first

    def _line(self, start: int, end: int, number: int) -> Line:
        measure = self.rest if number else self.first
        return spaced_line(self.measured, start, end, measure, fill=self.justify and end < len(self.text))

    def _add(self, found: list[Line], start: int, end: int) -> int:
        """Adds the line from `start` to `end`; one that would stand wide is helped. Gives where the next one starts."""
        number, measure = len(found), self._measure(found)
        found.append(self._line(start, end, number))
        if end == len(self.text):
            return end
        slack = measure - (self.measured.edge(end) - self.before[start])
        self.uneven = self.uneven or slack > _UNEVEN * measure
        if slack < _LEAST_SLACK * self.measured.sizes[start]:
            return end
        whole = found[-2:]
        if self.justify and number:
            self._even(found)
        wide = self._looseness(found[-1].start, end, measure)
        if number:
            wide = max(wide, self._looseness(found[-2].start, found[-2].next, self._measure(found[:-2])))
        if parted := self._parted(start, end, measure, wide):
            found[-len(whole) :] = [*whole[:-1], self._line(start, parted, number)]
        return parted or end

    def _even(self, found: list[Line]) -> None:
        """Parts two lines evenly where the second has few characters before a word that does not fit on it; one that
        has a single character, which nothing can spread, gets another word at any rate.
        """
        before, last = found[-2:]
        stop = self.measured.edge(last.end)
        best = last.start
        for index in range(bisect_left(self.ends, last.start) - 1, -1, -1):
            at = self.ends[index]
            if at <= before.start + 1:
                break
            lone = last.end - best == 1
            if not lone and self.edges[index] - self.before[before.start] < stop - self.before[at]:
                break
            if stop - self.before[at] > self.rest:
                break
            best = at
        if best < last.start:
            number = len(found) - 2
            found[-2:] = [self._line(before.start, best, number), self._line(best, last.next, number + 1)]

    def _feed_last(self, found: list[Line]) -> None:
        """Gives a last line of one character another one of the line before it, where that can spare it."""
        before, last = found[-2:]
        em = self.measured.sizes[last.start]
        if not last.end or self.before[last.end] - self.before[last.start] > _WIDOW * em:
            return
        index = bisect_left(self.ends, last.start) - 1
        start = self.ends[index] if index >= 0 and self.ends[index] < last.start else 0
        while start < last.start and self.text[start].isspace():
            start += 1
        count = start - before.start
        spared = self.measured.edge(before.end) - self.before[start]
        if count < 4 or spared > _SPARED * em * count or spared + last.width > self.rest:
            return
        number = len(found) - 2
        found[-2:] = [self._line(before.start, start, number), self._line(start, len(self.text), number + 1)]

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
        return self._pulled(start, index, measure) or self._begun(start, index, measure) or ends[index - 1]

    def _pulled(self, start: int, index: int, measure: float) -> int:
        """The end of the line with one more cluster squeezed in (CLREQ: push in first, then out); 0 where none is."""
        end = self.ends[index]
        over = self.edges[index] - self.before[start] - measure
        stop = end
        while self.text[stop - 1].isspace():
            stop -= 1
        give = self.measured.give
        if over > give[stop - 1] - give[start] + EPSILON:
            return 0
        if index == 0 or self.ends[index - 1] <= start:
            return end
        slack = measure - (self.edges[index - 1] - self.before[start])
        if index == len(self.ends) - 1:  # else the paragraph's last line would be this cluster alone
            return end
        pushed = self.text[stop - 1] in clusters.FORBIDDEN_START
        return end if slack > EPSILON and (over <= slack or pushed) else 0

    def _begun(self, start: int, index: int, measure: float) -> int:
        """A place within the cluster that does not fit, where one wider than a line, or a date in a cell, would else
        leave the line nearly empty; 0 for none.
        """
        begin, end = self.ends[index - 1], self.ends[index]
        slack = measure - (self.edges[index - 1] - self.before[start])
        wide = self.edges[index] - self.before[begin] > self.rest + EPSILON
        if (wide or slack > _EMPTY * measure) and (units := self.measured.unit_places(begin, end)):
            limit = self.before[start] + measure + EPSILON
            if at := max((place for place in units if self.measured.edge(place) <= limit), default=0):
                return at
            wide = self.measured.edge(units[0]) - self.before[begin] > self.rest + EPSILON
        if wide:
            if slack < _LEAST_SLACK * self.measured.sizes[begin]:
                return 0
            at = self._cut(begin, end, measure - (self.before[begin] - self.before[start]))
            if self.text[at - 1 : at + 1].isdigit() and at > begin:
                return 0  # a figure is not begun where it would be cut
            signed = any(char in clusters.SOFT for char in self.text[begin:end])
            return at if not signed or self.text[at - 1] in clusters.SOFT or self.text[at - 1].isspace() else 0
        if self.justify and self.measured.dated and slack > _EMPTY * measure:
            fit = bisect_right(self.before, self.before[start] + measure, begin, end + 1) - 1
            for at in range(fit, begin, -1):
                if self.text[at - 1] in clusters.DATE_SIGNS and self.text[at] not in clusters.FORBIDDEN_START:
                    return at
        return 0

    def _parted(self, start: int, begin: int, measure: float, wide: float) -> int:
        """A place within the word at `begin`, which does not fit on the line from `start`, where parting it costs less
        than a line that stands as `wide` as that; 0 for none.
        """
        end = self.ends[bisect_right(self.ends, begin)]
        fit = bisect_right(self.before, self.before[start] + measure, begin, end + 1) - 1
        best, least = 0, wide
        for place, cost in clusters.partings(self.text[begin:end]):
            at = begin + place
            if at <= fit and (whole := self._looseness(start, at, measure) + cost) < least:
                best, least = at, whole
        return best

    def _looseness(self, start: int, end: int, measure: float) -> float:
        """How wide a line would stand, in ems between its characters."""
        if self.justify:
            return looseness(self.measured, start, end, measure)
        return (1 - (self.measured.edge(end) - self.before[start]) / measure) * _RAGGED

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
        for pattern in (clusters.PART_CLUSTER, clusters.BARE_CLUSTER):
            begin = start
            for match in pattern.finditer(self.text, start, end):
                if self.measured.edge(match.end()) > limit:
                    break
                begin = match.end()
            if begin > start:
                return begin
        if (at := self._between_words(start, fit)) > start:
            return at
        text = self.text
        if (code := clusters.CODED.search(text, start, fit)) is not None:
            return code.end()
        for signs in (clusters.STROKES, clusters.HYPHENS, clusters.SOFT):
            for at in range(fit, fit - int((fit - start) * _SIGN_SHARE), -1):
                if clusters.is_behind_sign(text, at, signs):
                    return at
        if at := self._before_part(start, fit, end):
            return at
        inside = text[fit - 1 : fit + 1].isdigit()
        for at in range(fit, start + 1, -1):
            sign = text[at - 1]
            if text[at] not in clusters.FORBIDDEN_START and (
                sign in clusters.RANGES or (inside and sign in clusters.HYPHENS)
            ):
                return at
        if end - fit < _REST and text[fit].isalpha():
            fit = max(start + 1, end - _REST)
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

    def _before_part(self, start: int, fit: int, end: int) -> int:
        """The place behind the last sign up to `fit`, where a part of an address begins that the next line has room
        for, and this one has not; 0 for none.
        """
        signs = clusters.SOFT
        at = next((at for at in range(fit, start, -1) if clusters.is_behind_sign(self.text, at, signs)), 0)
        if not at:
            return 0
        limit = bisect_right(self.before, self.before[at] + self.rest + EPSILON, at, end + 1) - 1
        if limit == end or any(clusters.is_behind_sign(self.text, stop, signs) for stop in range(fit + 1, limit + 1)):
            return at
        return 0

    def _between_words(self, start: int, fit: int) -> int:
        """The last place up to `fit` that cuts no word which would fit on a line of its own; `start` for none."""
        text = self.text
        for match in reversed([*clusters.WEST_RUN.finditer(text, start, min(len(text), fit + 200))]):
            if match.start() < fit < match.end():
                if self.before[match.end()] - self.before[match.start()] > self.rest:
                    return start
                fit = match.start()
                break
        else:
            return start
        while fit > start and (text[fit] in clusters.FORBIDDEN_START or text[fit - 1] in clusters.FORBIDDEN_END):
            fit -= 1
        return fit
