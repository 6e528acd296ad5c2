"""Counts with their shares, 甲20家，占20%；乙30家，占30%: the one pair that is of another whole than all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.quantities import Quantity, find_quantities, is_about
from planui.rules.slips import PLAIN, slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage

_TAKES = lazy(r"(?:[^。；\n\d]{0,24}，)?\s?占[^，。；、\d]{0,8}\s?|\s?[（(]占?[^，。；、\d]{0,4}\s?")
_RATE = lazy(r"[^。；、\n\d]{0,8}，([^，。；、\n\d]{0,8})(率|占比|比例)(?:为|达|是)?\s?")
_COUNTED = 20
"""Characters before a count in which stands what the rate behind it is a rate of: 合格2,347条，合格率97.8%."""
_CLAUSES = lazy(r"[，；。、：\n]")
_EACH = lazy(r"[^。；\n\d]{0,6}(?:分别约?[占为]|依次约?[占为]|占比(?:分别|依次)为?)[^，。；、\d]{0,8}\s?")
_BASE_NAMED = lazy(r"[^。；\n\d]{0,24}?[，,（(][^。；\n\d，]{0,8}占[^，。；、\n\d]{0,16}")
_OF_BASE = lazy(r"[^，。；、\n\d]{0,14}的\s?")
_JOINED = lazy(r"\s?[、，和及与]\s?")
_NOT_OF = ("同比", "环比", "比上年", "增长", "提高", "增至", "升至")
_MOST = 60
_LEAST = 3
"""Lines of a list whose shares have tenths, from which on one may be the odd one; where they have none, one more."""
_FAR = 200
"""Characters between the pairs of two lines beyond which the lines are no list."""
_LONGEST = 1_500
"""Characters to either side within which a sentence ends."""


class OddRatio(NamedTuple):
    """A count and the share beside it that do not belong together, and the one that is likely wrong."""

    amount: Quantity
    share: Quantity
    at: Quantity


def odd_ratios(passage: Passage) -> list[OddRatio]:
    """The pairs of a passage that no whole explains which explains all the others."""
    text = passage.text
    if "%" not in text and "％" not in text:
        return []
    quantities = find_quantities(passage)
    found: list[OddRatio] = []
    for low, high in _sentences(text, quantities):
        inside = quantities[low:high]
        pairs = _pairs(text, inside)
        if not pairs or len(pairs) > _MOST:
            continue
        whole = next((one for one in inside if one.unit == pairs[0][0].unit), None)
        if whole is None or any(one.unit != whole.unit for one, _ in pairs):
            continue
        if any(word in text[whole.start : pairs[-1][1].end] for word in _NOT_OF):
            continue
        if any(whole is one for one, _ in pairs):
            whole = None
        odd = _odd(pairs, whole)
        if odd is not None and not any(_explains(one, odd) for one in inside if one.unit == odd.amount.unit):
            found.append(odd)
    told = {odd.at.start for odd in found}
    found += (odd for odd in _of_named_bases(text, quantities) if odd.at.start not in told)
    if "\n" in text:
        told = {odd.at.start for odd in found}
        for pairs in _listed(text, quantities):
            odd = _odd(pairs, None)
            if odd is not None and odd.at.start not in told:
                found.append(odd)
    return found


def _of_named_bases(text: str, quantities: list[Quantity]) -> Iterator[OddRatio]:
    """Counts that are not the share they are said to be of a base that the words name: 193家，占271家的71.2%."""
    for count, base, share in zip(quantities, quantities[1:], quantities[2:], strict=False):
        if share.unit != "%" or count.unit != base.unit or base.unit == "%" or base.value <= count.value:
            continue
        if not _BASE_NAMED.fullmatch(text, count.end, base.start) or not _OF_BASE.fullmatch(
            text, base.end, share.start
        ):
            continue
        if any(is_about(text, one) for one in (count, base, share)):
            continue
        low, high = _wholes(count, share)
        if not low - base.step / 2 <= base.value <= high + base.step / 2:
            yield OddRatio(count, share, share)


def _listed(text: str, quantities: list[Quantity]) -> Iterator[list[tuple[Quantity, Quantity]]]:
    """The pairs of lines that follow each other, the first of each: of a list, of which each line tells a part."""
    run: list[tuple[Quantity, Quantity]] = []
    for index, share in enumerate(quantities):
        if share.unit != "%":
            continue
        pairs = _pairs(text, quantities[max(0, index - 1) : index + 1])
        if not pairs:
            continue
        far = bool(run) and share.start - run[-1][1].end > _FAR
        lines = text.count("\n", run[-1][1].end, share.start) if run and not far else 1
        if not lines:
            continue
        if far or lines > 1 or (run and run[0][0].unit != pairs[0][0].unit):
            yield from _enough(run)
            run = []
        run += pairs
    yield from _enough(run)


def _enough(run: list[tuple[Quantity, Quantity]]) -> Iterator[list[tuple[Quantity, Quantity]]]:
    """A list of which so much is said that one line may be told to be the odd one."""
    fine = all(share.step < 1 for _, share in run)
    if (_LEAST if fine else _LEAST + 1) <= len(run) <= _MOST:
        yield run


def _sentences(text: str, quantities: list[Quantity]) -> Iterator[tuple[int, int]]:
    """The quantities of each sentence that has shares."""
    high = 0
    for index, share in enumerate(quantities):
        if share.unit != "%" or index < high:
            continue
        first = max(0, share.start - _LONGEST)
        start = max(first - 1, *(text.rfind(stop, first, share.start) for stop in "。\n"))
        ends = [at for stop in "。\n" if (at := text.find(stop, share.end, share.end + _LONGEST)) >= 0]
        end = min(ends, default=share.end + _LONGEST)
        low, high = index, index + 1
        while low and quantities[low - 1].start > start:
            low -= 1
        while high < len(quantities) and quantities[high].start < end:
            high += 1
        if 2 < high - low <= _MOST * 2:
            yield low, high


def _pairs(text: str, inside: list[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Counts and their shares: 20家，占20%；20家（20%）；20家、30家和50家，分别占20%、30%和50%."""
    pairs = []
    for index, share in enumerate(inside[1:], 1):
        count = inside[index - 1]
        if share.unit != "%" or count.unit == "%" or is_about(text, share) or is_about(text, count):
            continue
        between = text[count.end : share.start]
        if _EACH.fullmatch(between):
            run = _run(text, inside, index)
            counts = [one for one in inside[:index] if one.unit == count.unit][-len(run) :]
            if len(run) > 2 and len(counts) == len(run):
                return list(zip(counts, run, strict=True))
            continue
        if _TAKES.fullmatch(between) or _is_rate_of(text, count, between):
            pairs.append((count, share))
    return pairs


