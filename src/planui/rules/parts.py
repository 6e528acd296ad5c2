"""Wholes and their parts in running text: where parts that are meant to be all do not make the whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from planui.rules.part_lines import listed_parts
from planui.rules.part_words import DIMENSIONS, KNOWN_SETS, REST
from planui.rules.quantities import Quantity, find_quantities, is_about
from planui.rules.shares import wrong_shares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage


class Mismatch(NamedTuple):
    """Parts that do not make their whole. `whole` is None for shares, whose whole is 100%; `at` is what to point at,
    where it is not the whole."""

    whole: Quantity | None
    parts: tuple[Quantity, ...]
    total: float
    at: Quantity | None = None


_REACH = 600
"""How far a sentence is followed to either side."""
_STOPS = "。！？\n"
# What a sentence with a whole and its parts holds: only such sentences are looked at closely.
_CUE = re.compile(
    r"其中|[份家人名项个件种株例条篇](?:当?中|里面?)[，,]|分[为成]|分别|依次|组成|构成|[包含]含|包括|涵盖|合计|共计|总计|总共|[，：；][共即按]|占|分布[为在]|——|：|[分看计上][，,]|[%％][）)]"
)
_INTRODUCED = re.compile(
    r"(?P<all>分为|分成|分别为|分别是|由(?=[^。；]{2,90}(?:组成|构成))|依次为|(?<=[，,（(])即(?!将|可|使"
    r"|便|日)|分布[为在]"
    r"|(?<=按[\u4e00-\u9fff]{2})分[，,]|(?<=按[\u4e00-\u9fff]{3})分[，,]|(?<=按[\u4e00-\u9fff]{4})分[，,])"
    r"|(?P<some>其中|包括|包含|含|涵盖|：|:|——|(?<=[份家人名项个件种株例条篇])(?:当?中|里面?)[，,])"
)
_LINK = re.compile(r"[、，,；;和及与]|以及")
_BEHIND_PART = re.compile(r"[^。；;、，,\d]{1,24}[，,、；;]\s*")
"""What stands between parts whose figures come before their words: 32 份是因为样本量不足，7 份没有通过……"""
_TOTALLED = re.compile(
    r"[，,；;（(]?\s?(?:以上)?(?:[三四五六两]类)?(?:总共|合计|共计|总计|累计共|一?共(?:有|计)?|[三四五六七八][项类者年]合计"
    r"|五年合计)(?:为|达|是)?\s?$"
)


def mismatches(passage: Passage) -> list[Mismatch]:
    """All mismatches of a passage's running text; kept for the next rule that asks for the same passage."""
    global _last
    if _last[0] is not passage or _last[1] != passage.text:
        _last = (passage, passage.text, list(_find(passage)))
    return _last[2]


_last: tuple[Passage | None, str, list[Mismatch]] = (None, "", [])


def _find(passage: Passage) -> Iterator[Mismatch]:
    text = passage.text
    quantities = find_quantities(passage)
    if len(quantities) < 3:
        return
    if "\n" in text:
        for one in listed_parts(text, quantities):
            yield Mismatch(one.whole, one.parts, one.total, one.at)
    done = -1
    index = 0
    for cue in _CUE.finditer(text):
        if cue.start() < done:
            continue
        low = max(0, cue.start() - _REACH)
        start = max(low - 1, *(text.rfind(stop, low, cue.start()) for stop in _STOPS)) + 1
        done = end = min(
            (at for stop in _STOPS if (at := text.find(stop, cue.end(), cue.end() + _REACH)) >= 0),
            default=cue.end() + _REACH,
        )
        while index < len(quantities) and quantities[index].start < start:
            index += 1
        stop_at = index
        while stop_at < len(quantities) and quantities[stop_at].start < end:
            stop_at += 1
        inside, earlier = quantities[index:stop_at], quantities[:index]
        index = stop_at
        if len(inside) >= 3 and "\t" not in text[start:end]:
            found = list(_sums(text, start, end, inside))
            yield from found
            if not found:
                yield from _sums_of_earlier(text, start, end, inside, earlier)
            for run in wrong_shares(text, start, end, inside):
                yield Mismatch(None, run, sum(one.number.value for one in run))


# Sums -----------------------------------------------------------------------------------------------------------


