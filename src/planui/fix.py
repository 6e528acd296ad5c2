"""Mending: applies the safe fixes of a check, again until nothing changes, and touches nothing else."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from planui.check import Checker, Selection
from planui.model.edit import Edit
from planui.model.record import NamedTuple
from planui.model.toml import parse
from planui.model.toml_nodes import TomlError

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.model.diagnostic import Change, Diagnostic
    from planui.model.form import Form

MAX_ROUNDS = 20
"""A fix can uncover another; what has not settled by then is left to people."""


class Fixed(NamedTuple):
    """A text after its fixes, and how many were applied."""

    text: str
    applied: int


def fix_text(text: str, find_form: Callable[[str], Form], selection: Selection) -> Fixed:
    """The plan's text with every safe fix of the selected rules applied."""
    checker = Checker(selection, most=len(text))
    count = 0
    for _ in range(MAX_ROUNDS):
        found = [one for one in checker.check_text(text, find_form).diagnostics if one.changes]
        mended, applied = apply_fixes(text, found)
        if not applied:
            break
        text = mended
        count += applied
    return Fixed(text, count)


def apply_fixes(text: str, found: list[Diagnostic]) -> tuple[str, int]:
    """Applies the fixes that do not overlap; those whose result is no TOML are left out."""
    chosen: list[Diagnostic] = []
    taken: list[Change] = []  # in order
    for one in found:
        places = [bisect_left(taken, change) for change in one.changes]
        if all(
            not _overlap(change, other)
            for change, place in zip(one.changes, places, strict=True)
            for other in taken[max(0, place - 1) : place + 1]
        ):
            chosen.append(one)
            for change in one.changes:
                insort(taken, change)
    mended = _applied(text, taken)
    if chosen and not _is_toml(mended):
        # One of them breaks the file (quotes that meet, say): take them one by one.
        mended, count = text, 0
        for one in sorted(chosen, key=lambda each: each.start, reverse=True):
            attempt = _applied(mended, one.changes)
            if _is_toml(attempt):
                mended, count = attempt, count + 1
        return mended, count
    return mended, len(chosen)


def _overlap(one: Change, other: Change) -> bool:
    if one.start == other.start:
        return True
    return one.start < other.end and other.start < one.end


def _applied(text: str, changes: list[Change] | tuple[Change, ...]) -> str:
    return Edit.of(changes).apply(text)


def _is_toml(text: str) -> bool:
    try:
        parse(text)
    except TomlError:
        return False
    return True
