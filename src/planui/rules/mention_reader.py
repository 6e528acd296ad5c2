"""What the figures of a text are figures of: each one's noun with all modifiers, read from the words around it and from
what the figure before it was of; and whether it is what something changed from or to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.added_parts import parts_of_added, parts_of_some
from planui.rules.canonical_nouns import canonical, with_words
from planui.rules.figure_kin import kin_of
from planui.rules.figure_nouns import REST, clean, is_changed_to
from planui.rules.figure_runs import Run
from planui.rules.figure_shares import SHARE, share_noun
from planui.rules.figure_surroundings import (
    IN_TURN,
    ON_TOP,
    ON_TOP_OF,
    RIGHT_STOPS,
    RIGHT_WORDS,
    TO_SIGNS,
    becomes_more,
    before_comma,
    is_made_of,
    made_of,
    of_body,
    of_clause_before,
    of_label,
    of_line_head,
    of_series,
    of_title_line,
    of_topic,
    raises,
    reached_from,
    stands_alone,
    what_they_are,
    with_words_behind,
    with_words_over,
)
from planui.rules.figure_words import OWN_WORDS, bound, words_read
from planui.rules.mention import BECOMES, FROM, RAISED, SET_UP, Mention
from planui.rules.quantities import LASTING, in_common_unit
from planui.rules.vague_nouns import is_vague

if TYPE_CHECKING:
    from planui.rules.quantities import Quantity

_TYPICAL = lazy(r"平均|单份|年均|月均|日均|人均")
"""Words after which only slips are looked for."""
_AND = frozenset("和与及")
_NUMBERED = 1000
"""Below this 号 is the number of a house, a paper or a thing, not a count of specimens."""
_KINDS = {"种": "种数", "属": "属数", "科": "科数", "目": "目数"}
"""What is counted by a sign behind 个: 412个属、1,865个种."""
_OF_DATA = frozenset(
    ["数据", "数字资源", "数据量", "数据总量", "数据资源", "资源总量", "资源量", "存放资源", "存储数据", "存放数据"]
)
"""What all that a library of data holds is called, by its size."""
_CAPACITY = lazy(
    r"^(?:[\u4e00-\u9fff]{0,6}存放[在于]|(?:在线)?存储(?:系统|设备)?总?|总存储|总|系统存储|系统)?容量$"
    r"|^(?:在线|系统)?存储(?:扩容)?$"
)
"""What the storage of a library can hold, however that is called."""
_HELD_FOR = ("培训", "讲座", "活动", "会议", "课程")
"""What is counted by how often it was held, and by who came: 培训22期、1,340人次."""
_COUNTIES = lazy(r"[县区]?（[县市区、]{1,5}）")
_AND_ALSO = ("", "、", "，", "和", "与")
"""Before a figure that goes on with what the one before it counts: 服务用户412家、18.6万人次."""
RANKS = frozenset("科属")
"""Units of what the kinds that are counted behind them belong to (86科412属1,935种): only slips are looked for."""
_LONG = 1000
"""From this value on a figure is looked at without a noun."""
_FROM = lazy(r"[由从](?:截[至止]|目前|现有|现行|现在|基线|原有)?的? ?$")
_FROM_ALONE = ("由", "从")
_RATES = ("率", "误差", "度", "占比", "比例", "比重")
_NEW = "新增"
_OF_THEM = "其中"
"""Behind it, what was told of the whole before is told of a part: 原值2,385万元，其中单价高的38台，原值1,540万元."""
_WITH = frozenset("与和同对向为在")
_ONE_BY_ONE = ("依次", "分别", "逐年")
_CLOSE = 100
"""Below this figures that are told one by one are near each other by chance."""
_FEW = 10
"""Below this what something was done with or for is rather some than all."""
_THERE_IN = ("中有", "里有", "内有", "中的", "里的")
"""Before a figure: it counts a part of what is named (南沙基地中有12亩用于……)."""

Read = tuple[int, Mention, bool]
"""Where a figure begins, the figure, and whether only slips are looked for."""


class _Figure:
    """One figure while it is read: `segment` are the words before it, `own` those that are its alone, `said` the noun
    in them; `following` is the sign behind it, `before` the offset where its words begin."""

    __slots__ = ("before", "end", "following", "own", "said", "segment", "start", "step", "unit", "value", "words")

    def __init__(self, text: str, one: Quantity, segment: str, own: str, said: str) -> None:
        self.start, self.end, self.value, self.step, self.unit, _ = one
        self.segment = segment
        self.words = segment.rstrip()
        self.own = own
        self.said = said
        self.before = self.start - len(segment)
        self.following = text[self.end : self.end + 1]

    @property
    def goes_on(self) -> bool:
        """Whether words stand behind that may be its noun's."""
        return self.following.isalpha() and self.following not in RIGHT_STOPS


