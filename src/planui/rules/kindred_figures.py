"""Figures whose nouns share most of their words, and that are a slip of the finger apart."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

from planui.rules.figure_cores import are_set_apart, core
from planui.rules.figure_nouns import is_vague
from planui.rules.near_figures import digits, is_near, is_shifted, is_swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage

_LENGTH = 3
"""Characters that two nouns must have in common, in a row."""
_NOUN = 9
"""Characters of a noun, counted from its end, that are compared."""
_MAX_VALUES = 10
"""Values under the same characters beyond which these say nothing."""
_SHORT = 2
_SMALL = 10
_ADDED = ("新增", "净增")
_MANY = 1000
"""From this value on, what is new at a time, or held, is compared without being named, and two digits that changed
places are enough where one noun ends in the other."""
_TOTAL = "资源总量"
_HELD = "馆藏"
_LONG_VALUE = 100
"""From this value on, half of the words in common is enough: figures of three digits are seldom near by chance."""


_Figure = tuple[float, float]
"""A value, and how finely it is given."""
Filed = tuple[Any, Any]
"""Where a figure stands (its passage, or the number of its indicators' section), and the figure."""


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


class KindredFigures:
    """Figures by what their nouns have in common, and by value. Knows where others than before may contradict each
    other."""

    def __init__(self) -> None:
        self._filed: dict[str, dict[_Figure, list[Filed]]] = {}
        self._mixed: set[str] = set()
        self._changed: dict[str, set[_Figure]] = {}

    def add(self, where: Passage | str, one: Any) -> None:
        """A figure came."""
        filed, changed, figure = self._filed, self._changed, one[2:4]
        new = where, one
        for key in one.kin:
            values = filed.get(key)
            if values is None:
                filed[key] = {figure: [new]}
                continue
            if key in changed:
                changed[key].add(figure)
            else:
                changed[key] = {figure}
            if figure in values:
                values[figure].append(new)
            else:
                self._mixed.add(key)
                values[figure] = [new]

    def _note(self, key: str, figure: _Figure) -> None:
        """Such a figure came or went."""
        changed = self._changed.get(key)
        if changed is None:
            self._changed[key] = {figure}
        else:
            changed.add(figure)

    def remove(self, where: Passage | str, one: Any) -> None:
        """A figure of a passage that goes; all others of that value and passage under the same words go with it."""
        figure = one[2:4]
        for key in one.kin:
            values = self._filed.get(key)
            known = values.get(figure) if values is not None else None
            if values is None or known is None:
                continue
            self._note(key, figure)
            self._keep(key, values, figure, [filed for filed in known if filed[0] is not where])

    def remove_one(self, where: Passage, one: Any) -> None:
        """A single figure goes."""
        figure = one[2:4]
        for key in one.kin:
            self._note(key, figure)
            values = self._filed.get(key, {})
            known = values.get(figure, [])
            self._keep(key, values, figure, [filed for filed in known if filed[0] is not where or filed[1] != one])

    def _keep(self, key: str, values: dict[_Figure, list[Filed]], figure: _Figure, left: list[Filed]) -> None:
        """Only some of the figures of a value stay under the words."""
        if left:
            values[figure] = left
        else:
            values.pop(figure, None)
            if not values:
                self._filed.pop(key, None)
                self._mixed.discard(key)

    def exchange(self, old: Passage, new: Passage, kept: list[tuple[Any, Any]]) -> None:
        """Figures stand in another passage than before, under the same words."""
        for one, other in kept:
            figure = one[2:4]
            moved = new, other
            for key in one.kin:
                known = self._filed[key][figure]
                for index, (where, this) in enumerate(known):
                    if where is old and (this is one or this == one):
                        known[index] = moved
                        break

    @property
    def has_changed(self) -> bool:
        """Whether anything came or went since `changed` was asked for."""
        return bool(self._changed)

    def changed(self) -> set[str]:
        """The words to be looked at anew since the last call: those of what came or went, and those of the same figures
        under them, which may be said once more or once less than before."""
        found = set(self._changed)
        if len(found) * 2 > len(self._mixed):
            found |= self._mixed
        else:
            for key, figures in self._changed.items():
                for figure, same in self._filed.get(key, {}).items():
                    if any(_are_the_same(figure, other) for other in figures):
                        for filed in same:
                            found.update(filed[1].kin)
        self._changed.clear()
        return found

    def near(self, key: str, akin: dict[tuple[int, int], bool]) -> list[tuple[Filed, Filed]]:
        """The figures under the same words that are a slip apart, and whose nouns are akin; `akin` holds what was
        found out of that under other words."""
        values = self._filed.get(key)
        if values is None or not 1 < len(values) <= _MAX_VALUES:
            return []
        found = []
        known = _known.get
        for low, high in combinations(values, 2):
            if low[0] * 11 < high[0] or high[0] * 11 < low[0]:
                continue
            near = known((low, high))
            if near is None:
                near = _nearness(low, high)
            if not near:
                continue
            for one in values[low]:
                for other in values[high]:
                    both = id(one[1]), id(other[1])
                    if both not in akin:
                        akin[both] = not _are_of_one_table(one, other) and (
                            are_akin(one[1], other[1]) if near > 1 else _are_called_the_same(one[1], other[1])
                        )
                    if akin[both]:
                        found.append((one, other))
        return found

    def said_again(self, this: Filed) -> Iterator[Filed]:
        """The figures of the same value in other places under some of the same words."""
        figure = this[1][2:4]
        seen: set[int] = set()
        for key in this[1].kin:
            for other, same in self._filed.get(key, {}).items():
                if _are_the_same(figure, other):
                    for filed in same:
                        if id(filed[1]) not in seen and not _is_same(this, filed):
                            seen.add(id(filed[1]))
                            yield filed


def _are_the_same(one: _Figure, other: _Figure) -> bool:
    """Whether two figures agree as finely as the rougher one is given."""
    return abs(one[0] - other[0]) <= max(one[1], other[1]) / 2


def _are_of_one_table(this: Filed, that: Filed) -> bool:
    """Whether two figures stand in the same table or both in indicators, and differ on purpose."""
    (where, one), (there, other) = this, that
    if isinstance(where, str) or isinstance(there, str):
        return isinstance(where, str) and isinstance(there, str)
    return where is there and bool(one.raw and other.raw)


def _is_same(this: Filed, that: Filed) -> bool:
    return this[0] is that[0] and this[1] is that[1]


_known: dict[tuple[_Figure, _Figure], int] = {}
_MAX_KNOWN = 50_000
_MOST_APART = 1.2


def _nearness(one: _Figure, other: _Figure) -> int:
    """2: two figures are a slip apart, as they are or as roughly as the rougher one is given (9.46万, 96,420); 1: they
    are a digit or a fifth apart, as different things may be; 0: neither."""
    if len(_known) > _MAX_KNOWN:
        _known.clear()
    low, high = (one[0], other[0]) if one[0] <= other[0] else (other[0], one[0])
    is_digit_apart = is_near(low, high)
    # 40 and 60 are near by chance.
    if (max(_said_digits(low), _said_digits(high)) > 1 if is_digit_apart else is_shifted(low, high)) or (
        _are_roughly_near(one, other)
    ):
        near = 2
    else:
        near = int(is_digit_apart or (high <= low * _MOST_APART and max(one[1], other[1]) < high - low))
    _known[one, other] = near
    return near


def _are_roughly_near(one: _Figure, other: _Figure) -> bool:
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
    if short in long or core(one) == core(other):
        return True
    if short[-2:] == long[-2:] and len(short) > _LENGTH and _stands_apart_in(short, long):
        return True
    pairs = {short[at : at + 2] for at in range(len(short) - 1)}
    common = len(pairs & {long[at : at + 2] for at in range(len(long) - 1)})
    return common * 2 >= len(pairs) if min(this.value, that.value) >= _LONG_VALUE else common == len(pairs)


def _are_called_the_same(this: Any, that: Any) -> bool:
    """Whether two nouns are one but for the verb before them, and say enough."""
    if this.noun == that.noun and len(this.noun) > _LENGTH:
        return True
    one, other = core(this.noun), core(that.noun)
    if one != other or len(one) < _SHORT or are_set_apart(this.noun, that.noun):
        return False
    return not is_vague(one) or "row" in (*this._fields, *that._fields)  # the indicators mean the whole


def _said_digits(value: float) -> int:
    """The digits of a figure beside the noughts at its end."""
    return len(digits(value).replace(".", "").rstrip("0"))


_long: dict[float, bool] = {}


def _is_long(value: float) -> bool:
    """Whether a figure is seldom near another by chance."""
    known = _long.get(value)
    if known is None:
        if len(_long) > _MAX_KNOWN:
            _long.clear()
        known = _long[value] = _said_digits(value) >= _LENGTH
    return known


def _changes(this: Any, that: Any) -> bool:
    return bool(getattr(this, "change", 0) or getattr(that, "change", 0))


def _stands_apart_in(short: str, long: str) -> bool:
    """Whether the characters of one noun stand in the other in their order, with words between them."""
    rest = iter(long)
    return all(char in rest for char in short)
