"""X501: the library's, the host's or the leader's name in a text is not the one on the cover."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planui.model.diagnostic import WARNING, Finding
from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.model.words import Words
from planui.rules.f102_library_name import fault
from planui.rules.leader_names import slips_of_person
from planui.rules.near_names import MAX_EDITS, SHORTEST, Edit, near_misses
from planui.rules.rule import JOIN, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormField, FormSection
    from planui.model.passage import Passage
    from planui.model.plan import Plan

_MESSAGE = Words(
    "“{0}”与封面的{1}“{2}”不一致，请核对后统一", "“{0}” differs from the cover's {1} “{2}”: make them the same"
)

_PLACES = lazy(r"(?:[\u4e00-\u9fff]{2,3}?(?:省|自治区))?(?:广州|深圳|珠海|佛山|东莞|广东|[\u4e00-\u9fff]{2,3}?市)市?")
_PROVINCES = frozenset(
    [
        "广东",
        "广西",
        "河南",
        "河北",
        "湖南",
        "湖北",
        "海南",
        "山东",
        "山西",
        "江苏",
        "江西",
        "广州",
        "杭州",
        "郑州",
        "福州",
        "贵州",
        "苏州",
        "常州",
        "徐州",
        "惠州",
        "潮州",
        "梅州",
    ]
)
_TWICE = lazy(r"(..?)\1")
_HAN = lazy(r"[\u4e00-\u9fff]")
_GENERIC_BEHIND = frozenset("的与和及、保共收建开服工整管数汇利")
_ORGANISATION = "库圃台所院馆心站司学局室会"

_LONG = 14
"""Characters of a library's name, with its place, from which it is hardly shared by another."""
_TAIL = lazy(
    r"(?:科技(?:数据共享服务平台|资源[库圃]))$|(?:研究[所院]|[研工]?[究程]?中心|科学院|大学|学院|医院|公司|博物馆|图书馆|植物园|监测站)$"
)
"""What names of libraries and institutes end with."""
_KINDS = lazy(
    r"种质|信息|数据|基因|标本|生物|文献|数字|样本|菌种|遗传|自然|实物|科学|特色|公共|共享|管理|技术|医学|工程|应用|保[藏存]|交换|[监检]测|推广|服务|培训|设计|开发|规划|种植|栽培"
)
"""Words with which another body may be called by nearly the same name."""


_CALLED = lazy(r"[（(](?:以?下)?(?:简称|称)[为作]?[“\"「](?:本|我|资源|该|平台)")
"""Behind a name: it is the library's own (以下简称“本库”)."""


_BEFORE_NAME = frozenset("由与和在为是向从对经被给到及或的于让请使把将以称即位用求同")
"""Characters that are no part of a name that begins behind them."""


class _Name(NamedTuple):
    """A name of the cover as texts give it: whole, or without the place that it begins with."""

    field: FormField
    whole: str
    variant: str
    letters: frozenset[str]


def draw(passage: Passage, section: FormSection, form: Form) -> bool:
    """Which passages to look at; the names are in the plan, so looking is left to the join."""
    return True


class Names:
    """Looks through each passage once for the same names; what was found is kept as long as the passage is."""

    def __init__(self) -> None:
        self._passages: dict[Passage, None] = {}
        self._new: dict[Passage, None] = {}
        self._found: dict[Passage, tuple[int, list[Finding]]] = {}
        self._names: list[tuple[FormField, str]] = []

    def add(self, passage: Passage, facts: bool) -> None:
        """A passage to be looked through."""
        self._passages[passage] = self._new[passage] = None

    def remove(self, passage: Passage) -> None:
        """Forgets what was found."""
        del self._passages[passage]
        self._new.pop(passage, None)
        self._found.pop(passage, None)

    def findings(self, plan: Plan, form: Form) -> Iterator[list[Finding]]:
        """The near misses of the names that the plan has now."""
        fields = ((field, plan.field_text(field.key)) for field in form.fields if field.identity)
        names = [(field, text) for field, text in fields if text and not self._to_blame(field, text)]
        if names != self._names:
            self._names = names
            self._found.clear()
            self._new = dict(self._passages)
        if self._new:
            persons = [(field, text) for field, text in names if _is_person(text)]
            whole = [name for field, text in names if not _is_person(text) for name in _variants(field, text)]
            for passage in self._new:
                if found := list(_look(passage, whole, persons)):
                    self._found[passage] = passage.offset, found
            self._new = {}
        for passage, (offset, found) in self._found.items():
            if offset != passage.offset:
                found = [one.moved(passage.offset - offset) for one in found]
                self._found[passage] = passage.offset, found
            yield found

    def _to_blame(self, field: FormField, name: str) -> bool:
        """Whether the cover's name breaks the naming rule (F102), but a text has one that keeps it."""
        if field.kind != "library-name" or fault(name, field) is None:
            return False
        kept = re.compile(
            rf"{re.escape(field.prefix)}[\u4e00-\u9fff]{{2,24}}(?:{'|'.join(map(re.escape, field.suffixes))})"
        )
        return any(kept.search(passage.text) for passage in self._passages)


