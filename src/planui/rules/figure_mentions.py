"""What a figure is a figure of: its noun with all modifiers, and its unit. What time it holds for: `figure_scopes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.added_parts import parts_of_added, parts_of_some
from planui.rules.figure_kin import kin_of
from planui.rules.figure_nouns import canonical, clean, is_changed_to, is_vague
from planui.rules.figure_runs import Run
from planui.rules.figure_shares import SHARE, share_noun
from planui.rules.figure_surroundings import (
    IN_TURN,
    ON_TOP,
    ON_TOP_OF,
    REACH,
    RIGHT_STOPS,
    RIGHT_WORDS,
    TO_SIGNS,
    becomes_more,
    before_comma,
    is_made_of,
    made_of,
    of_body,
    of_clause_before,
    of_line_head,
    of_series,
    raises,
    reached_from,
    stands_alone,
    with_words_behind,
    with_words_over,
)
from planui.rules.figure_words import OWN_WORDS, words_read
from planui.rules.pieces import Kept, Piece, pieces, read_in_pieces
from planui.rules.quantities import Quantity, find_quantities, quantities_of

if TYPE_CHECKING:
    from planui.model.passage import Passage

RAISED = 1
"""The figure is what an earlier one of the sentence changed to (由18项增至22项)."""
FROM = 2
"""The figure is what something changed from."""
BECOMES = 3
"""The figure is what something changes to, without a word on what it was (内部技术规范扩展到38项)."""


class Mention(NamedTuple):
    """A figure that can be compared with those of other places.

    Offsets are in the passage's words, or in its raw text for cells of tables (`raw`, with `table` the offset of the
    table). `scope` is known for tables alone; `change` is 0, RAISED, FROM or BECOMES. `kin` is what it is filed under
    beside its noun.
    """

    noun: str
    unit: str
    value: float
    step: float
    start: int
    end: int
    change: int = 0
    raw: bool = False
    table: int = -1
    scope: str = ""
    kin: tuple[str, ...] = ()


_NO_COUNT = frozenset(["℃", "岁", "倍", "‰", "秒", "分钟", "级", "届", "个月", "个百分点"])
"""Units under which different things have figures, and most of them limits or measurements."""
_LASTING = frozenset(["天", "小时", "工作日"])
"""Units under which only slips are looked for: many things take so long."""
_TYPICAL = lazy(r"平均|单份|年均|月均|日均|人均")
"""Words after which only slips are looked for."""
_AND = frozenset("和与及")
_NUMBERED = 1000
"""Below this 号 is the number of a house, a paper or a thing, not a count of specimens."""
_EDGES = "，。；：、（）()“”‘’！？,;:\t|《》—"
_KINDS = {"种": "种数", "属": "属数", "科": "科数", "目": "目数"}
"""What is counted by a sign behind 个: 412个属、1,865个种."""
_OF_DATA = frozenset(
    ["数据", "数据量", "数据总量", "数据资源", "资源总量", "资源量", "存放资源", "存储数据", "存放数据"]
)
"""What all that a library of data holds is called, by its size."""
_AND_ALSO = ("", "、", "，", "和", "与")
"""Before a figure that goes on with what the one before it counts: 服务用户412家、18.6万人次."""
_RANKS = frozenset("科属")
"""Units of what the kinds that are counted behind them belong to (86科412属1,935种): only slips are looked for."""
_LONG = 1000
"""From this value on a figure is looked at without a noun."""
_FROM = lazy(r"[由从](?:截[至止]|目前|现有|现行|现在|基线|原有)?的? ?$")
_FROM_ALONE = ("由", "从")
_RATES = ("率", "误差", "度", "占比", "比例", "比重")
_NEW = "新增"
_OF_THEM = "其中"
"""Behind it, what was told of the whole before is told of a part: 原值2,385万元，其中单价高的38台，原值1,540万元."""
SET_UP = ("参加单位", "参建单位", "共建单位")
"""Whose number is that of all, whatever is done with them."""
_WITH = frozenset("与和同对向为在")
_ONE_BY_ONE = ("依次", "分别", "逐年")
_CLOSE = 100
"""Below this figures that are told one by one are near each other by chance."""
_FEW = 10
"""Below this what something was done with or for is rather some than all."""
_THERE_IN = ("中有", "里有", "内有", "中的", "里的")
"""Before a figure: it counts a part of what is named (南沙基地中有12亩用于……)."""


def mentions(passage: Passage) -> tuple[list[Mention], list[Mention]]:
    """The figures of a passage's words that can be compared with those of other places; and those whose nouns alone are
    too little to compare by, of which only slips are looked for."""
    quantities = find_quantities(passage)
    if not quantities:
        return [], []
    cell = passage.place.part == "cell"
    tables = bool(passage.prose.tables)
    text = passage.text

    def read(words: str, parts: list[Piece]) -> list[_Read]:
        inside = quantities if words is text else quantities_of(words, parts)
        return _mentions_in(words, inside, cell=cell, tables=tables)

    found = read_in_pieces(text, pieces(passage), _kept[cell, tables], read, _moved)
    return [mention for _, mention, loose in found if not loose], [mention for _, mention, loose in found if loose]


_Read = tuple[int, Mention, bool]
"""Where a figure begins, the figure, and whether only slips are looked for."""
_kept: dict[tuple[bool, bool], Kept[_Read]] = {
    (cell, tables): Kept() for cell in (False, True) for tables in (False, True)
}


def _moved(read: _Read, distance: int) -> _Read:
    _, (noun, unit, value, step, start, end, change, raw, table, scope, kin), loose = read
    start += distance
    new = (noun, unit, value, step, start, end + distance, change, raw, table, scope, kin)
    return start, tuple.__new__(Mention, new), loose


def _mentions_in(text: str, quantities: list[Quantity], *, cell: bool, tables: bool) -> list[_Read]:
    """The figures of a text, of which no one's noun reaches over the end of a piece."""
    if not quantities:
        return []
    before = _words_before(text, quantities)
    read = words_read([(segment, chained > 0) for _, segment, chained in before])
    if "）的" in text:
        read = [
            with_words_over(text, one.start - len(segment), *known) if known[0][:1] == "的" else known
            for known, (one, segment, _) in zip(read, before, strict=True)
        ]
    added = parts_of_added(text)
    some = parts_of_some(text)
    next_added = 0
    found: list[_Read] = []
    new = tuple.__new__
    last_noun, last_unit, last_end = "", "", 0
    run = Run(text)
    seen: dict[tuple[str, str], int] = {}
    for (one, segment, chained), (own, said, is_skipped) in zip(before, read, strict=True):
        start, end, value, step, unit, _ = one
        if chained < 0 or (unit == "号" and value < _NUMBERED):
            last_unit = ""
            continue
        if tables and _in_table(text, start) and not _tells_of_its_row(text, start, segment):
            continue
        change = 0
        some_of_them = False
        following, partial = text[end : end + 1], segment.rstrip().endswith("来自")
        if chained and last_end == chained and last_unit == unit and raises(own):
            noun, change = last_noun, RAISED
        elif is_skipped and not _TYPICAL.search(segment):
            run.goes_on(start, end, unit, said)
            last_unit = ""
            continue
        else:
            noun = said
            last_sign = segment.rstrip()[-1:]
            if last_sign in _AND and following.isalpha() and following not in RIGHT_STOPS:
                noun = ""
            some_of_them = value < _FEW and last_sign in _WITH and following.isalpha() and following not in RIGHT_STOPS
            if not noun and segment.strip() in _FROM_ALONE:
                noun = before_comma(text, start - len(segment))
            if segment.rstrip().endswith(_THERE_IN):
                noun = _OF_THEM + noun
            elif last_noun[:2] == _NEW and _goes_on_with_new(text, last_end, start - len(segment), noun):
                noun = _NEW + noun
            made = following and "\u4e00" <= following <= "\u9fff" and is_made_of(text, end)
            if made:
                noun = made_of(text, start) or noun
                noun = of_body(text, end, noun)
            if "由" in segment or "从" in segment or "基线" in segment:
                change = FROM if "基线" in segment or _FROM.search(own) else 0
                if made:
                    change = 0
            elif segment.rstrip()[-1:] in TO_SIGNS and is_changed_to(segment.rstrip()):
                change = BECOMES
            elif following and following in "，," and becomes_more(text, end, unit):
                change = FROM
            if following.isalpha() and (following not in RIGHT_STOPS or text.startswith(RIGHT_WORDS, end)):
                if unit == "个" and following in _KINDS and not text[end + 1 : end + 2].isalpha():
                    noun = _KINDS[following]
                else:
                    noun = with_words_behind(text, end, noun, changes=change == FROM)
            if last_unit == unit and (reached := reached_from(text, last_end, start, noun, segment)):
                noun = last_noun
                if reached == ON_TOP_OF:
                    change = RAISED
                else:
                    noun = canonical(noun.removeprefix(_NEW))
            elif last_unit == unit and last_end + 1 == start - len(segment) and (not noun or own in IN_TURN):
                noun = of_series(text[last_end], segment, own, last_noun)
                if not noun and last_noun.startswith(_NEW) and text.startswith(ON_TOP, end):
                    noun = canonical(last_noun.removeprefix(_NEW))
            elif following == "的" and len(noun) < 2 and not change and not text.startswith(ON_TOP, end):
                noun = with_words_behind(text, end + 1, "", changes=False)
            if not noun and (total := run.total(start - len(segment), own, unit)):
                noun = total
            elif not noun and text.startswith(ON_TOP, end):
                noun = of_line_head(text, start - len(segment))
                change = FROM if noun else change
        run.goes_on(start, end, unit, noun)
        if unit == "人次" and (noun == "服务" or (not noun and own in _AND_ALSO and last_noun.startswith("服务"))):
            noun = "服务人次"
        if unit == "TB" and noun in _OF_DATA:
            noun = "馆藏数据"
        if unit == "家" and (noun == "服务" or (noun == "单位" and segment.rstrip().endswith("为"))):
            noun = canonical("服务单位")
        while next_added < len(added) and added[next_added][1] <= start:
            next_added += 1
        if next_added < len(added) and added[next_added][0] < start and not noun.startswith(_NEW):
            noun = _NEW + noun
        if (partial or (following in _BESIDE_SHARE and _is_share_of(text, end, noun))) and noun:
            noun = _OF_THEM + noun  # 兼职12人，来自4家参加单位
        if some and noun:
            noun = next((whole for low, high, whole in some if low < start < high), "") + noun
        if unit == "%" and not noun.endswith(_RATES):
            beside = text[last_end:start].startswith(("，", "（"))
            noun = share_noun(own, last_noun if beside else "", last_unit)
        if unit in _RANKS:
            noun = _KINDS[unit]
        else:
            last_noun, last_unit, last_end = noun, unit, end
        if len(noun) < 2 and not cell and text[start - len(segment) - 1 : start - len(segment)] in "，,":
            noun = of_clause_before(text, start - len(segment) - 1)
            loose = True
        else:
            loose = not change and (value < 100 or step > value / 99) and is_vague(noun)
            loose = loose or unit in _LASTING or unit in _RANKS or is_skipped
        if len(noun) > 1 and not change:
            last = seen.get((noun, unit), -1)
            if last >= 0 and _OF_THEM in text[last:start] and "\n" not in text[last:start]:
                noun = _OF_THEM + noun
            else:
                seen[noun, unit] = end
        if (
            (len(noun) > 1 or (not noun and value >= _LONG and not cell and stands_alone(text, end, segment)))
            and (unit != "%" or noun.endswith((*_RATES, SHARE)) or noun.startswith(SHARE))
            and not (cell and not clean(segment))
        ):
            if some_of_them and not change and not noun.startswith(SET_UP):
                continue  # 与3家参建医院完成试运行: some of them
            kin = kin_of(unit, noun[-OWN_WORDS:] if chained else noun, value, changes=change > 0)
            if is_skipped and value < _CLOSE and any(word in segment for word in _ONE_BY_ONE):
                kin = ()  # 依次降到17%、16%、14.5%: near each other as they are
            if kin or not loose:
                # A plan has hundreds: `Mention(…)` takes twice as long.
                mention = new(Mention, (noun, unit, value, step, start, end, change, False, -1, "", kin))
                found.append((start, mention, loose))
    return found


