"""The times that the words of a sentence name: the form's baseline, its windows and years, and other dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.dates import DateSpan, Day, dates_in

if TYPE_CHECKING:
    from planui.model.form import Form, FormSection

NOW = "now"
RECENT = "recent"
PLAN = "plan"
PAST = "past "
"""Before dates of the year up to the baseline, which name another time than these."""

_YEAR = lazy(r"第([一二三四五])(?:个?年度?|阶段)(?!末)|首年")
_YEARS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
PLAN_WORDS = lazy(r"(?<![近前过去])五年(?![来前])|规划期|期末|“十四五”|总体目标|未来|今后")
RECENT_WORDS = lazy(r"近三年|近两年|两年[来间内]|三年来")
LONGEST_DATE = 24
"""Characters that a date takes at most."""


def cues(words: str, section: FormSection, form: Form) -> list[tuple[int, str]]:
    """Where a sentence names a time, and which; what follows holds for it."""
    found = [
        (span.end, _time_of(words, span, form))
        for span in dates_in(words)
        if not _is_title(words, span.start, span.end)
    ]
    found += [(end, "") for cue, said in found if said not in _OF_FORM and (end := _end_of_beginning(words, cue))]
    if "第" in words or "首年" in words:
        found += [(year.end(), f"year {_YEARS[year[1]] if year[1] else 1}") for year in _YEAR.finditer(words)]
    if section.window != "planning":
        if (planned := PLAN_WORDS.search(words)) is not None:
            found.append((planned.end(), PLAN))
    elif found or "近" in words:
        # What is planned starts from what is said to be there, and ends its time.
        found += [(planned.end(), PLAN) for planned in _PLAN_AGAIN.finditer(words)]
    if section.window != "planning":
        found += [(together.end(), RECENT) for together in _TOGETHER.finditer(words)]
    if (some := _SOME_YEARS.search(words)) is not None:
        found.append((some.end(), _SOME))
    if (recent := RECENT_WORDS.search(words)) is not None:
        found.append((recent.end(), RECENT))
    found.sort()
    return found


def _time_of(words: str, span: DateSpan, form: Form) -> str:
    """The time that holds behind a date."""
    if "以来" in words[span.end : span.end + _SINCE]:
        return NOW
    if words[span.start - 1 : span.start] in _TO and span.first[1:] == _NEW_YEAR and _is_last(span.first, form):
        return PLAN
    return of_dates(span.first, span.last, form)


_SINCE = 8
"""Characters behind a date within which 以来 makes it a beginning (自2014年3月运行以来)."""
_OF_FORM = frozenset([NOW, RECENT, PLAN, *(f"year {year}" for year in _YEARS.values())])
"""The times that the form knows."""
_BEGAN = lazy(
    r"[^，。；、\d]{0,8}(?:上线|建成|成立|启用|开通|落成|挂牌|揭牌|创建|投入(?:使用|运行)|建[馆库圃所]|通过[^，。；、\d]{0,12}(?:认可|认证|评审|备案))(?:运行|开放|使用)?"
    r"[，；](?![^，。；]{0,8}(?:当年|当时|首[批年期]|最初|初期|起初|当日|次年|其时))"
)


def _end_of_beginning(words: str, at: int) -> int:
    """Where the clause ends that tells from when on there is something (2015年11月上线，); 0 where the date before it
    says more."""
    found = _BEGAN.match(words, at)
    if found is None and _BEGAN_IN.search(words, max(0, at - LONGEST_DATE), at):
        found = _COMMA.match(words, at)
    return found.end() if found is not None else 0


_BEGAN_IN = lazy(r"(?:建|成立|创[建办立]|设立|启用|上线|开馆|开园)于\d{4}年(?:\d{1,2}月)?$")
_COMMA = lazy(r"[，；]")


_TOGETHER = lazy(r"[两三]年(?=(?:合计|共计|总计|累计))")
_SOME_YEARS = lazy(r"(?<![\u4e00-\u9fff\d])[两三]年(?=发表|出版|获|授权|申请)")
_SOME = "some years"
"""A time that only words as vague tell: 两年发表论文41篇."""
_PLAN_AGAIN = lazy(r"五年(?=[^来前])|基础上")
_DATED_THINGS = ("修订", "修正", "发布", "印发", "批复", "版", "准字")


def _is_title(words: str, start: int, end: int) -> bool:
    """Whether a date is part of a title or of what a paper is called by: 《管理办法（2015年修订）》."""
    if words.startswith(_DATED_THINGS, end):
        return True
    opening = words.rfind("《", 0, start)
    return opening >= 0 and words.find("》", opening, start) < 0 and "》" in words[end:]


_TO = ("到", "至")
_NEW_YEAR = (1, 1)


def _is_last(day: Day, form: Form) -> bool:
    """Whether a day is in the year in which the planning period ends: 到2025年 is by its end."""
    return any(window.key == "planning" and window.last.year == day[0] for window in form.windows)


def of_dates(first: Day, last: Day, form: Form) -> str:
    """The scope that a date means: the baseline, one of the form's windows, one of its years, or just that date."""
    base = form.baseline
    if base is not None and last == (base.year, base.month, base.day) and first[:2] == last[:2]:
        return NOW
    known = _times_of(form).get((first[:2], last[:2]))
    if known:
        return known
    past = base is not None and (base.year - 1, base.month, base.day) < last <= (base.year, base.month, base.day)
    return f"{PAST if past else ''}{first}–{last}"


_Month = tuple[int, int]
_times: tuple[Form | None, dict[tuple[_Month, _Month], str]] = (None, {})


def _times_of(form: Form) -> dict[tuple[_Month, _Month], str]:
    """The scopes of the form's windows and years, by their first and last month; those of the last form are kept."""
    global _times
    if _times[0] is not form:
        known: dict[tuple[_Month, _Month], str] = {}
        for window in form.windows:
            first, last = (window.first.year, window.first.month), (window.last.year, window.last.month)
            known.setdefault((first, last), RECENT if window.key == "recent" else PLAN)
            if window.key == "planning":
                known.setdefault((last, last), PLAN)
        for index, period in enumerate(form.tables[0].periods if form.tables else (), 1):
            first, last = (period.first.year, period.first.month), (period.last.year, period.last.month)
            known.setdefault((first, last), f"year {index}")
        _times = (form, known)
    return _times[1]