def _is_person(text: str) -> bool:
    return 2 <= len(text) <= 4 and text[-1] not in _ORGANISATION


def _variants(field: FormField, text: str) -> list[_Name]:
    names = [_Name(field, text, text, frozenset(text))]
    place = _PLACES.match(text)
    if place and len(text) - place.end() >= SHORTEST + 2:
        names.append(_Name(field, text, text[place.end() :], frozenset(text[place.end() :])))
    return names


def _look(passage: Passage, names: list[_Name], persons: list[tuple[FormField, str]]) -> Iterator[Finding]:
    text = passage.text
    taken: list[tuple[int, int]] = []
    is_in = passage.raw.__contains__
    for name in names:
        if sum(map(is_in, name.letters)) < len(name.letters) - MAX_EDITS:
            continue
        short = name.variant != name.whole
        for miss in near_misses(text, name.variant):
            if any(low < miss.end and miss.start < high for low, high in taken):
                continue
            if _differs(text, miss.start, miss.end, name, miss.edits, short=short):
                taken.append((miss.start, miss.end))
                yield _finding(passage, miss.start, miss.end, name.field, name.whole)
    for field, person in persons:
        if sum(map(is_in, person)) < len(person) - 1:
            continue
        for start, end in slips_of_person(text, person):
            yield _finding(passage, start, end, field, person)


def _finding(passage: Passage, start: int, end: int, field: FormField, name: str) -> Finding:
    words = Words(
        _MESSAGE.zh.format(passage.text[start:end], field.label, name),
        _MESSAGE.en.format(passage.text[start:end], field.key, name),
    )
    return Finding(passage.at(start, end), words)


def _size(edit: Edit) -> int:
    """How many characters an edit adds; fewer than none where it takes some away."""
    return len(edit.added) - len(edit.lost)


def _differs(text: str, start: int, end: int, name: _Name, edits: tuple[Edit, ...], *, short: bool) -> bool:
    """Whether a near miss is a slip, and not an abbreviation or another body of its own name."""
    variant = name.variant
    if any(edit.added and not _HAN.match(edit.added) for edit in edits):
        # A space, a mark or a figure in between: other rules say so, or it is no name.
        return False
    behind = text[end : end + 3]
    meets = behind.startswith((variant[-1], variant[-2:])) and text[end - 1] == variant[-1]  # …研究院院长
    longer = any(edit.added and not edit.lost for edit in edits)
    if longer and len(_TWICE.findall(text[max(0, start - 2) : end] + behind)) > len(_TWICE.findall(variant)) + meets:
        return False  # a part of the name typed twice: another rule says so
    last = len(variant) - 1
    if short and start and _HAN.match(text[start - 1]) and text[start - 1] not in _BEFORE_NAME:
        return False  # 昆明滇云微生物研究院: the end of another name
    if short and (len(edits) > 1 or edits[0].at in (0, last) or (start > 0 and text[start - 1] in "市省")):
        return False
    if edits[-1].at >= last and (edits[-1].added or text[end : end + 1]) in _GENERIC_BEHIND:
        return False  # 广州市岭南中药材科技资源的……
    if edits[0].at == 0 and edits[0].added == "" and len(edits) > 1 and edits[1].at == 1:
        return False  # without the place
    if edits[0].at < 4 and text[start : start + 2] in _PROVINCES and text[start : start + 2] != variant[:2]:
        return False  # the same name in another province
    if len(edits) == 2 and edits[1].at - edits[0].at <= 1 and {_size(edit) for edit in edits} in ({0, 1}, {0, -1}):
        return False  # one character for two (水 for 大气): another word
    if not short and name.field.kind == "library-name" and _CALLED.match(text, end):
        return True
    if len(edits) == 2 and all(edit.lost and edit.added for edit in edits):
        one, two = edits
        if two.at == one.at + 1:
            # Two neighbours changed are another word (气象 and 交通), unless one of them only moved, or they are of
            # what every such name ends with.
            if one.lost == two.added or two.lost == one.added:
                return True
            tail = _TAIL.search(variant)
            if tail is None or two.at < tail.start():
                return False
            # Nobody calls two bodies by the same long name but for what kind of library they are.
            long = not short and name.field.kind == "library-name" and len(variant) >= _LONG
            return long or not _KINDS.match(one.added + two.added)
        return two.at - one.at > 2
    return True


RULE = Rule(
    id="X501",
    name="name-differs",
    severity=WARNING,
    scope=JOIN,
    summary=Words(
        "正文里的资源库名称、依托单位名称或负责人姓名与封面差一两个字",
        "the library's, the host's or the leader's name in a text is a character or two off the cover's",
    ),
    why=Words(
        "名称前后不一，评审无从判断是笔误还是另一家；简称（“本库”）、其他单位和同姓的人不算。",
        "With two spellings a reviewer cannot tell a slip from another body; abbreviations and other names are none.",
    ),
    fails='[fields]\nname = "广州市岭南中药材科技资源库"\n\n'
    '[sections."4.5.4"]\ntext = """\n广州市岭南中药村科技资源库保存条件稳定。\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n深圳市海洋生物科技资源库与本库互为备份。\n"""\n',
    check=Names,
    draw=draw,
)
