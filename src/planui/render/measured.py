"""A text ready for line breaking: the widths of its characters, the spaces between them, and what stays together.

All lengths are in points. The spaces are those of CLREQ (W3C, “Requirements for Chinese Text Layout”): full-width marks
are set in half an em with half an em of space, which is taken away between two marks (3.1.6.1); a quarter of an em
parts Chinese from Western letters and digits (3.2.5).
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from planui.render import clusters

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

_ADDRESS_ROOM = 10.0
"""Ems that a line keeps at least for an address, which is parted at its signs."""

_LONG_WORD = 3.0
"""Ems from which a word is long."""

_QUARTER = 0.25
"""Ems between Chinese and Western letters (3.2.5)..."""

_BESIDE_BLANK = frozenset(" ,.;:!?)")
"""What has no blank of a mark before it: spaces, and half-width marks that end or part words."""

_APOSTROPHE = 0.2
"""Ems of the blank behind an apostrophe's ink (O’Brien), which Chinese type sets in half an em."""

_ROOM_SHRINK = 0.125
"""...and how many of them a line may take away where it needs room."""


class Measured:
    """A text with the width of each of its characters.

    `halves` tells for each character whether it is a full-width mark that is set in its half form: `widths` has the
    half width then, and its other half is the space that this class puts beside it. `sizes` are the ems in points.
    With `dated`, a date (2020年6月30日) stays on one line too, as in the cells of a table. `raised` has the starts and
    ends of what is set above the line: the number of a note stays, without a space, with the word that it stands at.
    """

    def __init__(
        self,
        text: str,
        widths: list[float],
        sizes: Sequence[float],
        halves: Sequence[bool] | None,
        *,
        dated: bool = False,
        raised: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.text = text
        self.widths = widths
        self.sizes = sizes
        length = len(text)
        gap = [0.0] * length
        shrink = [0.0] * length
        self.rooms: list[int] = []
        self.held: list[int] = []
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
        self.joints = clusters.joints(text)
        if raised:
            self._raise(raised)
        self.ends = self._places(clusters.DATED_CLUSTER if dated else clusters.CLUSTER)
        if length and (not self.ends or self.ends[-1] < length):
            self.ends.append(length)
        self.before = [0.0, *accumulate(map(float.__add__, widths, gap))]
        self.give = [0.0, *accumulate(shrink)]
        self.edges = [self.edge(end) for end in self.ends]
        self.dated = dated
        self._tight: list[bool] | None = None

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
            self.held.append(at if char in clusters.OPENERS else at - 1)
            if char in clusters.OPENERS:
                if at > 0 and text[at - 1] not in clusters.OPENERS and text[at - 1] != " ":
                    gap[at - 1] += blank if gap[at - 1] == 0.0 else 0.0
                    shrink[at - 1] = gap[at - 1]
            elif (
                0 < at < last
                and char == "’"
                and text[at - 1].isascii()
                and text[at + 1].isalpha()
                and text[at + 1].isascii()
            ):
                gap[at] = -_APOSTROPHE * sizes[at]
                self.held.append(at)
            elif at < last and text[at + 1] not in clusters.CLOSERS and text[at + 1] not in clusters.OPENERS:
                gap[at] = shrink[at] = blank if text[at + 1] not in _BESIDE_BLANK else 0.0
            elif at < last and text[at + 1] in clusters.OPENERS:
                gap[at] = 0.0

    def _raise(self, raised: Sequence[tuple[int, int]]) -> None:
        """Sets what is raised close to the characters around it, and keeps it with the one before it."""
        for start, end in raised:
            self.joints.add(start)
            for at in (start - 1, end - 1):
                if at >= 0 and (at in self.rooms or at < start):
                    self.gap[at] = self.shrink[at] = 0.0
                    self.rooms = [room for room in self.rooms if room != at]

    def _places(self, pattern: re.Pattern[str]) -> list[int]:
        """Where lines may end: behind each match of a pattern."""
        ends = [match.end() for match in pattern.finditer(self.text)]
        if not self.joints:
            return ends
        return [end for end in ends if end not in self.joints or end == len(self.text)]

    def edge(self, end: int) -> float:
        """The place, from the text's start, where the last visible character before `end` ends."""
        text = self.text
        while end > 0 and text[end - 1].isspace():
            end -= 1
        return self.before[end] - self.gap[end - 1] if end else 0.0

    def unit_places(self, begin: int, end: int) -> list[int]:
        """The places within a cluster where a figure could be parted from its unit; none in a date of several parts."""
        part = clusters.PART_CLUSTER.match(self.text, begin, end)
        if part is None or part.end() < end:
            return []
        found = (match.end() for match in clusters.BARE_CLUSTER.finditer(self.text, begin, end))
        return [at for at in found if at < end and at not in self.joints]

    def range_places(self, begin: int, end: int) -> list[int]:
        """The places within a cluster behind the sign of a range."""
        text = self.text
        return [
            at
            for at in range(begin + 1, end)
            if text[at - 1] in clusters.RANGES and text[at] not in clusters.FORBIDDEN_START
        ]

    @property
    def tight(self) -> list[bool]:
        """For each character whether nothing may come between it and the next one when a line is stretched."""
        if self._tight is None:
            tight = [False] * len(self.text)
            for match in clusters.WEST_RUN.finditer(self.text):
                start, end = match.span()
                tight[start : end - 1] = [True] * (end - 1 - start)
            for at in self.held:
                if at >= 0:
                    tight[at] = True
            self._tight = tight
        return self._tight

    def widest(self, *, words: bool = False, room: float = _ADDRESS_ROOM, bare: bool = False) -> float:
        """The width of the longest piece that stays on one line; with `words`, dates may be parted, and addresses where
        they have `room` ems; with `bare`, figures from their units too.
        """
        ends, edges = self.ends, self.edges
        if words and (self.dated or bare):
            ends = self._places(clusters.BARE_CLUSTER if bare else clusters.PART_CLUSTER)
            edges = [self.edge(end) for end in ends]
        pieces = self._pieces(ends, edges)
        if words:
            pieces = [self._least(room, *piece) for piece in zip(pieces, [0, *ends[:-1]], ends, strict=True)]
        pieces += self._lone(pieces, ends)
        if len(edges) > 1 and ends[0] == 1 and clusters.ADDRESS.search(self.text, 0, ends[1]) is None:
            pieces.append(edges[1])  # One character cannot fill a line: it should stand beside the word behind it.
        return max(pieces, default=0.0)

    def _lone(self, pieces: list[float], ends: list[int]) -> list[float]:
        """The widths at which a character between two long words stands beside the second: alone it fills no line."""
        text, sizes = self.text, self.sizes
        found = []
        last = -2
        for at, width in enumerate(pieces):
            if width <= _LONG_WORD * sizes[0]:
                continue
            if last >= 0 and last == at - 2 and len(text[ends[last] : ends[at - 1]].strip()) == 1:
                found.append(self.edge(ends[at]) - self.before[ends[last]])
            last = at
        return found

    def widest_within(self, measure: float) -> float:
        """The width of the longest piece that fits into a measure: a date, or a figure, or a word; 0 for none."""
        found = self._pieces(self.ends, self.edges)
        for pattern in (clusters.PART_CLUSTER, clusters.BARE_CLUSTER):
            ends = self._places(pattern)
            found += self._pieces(ends, [self.edge(end) for end in ends])
        return max((width for width in found if width <= measure), default=0.0)

    def _pieces(self, ends: list[int], edges: list[float]) -> list[float]:
        """The widths of the pieces that end at some places."""
        begins = [0.0, *(self.before[end] for end in ends[:-1])]
        return [edge - begin for edge, begin in zip(edges, begins, strict=True)]

    def _least(self, room: float, width: float, start: int, end: int) -> float:
        """The width that a piece needs: that of its parts, or `room` ems, where it may be parted behind its signs."""
        places = [start + at for at in clusters.part_places(self.text[start:end])]
        if not places:
            return width
        parts = (
            self.before[at] - self.before[begin] for begin, at in zip([start, *places], [*places, end], strict=True)
        )
        return min(width, max(*parts, room * self.sizes[start]))
