"""Wholes and their parts in running text: where parts that are meant to be all do not make the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.changes import wrong_additions, wrong_changes
from planui.rules.complements import wrong_rests
from planui.rules.complete import LOOSE, SEALED, SURE, is_appended, meant_as_all
from planui.rules.part_lines import listed_parts
from planui.rules.part_lists import (
    agree,
    divide_in_turn,
    is_blocked,
    list_of_parts,
    paired_lists,
    with_single_signs,
)
from planui.rules.quantities import Quantity, find_quantities, is_about
from planui.rules.shares import wrong_shares
from planui.rules.slips import LIKELY, PLAIN, slip_among
from planui.rules.tenths import wrong_tenths
from planui.rules.totals import totals

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from planui.model.passage import Passage


class Mismatch(NamedTuple):
    """Parts that do not make their whole. `whole` is None for shares, whose whole is 100%; `at` is what to point at,
    where it is not the whole. Figures of a `change` may all stand elsewhere, each with a meaning of its own."""

    whole: Quantity | None
    parts: tuple[Quantity, ...]
    total: float
    at: Quantity | None = None
    change: bool = False


_NOUN = 8
"""Characters that the noun of a whole may have behind its unit: 412个数据集中，……"""
_ONE_OF_A_LIST = lazy(r"(?:[内外]|[：:][\u4e00-\u9fff]{1,4})\s?$")
"""Before a figure: it is the first of a list, and no whole (用户分布：市内68家，省内39家，省外33家)."""
_COMMA = lazy(r"[，,、；;：:（(]")
_LONGEST = 1_500
"""Characters of a sentence beyond which it is none that a person wrote."""
_MOST = 120
"""Quantities of a sentence, likewise."""
_NEAR = 20
"""Characters between a whole and its parts within which no other whole is meant."""
_STOPS = "！？\n"
# What brings in a list of parts; the first group says that they are meant to be all, the second that the whole stands
# right before it. Every alternative begins with a sign of its own, which lets the search skip whatever begins none.
_INTRODUCED = lazy(
    r"(分(?:为|成|解[为到成])|分配[给到为]|分别为|分别是|由(?=[^。；]{2,90}(?:组成|构成))|依次为|即(?<=[，,（(]即)(?!将|可|使|便|日)"
    r"|分布[为在]|[构组]成[为是]"
    r"|分年度?(?:为|安排为?|是)|逐年(?:安排|新增|完成|目标|计划)?(?:为|是)?|各年(?:度|分别)?(?:安排|新增|完成|目标)?(?:为|是)"
    r"|分[，,](?<=按[\u4e00-\u9fff]{2}分.)|分[，,](?<=按[\u4e00-\u9fff]{3}分.)|分[，,](?<=按[\u4e00-\u9fff]{4}分.))"
    r"|([：:]|[（(](?=[^（()）\d：:]{1,14}\d[^()）（]{1,14}[、，；])|当?中[，,]|里面?[，,]"
    r"|中(?![小国山大外西])(?=有?[^，。；、\d的]{1,10}\s?\d[\d,.]*\s?[^，。；、\d]{1,6}、))"
    r"|其中|包括|包含|含|涵盖|对应|——"
)
_DIVIDED = lazy(
    r"(?:按|从|以)[\u4e00-\u9fff]{1,8}?(?:分类|划分|区分|分布|分|来看|上看|看|统计|计算|计)[，,：:]"
    r"|按[\u4e00-\u9fff]{2,4}[，,：:]|其中(?<=[。\n]其中)"
    r"|(?:[\u4e00-\u9fff]{1,4}上|(?:来源|用途|支出|构成|去向|组成)(?:方面)?)[，,：:]|分[为成][^，。；\n]{0,6}[：:]"
    r"|(?:分布|构成|结构|组成)[为是][：:]"
)
"""What introduces parts whose whole was said before."""
_EARLIER = 400
"""How far before its parts a whole may stand."""


def mismatches(passage: Passage) -> list[Mismatch]:
    """All mismatches of a passage's running text; several rules ask for them."""
    known: list[Mismatch] | None = passage.notes.get("mismatches")
    if known is None:
        known = passage.notes["mismatches"] = list(_find(passage.text, find_quantities(passage)))
    return known


