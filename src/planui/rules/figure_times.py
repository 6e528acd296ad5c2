"""Whether two figures hold for the same time, so that one may contradict the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.figure_cores import core
from planui.rules.figure_shares import SHARE
from planui.rules.near_figures import digits, is_near, is_swapped, said_digits
from planui.rules.time_cues import NOW, PAST, PLAN, RECENT

if TYPE_CHECKING:
    from planui.rules.figure_pairs import Said

_MORE = ("新增", "净增")


def hold_for_one_time(one: Said, other: Said) -> bool:
    """Whether two figures hold for the same time. What results of the recent years say of holdings, without a date, is
    what they are now, and what the last year reaches, the period does; figures of many digits are told by these."""
    if one.scope == other.scope:
        return True
    if one.number.value < _LONG:
        return False
    if {one.scope, other.scope} == {PLAN, _LAST_YEAR}:
        return not one.noun.startswith(_MORE) and not other.noun.startswith(_MORE)
    return (not (one.named and other.named) or one.noun == other.noun) and {one.scope, other.scope} == {NOW, RECENT}


def hold_together(one: Said, other: Said) -> bool:
    """Whether two figures of two digits and more hold for the same time. Of those of three and more, what has no date
    may hold for any time but the planned one."""
    if one.scope == other.scope or _lies_within(one.scope, other.scope):
        return True
    if one.noun.startswith(SHARE) and other.noun.startswith(SHARE):
        return all(said.scope.startswith((NOW, RECENT, PAST)) for said in (one, other))
    if (one.year and one.year == other.scope) or (other.year and other.year == one.scope):
        return min(one.number.value, other.number.value) >= _LONG and is_swapped(one.number.value, other.number.value)
    if one.open or other.open:
        return _may_both_be_now(one, other)
    if "(" in one.scope and one.scope.removesuffix(_OF_HOST) == other.scope.removesuffix(_OF_HOST):
        short, long = sorted((one.noun, other.noun), key=len)
        return len(short) > _NOUN and long.endswith(short)  # one date, one noun: one section alone names the host
    if _may_have_grown(one, other) or _may_have_grown(other, one):
        return False
    if _is_slip_of_one(one, other) and _are_both_now(one, other):
        return True
    if (one.one.value < _MIDDLING and len(digits(one.one.value)) < _LONG_DIGITS) or (one.named and other.named):
        return False
    return all(said.scope.startswith((NOW, RECENT, PAST)) and not said.scope.endswith(" host") for said in (one, other))


def _is_slip_of_one(one: Said, other: Said) -> bool:
    """Whether two figures with digits that changed places count what has one long name."""
    noun = core(one.noun)
    return len(noun) >= _LONG_NAME and noun == core(other.noun) and is_swapped(one.number.value, other.number.value)


def _may_have_grown(one: Said, other: Said) -> bool:
    """Whether a figure is dated before the baseline, and one without a date is no slip for it."""
    if not one.named or not one.scope.startswith(PAST) or other.scope.startswith(PAST):
        return False
    here, there = one.number.value, other.number.value
    is_slip = is_swapped(here, there) or (is_near(here, there) and said_digits(max(here, there)) >= _NOUN)
    return here != there and not is_slip


def are_rough_and_exact(one: Said, other: Said) -> bool:
    """Whether just one of two figures is called rough, and the other belies it as finely as it is given."""
    if one.rough == other.rough or core(one.noun) != core(other.noun):
        return False
    if one.scope != other.scope and not _are_both_now(one, other):
        return False
    rough, exact = (one, other) if one.rough else (other, one)
    step = rough.number.step
    return step >= 10 * exact.number.step and abs(rough.number.value - exact.number.value) > 2 * step


def are_both_rough(one: Said, other: Said) -> bool:
    """Whether two figures are called rough and are not one: a digit of three is another."""
    if not one.rough or not other.rough or core(one.noun) != core(other.noun) or len(core(one.noun)) < _NOUN:
        return False
    here, there = one.number, other.number
    if one.scope != other.scope and not _are_both_now(one, other):
        return False
    says_enough = max(said_digits(number.value) for number in (here, there)) >= _NOUN
    if not says_enough or abs(here.value - there.value) <= 2 * max(here.step, there.step):
        return False
    return here.step <= 1.5 * there.step <= 2.25 * here.step and is_near(here.value, there.value)


def _may_both_be_now(one: Said, other: Said) -> bool:
    """Whether a figure whose time or owner only its section tells may be what another gives for now: equal ones, and
    those of three digits a slip apart."""
    here, there = one.number.value, other.number.value
    if not _are_both_now(one, other):
        return False
    return here == there or (min(here, there) >= _MIDDLING and is_near(here, there))


def _are_both_now(one: Said, other: Said) -> bool:
    return all(said.open or said.scope in (NOW, RECENT) for said in (one, other))


def _lies_within(one: str, other: str) -> bool:
    """Whether one of two dates is a month, and the other a part of it."""
    days, others = _days(one), _days(other)
    if len(days) != _SPAN or len(others) != _SPAN or days[:2] != others[:2]:
        return False
    first, last = min(days[2], others[2]), max(days[5], others[5])
    return (
        days[:2] == days[3:5] == others[3:5]
        and first == 1
        and last >= _MONTH
        and (first, last)
        in (
            (days[2], days[5]),
            (others[2], others[5]),
        )
    )


def _days(scope: str) -> list[int]:
    return [int(found) for found in _NUMBER.findall(scope)] if "(" in scope else []


_NOUN = 3
_LONG_NAME = 6
_OF_HOST = " host"
_NUMBER = lazy(r"\d+")
_SPAN = 6
_MONTH = 28
_MIDDLING = 100
_LONG_DIGITS = 4
_LAST_YEAR = "year 5"
_LONG = 1000
"""From this value on a figure's digits say by themselves what it is, when its noun is akin."""
