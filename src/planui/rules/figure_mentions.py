"""What a figure is a figure of: its noun with all modifiers, and its unit. What time it holds for: `figure_scopes`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.figure_kin import kin_of
from planui.rules.figure_nouns import canonical, clean, is_changed_to, is_vague, with_words
from planui.rules.figure_shares import SHARE, share_noun
from planui.rules.figure_words import OWN_WORDS, WordsRead, words_read
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
_RIGHT = lazy(r"[\u4e00-\u9fffA-Za-z]{2,12}")
_RIGHT_STOPS = frozenset(
    "的和与及由为是在均都已可以来分占尚逐不未有共其此到至上下内外后前对并进各被于从向增扩降提减升之归"
)
_RIGHT_STOP = lazy(
    r"[的和与及由为是在均都已以占尚逐不未有其此到至并被于从向增扩降提减之归]|可(?!再)|来(?!源)|分(?![析类子库中站馆布册])"
    r"|共(?![建享性同])|上(?![市海级线])|下(?![载游属])|内(?![部容陆地])|(?<![野海境室省国校院馆])外(?![部文籍地])"
    r"|后(?![备勤])|前(?![沿期])|对(?![照外象])|进(?![口展])|各(?!类)|升(?!级)|用(?!户)|组成|构成|调整|合计|左右|包括|开展|参加(?!单位)|全部|每|召开|逐[一项份个]|增设|(?<!神)经(?![费营济验历典])"
)
_RIGHT_VERB = lazy(
    r"签订|签署|建立|联合|分发|开放|提供|完成|通过|获得|取得|参与|服务(?=[\u4e00-\u9fff]{3})|具有|覆盖|纳入|入库"
)
_TO = lazy(r"[到至为]$")
_TO_SIGNS = ("到", "至", "为")
_MADE_OF = lazy(r"[\u4e00-\u9fff]{0,4}?(?:组成|构成|参加|共同)")
_MADE_FROM = 40
"""Characters between 由 and a number within which it says of what something is made."""
_ON_TOP_OF = "基础上"
_ON_TOP = ("的基础上", "基础上")
_REACHES = ("累计", "达到", "总量", "总数", "增至", "增加到", "增加至", "扩大到", "扩充到", "提高到")
_KINDS = {"种": "种数", "属": "属数", "科": "科数", "目": "目数"}
"""What is counted by a sign behind 个: 412个属、1,865个种."""
_RANKS = frozenset("科属")
"""Units of what the kinds that are counted behind them belong to (86科412属1,935种): only slips are looked for."""
_WORD = 3
_LONG = 1000
"""From this value on a figure is looked at without a noun."""
_STEADILY = ("逐年", "逐步", "稳步")
_RAISING = frozenset(
    [
        "增至",
        "增加到",
        "增加至",
        "增长到",
        "增长至",
        "扩至",
        "扩到",
        "扩大到",
        "扩充到",
        "扩展到",
        "充实到",
        "提高到",
        "提高至",
        "提升到",
        "提升至",
        "升至",
        "升到",
        "上升到",
        "降至",
        "降到",
        "降低到",
        "下降到",
        "减至",
        "减少到",
        "缩短到",
        "缩短至",
        "缩短为",
        "调整为",
        "调整到",
        "变为",
        "达到",
        "到",
    ]
)
_FROM = lazy(r"[由从](?:截[至止]|目前|现有|现行|现在|基线|原有)?的? ?$")
_FROM_ALONE = ("由", "从")
_VERB = 5
_BEFORE_COMMA = lazy(r"(?:^|[。；，\n])([\u4e00-\u9fff]{2,12})[，：]$", re.M)
_RATES = ("率", "度", "占比", "比例", "比重")
_OF_THEM = "其中"
_THERE_IN = ("中有", "里有", "内有")
"""Behind it, what was told of the whole before is told of a part: 原值2,385万元，其中单价高的38台，原值1,540万元."""
_ADDED = ("新增", "增加", "引进", "新建", "补充")
_PARTS = lazy(r"其中|：(?<=[人份家件种个项台株册].)|[，；（]按(?=[\u4e00-\u9fff]{1,4}[是为分，：])|[，：]包括")
_NOT_A_PART = lazy(r"，(?:使|并|总|累计|到20)|，[^，。；、\d]{2,8}(?:总量|率)")
"""Where a sentence speaks of its whole again, behind the parts of what is new."""
_REACH = 30
"""How far back a figure's noun is followed."""
_SENTENCE = 400
"""How far a sentence is followed to either side."""


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
            _with_words_over(text, one.start - len(segment), *known) if known[0][:1] == "的" else known
            for known, (one, segment, _) in zip(read, before, strict=True)
        ]
    added = _parts_of_added(text) if any(word in text for word in _ADDED) else []
    next_added = 0
    found: list[_Read] = []
    new = tuple.__new__
    last_noun, last_unit, last_end = "", "", 0
    seen: dict[tuple[str, str], int] = {}
    for (one, segment, chained), (own, said, is_skipped) in zip(before, read, strict=True):
        start, end, value, step, unit, _ = one
        if chained < 0 or (unit == "号" and value < _NUMBERED):
            last_unit = ""
            continue
        if tables and _in_table(text, start) and not _tells_of_its_row(text, start, segment):
            continue
        change = 0
        following = text[end : end + 1]
        if chained and last_end == chained and last_unit == unit and _raises(own):
            noun, change = last_noun, RAISED
        elif is_skipped and not _TYPICAL.search(segment):
            last_unit = ""
            continue
        else:
            noun = said
            if segment.rstrip()[-1:] in _AND and following.isalpha() and following not in _RIGHT_STOPS:
                noun = ""
            if not noun and segment.strip() in _FROM_ALONE:
                noun = _before_comma(text, start - len(segment))
            if segment.rstrip().endswith(_THERE_IN):
                noun = _OF_THEM + noun
            made = following and "\u4e00" <= following <= "\u9fff" and _MADE_OF.match(text, end) is not None
            if made:
                noun = _made_of(text, start) or noun
                noun = _of_body(text, end, noun)
            if "由" in segment or "从" in segment or "基线" in segment:
                change = FROM if "基线" in segment or _FROM.search(own) else 0
                if made:
                    change = 0
            elif segment.rstrip()[-1:] in _TO_SIGNS and is_changed_to(segment.rstrip()):
                change = BECOMES
            if following not in _RIGHT_STOPS and (following.isalpha()):
                if unit == "个" and following in _KINDS and not text[end + 1 : end + 2].isalpha():
                    noun = _KINDS[following]
                else:
                    noun = _with_words_behind(text, end, noun, changes=change == FROM)
            if last_unit == unit and (reached := _reached(text, last_end, start, noun, segment)):
                noun = last_noun
                if reached == _ON_TOP_OF:
                    change = RAISED
                else:
                    noun = canonical(noun.removeprefix("新增"))
            elif not noun and last_unit == unit and last_end + 1 == start - len(segment):
                noun = _of_series(text[last_end], segment, own, last_noun)
                if not noun and last_noun.startswith(_ADDED[0]) and text.startswith(_ON_TOP, end):
                    noun = canonical(last_noun.removeprefix(_ADDED[0]))
        if unit == "家" and (noun == "服务" or (noun == "单位" and segment.rstrip().endswith("为"))):
            noun = canonical("服务单位")
        while next_added < len(added) and added[next_added][1] <= start:
            next_added += 1
        if next_added < len(added) and added[next_added][0] < start and not noun.startswith("新增"):
            noun = "新增" + noun
        if unit == "%" and not noun.endswith(_RATES):
            beside = text[last_end:start].startswith(("，", "（"))
            noun = share_noun(own, last_noun if beside else "", last_unit)
        if unit in _RANKS:
            noun = _KINDS[unit]
        else:
            last_noun, last_unit, last_end = noun, unit, end
        if len(noun) < 2 and not cell and text[start - len(segment) - 1 : start - len(segment)] in "，,":
            noun = _of_clause_before(text, start - len(segment) - 1)
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
            (len(noun) > 1 or (not noun and value >= _LONG and not cell and _stands_alone(text, end, segment)))
            and (unit != "%" or noun.endswith((*_RATES, SHARE)) or noun.startswith(SHARE))
            and not (cell and not clean(segment))
        ):
            kin = kin_of(unit, noun[-OWN_WORDS:] if chained else noun, value, changes=change > 0)
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
            low = start - _REACH if start - _REACH > previous else previous
            cut = plain.rfind("\n", low, start) + 1
            if cut:
                found.append((one, text[cut:start], 0))
            elif low <= previous:
                found.append((one, text[low:start], previous))
        if unit not in _RANKS:
            previous = end
    return found