def _sums(text: str, start: int, end: int, inside: list[Quantity]) -> Iterator[Mismatch]:
    told: set[int] = set()
    for found in _INTRODUCED.finditer(text, start, end):
        before = [one for one in inside if one.end <= found.start() + 1]
        behind = [one for one in inside if one.start >= found.end() - 1]
        if not before or not behind:
            continue
        parts = _list_of_parts(text, behind, found.end(), end)
        if len(parts) < 2 or parts[0].unit == "%":
            continue
        whole = next((one for one in reversed(before) if one.unit == parts[0].unit), None)
        if (
            whole is None
            or whole.start in told
            or is_about(text, whole)
            or _blocked(text, whole, parts, found.start(), end)
        ):
            continue
        if _far(text, whole, found.start(), before):
            continue
        total = sum(one.number.value for one in parts)
        if _agree(whole, parts, total):
            continue
        if _meant_as_all(text, whole, parts, total, found.end(), surely=found["all"] is not None):
            told.add(whole.start)
            yield Mismatch(whole, tuple(parts), total)
    yield from _totals(text, start, inside, told)


def _list_of_parts(text: str, behind: list[Quantity], start: int, end: int) -> list[Quantity]:
    """The quantities of one unit that follow each other as a list; asides in parentheses left out."""
    unit = ""
    parts: list[Quantity] = []
    last = start
    leading = bool(behind) and not text[start : behind[0].start].strip()
    for one in behind:
        between = text[last : one.start]
        if _depth(between) > 0 or (parts and _depth(text[start : one.start]) > 0):
            continue
        if one.unit == "%" and parts:
            if re.search(r"占|为", between):
                last = one.end
                continue
            break
        if not unit:
            unit = one.unit
        if one.unit != unit:
            break
        clean = re.sub(r"（[^（）]*）", "", between)
        if parts and leading and _BEHIND_PART.fullmatch(clean):
            parts.append(one)
            last = one.end
            continue
        if parts and (not _LINK.match(clean.lstrip()) or (re.search(r"[；;]", clean) and len(parts) < 1)):
            break
        if parts and re.search(r"[，,；;].*[，,]", clean):
            break
        if parts and re.search(
            r"共(?![享建同])|总量|总数|由(?!于)|合计|总计|累计|新增|分为|分成|[；;][按从]|增[至加到]|较|比(?!较)"
            r"|达到|年均|日均|平均|每",
            clean,
        ):
            break
        parts.append(one)
        last = one.end
    return parts


def _depth(text: str) -> int:
    return text.count("（") + text.count("(") - text.count("）") - text.count(")")


def _blocked(text: str, whole: Quantity, parts: list[Quantity], start: int, end: int) -> bool:
    last = parts[-1].end
    closing = re.compile(r"[。；;\n]|$").search(text, last, min(end, last + 60))
    tail = text[last : closing.start() if closing else last + 30]
    span = text[start : parts[-1].end] + tail
    if REST.search(span) or any(is_about(text, one) for one in parts):
        return True
    labels = text[start : parts[-1].start]
    return sum(1 for one in DIMENSIONS if one.search(labels)) > 1


def _far(text: str, whole: Quantity, at: int, before: list[Quantity]) -> bool:
    """Whether the whole is too far off to be what the parts belong to."""
    between = text[whole.end : at]
    return between.count("，") + between.count(",") > 3 or re.search(r"[；;]", between) is not None or len(between) > 70


def _agree(whole: Quantity, parts: list[Quantity], total: float) -> bool:
    step = max([whole.number.step, *(one.number.step for one in parts)])
    distance = abs(whole.number.value - total)
    if whole.number.step > min(one.number.step for one in parts):
        return distance <= whole.number.step / 2 + 1e-6
    return distance < step * 1e-6 + 1e-9


def _labels(text: str, start: int, parts: list[Quantity]) -> list[str]:
    labels = []
    last = start
    for one in parts:
        label = re.sub(r"（[^（）]*）|[\s、，,；;：:和及与有为是达占共]", "", text[last : one.start])
        labels.append(re.sub(r"[\d.%]+", "", label))
        last = one.end
    return labels


