"""What is alike in two figures: words that their nouns share, and values a slip of the finger apart."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from planui.rules.figure_cores import are_of_other_things, are_set_apart, core
from planui.rules.figure_nouns import REST
from planui.rules.near_figures import is_near, is_shifted, is_swapped, said_digits
from planui.rules.vague_nouns import is_vague

_LENGTH = 3
"""Characters that two nouns must have in common, in a row."""
_NOUN = 9
"""Characters of a noun, counted from its end, that are compared."""
_SHORT = 2
_SMALL = 10
_NEARLY = 5
"""Pairs of neighbours in a noun beyond which one may be missing in the other: 苗种供应, 供应苗种."""
_ADDED = ("新增", "净增")
_MANY = 1000
"""From this value on, what is new at a time, or held, is compared without being named, and two digits that changed
places are enough where one noun ends in the other."""
_TOTAL = "资源总量"
_HELD = "馆藏"
_LONG_VALUE = 100
"""From this value on, half of the words in common is enough: figures of three digits are seldom near by chance."""


Figure = tuple[float, float]
"""A value, and how finely it is given."""


def kin_of(unit: str, noun: str, value: float, *, changes: bool = False) -> tuple[str, ...]:
    """Under what a figure is filed: its unit with any three characters of its noun that follow each other, and with the
    first and the last two. What something changes from or to, and a figure of many digits, also with the first two and
    the last two, as a noun of two characters is; a total of what is held, as what is held is."""
    length = len(noun)
    if length < 2:
        return ()
    if value < _SMALL and not value % 1:
        # Small figures are compared under one noun alone.
        return (f"{unit}={core(noun)}",) if length >= _LENGTH else ()
    if length < _LENGTH:
        return (unit + noun,)
    return _kin(unit, noun, changes or _is_long(value), value >= _MANY)


@lru_cache(10_000)
def _kin(unit: str, noun: str, is_plain: bool, are_many: bool) -> tuple[str, ...]:
    """The same strings each time: they are looked for faster."""
    length = len(noun)
    keys = [unit + noun[at : at + _LENGTH] for at in range(max(0, length - _NOUN), length - _LENGTH + 1)]
    if length > _LENGTH:
        keys.append(f"{unit}{noun[0]}…{noun[-2:]}")
    if is_plain:
        keys += (unit + noun[:2], unit + noun[-2:])
    elif are_many:
        keys.append(unit + noun[-2:])
        if noun.startswith((*_ADDED, _HELD)):
            keys.append(unit + noun[:2])
    if noun == _TOTAL and are_many:
        keys.append(unit + _HELD)
    return tuple(keys)


_MOST_APART = 1.2


@lru_cache(50_000)
def nearness(one: Figure, other: Figure) -> int:
    """2: two figures are a slip apart, as they are or as roughly as the rougher one is given (9.46万, 96,420); 1: they
    are a digit or a fifth apart, as different things may be; 0: neither."""
    low, high = (one[0], other[0]) if one[0] <= other[0] else (other[0], one[0])
    is_digit_apart = is_near(low, high)
    # 40 and 60 are near by chance.
    if (max(said_digits(low), said_digits(high)) > 1 if is_digit_apart else is_shifted(low, high)) or (
        _are_roughly_near(one, other)
    ):
        return 2
    return int(is_digit_apart or (high <= low * _MOST_APART and max(one[1], other[1]) < high - low))


def _are_roughly_near(one: Figure, other: Figure) -> bool:
    coarse = max(one[1], other[1])
    if coarse <= 1 or coarse < 10 * min(one[1], other[1]):
        return False
    left, right = float(round(one[0] / coarse)), float(round(other[0] / coarse))
    return left >= _LONG_VALUE and is_near(left, right)


def are_akin(this: Any, that: Any) -> bool:
    """Whether all words of the shorter noun stand in the other, in a row or one after another; for figures of three
    digits and more, whether half of them do."""
    one, other = this.noun, that.noun
    if are_set_apart(one, other):
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if short == REST and not is_swapped(this.value, that.value):
        return False  # what is left of one whole, and of another
    if short in _ADDED:
        return bool(long.startswith(short) and min(this.value, that.value) >= _MANY)
    if _TOTAL in (one, other) and one.startswith((_TOTAL, _HELD)) and other.startswith((_TOTAL, _HELD)):
        return _is_long(this.value) or _is_long(that.value)
    if len(short) < _LENGTH:
        if long.endswith(short) and min(this.value, that.value) >= _MANY and is_swapped(this.value, that.value):
            return True
        return (_changes(this, that) or (_is_long(this.value) and _is_long(that.value))) and (
            long.startswith(short) or long.endswith(short)
        )
    if core(one) == core(other):
        return True
    if this.unit[0] == "%" and max(said_digits(this.value), said_digits(that.value)) < _LENGTH:
        return False  # 准确率96%, 语音识别准确率95%
    if short in long:
        return True
    if short[-2:] == long[-2:] and len(short) > _LENGTH and _stands_apart_in(short, long):
        return True
    pairs = {short[at : at + 2] for at in range(len(short) - 1)}
    common = len(pairs & {long[at : at + 2] for at in range(len(long) - 1)})
    if common < len(pairs) and are_of_other_things(short, long):
        return False
    half = len(pairs) > _SHORT and min(this.value, that.value) >= _LONG_VALUE
    return common * 2 >= len(pairs) if half else common >= len(pairs) - (len(pairs) > _NEARLY)


def are_called_the_same(this: Any, that: Any) -> bool:
    """Whether two nouns are one but for the verb before them, and say enough."""
    if this.noun == that.noun and len(this.noun) > _LENGTH:
        return True
    one, other = core(this.noun), core(that.noun)
    if one != other or len(one) < _SHORT or are_set_apart(this.noun, that.noun):
        return False
    return not is_vague(one) or "row" in (*this._fields, *that._fields)  # the indicators mean the whole


@lru_cache(50_000)
def _is_long(value: float) -> bool:
    """Whether a figure is seldom near another by chance."""
    return said_digits(value) >= _LENGTH


def _changes(this: Any, that: Any) -> bool:
    return bool(getattr(this, "change", 0) or getattr(that, "change", 0))


def _stands_apart_in(short: str, long: str) -> bool:
    """Whether the characters of one noun stand in the other in their order, with words between them."""
    rest = iter(long)
    return all(char in rest for char in short)
