"""Levels that a plan reaches year by year: none on the way is higher than what is reached in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.figure_pairs import Pair, Said
from planui.rules.mention import BECOMES, RAISED
from planui.rules.time_cues import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_GROWS = lazy(r"(?:增[至加长到]|扩[至大充展容到]|提[高升]|上?升|达)[到至]?\s?$")
_REACH = 6


def beyond_the_end(noun: str, members: Iterable[Said]) -> Iterator[Pair]:
    """The levels of the years that go beyond that of the whole period: 共建单位增加到15家 in the fourth year, where
    five make 12 of 6."""
    levels = [said for said in members if _is_level(said)]
    ends = [said for said in levels if said.scope == PLAN]
    if len({said.number.value for said in ends}) != 1:
        return
    most = ends[0].number.value
    for said in levels:
        if said.scope.startswith("year ") and said.number.value > most + said.number.step / 2:
            yield Pair(noun, said, ends[0])


def _is_level(said: Said) -> bool:
    """Whether a figure is what something grows to, in so many words."""
    where, one = said.where, said.one
    if isinstance(where, str) or said.rough or getattr(one, "change", 0) not in (BECOMES, RAISED):
        return False
    text = where.text
    return _GROWS.search(text, max(0, one.start - _REACH), one.start) is not None  # type: ignore[union-attr]
