"""Lists of parts in running text: quantities of one unit that follow each other, and the words before each."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy
from planui.rules.chinese_numbers import read_number
from planui.rules.part_words import DIMENSIONS, REST, REST_BEHIND
from planui.rules.quantities import Quantity, is_about

_LINKS = ("、", "，", ",", "；", ";", "和", "及", "与", "以及")
_BEHIND_PART = lazy(r"[^。；;、，,\d]{1,24}[，,、；;]\s*")
"""What stands between parts whose figures come before their words: 32 份是因为样本量不足，7 份没有通过……"""
_ASIDE = lazy(r"（[^（）]*）")
_NAMING = lazy(r"（(?:含|如|包括|例如)[^（）]*）")
"""An aside that names some of what a part counts: its 等 says nothing of the list."""
_TWO_CLAUSES = lazy(r"[，,；;].*[，,]")
_OTHER_SUM = lazy(
    r"(?<!公)共(?![享建同管用存])|总量|总数|由(?!于)|合计|总计|累计|新增|分为|分成|[；;][按从]|增[至加到]|较|比(?!较)|达到|年均|日均|平均|每"
)
_REACHES = lazy(r"(?<=\S)(?:达到|增[至到]|达)\s?$")
_OF_A_NAME = lazy(r"\s?[\u4e00-\u9fff]{2,8}\s?\d")
"""Behind a temperature: it is part of a name that has a figure of its own."""
_AGED = lazy(r"(?:[及和]?(?:以[上下内]))?(?:的|者|[：:]|青年|人员)?\s?\d|以?[及至到—–～~-]\s?\d")
"""Behind an age: it names those who are counted behind it."""
_INNER = lazy(r"包括|包含|含|其中|分别|分为")
_OTHER_UNIT = lazy(r"[^。；;，,]{1,12}?\d[\d,.]*\s?([\u4e00-\u9fff])")
_CLOSING = lazy(r"[。；;\n]|$")
_LABEL_SIGNS = lazy(r"[\s、，,；;：:和及与有为是达占共\d.%]+")
_HAN_DIGITS = frozenset("二两三四五六七八九十")
_SINGLE = lazy(
    r"(?:^|[、，和及与])[^，。；、\d（）]{1,12}?(?<!第)([二两三四五六七八九十])([\u4e00-\u9fff]{1,2}?)(?=[、，；。和及与]|$)"
)
_LABEL = 16
"""Characters that a part and its name may have."""
_MOST_PARTS = 40
_LARGE = 50


def list_of_parts(text: str, behind: list[Quantity], start: int, *, beyond: bool = False) -> list[Quantity]:
    """The quantities of one unit that follow each other as a list; asides in parentheses, and what a part is itself
    divided into (运动员284人，包括男126人、女158人), left out. A semicolon behind commas ends it, unless `beyond`."""
    unit = ""
    parts: list[Quantity] = []
    last = start
    open_before = 0
    commas = False
    leading = bool(behind) and not text[start : behind[0].start].strip()
    reaching = bool(behind) and _REACHES.search(text[start : behind[0].start]) is not None
    inner = 0.0
    for one in behind:
        between = text[last : one.start]
        opened = depth(between)
        if opened > 0 or (parts and open_before + opened > 0):
            continue
        if open_before + opened < 0:
            break  # the parenthesis that holds the list is closed
        if one.unit == "%" and parts:
            if "占" in between or "为" in between:
                open_before += opened
                last = one.end
                continue
            break
        if one.unit == "℃" and unit != "℃" and _OF_A_NAME.match(text, one.end):
            continue  # −80℃冰箱18台
        if one.unit == "岁" and unit != "岁" and _AGED.match(text, one.end):
            continue  # 35岁以下19人、36至50岁12人
        if not unit:
            unit = one.unit
        if one.unit != unit:
            break
        if inner > 0.5:  # divides the part before
            inner -= one.value
            last = one.end
            continue
        if parts:
            clean = _ASIDE.sub("", between) if "（" in between else between
            if leading and _BEHIND_PART.fullmatch(clean):
                parts.append(one)
                open_before += opened
                last = one.end
                continue
            if (
                not leading
                and clean.lstrip().startswith(("；", ";"))
                and (clean.strip() in "；;" or (commas and not beyond))
            ):
                break  # “遗传学5人、法律2人；9人来自外单位”, “研究馆员3人、副研究馆员7人；有证书的4人”
            if clean.startswith("，") and _INNER.match(clean, 1) and (divided := _divides(parts[-1], one, behind)):
                inner = divided
                last = one.end
                continue
            if clean.startswith("，") and _INNER.match(clean, 1):
                break
            reached = _REACHES.sub("", clean) if reaching else clean
            if not clean.lstrip().startswith(_LINKS) or _TWO_CLAUSES.search(clean):
                break
            other = _OTHER_SUM.search(reached)
            if other and other.group() not in text[start : parts[0].start]:
                break
            commas = commas or clean.lstrip().startswith(("、", "，"))
        parts.append(one)
        if len(parts) > _MOST_PARTS:
            return []
        open_before += opened
        last = one.end
    return parts


def paired_lists(text: str, behind: list[Quantity]) -> list[list[Quantity]]:
    """The two lists of parts that each have two figures: 国家级4项1,120万元、省级6项546万元、市级5项380万元."""
    lists: tuple[list[Quantity], list[Quantity]] = [], []
    for one, other in zip(behind[::2], behind[1::2], strict=False):
        first = lists[0][0] if lists[0] else one
        second = lists[1][0] if lists[1] else other
        if (one.unit, other.unit) != (first.unit, second.unit) or one.unit == other.unit or "%" in other.unit:
            break
        if text[one.end : other.start].strip(" （(") or len(lists[0]) > _MOST_PARTS:
            break
        if lists[0] and not text[lists[1][-1].end : one.start].lstrip("）) ").startswith(_LINKS):
            break
        lists[0].append(one)
        lists[1].append(other)
    return [*lists] if len(lists[0]) > 1 else []


def with_single_signs(text: str, parts: list[Quantity], start: int) -> list[Quantity]:
    """The parts and those between and beside them whose figure is one Chinese sign: 珠江口七次、红树林5次."""
    unit = parts[0].unit
    region = text[start : parts[-1].end + _LABEL]
    if unit not in region or _HAN_DIGITS.isdisjoint(region):
        return parts
    known = {one.end for one in parts}
    more = [
        Quantity(start + found.start(1), start + found.end(2), read.value, 1.0, unit)
        for found in _SINGLE.finditer(region)
        if found[2] == unit and start + found.end(2) not in known and (read := read_number(found[1])) is not None
    ]
    return sorted([*parts, *more]) if more else parts


def _divides(part: Quantity, first: Quantity, behind: list[Quantity]) -> float:
    """What of a part is left for the figures behind the first of its own parts, where these make it; else 0."""
    left = part.value - first.value
    for one in behind[behind.index(first) + 1 :]:
        if left < 0.5 or one.unit != part.unit:
            break
        left -= one.value
        if abs(left) < 1e-6 * part.value:
            return part.value - first.value
    return 0.0


def depth(text: str) -> int:
    """How many more parentheses a text opens than it closes."""
    return text.count("（") + text.count("(") - text.count("）") - text.count(")")


def is_blocked(text: str, parts: list[Quantity], start: int, end: int) -> bool:
    """Whether words say that the parts behind `start` need not be all, are rough, or overlap."""
    last = parts[-1].end
    closing = _CLOSING.search(text, last, min(end, last + 60))
    tail = text[last : closing.start() if closing else last + 30]
    inner = text[start:last]
    if (
        REST.search(_NAMING.sub("", inner) if "（" in inner else inner)
        or _is_open(tail, parts[0].unit)
        or any(is_about(text, one) for one in parts)
    ):
        return True
    if any(text[one.start - 1 : one.start] == "各" for one in parts):
        return True  # each of several
    labels = text[start : parts[-1].start]
    if "岁" in labels and any(labels.count(one) > 1 for one in ("岁以下", "岁及以下", "岁以上", "岁及以上")):
        return True  # 45岁以下25人、35岁以下11人: these are among those
    return sum(1 for one in DIMENSIONS if one.search(labels)) > 1


def _is_open(tail: str, unit: str) -> bool:
    """Whether what stands behind the last part says that there are more; things of another unit are none."""
    found = REST_BEHIND.search(tail)
    if found and found.group() == "另有" and (other := _OTHER_UNIT.match(tail, found.end())):
        return other[1] == unit[:1]
    return found is not None


def labels_of(text: str, start: int, parts: list[Quantity]) -> list[str]:
    """The words before each part; the first ones begin at `start`."""
    labels = []
    last = start
    for one in parts:
        labels.append(_LABEL_SIGNS.sub("", _ASIDE.sub("", text[last : one.start])))
        last = one.end
    return labels


def divide_in_turn(text: str, whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether the first parts make the whole and what follows behind a comma is another thing, or some make the part
    before them (运动员886人，女运动员437人，男运动员449人)."""
    for first, value in enumerate([whole.value, *(one.value for one in parts)]):
        if first and (value < _LARGE or text[parts[first - 1].end :].startswith("、")):
            continue  # small figures add up to another by chance; what is divided is not set beside its parts by 、
        left = value
        for index, one in enumerate(parts[first:], first):
            left -= one.value
            if index > first and abs(left) < 1e-6 * value:
                if first:
                    return True
                before, behind = text[parts[index - 1].end : one.start], text[one.end : parts[index + 1].start]
                return before.startswith(("、", "和", "及")) and behind.startswith(("，", "；"))
    return False


def begin_with_all(text: str, whole: Quantity, parts: list[Quantity]) -> bool:
    """Whether the first parts make the whole, and what follows behind a comma is another division of it or of one of
    them: 42人，其中专职27人，兼职15人，来自其他部门9人，来自共建单位6人."""
    total = parts[0].value
    for index, one in enumerate(parts[1:-1], 1):
        total += one.value
        if text[one.end : one.end + 1] != "、" and agree(whole, parts[: index + 1], total):
            return True
    return False


def agree(whole: Quantity, parts: list[Quantity], total: float) -> bool:
    """Whether the parts make the whole, as finely as these are given."""
    step = max([whole.step, *(one.step for one in parts)])
    distance = abs(whole.value - total)
    if whole.step > min(one.step for one in parts):
        return distance <= whole.step / 2 + 1e-6
    return distance < step * 1e-6 + 1e-9
