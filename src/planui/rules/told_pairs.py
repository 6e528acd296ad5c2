"""What X502 tells: of all pairs that contradict each other, one for each figure that is likely wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.record import NamedTuple
from planui.rules.figure_exchange import slot
from planui.rules.indicator_figures import GridFigure

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from planui.model.diagnostic import Finding
    from planui.model.passage import Passage
    from planui.rules.figure_pairs import Pair, Said

_Reason = tuple[bool, "Hashable"]


class _Told(NamedTuple):
    """The findings of a passage, made when it began at `offset`."""

    offset: int
    findings: list[Finding]


class ToldPairs:
    """The pairs by what they were judged for, and by their passages; the findings of a passage are made anew only where
    its pairs changed."""

    def __init__(self) -> None:
        self._filed: dict[_Reason, list[Pair]] = {}
        self._of: dict[Passage | str, dict[Pair, int]] = {}
        self._changed: dict[Passage | str, None] = {}
        self._told: dict[Passage | str, _Told] = {}

    def put(self, reason: Hashable, pairs: list[Pair], *, plain: bool = False) -> None:
        """Files what was judged for a reason in the place of what was judged for it before. Where a pair is `plain`,
        those that are not are not told of the same figure."""
        key = plain, reason
        if not pairs and key not in self._filed:  # nearly always
            return
        for pair in self._filed.pop(key, ()):
            self._changed[pair.wrong.where] = None
            for where in _passages(pair):
                known = self._of[where]
                known[pair] -= 1
                if not known[pair]:
                    del known[pair]
                    if not known:
                        del self._of[where]
        if pairs:
            self._filed[key] = pairs
        for pair in pairs:
            pair.plain = plain
            self._changed[pair.wrong.where] = None
            for where in _passages(pair):
                known = self._of.setdefault(where, {})
                known[pair] = known.get(pair, 0) + 1

    def exchange(self, old: Passage, new: Passage, said: dict[int, Said | None]) -> None:
        """Another passage came in the place of one; `said`: figures that stayed, by their old slots."""
        self._changed[old] = self._changed[new] = None
        for pair, count in self._of.pop(old, {}).items():
            if pair.exchange(old, said):
                self._changed[pair.wrong.where] = None
            for where in _passages(pair):
                self._of.setdefault(where, {})[pair] = count

    def findings(self) -> Iterator[list[Finding]]:
        """The findings of each passage that has any; the same list as before where nothing of them changed."""
        told = self._told
        for where in self._changed:
            told.pop(where, None)
            if where in self._of and (findings := self._found_in(where)):
                told[where] = _Told(_offset(where), findings)
        self._changed.clear()
        for where, known in told.items():
            if distance := _offset(where) - known.offset:
                told[where] = _Told(_offset(where), [finding.moved(distance) for finding in known.findings])
        for known in told.values():
            yield known.findings

    def _found_in(self, where: Passage | str) -> list[Finding]:
        chosen: dict[int, Pair] = {}
        for pair in self._of[where]:
            if pair.wrong.where is where:
                one = pair.wrong.one
                at = one.row if isinstance(one, GridFigure) else slot(one)
                known = chosen.get(at)
                if known is None or (not known.plain and (pair.plain or pair.weight < known.weight)):
                    chosen[at] = pair
        return sorted((pair.finding() for pair in chosen.values()), key=_by_start)


def _offset(where: Passage | str) -> int:
    """Where a passage begins in its text; what stands in the indicators is placed by its row."""
    return 0 if isinstance(where, str) else where.offset


def _passages(pair: Pair) -> set[Passage | str]:
    return {pair.wrong.where, pair.other.where}


def _by_start(finding: Finding) -> int:
    return finding.place.start
