"""What a figure is a figure of: its noun with all modifiers, its unit, and the time that it holds for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from planui.rules.chinese_numbers import Number
from planui.rules.dates import DateSpan, Day, find_dates
from planui.rules.figure_nouns import canonical, clean
from planui.rules.parts import mismatches
from planui.rules.quantities import Quantity, find_quantities, is_about

if TYPE_CHECKING:
    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage

NOW = "now"
RECENT = "recent"
PLAN = "plan"


class Mention(NamedTuple):
    """A figure in a text. Offsets are in the passage's words, or in its raw text for cells of tables (`raw`)."""

    noun: str
    unit: str
    scope: str
    number: Number
    start: int
    end: int
    sentence: int
    raw: bool = False


_UNITS = frozenset(
    [
        "人",
        "份",
        "家",
        "个",
        "项",
        "件",
        "种",
        "平方米",
        "亩",
        "公顷",
        "TB",
        "PB",
        "台",
        "套",
        "册",
        "元",
        "人次",
        "份次",
        "条次",
        "批次",
        "次",
        "条",
        "篇",
        "组",
        "期",
        "场",
        "门",
        "张",
        "幅",
        "株",
        "尾",
        "间",
        "座",
        "部",
        "%",
        "所",
        "类",
        "批",
    ]
)
_EDGES = frozenset("，。；：、（）()“”‘’！？,;:\n\t|《》—")
_RIGHT = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,12}")
_RIGHT_STOP = re.compile(
    r"[的和与及由为是在均都已可以用来分占不未有共其此到至上下内外后前对并进各被于从向、]|组成|构成|增|扩"
    r"|降|提|减|升|调整|左右|包括|开展|参加|全部|之|归"
)
_RAISED = re.compile(
    r"^(?:逐年|逐步|稳步)?(?:增至|增加到|增加至|增长到|增长至|扩至|扩到|扩大到|扩充到|扩展到|充实到|提高到"
    r"|提高至|提升到|提升至|升至|升到|上升到|降至|降到|降低到|下降到|减至|减少到|缩短到|缩短至|缩短为|调整为"
    r"|调整到|变为|达到|到)$"
)
_FROM = re.compile(r"[由从](?:目前|现有|现在|基线|原有)?的?$")
_RATES = ("率", "度", "占比", "比例", "比重")
_YEAR = re.compile(r"第([一二三四五])(?:个?年度?|阶段)(?!末)|首年")
_YEARS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_PLAN_WORDS = re.compile(r"五年|规划期|期末|“十四五”|总体目标|未来|今后")
_RECENT_WORDS = re.compile(r"近三年|近两年|两年[来间内]|三年来")
_ADDED = re.compile(r"新增|增加|引进|新建|补充")
_OURS = re.compile(r"本库|本平台|资源库|平台|本圃|本馆")
_OTHERS = re.compile(
    r"美国|英国|日本|德国|法国|欧洲|欧盟|澳大利亚|国外|国际上|全国|我国|同行|兄弟|同类|该(?:馆|中心|所"
    r"|机构|公司|企业|校|院)|某|全[所院校市省]|一家|对方|华南"
)
_SKIPPED = re.compile(
    r"分别|依次|各(?=\s*$)|每年|年均|每月|月均|每日|日均|每个?|人均|户均|平均|单[份次]|每[家份次台人期批季]"
    r"|首批|首次|首期|第[一二三四五\d]+[批期届次]"
    r"|超过|不少于|不低于|以[上下]|其余|另|其他|部分|同比|相当于|折合|约合|减少|净增|差|缺|比(?!例)|较"
    r"|高出|多出|余下|尚有|剩余|上限|下限|最[大小高低多少]|单[个份]|以内|原计划|原有|第[一二三四五六七八九十]"
)


def mentions(passage: Passage, section: FormSection, form: Form) -> list[Mention]:
    """The figures of a passage that can be compared with those of other places."""
    text = passage.text
    quantities = find_quantities(passage)
    if not quantities:
        return []
    wrong = {one.start for found in mismatches(passage) for one in found.parts}
    found: list[Mention] = []
    last: tuple[Quantity, str, str] | None = None
    tables = bool(passage.prose.tables)
    cell = passage.place.part == "cell"
    planning = section.window == "planning"
    sentence = _Sentence(text, -1, 0, [], section, form)
    dates = find_dates(passage)
    edge = 0
    for one in quantities:
        start = one.start
        previous, edge = edge, one.end
        if one.unit not in _UNITS:
            last = None
            continue
        low = start - 30 if start - 30 > previous else previous
        segment = text[low:start]
        cut = _last_edge(segment)
        if cut:
            segment = segment[cut:]
        elif low > previous:
            continue
        if start >= sentence.end:
            sentence = _sentence(text, start, dates, section, form)
        if tables and sentence.tabular:
            continue
        scope = sentence.scope_at(start)
        changed = segment[:4] if last is not None and not cut and last[0].end == previous else ""
        if last is not None and changed and last[0].unit == one.unit and _RAISED.match(segment):
            noun: str | None = last[1]
            if scope == NOW:
                scope = PLAN if planning or sentence.planned else ""
        else:
            noun = _noun(text, segment, one, dates)
            if noun is None:
                last = None
                continue
            if _FROM.search(segment) or "基线" in segment:
                scope = NOW if (planning or scope == PLAN) and scope in (PLAN, NOW) else ""
        if noun is None:
            continue
        if sentence.part >= 0 and sentence.part < start and not noun.startswith("新增"):
            noun = "新增" + noun
        if sentence.of_host:
            scope += " host"
        elif sentence.of_others:
            scope = ""
        last = (one, noun, scope)
        if not noun or not scope or start in wrong or (one.unit == "%" and not noun.endswith(_RATES)):
            continue
        if (cell and not clean(segment)) or is_about(text, one):
            continue
        found.append(Mention(noun, one.unit, scope, one.number, start, one.end, sentence.start))
    return found


