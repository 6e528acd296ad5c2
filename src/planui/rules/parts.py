"""Wholes and their parts in running text: where parts that are meant to be all do not make the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planui.model.lazy_pattern import lazy
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


_LONGEST = 1_500
"""Characters of a sentence beyond which it is none that a person wrote."""
_MOST = 120
"""Quantities of a sentence, likewise."""
_MOST_PARTS = 40
_STOPS = "！？\n"
# What brings in a list of parts; the first group says that they are meant to be all. Every alternative begins with a
# sign of its own, which lets the search skip whatever begins none.
_INTRODUCED = lazy(
    r"(分为|分成|分配[给到为]|分别为|分别是|由(?=[^。；]{2,90}(?:组成|构成))|依次为|即(?<=[，,（(]即)(?!将|可|使|便|日)|分布[为在]"
    r"|分[，,](?<=按[\u4e00-\u9fff]{2}分.)|分[，,](?<=按[\u4e00-\u9fff]{3}分.)|分[，,](?<=按[\u4e00-\u9fff]{4}分.))"
    r"|其中|包括|包含|含|涵盖|：|:|——|当中[，,](?<=[份家人名项个件种株例条篇]当中.)|中[，,](?<=[份家人名项个件种株例条篇员题品目]中.)"
    r"|里面[，,](?<=[份家人名项个件种株例条篇]里面.)|里[，,](?<=[份家人名项个件种株例条篇]里.)"
)
_LINKS = ("、", "，", ",", "；", ";", "和", "及", "与", "以及")
_BEHIND_PART = lazy(r"[^。；;、，,\d]{1,24}[，,、；;]\s*")
"""What stands between parts whose figures come before their words: 32 份是因为样本量不足，7 份没有通过……"""
_DIVIDED = lazy(
    r"(?:按|从|以)[\u4e00-\u9fff]{1,8}?(?:分类|划分|区分|分布|分|来看|上看|看|统计|计算|计)[，,：:]"
    r"|按[\u4e00-\u9fff]{2,4}[，,：:]|其中(?<=[。\n]其中)"
    r"|(?:[\u4e00-\u9fff]{1,4}上|(?:来源|用途|支出|构成|去向|组成)(?:方面)?)[，,：:]|分[为成][^，。；\n]{0,6}[：:]"
    r"|(?:分布|构成|结构|组成)[为是][：:]"
)
"""What introduces parts whose whole was said before."""
_EARLIER = 400
"""How far before its parts a whole may stand."""
_ASIDE = lazy(r"（[^（）]*）")
_TWO_CLAUSES = lazy(r"[，,；;].*[，,]")
_OTHER_SUM = lazy(
    r"共(?![享建同])|总量|总数|由(?!于)|合计|总计|累计|新增|分为|分成|[；;][按从]|增[至加到]|较|比(?!较)|达到|年均|日均|平均|每"
)
_CLOSING = lazy(r"[。；;\n]|$")
_LABEL_SIGNS = lazy(r"[\s、，,；;：:和及与有为是达占共\d.%]+")
_TOTALLED = lazy(
    r"[，,；;（(]?\s?(?:以上)?(?:[三四五六两]类)?(?:总共|合计|共计|总计|累计共|一?共(?:有|计)?|[三四五六七八][项类者年]合计"
    r"|五年合计)(?:为|达|是)?\s?$"
)
_TOTALLED_ENDS = frozenset("共计有为达是")
_BEFORE_TOTAL = lazy(r"\s?(?:、|和|及|以及|与|，)\s?(?:\d{4}\s?年(?:\s?\d{1,2}\s?月)?)?[^，。；\d]{0,16}$")
_NOT_THE_TOTAL = lazy(r"其中|增至|[由从]$")
_NOT_THE_PARTS = lazy(r"此外|另|不[含计]|依次|此后")


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
    for start, end, index, inside in _sentences(text, quantities):
        units = [one.unit for one in inside]
        if any(units.count(unit) > 2 for unit in set(units) if unit != "%"):
            found = list(_sums(text, start, end, inside))
            yield from found
            if not found and _DIVIDED.search(text, start, end):
                yield from _sums_of_earlier(text, start, end, inside, quantities[max(0, index - _MOST) : index])
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
    for found in _INTRODUCED.finditer(text, start, end):
        first = next((index for index, one in enumerate(inside) if one.start >= found.end() - 1), 0)
        if not first:
            continue
        parts = _list_of_parts(text, inside[first:], found.end())
        if len(parts) < 2 or parts[0].unit == "%":
            continue
        before = [one for one in inside[: first + 1] if one.end <= found.start() + 1]
        whole = next((one for one in reversed(before) if one.unit == parts[0].unit), None)
        if whole is None or whole.start in told:
            continue
        total = sum(one.value for one in parts)
        if _agree(whole, parts, total) or is_about(text, whole) or _far(text, whole, found.start()):
            continue
        if _blocked(text, parts, found.start(), end):
            continue
        if _meant_as_all(text, whole, parts, total, found.end(), surely=found[1] is not None):
            told.add(whole.start)
            yield Mismatch(whole, tuple(parts), total)
    yield from _totals(text, start, inside, told)


def _list_of_parts(text: str, behind: list[Quantity], start: int) -> list[Quantity]:
    """The quantities of one unit that follow each other as a list; asides in parentheses left out."""
    unit = ""
    parts: list[Quantity] = []
    last = start
    open_before = 0
    commas = False
    leading = bool(behind) and not text[start : behind[0].start].strip()
    for one in behind:
        between = text[last : one.start]
        opened = _depth(between)
        if opened > 0 or (parts and open_before + opened > 0):
            continue
        if one.unit == "%" and parts:
            if "占" in between or "为" in between:
                open_before += opened
                last = one.end
                continue
            break
        if not unit:
            unit = one.unit
        if one.unit != unit:
            break
        if parts:
            clean = _ASIDE.sub("", between) if "（" in between else between
            if leading and _BEHIND_PART.fullmatch(clean):
                parts.append(one)
                open_before += opened
                last = one.end
                continue
            if not leading and clean.lstrip().startswith(("；", ";")) and (clean.strip() in "；;" or commas):
                break  # “遗传学5人、法律2人；9人来自外单位”, “研究馆员3人、副研究馆员7人；有证书的4人”
            if not clean.lstrip().startswith(_LINKS) or _TWO_CLAUSES.search(clean) or _OTHER_SUM.search(clean):
                break
            commas = True if clean.lstrip().startswith("、") else commas
        parts.append(one)
        if len(parts) > _MOST_PARTS:
            return []
        open_before += opened
        last = one.end
    return parts


def _depth(text: str) -> int:
    return text.count("（") + text.count("(") - text.count("）") - text.count(")")


def _blocked(text: str, parts: list[Quantity], start: int, end: int) -> bool:
    last = parts[-1].end
    closing = _CLOSING.search(text, last, min(end, last + 60))
    tail = text[last : closing.start() if closing else last + 30]
    span = text[start : parts[-1].end] + tail
    if REST.search(span) or any(is_about(text, one) for one in parts):
        return True
    if any(text[one.start - 1 : one.start] == "各" for one in parts):
        return True  # each of several
    labels = text[start : parts[-1].start]
    return sum(1 for one in DIMENSIONS if one.search(labels)) > 1


def _far(text: str, whole: Quantity, at: int) -> bool:
    """Whether the whole is too far off to be what the parts belong to."""
    between = text[whole.end : at]
    return between.count("，") + between.count(",") > 3 or "；" in between or ";" in between or len(between) > 70


def _agree(whole: Quantity, parts: list[Quantity], total: float) -> bool:
    step = max([whole.step, *(one.step for one in parts)])
    distance = abs(whole.value - total)
    if whole.step > min(one.step for one in parts):
        return distance <= whole.step / 2 + 1e-6
    return distance < step * 1e-6 + 1e-9


def _labels(text: str, start: int, parts: list[Quantity]) -> list[str]:
    labels = []
    last = start
    for one in parts:
        labels.append(_LABEL_SIGNS.sub("", _ASIDE.sub("", text[last : one.start])))
        last = one.end
    return labels


def _meant_as_all(text: str, whole: Quantity, parts: list[Quantity], total: float, start: int, *, surely: bool) -> bool:
    value = whole.value
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
        parts = _list_of_parts(text, [one for one in inside if one.start >= found.end()], found.end())
        if len(parts) < 3 or parts[0].unit == "%":
            continue
        most = max(one.value for one in parts)
        total = sum(one.value for one in parts)
        wholes = [
            one
            for one in [*earlier, *(one for one in inside if one.end <= found.start())]
            if one.unit == parts[0].unit and one.value > most and found.start() - one.end <= _EARLIER
        ]
        if not wholes or any(_agree(one, parts, total) for one in wholes):
            continue
        whole = min(wholes, key=lambda one: abs(one.value - total))
        if (
            abs(whole.value - total) <= whole.value * 0.15
            and not is_about(text, whole)
            and not _blocked(text, parts, found.end(), end)
        ):
            yield Mismatch(whole, tuple(parts), total)


def _totals(text: str, start: int, inside: list[Quantity], told: set[int]) -> Iterator[Mismatch]:
    """“a、b、c，合计N”: the parts stand before their whole."""
    for position, whole in enumerate(inside):
        if position < 2 or whole.unit == "%" or whole.start in told:
            continue
        at = whole.start - 1
        if text[at - 1 if text[at].isspace() else at] not in _TOTALLED_ENDS or is_about(text, whole):
            continue
        found = _TOTALLED.search(text, max(start, whole.start - 12), whole.start)
        if not found:
            continue
        parts: list[Quantity] = []
        edge = found.start()
        for one in reversed(inside[:position]):
            between = text[one.end : edge]
            if not parts and one.unit != whole.unit and one.value <= 10 and len(between) <= 2:
                edge = one.start  # “三处，共”
                continue
            if (
                one.unit != whole.unit
                or _depth(between) != 0
                or not ((not parts and len(between) <= 8) or (parts and _BEFORE_TOTAL.match(between)))
            ):
                break
            parts.append(one)
            edge = one.start
        head = text[max(start, edge - 24) : edge]
        if (
            len(parts) < 2
            or any(is_about(text, one) for one in parts)
            or _NOT_THE_TOTAL.search(text[edge - 1 : whole.start])
        ):
            continue
        if REST.search(text[edge : whole.start]) or _NOT_THE_PARTS.search(head):
            continue
        total = sum(one.value for one in parts)
        every = sum(one.value for one in inside[:position] if one.unit == whole.unit)
        if _agree(whole, parts, total) or abs(every - whole.value) < 1e-6:
            continue
        if abs(total - whole.value) <= max(3.0 if len(parts) > 2 else 1.0, whole.value * 0.12):
            yield Mismatch(whole, tuple(reversed(parts)), total)