def _find(text: str, quantities: list[Quantity]) -> Iterator[Mismatch]:
    if "\n" in text and len(quantities) > 2:
        for one in listed_parts(text, quantities):
            yield Mismatch(one.whole, one.parts, one.total, one.at)
    told: set[int] = set()
    if "余" in text or "未" in text or "缺" in text or "剩" in text or "没有" in text:
        for whole, rests, total in wrong_rests(text, quantities):
            told.add(whole.start)
            yield Mismatch(whole, tuple(rests), total)
    if text.count("成") > 2:
        for tenths in wrong_tenths(text):
            yield Mismatch(None, tenths, sum(one.value for one in tenths))
    if "相加" in text or "加起来" in text or "之和" in text or "项合计" in text or "者合计" in text:
        for whole, parts, total, at in wrong_additions(text, quantities):
            told.add(whole.start)
            yield Mismatch(whole, tuple(parts), total, at)
    if "。其中" in text:
        for whole, parts, total in _two_of_the_last(text, quantities):
            told.add(whole.start)
            yield Mismatch(whole, tuple(parts), total)
    for start, end, index, inside in _sentences(text, quantities):
        units = [one.unit for one in inside]
        if any(units.count(unit) > 2 for unit in set(units) if unit != "%"):
            found = list(_sums(text, start, end, inside))
            yield from found
            if not found and _DIVIDED.search(text, start, end):
                found = list(_sums_of_earlier(text, start, end, inside, quantities[max(0, index - _MOST) : index]))
                found = [one for one in found if one.whole is None or one.whole.start not in told]
                yield from found
            if not found:
                for whole, parts, total, at in wrong_changes(text, start, end, inside):
                    found.append(Mismatch(whole, tuple(parts), total, at, change=True))
                yield from found
            told.update(one.whole.start for one in found if one.whole is not None)
        if units.count("%") > 1:
            for run in wrong_shares(text, start, end, inside):
                yield Mismatch(None, run, sum(one.value for one in run))


def _sentences(text: str, quantities: list[Quantity]) -> Iterator[tuple[int, int, int, list[Quantity]]]:
    """The sentences with three quantities and more, and the index of the first; lines of tables left out."""
    if len(quantities) < 3:
        return
    plain = text
    for stop in _STOPS:
        if stop in plain:
            plain = plain.replace(stop, "。")
    tables = "\t" in text
    index = 0
    while index < len(quantities) - 2:
        at = quantities[index].start
        end = plain.find("。", at)
        if end < 0:
            end = len(text)
        behind = index + 1
        while behind < len(quantities) and quantities[behind].start < end:
            behind += 1
        if 3 <= behind - index <= _MOST:
            start = plain.rfind("。", 0, at) + 1
            if end - start <= _LONGEST and not (tables and "\t" in text[start:end]):
                yield start, end, index, quantities[index:behind]
        index = behind


# Sums -----------------------------------------------------------------------------------------------------------


def _sums(text: str, start: int, end: int, inside: list[Quantity]) -> Iterator[Mismatch]:
    told: set[int] = set()
    seen: set[int] = set()
    for found in _INTRODUCED.finditer(text, start, end):
        first = next((index for index, one in enumerate(inside) if one.start >= found.end() - 1), 0)
        if not first:
            continue
        lists = [list_of_parts(text, inside[first:], found.end())]
        if len(lists[0]) == 1:
            lists = paired_lists(text, inside[first:]) or lists
        before = [one for one in inside[: first + 1] if one.end <= found.start() + 1]
        for found_parts in lists:
            parts = with_single_signs(text, found_parts, found.end()) if found_parts else []
            whole = _whole_of(text, found, before, parts)
            if whole is None or whole.start in told:
                continue
            seen.add(parts[0].start)
            if _is_wrong(text, found, end, whole, parts, inside[first:]):
                told.add(whole.start)
                yield Mismatch(whole, tuple(parts), sum(one.value for one in parts))
    yield from _appended(text, inside, end, told, seen)
    for whole, parts, total in totals(text, start, inside, told):
        yield Mismatch(whole, tuple(parts), total)


def _whole_of(text: str, found: re.Match[str], before: list[Quantity], parts: list[Quantity]) -> Quantity | None:
    """What the parts that a word brings in are parts of, if that is said before the word."""
    if len(parts) < 2 or parts[0].unit == "%":
        return None
    whole = next((one for one in reversed(before) if one.unit == parts[0].unit), None)
    if whole is None or (found[2] and found[2] not in "：:" and not _at_once(text, whole, found)):
        return None
    return whole


def _at_once(text: str, whole: Quantity, found: re.Match[str]) -> bool:
    behind = text[whole.end : found.start()]
    return len(behind) <= _NOUN and _COMMA.search(behind) is None


def _is_wrong(
    text: str, found: re.Match[str], end: int, whole: Quantity, parts: list[Quantity], behind: list[Quantity]
) -> bool:
    """Whether parts that are meant to be all do not make their whole."""
    total = sum(one.value for one in parts)
    if agree(whole, parts, total) or is_about(text, whole) or _far(text, whole, found.start()):
        return False
    if is_blocked(text, parts, found.start(), end) or divide_in_turn(text, whole, parts):
        return False
    longer = list_of_parts(text, behind, found.end(), beyond=True)
    if len(longer) > len(parts) and agree(whole, longer, sum(one.value for one in longer)):
        return False
    how = SURE if found[1] else SEALED if found[2] and found[2] in "：:（(" and _at_once(text, whole, found) else LOOSE
    return meant_as_all(text, whole, parts, found.end(), how)