def _last_edge(segment: str) -> int:
    """Where the words begin that follow the last stop or bracket; 0 where there is none."""
    for index in range(len(segment) - 1, -1, -1):
        if segment[index] in _EDGES:
            return index + 1
    return 0


class _Sentence:
    """What a sentence says of the time and the owner of its figures, worked out once for all of them."""

    __slots__ = ("cues", "default", "end", "of_host", "of_others", "part", "planned", "start", "tabular")

    def __init__(
        self, text: str, start: int, end: int, dates: list[DateSpan], section: FormSection, form: Form
    ) -> None:
        self.start, self.end = start, end
        words = text[start:end] if end > start else ""
        line_end = text.find("\n", start)
        self.tabular = "\t" in text[text.rfind("\n", 0, start) + 1 : line_end if line_end >= 0 else len(text)]
        self.planned = _PLAN_WORDS.search(words) is not None
        self.of_host = "依托单位" in section.title and _OURS.search(words) is None
        self.of_others = _OTHERS.search(words) is not None
        part = words.find("其中")
        self.part = start + part if part > 0 and _ADDED.search(words, 0, part) else -1
        self.cues = [(span.end, of_dates(span.first, span.last, form)) for span in dates if start <= span.start < end]
        if "第" in words or "首年" in words:
            self.cues += [
                (start + year.end(), f"year {_YEARS[year[1]] if year[1] else 1}") for year in _YEAR.finditer(words)
            ]
            self.cues.sort()
        if self.planned and section.window != "planning":
            found = _PLAN_WORDS.search(words)
            if found is not None:
                self.cues.append((start + found.end(), PLAN))
                self.cues.sort()
        if (recent := _RECENT_WORDS.search(words)) is not None:
            self.cues.append((start + recent.end(), RECENT))
            self.cues.sort()
        self.default = NOW
        if section.window == "planning":
            self.default = NOW if re.search(r"现有|目前|现行", words) and not self.planned else PLAN
        elif section.window == "recent":
            self.default = RECENT

    def scope_at(self, at: int) -> str:
        """The scope of the nearest time named before `at`, else the section's."""
        scope = self.default
        for end, said in self.cues:
            if end > at:
                break
            scope = said
        return scope


def _sentence(text: str, at: int, dates: list[DateSpan], section: FormSection, form: Form) -> _Sentence:
    start = max(text.rfind("\n", 0, at), text.rfind("。", 0, at), text.rfind("；", 0, at)) + 1
    ends = [found for stop in "\n。；" if (found := text.find(stop, at)) >= 0]
    return _Sentence(text, start, min(ends, default=len(text)), dates, section, form)


def _noun(text: str, segment: str, one: Quantity, dates: list[DateSpan]) -> str | None:
    """The noun of a figure, neutral words taken out; None where words restrict it in ways not followed."""
    if _SKIPPED.search(segment):
        return None
    if "年" in segment:
        offset = one.start - len(segment)
        for span in reversed(dates):
            if span.start < one.start:
                if span.end <= offset:
                    break
                segment = segment[: max(0, span.start - offset)] + segment[max(0, span.end - offset) :]
    noun = clean(segment)
    following = text[one.end : one.end + 1]
    if "\u4e00" <= following <= "\u9fff" and (right := _RIGHT.match(text, one.end)):
        words = right.group()
        stop = _RIGHT_STOP.search(words)
        if stop:
            words = words[: stop.start()]
        if len(words) >= 2 and not noun.endswith(words):
            noun = canonical(noun + words)
    return noun


def of_dates(first: Day, last: Day, form: Form) -> str:
    """The scope that a date means: the baseline, one of the form's windows, one of its years, or just that date."""
    base = form.baseline
    if base is not None and last == (base.year, base.month, base.day) and first[:2] == last[:2]:
        return NOW
    for window in form.windows:
        if first[:2] == (window.first.year, window.first.month) and last[:2] == (window.last.year, window.last.month):
            return RECENT if window.key == "recent" else PLAN
        if window.key == "planning" and first[:2] == last[:2] == (window.last.year, window.last.month):
            return PLAN
    for index, period in enumerate(form.tables[0].periods if form.tables else (), 1):
        if first[:2] == (period.first.year, period.first.month) and last[:2] == (period.last.year, period.last.month):
            return f"year {index}"
    return f"{first}–{last}"