def _meant_as_all(text: str, whole: Quantity, parts: list[Quantity], total: float, start: int, *, surely: bool) -> bool:
    value = whole.number.value
    distance = abs(value - total)
    close = distance <= max(3.0 if value >= 10 else 1.0, value * 0.15)
    labels = _labels(text, start, parts)
    known = any(
        len(labels) >= len(names) and all(any(name in label for label in labels) for name in names)
        for names in KNOWN_SETS
    )
    alike = len({label[-1:] for label in labels}) == 1 and labels[0] != ""
    if surely:
        return total <= value * 2.5 and (len(parts) > 2 or close or known)
    if total > value:
        return known or alike or (close and (len(parts) > 2 or len({*labels}) == 2))
    if len(parts) > 2:
        return close or (known and distance <= value * 0.4) or (alike and distance <= value * 0.3)
    return known and distance <= value * 0.35


def _sums_of_earlier(
    text: str, start: int, end: int, inside: list[Quantity], earlier: list[Quantity]
) -> Iterator[Mismatch]:
    """“……29人。按学历分，博士6人，硕士15人，本科8人。”: the whole stands in a sentence before, of the same lines."""
    for found in _DIVIDED.finditer(text, start, end):
        parts = _list_of_parts(text, [one for one in inside if one.start >= found.end()], found.end(), end)
        if len(parts) < 3 or parts[0].unit == "%":
            continue
        most = max(one.number.value for one in parts)
        total = sum(one.number.value for one in parts)
        wholes = [
            one
            for one in [*earlier, *(one for one in inside if one.end <= found.start())]
            if one.unit == parts[0].unit and one.number.value > most and found.start() - one.end <= _EARLIER
        ]
        if not wholes or any(_agree(one, parts, total) for one in wholes):
            continue
        whole = min(wholes, key=lambda one: abs(one.number.value - total))
        if (
            abs(whole.number.value - total) <= whole.number.value * 0.15
            and not is_about(text, whole)
            and not _blocked(text, whole, parts, found.end(), end)
        ):
            yield Mismatch(whole, tuple(parts), total)


_EARLIER = 400
"""How far before its parts a whole may stand."""
_DIVIDED = re.compile(
    r"(?:按|从|以)[\u4e00-\u9fff]{1,8}?(?:分类|划分|区分|分布|分|来看|上看|看|统计|计算|计)[，,：:]"
    r"|(?:[\u4e00-\u9fff]{1,4}上|(?:来源|用途|支出|构成|去向|组成)(?:方面)?)[，,：:]|分[为成][^，。；\n]{0,6}[：:]"
)
"""What introduces parts whose whole was said before."""


def _totals(text: str, start: int, inside: list[Quantity], told: set[int]) -> Iterator[Mismatch]:
    """“a、b、c，合计N”: the parts stand before their whole."""
    for position, whole in enumerate(inside):
        if position < 2 or is_about(text, whole) or whole.start in told or whole.unit == "%":
            continue
        found = _TOTALLED.search(text, max(start, whole.start - 12), whole.start)
        if not found:
            continue
        parts: list[Quantity] = []
        edge = found.start()
        for one in reversed(inside[:position]):
            between = text[one.end : edge]
            if not parts and one.unit != whole.unit and one.number.value <= 10 and len(between) <= 2:
                edge = one.start  # “三处，共”
                continue
            if (
                one.unit != whole.unit
                or _depth(between) != 0
                or not (
                    (not parts and len(between) <= 8)
                    or (parts and re.match(r"\s?(?:、|和|及|以及|与|，)[^，。；\d]{0,16}$", between))
                )
            ):
                break
            parts.append(one)
            edge = one.start
        head = text[max(start, edge - 24) : edge]
        if (
            len(parts) < 2
            or any(is_about(text, one) for one in parts)
            or re.search(r"其中|增至|[由从]$", text[edge - 1 : whole.start])
        ):
            continue
        if REST.search(text[edge : whole.start]) or re.search(r"此外|另|不[含计]|依次|此后", head):
            continue
        total = sum(one.number.value for one in parts)
        every = sum(one.number.value for one in inside[:position] if one.unit == whole.unit)
        if _agree(whole, parts, total) or abs(every - whole.number.value) < 1e-6:
            continue
        if abs(total - whole.number.value) <= max(3.0 if len(parts) > 2 else 1.0, whole.number.value * 0.12):
            yield Mismatch(whole, tuple(reversed(parts)), total)