def _is_rate_of(text: str, count: Quantity, between: str) -> bool:
    """Whether a rate is that of the count before it, which then says the same word: not 抽检2,000条，合格率96.2%."""
    found = _RATE.fullmatch(between)
    if found is None:
        return False
    return found[2] != "率" or found[1][-2:] in _CLAUSES.split(text[max(0, count.start - _COUNTED) : count.start])[-1]


def _run(text: str, inside: list[Quantity], index: int) -> list[Quantity]:
    run = [inside[index]]
    for one in inside[index + 1 :]:
        if one.unit != "%" or not _JOINED.fullmatch(text[run[-1].end : one.start]):
            break
        run.append(one)
    return run


def _odd(pairs: list[tuple[Quantity, Quantity]], whole: Quantity | None) -> OddRatio | None:
    """The pair that differs from all others, where these agree on a whole (that of the sentence, or one unsaid)."""
    spans = [_wholes(count, share) for count, share in pairs]
    said = (whole.value - whole.step / 2, whole.value + whole.step / 2) if whole is not None else None
    if _common([*spans, said] if said else spans) or any(share.value <= 0 for _, share in pairs):
        return None
    if said and len(pairs) == 1:
        count, share = pairs[0]
        assert whole is not None
        return _slip(count, share, whole.value) if share.step < 1 else None
    if len(pairs) == 2 and not said:
        return _odd_of_two(pairs)
    if len(pairs) + bool(said) < 3:
        return None
    odd = []
    for at, (count, share) in enumerate(pairs):
        others = spans[:at] + spans[at + 1 :]
        left = _common(others if len(others) > 2 or not said else [*others, said])
        if left is not None:
            odd.append((count, share, (left[0] + left[1]) / 2))
    if len(odd) != 1:
        return None
    count, share, value = odd[0]
    if not value:
        return None  # all counts but one are nought
    if share.step >= 1 and abs(count.value / value * 100 - share.value) < 1:
        return None
    return _slip(count, share, value) or OddRatio(count, share, count)


def odd_pair(pairs: list[tuple[Quantity, Quantity]]) -> OddRatio | None:
    """The one pair that differs from all others, where a slip tells why."""
    odd = _odd(pairs, None)
    if odd is None:
        return None
    wholes = _common([_wholes(count, share) for count, share in pairs if count is not odd.amount])
    return _slip(odd.amount, odd.share, sum(wholes) / 2) if wholes is not None else None


def _odd_of_two(pairs: list[tuple[Quantity, Quantity]]) -> OddRatio | None:
    """Of two counts with their shares, where both counts make the whole of one share: the other, if a slip tells
    why."""
    whole = sum(count.value for count, _ in pairs)
    wrong = [pair for pair in pairs if not (low_high := _wholes(*pair))[0] <= whole <= low_high[1]]
    if len(wrong) != 1 or any(share.step >= 1 for _, share in pairs):
        return None
    return _slip(*wrong[0], whole)


def _slip(count: Quantity, share: Quantity, whole: float) -> OddRatio | None:
    """The one of the two that a slip made what it is."""
    if not whole:
        return None
    wanted = count.value / whole * 100
    places = 0 if share.step >= 1 else 1 if share.step >= 0.1 else 2
    if slip(share.value, round(wanted, places)) == PLAIN:
        return OddRatio(count, share, share)
    low, high = (whole * (share.value + sign * share.step / 2) / 100 for sign in (-1, 1))
    for value in range(int(low), min(int(high) + 1, int(low) + 20) + 1):
        if low <= value <= high and slip(count.value, float(value)) == PLAIN:
            return OddRatio(count, share, count)
    return None


def _explains(whole: Quantity, odd: OddRatio) -> bool:
    """Whether a pair is right of another whole of the sentence."""
    low, high = _wholes(odd.amount, odd.share)
    return low <= whole.value <= high


def _wholes(count: Quantity, share: Quantity) -> tuple[float, float]:
    """Between which values the whole lies."""
    half = share.step * 0.51
    high = (count.value + count.step / 2) / max(share.value - half, 1e-9) * 100
    return (count.value - count.step / 2) / (share.value + half) * 100, high


def _common(spans: list[tuple[float, float]]) -> tuple[float, float] | None:
    """What all spans have in common."""
    low, high = max(span[0] for span in spans), min(span[1] for span in spans)
    return (low, high) if low <= high else None