def _with_words_over(text: str, at: int, own: str, noun: str, is_skipped: bool) -> WordsRead:
    """What was read in the words before a figure, with those before a parenthesis that ends at `at`:
    已完成数字化（五项齐备）的菌株."""
    opened = text.rfind("（", max(0, at - _ASIDE), at)
    if opened < 0 or text[at - 1] != "）":
        return own, noun, is_skipped
    said = _CLAUSE_BEFORE.search(text, max(0, opened - _REACH), opened)
    if said is None:
        return own, noun, is_skipped
    own = said.group() + own
    return own, clean(own), is_skipped


_ASIDE = 60
"""Characters of a parenthesis over which a figure's noun is followed."""


def _raises(segment: str) -> bool:
    segment = segment.strip().rstrip("的")
    words = segment[2:] if segment.startswith(_STEADILY) else segment
    return words in _RAISING or (len(words) < _VERB and is_changed_to(words))


def _with_words_behind(text: str, end: int, noun: str, *, changes: bool) -> str:
    right = _RIGHT.match(text, end)
    if right is None or (changes and len(noun) > 1 and _TO.search(right.group())):
        return noun
    words = right.group()
    stop = _RIGHT_STOP.search(words)
    if stop:
        words = words[: stop.start()]
    verb = _RIGHT_VERB.search(words, 2)  # what stands right behind a figure says which part of the whole it is
    if verb:
        words = words[: verb.start()]
    if words[-1:] == "中" and len(words) > _WORD:
        words = words[:-1]
    return with_words(noun, words) if len(words) >= 2 and not noun.endswith(words) else noun