def _words_before(text: str, quantities: list[Quantity]) -> list[tuple[Quantity, str, int]]:
    """Each quantity with the words before it up to a stop, a bracket or the last quantity; in that case (else 0) with
    the end of the last quantity; with -1 where its unit is none to compare. Those whose words reach too far are left
    out."""
    plain = text
    for edge in _EDGES:
        if edge in plain:
            plain = plain.replace(edge, "\n")
    found = []
    previous = 0
    for one in quantities:
        start, end, _, _, unit, _ = one
        if unit in _NO_COUNT:
            found.append((one, "", -1))
        else:
            low = start - REACH if start - REACH > previous else previous
            cut = plain.rfind("\n", low, start) + 1
            if cut:
                found.append((one, text[cut:start], 0))
            elif low <= previous:
                found.append((one, text[low:start], previous))
        if unit not in _RANKS:
            previous = end
    return found


_BESIDE_SHARE = frozenset("，,（(")
_SHARE_OF = lazy(r"[，,（(]\s?约?占([\u4e00-\u9fff]{1,8})的\s?\d")
_ITSELF = frozenset(["该类", "其", "同类", "本类", "这类"])


def _is_share_of(text: str, end: int, noun: str) -> bool:
    """Whether a figure is a part of what its own noun names, by the share behind it: 构件15,658件，占构件的84.0%."""
    said = _SHARE_OF.match(text, end)
    return said is not None and (said[1] in _ITSELF or (len(said[1]) > 1 and noun.endswith(said[1])))


_REACHED = ("总", "累计", "到", "至", "共", "现")


def _goes_on_with_new(text: str, last: int, at: int, noun: str) -> bool:
    """Whether a noun is the next in a list of what is new: 新增标本38,000份、影像29,000份."""
    return text[last:at] == "、" and len(noun) > 1 and not any(sign in noun for sign in _REACHED)


_THERE_IS = ("现有", "目前")


def _tells_of_its_row(text: str, at: int, segment: str) -> bool:
    """Whether a cell says by itself what there is of what its row is about: 温室 | 现有温室32亩."""
    if not segment.startswith(_THERE_IS):
        return False
    row = text.rfind("\n", 0, at) + 1
    head = text[row : text.find("\t", row)].strip()
    return len(head) > 1 and head in segment


def _in_table(text: str, at: int) -> bool:
    end = text.find("\n", at)
    return "\t" in text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]
