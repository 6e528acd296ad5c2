"""Wholes and their parts in running text: where parts that are meant to be all do not make the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.changes import wrong_additions
from planui.rules.complements import wrong_rests
from planui.rules.part_lines import listed_parts
from planui.rules.part_lists import (
    agree,
    begin_with_all,
    is_blocked,
    list_of_parts,
)
from planui.rules.part_sentences import Mismatch, judge
from planui.rules.quantities import Quantity, find_quantities, is_about
from planui.rules.slips import LIKELY, PLAIN, slip_among
from planui.rules.tenths import wrong_tenths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage


_LONGEST = 1_500
"""Characters of a sentence beyond which it is none that a person wrote."""
_MOST = 120
"""Quantities of a sentence, likewise."""
_NEAR = 20
"""Characters between a whole and its parts within which no other whole is meant."""
_STOPS = "！？\n"
_DIVIDED = lazy(
    r"(?:按|从|以)[\u4e00-\u9fff]{1,8}?(?:分类|划分|区分|分布|分|来看|上看|看|统计|计算|计)[，,：:]"
    r"|按[\u4e00-\u9fff]{2,4}[，,：:]|其中(?<=[。\n]其中)"
    r"|(?:[\u4e00-\u9fff]{1,4}上|(?:来源|用途|支出|构成|去向|组成)(?:方面)?)[，,：:]|分[为成][^，。；\n]{0,6}[：:]"
    r"|(?:分布|构成|结构|组成|用途)[为是][：:]|(?:各|每个|[三四五]个)年度?(?:依次|分别)[为是]"
)
"""What introduces parts whose whole was said before."""
_NEARLY = 0.15
"""Up to which part of their sum the whole of some parts is looked for in their own paragraph alone."""
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
        found, changes, shares = judge(text, start, end, inside)
        if found:
            yield from found
        elif changes is not None:
            if _DIVIDED.search(text, start, end):
                found = list(_sums_of_earlier(text, start, end, inside, quantities[max(0, index - _MOST) : index]))
                found = [one for one in found if one.whole is None or one.whole.start not in told]
            found = found or changes
            yield from found
        told.update(one.whole.start for one in found if one.whole is not None)
        yield from shares


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
        same_line = [one for one in wholes if text.find("\n", one.end, found.start()) < 0]
        if same_line and min(abs(one.value - total) for one in same_line) <= total * _NEARLY:
            wholes = same_line
        lists = _firsts(text, parts)
        if any(begin_with_all(text, one, parts) for one in wholes):
            continue
        if not wholes or any(agree(one, some, sum(part.value for part in some)) for one in wholes for some in lists):
            continue
        whole = min(wholes, key=lambda one: abs(one.value - total))
        if (
            (abs(whole.value - total) <= whole.value * 0.15 or _is_slip(text, whole, parts, total))
            and not is_about(text, whole)
            and not is_blocked(text, parts, found.end(), end)
        ):
            yield Mismatch(whole, tuple(parts), total)


def _firsts(text: str, parts: list[Quantity]) -> list[list[Quantity]]:
    """The parts, and those of them that stand between 、 where a comma follows, behind which one of them is divided in
    turn: 高级9人、中级16人、初级11人，高级中正高2人、副高7人."""
    signs = [text[one.end : one.end + 1] for one in parts]
    return [
        parts,
        *(
            parts[:count]
            for count in range(2, len(parts))
            if signs[count - 1] in "，," and all(sign == "、" for sign in signs[: count - 1])
        ),
    ]


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
