"""How wide the columns of a table are: from what their texts need, pure arithmetic in points."""

from __future__ import annotations

from typing import NamedTuple

_GREED = 0.7
"""How much more room a longer text gets than a shorter one: 1 would be in proportion to its length."""


class Need(NamedTuple):
    """What a column's texts ask for, padding included.

    `bare` is the width of the longest word or figure, `kept` that of the longest figure with its unit, `hard` the same
    where addresses, which are parted behind their signs, have some room; `least` is that of the longest piece that had
    better stay whole (a date too), `wish` that of the longest text on one line.
    """

    bare: float
    kept: float
    hard: float
    least: float
    wish: float


def fits(needs: list[Need], width: float) -> bool:
    """Whether no word has to be cut for the columns to be `width` together."""
    return sum(need.bare for need in needs) <= width


def kept(needs: list[Need], width: float) -> bool:
    """Whether no figure has to be parted from its unit either."""
    return sum(need.kept for need in needs) <= width


def whole(needs: list[Need], width: float) -> bool:
    """Whether dates stay whole too."""
    return sum(need.least for need in needs) <= width


def cut_columns(needs: list[Need], width: float) -> int:
    """How many columns are narrower than their longest word where no way to share out `width` keeps all words whole."""
    bare = [need.bare for need in needs]
    return sum(low > given for low, given in zip(bare, _capped(bare, width), strict=True))


def column_widths(needs: list[Need], width: float) -> list[float]:
    """Widths that sum up to `width`.

    Short columns get what they wish, the long ones share the rest; no column is narrower than its longest word while
    there is another way, and else the widest columns give.
    """
    wishes = sum(need.wish for need in needs)
    if wishes <= width:
        return [need.wish * width / wishes for need in needs]
    base = [need.least for need in needs]
    if sum(base) > width:
        base = [need.hard for need in needs]
    if sum(base) >= width:
        bare, kept = [need.bare for need in needs], [need.kept for need in needs]
        return _between(kept, base, width) if sum(kept) <= width else _between(bare, kept, width)
    found = list(base)
    rest = width
    waiting = sorted(range(len(needs)), key=lambda column: needs[column].wish)
    while waiting:
        column = waiting[0]
        others = sum(base[other] for other in waiting[1:])
        if needs[column].wish > min(rest - others, max(rest / len(waiting), base[column])):
            break
        found[column] = needs[column].wish
        rest -= found[column]
        waiting.pop(0)
    spare = rest - sum(base[column] for column in waiting)
    greed = {column: max(needs[column].wish - base[column], 0.0) ** _GREED for column in waiting}
    total = sum(greed.values()) or 1.0
    for column in waiting:
        found[column] += spare * greed[column] / total
    return found


def _between(low: list[float], high: list[float], width: float) -> list[float]:
    """Widths that sum up to `width`, all of them as far from `low` to `high`, or less than `low`."""
    if sum(low) >= width:
        return _capped(low, width)
    share = (width - sum(low)) / max(sum(high) - sum(low), 1e-9)
    return [least + (most - least) * share for least, most in zip(low, high, strict=True)]


def _capped(base: list[float], width: float) -> list[float]:
    """The widths with the largest ones cut down to one measure so that all fit."""
    rest, waiting = width, sorted(base)
    while waiting and waiting[0] * len(waiting) <= rest:
        rest -= waiting.pop(0)
    cap = rest / len(waiting) if waiting else width
    return [min(value, cap) for value in base]
