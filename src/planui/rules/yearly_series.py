"""Figures that a text gives year by year: 第一年1,600份，第二年1,700份……; 依次为800、900、1,000、1,100、1,200份."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.chinese_numbers import read_number
from planui.rules.figure_nouns import clean
from planui.rules.mention import Mention
from planui.rules.quantities import Quantity, find_quantities, is_about

if TYPE_CHECKING:
    from planui.model.passage import Passage

YEARS = 5
"""The years of the planning period."""

_CUE = lazy(r"第([一二三四五])(?:([、和至到—-])第?[一二三四五])?个?年度?(?!末)")
_ORDER = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4}
_LISTS = ("依次", "分别", "逐年", "各年", "年度")
_JOINTS = frozenset(("、", "，", ",", "和", "及", "、第", ""))
_BARE = lazy(r"(?<![\d.,])(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:、|，|和|及)){4}$")
_NUMBER = lazy(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_BARE_REACH = 60
_FOUR_MORE = lazy(r"^[，；](?:此后|其后|以后|后)四年(?:依次|分别|每年)?[^，。；\d]{0,8}$")
_STOPS = "。\n"
_NOUN = 16
LAST = 4
"""Characters of a noun by which rows of the schedule call a thing the same."""
_SO_FAR = "累计"
_MARKS = "，。；、：（）,;:\n"
_VERB = lazy(r"(?:依次|分别|各年度?|逐年|达到?|增至|增加到|完成|为|是|约|的|：)+$")
_VERB_ENDS = frozenset("次别度年到至成为是约的：达")


class Series(NamedTuple):
    """Figures of one thing by year (from 0)."""

    unit: str
    figures: dict[int, Any]


def series_in(passage: Passage) -> list[Series]:
    """The series of a passage's words."""
    text = passage.text
    by_year = text.count("第") > 1 and "年" in text
    if not by_year and not any(word in text for word in _LISTS):
        return []
    quantities = find_quantities(passage)
    if not quantities:
        return []
    found = list(_lists(text, quantities))
    if by_year:
        found += _told_by_year(text, quantities)
    return found


def row_figures(passage: Passage) -> list[Mention]:
    """All figures of a row of the schedule, each with the words right before it."""
    text = passage.text
    found = []
    last = 0
    for one in find_quantities(passage):
        if not is_about(text, one):
            found.append(_mention(one, _last_words(text, last, one.start)))
        last = one.end
    return found


def _mention(one: Quantity, noun: str) -> Mention:
    return Mention(noun, one.unit, one.value, one.step, one.start, one.end)


def _words_before(text: str, last: int, at: int) -> str:
    """What a figure counts, in a word: what stands before it up to a mark."""
    words = text[max(last, at - _NOUN) : at].strip()
    for mark in _MARKS:
        words = words[words.rfind(mark) + 1 :]
    return clean(_VERB.sub("", words))


def _last_words(text: str, last: int, at: int) -> str:
    """The last characters of what a figure counts, by which rows of the schedule call it the same."""
    words = text[max(last, at - _NOUN) : at].rstrip()
    for mark in _MARKS:
        if mark in words:
            words = words[words.rfind(mark) + 1 :]
    so_far = _SO_FAR if _SO_FAR in words else ""
    if words[-1:] in _VERB_ENDS:
        words = _VERB.sub("", words)
    return so_far + words[-LAST:]


def _told_by_year(text: str, quantities: list[Quantity]) -> list[Series]:
    found: list[Series] = []
    cues = [(one.start(), one.end(), -1 if one[2] else _ORDER[one[1]]) for one in _CUE.finditer(text)]
    known: dict[tuple[str, int], dict[int, Mention]] = {}
    last = -1
    index = 0
    for number, (_, end, year) in enumerate(cues):
        stop = cues[number + 1][0] if number + 1 < len(cues) else len(text)
        ends = [at for sign in _STOPS if (at := text.find(sign, end, stop)) >= 0]
        stop = min(ends, default=stop)
        if 0 <= year <= last:
            found += _kept(known)
            known = {}
        if year < 0:
            continue
        last = year
        while index < len(quantities) and quantities[index].start < end:
            index += 1
        counts: dict[str, int] = {}
        at = end
        while index < len(quantities) and quantities[index].start < stop:
            one = quantities[index]
            index += 1
            nth = counts[one.unit] = counts.get(one.unit, -1) + 1
            if not is_about(text, one):
                known.setdefault((one.unit, nth), {})[year] = _mention(one, _words_before(text, at, one.start))
            at = one.end
    return found + _kept(known)


def _kept(known: dict[tuple[str, int], dict[int, Mention]]) -> list[Series]:
    return [Series(unit, figures) for (unit, _), figures in known.items() if len(figures) > 1]


def _lists(text: str, quantities: list[Quantity]) -> list[Series]:
    """Five figures of one unit in a row; the unit may stand behind the last alone."""
    found = []
    run: list[Quantity] = []
    for one in quantities:
        if run and one.unit == run[-1].unit and text[run[-1].end : one.start].strip() in _JOINTS:
            run.append(one)
        else:
            found += _five(text, run)
            # 第一年新增1,800株，此后四年依次新增2,000株、……
            follows = bool(run) and one.unit == run[-1].unit and _FOUR_MORE.search(text, run[-1].end, one.start)
            run = [run[-1], one] if follows else [one]
            if "、" in text[one.start - 4 : one.start]:
                found += _bare(text, one)
    return found + _five(text, run)


def _five(text: str, run: list[Quantity]) -> list[Series]:
    if len(run) != YEARS:
        return []
    noun = _words_before(text, 0, run[0].start)
    return [Series(run[0].unit, {year: _mention(one, noun) for year, one in enumerate(run)})]


def _bare(text: str, last: Quantity) -> list[Series]:
    before = _BARE.search(text, max(0, last.start - _BARE_REACH), last.start)
    if before is None:
        return []
    noun = _words_before(text, 0, before.start())
    figures: dict[int, Mention] = {}
    for year, digits in enumerate(_NUMBER.finditer(text, before.start(), before.end())):
        number = read_number(digits.group())
        if number is not None:
            figures[year] = Mention(noun, last.unit, number.value, number.step, *digits.span())
    figures[YEARS - 1] = _mention(last, noun)
    return [Series(last.unit, figures)]
