"""Slips of the pen: whether one figure is what a hand makes of another by mistake."""

from __future__ import annotations

NONE, LIKELY, PLAIN = 0, 1, 2
"""No slip; one that small figures may show by chance; one that hardly stands there by chance."""


def slip(written: float, wanted: float) -> int:
    """How plainly a written figure is a slip for the wanted one: a nought or last digit too many or too few, two
    neighbouring digits that changed places, one digit of three and more that is another."""
    if wanted <= 0 or written <= 0 or written == wanted:
        return NONE
    high, low = max(written, wanted), min(written, wanted)
    ratio = high / low
    if 9.99 < ratio < 10.01:
        return PLAIN if low >= 3 else LIKELY
    if high // 10 == low:
        return PLAIN if low >= 10 else LIKELY
    left, right = _significant(written, wanted)
    if len(left) != len(right):
        return NONE
    apart = [index for index, (here, there) in enumerate(zip(left, right, strict=True)) if here != there]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        first, last = apart
        return PLAIN if left[first] == right[last] and left[last] == right[first] else NONE
    if len(apart) == 1:
        return PLAIN if len(left) > 3 else LIKELY if len(left) > 2 else NONE
    return NONE


def _significant(one: float, other: float) -> tuple[str, str]:
    """The digits of both, without the noughts that both end in."""
    places = 0 if one == int(one) and other == int(other) else 4
    left, right = (f"{value * 10**places:.0f}" for value in (one, other))
    while left[-1] == right[-1] == "0":
        left, right = left[:-1], right[:-1]
    return left, right


def slip_among(values: list[float], total: float, whole: float) -> int:
    """How plainly the whole, or one of the parts that make a total, is a slip for what would make them agree."""
    best = slip(whole, round(total, 6))
    missing = whole - total
    for value in values:
        if best == PLAIN:
            break
        best = max(best, slip(value, round(value + missing, 6)))
    return best
