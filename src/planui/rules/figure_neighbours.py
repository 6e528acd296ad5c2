"""Figures that stand beside the same long figure in two places, and are a slip of the finger apart: 624家，占97.5% and
624家，占95.7%. Who says the one again says the other again, whatever words stand around them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from planui.model.record import NamedTuple
from planui.rules.figure_nouns import clean, is_changed_to
from planui.rules.mention import BARE, Mention
from planui.rules.near_figures import is_near, says_something
from planui.rules.quantities import LASTING, MEASURED, Quantity, find_quantities, is_about

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage

_REACH = 24
"""Characters between two figures that are told in one breath."""
_STOPS = "。；\n\t"
_COUNT = 20
"""From this value on a count says enough beside a share that has tenths."""
_NOUN = 10
_SHARE = "占比"

Key = tuple[float, str, str, bool, str]
"""A figure's value and unit, the unit of the one beside it, and whether that stands behind it; where that is short,
the words between them."""
_SHORT = 10
_WORDS = 4


class Neighbour(NamedTuple):
    """A figure, and what stands beside it."""

    key: Key
    one: Mention


def neighbours_in(passage: Passage) -> list[Neighbour]:
    """The figures of a passage's words that stand beside a long one."""
    text = passage.text
    found: list[Neighbour] = []
    for one, other in pairwise(find_quantities(passage)):
        if other.start - one.end <= _REACH and is_long(other):
            found += _beside(text, one, other)
    return found


def _beside(text: str, one: Quantity, other: Quantity) -> Iterator[Neighbour]:
    """What is told by a long figure (`other`) and the one before it."""
    between = text[one.end : other.start]
    are_both = is_long(one)
    is_share = other.unit == "%" and one.value >= _COUNT
    is_short = one.unit != other.unit and one.value >= _SHORT and _is_plain(between)
    if not are_both and not ((is_share or is_short) and _counts(one.unit)):
        return
    if one.unit == other.unit and not is_changed_to(between):
        return  # a whole and any of its parts
    if any(stop in between for stop in _STOPS) or is_about(text, one) or is_about(text, other):
        return
    if are_both or is_share:
        yield Neighbour((one.value, one.unit, other.unit, True, ""), bare_mention(other))
    if are_both:
        yield Neighbour((other.value, other.unit, one.unit, False, ""), bare_mention(one))
    elif is_short:
        yield Neighbour((other.value, other.unit, one.unit, False, between), bare_mention(one))


def _is_plain(between: str) -> bool:
    """Whether words between two figures make one clause of both: 向86家企业提供菌株1,260株."""
    return len(between) >= _WORDS and all("\u4e00" <= char <= "\u9fff" for char in between)


def is_long(one: Quantity) -> bool:
    """Whether two places give a figure by no chance: it has three digits that say something, and counts a thing."""
    return says_something(one.value) and _counts(one.unit)


def _counts(unit: str) -> bool:
    return unit not in MEASURED and unit not in LASTING


def bare_mention(one: Quantity) -> Mention:
    """A figure without a noun, whatever the words around it say."""
    return _new(Mention, ("", one.unit, one.value, one.step, one.start, one.end, 0, False, BARE, "", ()))


_new = tuple.__new__


def words_before(where: Passage, one: Mention) -> str:
    """What a figure without a noun is called in a message: the words before it."""
    if one.unit == "%":
        return _SHARE
    return clean("".join(filter(str.isalpha, where.text[max(0, one.start - _NOUN) : one.start])))


class Neighbours:
    """All of them in a plan, by what they stand beside. Knows where others than before may contradict each other."""

    def __init__(self) -> None:
        self._filed: dict[Key, dict[Passage, list[Mention]]] = {}
        self._changed: set[Key] = set()
        self._told: dict[Key, set[Passage]] = {}

    def add(self, where: Passage, found: list[Neighbour]) -> None:
        """Those of a passage came."""
        for key, one in found:
            known = self._filed.get(key)
            if known is None:
                self._filed[key] = {where: [one]}
            else:
                known.setdefault(where, []).append(one)
                self._changed.add(key)

    def remove(self, where: Passage, found: list[Neighbour]) -> None:
        """Those of a passage go."""
        for key, _ in found:
            known = self._filed.get(key)
            if known is not None and known.pop(where, None) is not None:
                self._changed.add(key)
                if not known:
                    del self._filed[key]

    def exchange(self, old: Passage, gone: list[Neighbour], new: Passage, come: list[Neighbour]) -> None:
        """A passage came in the place of another: where all stand as before, only those are judged anew of which
        something is told."""
        if [(key, one.value) for key, one in gone] != [(key, one.value) for key, one in come]:
            self.remove(old, gone)
            self.add(new, come)
            return
        for key, one in come:
            known = self._filed[key]
            known.pop(old, None)
            known.setdefault(new, []).append(one)
            if old in self._told.get(key, ()):
                self._changed.add(key)

    @property
    def has_changed(self) -> bool:
        """Whether anything came or went since `contradictions` was asked for."""
        return bool(self._changed)

    def contradictions(self) -> Iterator[tuple[Key, list[tuple[Any, Any]]]]:
        """For each long figure that stands elsewhere than before: the pairs beside it that contradict each other, each
        with its passage, the likely wrong one first."""
        for key in self._changed:
            found = list(_differing(self._filed.get(key, {}), nearly=not key[-1]))
            self._told.pop(key, None)
            if found:
                self._told[key] = {where for pair in found for where, _ in pair}
            yield key, found
        self._changed.clear()


def _differing(filed: dict[Passage, list[Mention]], *, nearly: bool) -> Iterator[tuple[Any, Any]]:
    """The figures of two values that stand beside the same; `nearly`: if they are a slip apart."""
    values: dict[float, list[tuple[Passage, Mention]]] = {}
    for where, found in filed.items():
        for one in found:
            values.setdefault(one.value, []).append((where, one))
    if len(values) != 2:
        return
    few, many = sorted(values.values(), key=len)
    if (nearly and not is_near(few[0][1].value, many[0][1].value)) or {id(where) for where, _ in few} & {
        id(where) for where, _ in many
    }:
        return
    for told in few:
        yield told, many[0]
    if len(few) == len(many):
        for told in many:
            yield told, few[0]