def _made_of(text: str, at: int) -> str:
    """What is made of a figure's: 理事会由主管部门、依托单位和用户代表共9人组成."""
    low = max(0, at - _MADE_FROM)
    of = text.rfind("由", low, at)
    if of < 0 or any(stop in text[of:at] for stop in "。；\n"):
        return ""
    said = _CLAUSE_BEFORE.search(text, max(0, of - 20), of)
    return clean(said.group()) if said else ""


_BODY = lazy(r"组成([\u4e00-\u9fff]{2,10})(?=[，。；、（\n]|$)")


def _of_body(text: str, end: int, noun: str) -> str:
    """The noun of those whom a figure counts, with what they make up where that says more: 专家21人组成学术委员会."""
    body = _BODY.match(text, end) if is_vague(noun[-2:]) else None
    return body[1] + noun[-2:] if body else noun


def _reached(text: str, last: int, start: int, noun: str, segment: str) -> str:
    """Whether a figure is what the last one of its sentence reaches: 新增资源1,350株，累计达到2,500株; 在365家的基础上
    增至600家."""
    between = text[last:start]
    if "\n" in between:
        return ""
    if _ON_TOP_OF in between:
        return _ON_TOP_OF if len(between) < _REACH and "。" not in between and _raises_at_end(segment) else ""
    if len(noun) > 1 or not 0 < len(between) <= _REACH // 2 or between[0] not in "，,":
        return ""
    return "累计" if any(word in between for word in _REACHES) else ""


_GOES_ON = frozenset("，、；,;")
_IS = ("", "为", "达", "是", "达到", "有", "则为")


def _of_series(mark: str, segment: str, undated: str, noun: str) -> str:
    """The noun of a series' first figure, where a date alone goes on with it: 2018年底样品为3万份，2019年底为4万份."""
    return noun if mark in _GOES_ON and segment != undated and undated.strip() in _IS else ""


def _stands_alone(text: str, end: int, segment: str) -> bool:
    """Whether a figure without a noun is the whole's at a date: 在2020年6月底12,600株的基础上."""
    if segment.strip() in _WHOLE_OF and text.startswith(_OF_WHOLE, end):
        return True
    return text.startswith(_ON_TOP, end) or (
        "年" in segment and segment.rstrip()[-1:] in _DATED_BY and not segment.startswith(_AND_PARTS)
    )


_WHOLE_OF = ("占", "在", "在这", "共", "合计", "六类合计")
_OF_WHOLE = ("的", "中")
_DATED_BY = frozenset("为底日末达的月")
_AND_PARTS = ("新增", "增加")


def _raises_at_end(segment: str) -> bool:
    words = segment.rstrip()
    return words.endswith(tuple(_RAISING - {"到"})) or (words[-1:] in _TO_SIGNS and is_changed_to(words))


def _before_comma(text: str, at: int) -> str:
    """What a change behind a comma is a change of: 专家队伍，由17人增加到24人."""
    said = _BEFORE_COMMA.search(text, max(0, at - 14), at)
    return clean(said[1]) if said else ""


_CLAUSE_BEFORE = lazy(r"[\u4e00-\u9fff]{3,20}$")


def _of_clause_before(text: str, comma: int) -> str:
    """What a figure behind a comma is a figure of: 三者对应的成套资源，本库为2,760套."""
    said = _CLAUSE_BEFORE.search(text, max(0, comma - 20), comma)
    return clean(said.group()) if said else ""


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


def _parts_of_added(text: str) -> list[tuple[int, int]]:
    """Where sentences go on with parts, when what stands before them is new: 新增120种，其中鱼类52种."""
    found: list[tuple[int, int]] = []
    plain = without_stops(text)
    last = 0
    for cue in _PARTS.finditer(text):
        if cue.start() < last:
            continue
        start, end = sentence_around(plain, cue.start())
        if any(word in text[start : cue.start()] for word in _ADDED):
            whole = _NOT_A_PART.search(text, cue.end(), end)
            end = whole.start() if whole else end
            found.append((cue.start(), end))
            last = end
    return found


def sentence_around(plain: str, at: int) -> tuple[int, int]:
    """Where the sentence (or the clause up to a semicolon) around an offset begins and ends; followed so far only.
    `plain` is the text with a line end for every stop."""
    low, high = max(0, at - _SENTENCE), at + _SENTENCE
    end = plain.find("\n", at, high)
    return max(plain.rfind("\n", low, at) + 1, low), end if end >= 0 else min(high, len(plain))


def without_stops(text: str) -> str:
    """A text in which every sentence ends with a line end, as `sentence_around` takes it."""
    return text.replace("。", "\n").replace("；", "\n")