class MentionReader:
    """Reads the figures of one text, in order."""

    def __init__(self, text: str, *, cell: bool, tables: bool) -> None:
        self._text = text
        self._cell = cell
        self._tables = tables
        self._added = parts_of_added(text)
        self._some = parts_of_some(text)
        self._next_added = 0
        self._run = Run(text)
        self._seen: dict[tuple[str, str], int] = {}
        self._last_noun = ""
        self._last_unit = ""
        self._last_end = 0

    def read(self, figures: list[tuple[Quantity, str, int]]) -> list[Read]:
        """The figures that can be compared. Each comes with the words before it, and with the end of the figure before
        where these reach so far (else 0); with -1 where its unit is none to compare."""
        text = self._text
        read = words_read([(segment, chained > 0) for _, segment, chained in figures])
        if "）" in text:
            read = [
                with_words_over(text, one.start - len(segment), *known)
                if not known[0] or known[0][0] == "的"
                else known
                for known, (one, segment, _) in zip(read, figures, strict=True)
            ]
        found: list[Read] = []
        for (one, segment, chained), (own, said, is_skipped) in zip(figures, read, strict=True):
            if chained < 0 or (one.unit == "号" and one.value < _NUMBERED):
                self._last_unit = ""
                continue
            if self._tables and _in_table(text, one.start) and not _tells_of_its_row(text, one.start, segment):
                continue
            mention = self._read(_Figure(text, one, segment, own, said), chained=chained, is_skipped=is_skipped)
            if mention is not None:
                found.append(mention)
        return found

    def _read(self, one: _Figure, *, chained: int, is_skipped: bool) -> Read | None:
        change = 0
        if chained and self._last_end == chained and self._last_unit == one.unit and raises(one.own):
            noun, change = self._last_noun, RAISED
            some_of_them = False
        elif is_skipped and not _TYPICAL.search(one.segment):
            self._run.goes_on(one.start, one.end, one.unit, one.said)
            self._last_unit = ""
            return None
        else:
            some_of_them = one.value < _FEW and one.words[-1:] in _WITH and one.goes_on
            noun = self._noun(one)
            made = bool(one.following and "\u4e00" <= one.following <= "\u9fff" and is_made_of(self._text, one.end))
            if made:
                noun = of_body(self._text, one.end, made_of(self._text, one.start) or noun)
            change = self._change(one, made=made)
            noun, change = self._continued(one, self._with_words_behind(one, noun, change), change)
        self._run.goes_on(one.start, one.end, one.unit, noun)
        noun = self._part(one, self._called(one, noun), change)
        if one.unit in RANKS:
            noun = _KINDS[one.unit]
        else:
            self._last_noun, self._last_unit, self._last_end = noun, one.unit, one.end
        noun, loose = self._filled(one, noun, change, is_skipped=is_skipped)
        if some_of_them and not change and not noun.startswith(SET_UP):
            return None  # 与3家参建医院完成试运行: some of them
        return self._mention(one, noun, change, loose=loose, chained=bool(chained), is_skipped=is_skipped)

    def _noun(self, one: _Figure) -> str:
        """The noun that the words before a figure give, with what stands for them where they are none."""
        noun = "" if one.words[-1:] in _AND and one.goes_on else one.said
        if not noun and one.segment.strip() in _FROM_ALONE:
            noun = before_comma(self._text, one.before)
        if one.words.endswith(_THERE_IN):
            return _OF_THEM + noun
        if self._last_noun[:2] == _NEW and _goes_on_with_new(self._text, self._last_end, one.before, noun):
            return _NEW + noun
        return noun

    def _change(self, one: _Figure, *, made: bool) -> int:
        """Whether a figure is what something changed from or to."""
        segment = one.segment
        if "由" in segment or "从" in segment or "基线" in segment:
            return FROM if not made and ("基线" in segment or _FROM.search(one.own)) else 0
        if one.words[-1:] in TO_SIGNS and is_changed_to(one.words):
            return BECOMES
        if one.said.startswith(_NEW):
            return 0  # 新增品系220个，达到632个
        return FROM if one.following and one.following in "，," and becomes_more(self._text, one.end, one.unit) else 0

    def _with_words_behind(self, one: _Figure, noun: str, change: int) -> str:
        """The noun with the words behind a figure: 38人的专职队伍."""
        text, end, following = self._text, one.end, one.following
        if not (following.isalpha() and (following not in RIGHT_STOPS or text.startswith(RIGHT_WORDS, end))):
            return noun
        if one.unit == "个" and following in _KINDS and not text[end + 1 : end + 2].isalpha():
            return _KINDS[following]
        if one.unit == "个" and (counties := _COUNTIES.match(text, end)):
            return with_words(noun, counties.group())
        named = with_words_behind(text, end, noun, changes=change == FROM)
        return of_topic(text, one.start, named) if named and not one.segment else named

    def _continued(self, one: _Figure, noun: str, change: int) -> tuple[str, int]:
        """The noun of a figure that goes on with what an earlier one of the sentence told, and what that makes of its
        change."""
        text, start, end, before = self._text, one.start, one.end, one.before
        same_unit = self._last_unit == one.unit
        on_top = text.startswith(ON_TOP, end)
        if same_unit and (reached := reached_from(text, self._last_end, start, noun, one.segment)):
            if reached == ON_TOP_OF:
                noun, change = self._last_noun, RAISED
            else:
                noun = canonical(self._last_noun.removeprefix(_NEW))
        elif same_unit and not noun and _OURS_IN_IT.match(text, self._last_end):
            noun = self._last_noun
        elif same_unit and self._last_end + 1 == before and (not noun or one.own in IN_TURN):
            noun = of_series(text[self._last_end], one.segment, one.own, self._last_noun)
            if not noun and self._last_noun.startswith(_NEW) and on_top:
                noun = canonical(self._last_noun.removeprefix(_NEW))
        elif one.following == "的" and len(noun) < 2 and not change and not on_top:
            noun = with_words_behind(text, end + 1, "", changes=False)
        elif one.following == "是" and not noun:
            noun = what_they_are(text, end)
        if not noun:
            if total := self._run.total(before, one.own, one.unit):
                return total, change
            if not change and (name := of_title_line(text, before, one.segment) or of_label(text, before, one.segment)):
                return name, change
            if on_top:
                noun = of_line_head(text, before)
                change = FROM if noun else change
        return noun, change

    def _called(self, one: _Figure, noun: str) -> str:
        """One name for what goes by several under some units."""
        unit = one.unit
        if unit == "人次" and (
            noun == "服务" or (not noun and one.own in _AND_ALSO and self._last_noun.startswith("服务"))
        ):
            noun = "服务人次"
        elif unit == "人次" and not noun and one.own in _AND_ALSO and self._last_noun.endswith(_HELD_FOR):
            noun = self._last_noun + "人次"
        if unit == "元" and noun == "投入" and _IN_ALL.search(one.segment):
            noun = "总投入"
        if unit == "TB":
            noun = "馆藏数据" if noun in _OF_DATA else _CAPACITY.sub("存储容量", noun)
        if unit == "家" and (noun == "服务" or (noun == "单位" and one.words.endswith("为"))):
            noun = canonical("服务单位")
        return noun

    def _part(self, one: _Figure, noun: str, change: int) -> str:
        """The noun with what makes it a part of that: what is new, some of it, a share of it."""
        start, added = one.start, self._added
        while self._next_added < len(added) and added[self._next_added][1] <= start:
            self._next_added += 1
        if self._next_added < len(added) and added[self._next_added][0] < start and not noun.startswith(_NEW):
            noun = _NEW + noun
        if noun and (
            one.words.endswith("来自") or (one.following in _BESIDE_SHARE and _is_share_of(self._text, one.end, noun))
        ):
            noun = _OF_THEM + noun  # 兼职12人，来自4家参加单位
        if self._some and noun:
            noun = next((whole for low, high, whole in self._some if low < start < high), "") + noun
        if one.unit == "%" and not noun.endswith(_RATES) and not (change and len(noun) > _WORD):
            beside = self._text[self._last_end : start].startswith(("，", "（"))
            noun = share_noun(one.own, self._last_noun if beside else "", self._last_unit)
        return noun

    def _filled(self, one: _Figure, noun: str, change: int, *, is_skipped: bool) -> tuple[str, bool]:
        """The noun, taken from the clause before where there is none, or marked as a part where the sentence told the
        whole of that name; and whether it says too little to compare by it alone."""
        text, start, unit, value = self._text, one.start, one.unit, one.value
        if len(noun) < 2 and not self._cell and text[one.before - 1 : one.before] in "，,":
            noun = of_clause_before(text, one.before - 1)
            loose = True
        else:
            loose = not change and (value < 100 or one.step > value / 99) and is_vague(noun)
            loose = (
                loose
                or (unit in LASTING and one.value < _MANY_HOURS)
                or unit in RANKS
                or is_skipped
                or noun.startswith(REST)
            )
        if len(noun) > 1 and not change:
            last = self._seen.get((noun, unit), -1)
            if last >= 0 and _OF_THEM in text[last:start] and "\n" not in text[last:start]:
                noun = _OF_THEM + noun
            else:
                self._seen[noun, unit] = one.end
        return noun, loose

    def _mention(
        self, one: _Figure, noun: str, change: int, *, loose: bool, chained: bool, is_skipped: bool
    ) -> Read | None:
        """The figure, where it can be compared."""
        unit, value, cell = one.unit, one.value, self._cell
        alone = not noun and value >= _LONG and not cell and stands_alone(self._text, one.end, one.segment)
        if len(noun) < 2 and not alone:
            return None
        if unit == "%" and not (
            noun.endswith((*_RATES, SHARE)) or noun.startswith(SHARE) or (change and len(noun) > _WORD)
        ):
            return None
        if cell and not clean(one.segment):
            return None
        unit, value, step = in_common_unit(unit, value, one.step)
        if unit != "元":  # 单价50万元以上 here and 单价5万元以下 there part what is bought
            unit += bound(one.segment, self._text, one.end)
        kin = kin_of(unit, noun[-OWN_WORDS:] if chained else noun, value, changes=change > 0)
        if is_skipped and value < _CLOSE and any(word in one.segment for word in _ONE_BY_ONE):
            kin = ()  # 依次降到17%、16%、14.5%: near each other as they are
        if not kin and loose:
            return None
        # A plan has hundreds: `Mention(…)` takes twice as long.
        mention = _new(Mention, (noun, unit, value, step, one.start, one.end, change, False, -1, "", kin))
        return one.start, mention, loose


_new = tuple.__new__

_BESIDE_SHARE = frozenset("，,（(")
_SHARE_OF = lazy(r"[，,（(]\s?约?占([\u4e00-\u9fff]{1,8})的\s?\d")
_ITSELF = frozenset(["该类", "其", "同类", "本类", "这类"])


def _is_share_of(text: str, end: int, noun: str) -> bool:
    """Whether a figure is a part of what its own noun names, by the share behind it: 构件15,658件，占构件的84.0%."""
    said = _SHARE_OF.match(text, end)
    return said is not None and (said[1] in _ITSELF or (len(said[1]) > 1 and noun.endswith(said[1])))


_OURS_IN_IT = lazy(r"[，（(]?(?:其中)?含(?:本[库馆圃]|资源库|本?平台)的?(?=\d)")
"""Before a figure: how much of what is told is the library's (仪器设备总值2.1亿元，含本库的3,940万元)."""
_IN_ALL = lazy(r"五年(?:内|间)?(?:计划|预计|拟|合计|共|总)*投入(?:经费|资金)?[^\S\n]*$")
_MANY_HOURS = 1_000
"""From so many on, hours are what is held (语音语料42,000小时), and nothing takes so long."""
_WORD = 3
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
