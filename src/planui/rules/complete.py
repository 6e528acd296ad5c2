"""Whether figures are meant to be all the parts of a whole, though they do not make it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.part_lists import labels_of
from planui.rules.part_words import KNOWN_SETS, OPPOSED, PAIRS, SCHEMES
from planui.rules.slips import LIKELY, NONE, PLAIN, slip_among

if TYPE_CHECKING:
    from planui.rules.quantities import Quantity

LOOSE, SEALED, SURE = 0, 1, 2
"""How a list was brought in: by 其中 and the like; by a colon or parenthesis behind the whole; by 分为 and the like."""

_KINDS = "级类期馆圃区库部园室型门所组"
"""Ends of words for a part: what parts have in common that are named alike, and that names no quality."""


_ENOUGH, _LITTLE = 12, 0.08
"""From which whole on, and up to which part of it, what two parts leave out is too little to be a third."""


def meant_as_all(text: str, whole: Quantity, parts: list[Quantity], start: int, how: int) -> bool:
    """Whether the parts, whose words begin at `start`, are meant to be all."""
    value = whole.value
    total = sum(one.value for one in parts)
    if value <= 0 or total <= 0:
        return False
    distance = abs(value - total)
    close = distance <= max(3.0 if value >= 10 else 1.0, value * 0.15)
    labels = labels_of(text, start, parts)
    known = is_known_set(labels)
    alike = labels[0] != "" and len({label[-1:] for label in labels}) == 1 and labels[0][-1] in _KINDS
    evident = slip_among([one.value for one in parts], total, value)
    many = len(parts) > 2
    if evident == PLAIN and (many or known or alike or how or total > value or distance <= value * 0.25):
        return True
    if how == SURE:
        return total <= value * 2.5 and (many or close or known)
    if how == SEALED:
        return (
            close or (many and (evident > NONE or value * 0.6 <= total <= value * 1.7)) or (known and total < value * 2)
        )
    if total > value:
        if many:
            return distance <= max(3.0, value * 0.5) or evident >= LIKELY or known
        joined = "%" not in text[parts[0].end : parts[1].start] and "；" not in text[parts[0].end : parts[1].start]
        return known or alike or (joined and _of_one_scheme(labels)) or (close and joined and len({*labels}) == 2)
    if not labels[0] and not many:
        return distance <= max(1.0, value * 0.1)
    if many:
        return close or (known and distance <= value * 0.4) or (alike and distance <= value * 0.35) or evident >= LIKELY
    if (
        value >= _ENOUGH
        and distance <= value * _LITTLE
        and all(labels)
        and _are_named_alike(text, start, parts, labels)
    ):
        return True  # two parts that leave out next to nothing
    return known and distance <= value * 0.35


def _are_named_alike(text: str, start: int, parts: list[Quantity], labels: list[str]) -> bool:
    """Whether two parts are named side by side (a、b), or by words of one make (专职20人，兼职14人)."""
    if labels[0] == labels[1] and _digits(text[start : parts[0].start]) == _digits(text[parts[0].end : parts[1].start]):
        return False  # else −80℃冰箱 and −20℃冰箱
    if text[parts[0].end : parts[1].start].lstrip().startswith(("、", "和", "及", "与")):
        return True
    return len(labels[0]) == len(labels[1]) and not {*labels[0]}.isdisjoint(labels[1])


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def is_appended(text: str, whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether parts that stand behind their whole without a word between are plainly meant to be all."""
    total = sum(one.value for one in parts)
    labels = labels_of(text, whole.end, parts)
    if not all(labels):
        return False
    known = is_known_set(labels)
    if known and abs(total - whole.value) <= max(1.0, whole.value * 0.15):
        return True
    distance = abs(total - whole.value)
    if len(labels) > 2 and _share_a_word(labels) and distance <= whole.value * _LITTLE:
        return True
    inner = text[parts[0].end : parts[-1].start]
    apart = len(labels) == inner.count("、") + 1
    takes = inner.count("占") == len(labels) - 1  # 野生资源占6,430份，地方品种占3,858份
    of_all = _OF_ALL.search(text, max(0, whole.start - 6), whole.start) is not None
    if len(labels) > 2 and (apart or takes or of_all) and distance <= whole.value * _NEARLY:
        return True
    from_where = of_all and apart and labels[0].startswith("来自")
    if len(labels) > 2 and from_where and distance <= max(3.0, whole.value * _LITTLE):
        return True  # 专家共22人，来自本市9人、外省8人、境外3人
    noun = labels[0][-1] == labels[1][-1] and labels[0][-1] in text[max(0, whole.start - 4) : whole.start]
    if noun and apart and abs(total - whole.value) <= whole.value * 0.05:
        return True
    return (known or apart or noun) and slip_among([one.value for one in parts], total, whole.value) == PLAIN


_OF_ALL = lazy(r"[总共](?![享建])")
_NEARLY = 0.05
"""Up to which part of a whole the parts listed behind it may be off, and still are its parts."""


def _share_a_word(labels: list[str]) -> bool:
    """Whether two characters stand in all names: 已采纳, 部分采纳, 未采纳."""
    first = labels[0]
    return any(all(first[at : at + 2] in label for label in labels) for at in range(len(first) - 1))


def is_known_set(labels: list[str]) -> bool:
    """Whether the names are those of parts that together are all: 国内 and 国外, 国家级, 省级 and 市级."""
    if any(
        len(labels) >= len(names) and all(any(name in label for label in labels) for name in names)
        for names in KNOWN_SETS
    ):
        return True
    if len(labels) == 2:
        return any(all(pair.search(label) for label in labels) for pair in PAIRS) or _are_opposed(*labels)
    return _of_one_scheme(labels)


def _of_one_scheme(labels: list[str]) -> bool:
    return any(all(scheme.search(label) for label in labels) for scheme in SCHEMES)


def _are_opposed(one: str, other: str) -> bool:
    """Whether two names differ by a word and its opposite: 所内 and 所外, 第一期 and 第二期."""
    if one and other and (one == "副" + other or other == "副" + one):
        return True
    return any(
        (left in one and one.replace(left, "\0", 1) == other.replace(right, "\0", 1))
        or (right in one and one.replace(right, "\0", 1) == other.replace(left, "\0", 1))
        for left, right in OPPOSED
    )