def _appended(text: str, inside: list[Quantity], end: int, told: set[int], seen: set[int]) -> Iterator[Mismatch]:
    """“扩建74亩，第一期40亩，第二期34亩”: parts that nothing brings in. Only where they differ by a plain slip, or by
    little from their whole while their names say that they are all."""
    for index, whole in enumerate(inside[:-2]):
        if text[whole.end : whole.end + 1] != "，" or whole.unit == "%" or whole.start in told:
            continue
        if _ONE_OF_A_LIST.search(text, max(0, whole.start - _NOUN), whole.start):
            continue
        parts = list_of_parts(text, inside[index + 1 :], whole.end + 1)
        if len(parts) < 2 or parts[0].unit != whole.unit or parts[0].start in seen or is_about(text, whole):
            continue
        total = sum(one.value for one in parts)
        if agree(whole, parts, total) or is_blocked(text, parts, whole.end, end) or divide_in_turn(text, whole, parts):
            continue
        if is_appended(text, whole, parts):
            told.add(whole.start)
            yield Mismatch(whole, tuple(parts), total)


def _far(text: str, whole: Quantity, at: int) -> bool:
    """Whether the whole is too far off to be what the parts belong to."""
    between = text[whole.end : at]
    return between.count("，") + between.count(",") > 3 or "；" in between or ";" in between or len(between) > 70


def _sums_of_earlier(
    text: str, start: int, end: int, inside: list[Quantity], earlier: list[Quantity]
) -> Iterator[Mismatch]:
    """“……29人。按学历分，博士6人，硕士15人，本科8人。”: the whole stands in a sentence before, of the same lines."""
    for found in _DIVIDED.finditer(text, start, end):
        parts = list_of_parts(text, [one for one in inside if one.start >= found.end()], found.end())
        if len(parts) < 3 or parts[0].unit == "%":
            continue
        most = max(one.value for one in parts)
        total = sum(one.value for one in parts)
        wholes = [
            one
            for one in [*earlier, *(one for one in inside if one.end <= found.start())]
            if one.unit == parts[0].unit and one.value > most and found.start() - one.end <= _EARLIER
        ]
        if not wholes or any(agree(one, parts, total) for one in wholes):
            continue
        whole = min(wholes, key=lambda one: abs(one.value - total))
        if (
            (abs(whole.value - total) <= whole.value * 0.15 or _is_slip(text, whole, parts, total))
            and not is_about(text, whole)
            and not is_blocked(text, parts, found.end(), end)
        ):
            yield Mismatch(whole, tuple(parts), total)


def _two_of_the_last(text: str, quantities: list[Quantity]) -> Iterator[tuple[Quantity, list[Quantity], float]]:
    """“……1,929份，占15.0%。其中委托1,286份、捐赠643份。”: two parts of what the sentence before them tells."""
    index = 0
    for found in _OF_THE_LAST.finditer(text):
        while index < len(quantities) and quantities[index].start < found.end():
            index += 1
        end = found.end() + _EARLIER
        end = min(at if (at := text.find(stop, found.end(), end)) >= 0 else end for stop in "。\n")
        behind = [one for one in quantities[index : index + 3] if one.start < end]
        parts = list_of_parts(text, behind, found.end())
        low = max(0, found.start() - _EARLIER)
        low = max(low, *(text.rfind(stop, low, found.start()) for stop in "。\n"))
        before = [one for one in quantities[max(0, index - 3) : index] if one.start > low]
        if len(parts) != 2 or len(behind) != 2 or parts[0].unit == "%":
            continue
        wholes = [one for one in before if one.unit == parts[0].unit]
        total = sum(one.value for one in parts)
        if len(wholes) != 1 or is_about(text, wholes[0]) or agree(wholes[0], parts, total):
            continue
        slip = slip_among([one.value for one in parts], total, wholes[0].value)
        if slip == PLAIN and not is_blocked(text, parts, found.end(), end):
            yield wholes[0], parts, total


_OF_THE_LAST = lazy(r"。其中")


def _is_slip(text: str, whole: Quantity, parts: list[Quantity], total: float) -> bool:
    """Whether a slip tells why parts do not make a whole that was said before them."""
    near = parts[0].start - whole.end <= _NEAR and text[whole.end] in "。\n"
    return slip_among([one.value for one in parts], total, whole.value) >= (LIKELY if near else PLAIN)
