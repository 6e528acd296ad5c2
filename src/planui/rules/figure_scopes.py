"""What time a figure holds for, and whose it is: now, the recent years, the planning period, one of its years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.canonical_nouns import SELF_RAISED
from planui.rules.dates import dates_in
from planui.rules.figure_nouns import REST
from planui.rules.figure_shares import SHARE
from planui.rules.mention import BECOMES, FROM, RAISED, SET_UP, Mention
from planui.rules.quantities import AT_LEAST, AT_MOST, Quantity, is_about
from planui.rules.sentence_bounds import sentence_around, without_stops
from planui.rules.time_cues import LONGEST_DATE, NOW, PLAN, PLAN_WORDS, RECENT, RECENT_WORDS, cues, of_dates

if TYPE_CHECKING:
    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage

_OURS = ("本库", "全库", "全馆", "全圃", "本平台", "资源库", "平台", "本圃", "本馆")
_OTHERS = lazy(
    r"美国|英国|日本|德国|法国|欧洲|欧盟|澳大利亚|(?<![从向与同赴自往派进])国外(?!引|进修|交流|合作|专家)|国际上|全国|我国|同行|兄弟|同类|该(?:馆|中心|所"
    r"|机构|公司|企业|校|院)|某|全[所院校市省]|一家|对方|[旧原另]口径|(?<![个各设、—“])分[部馆库](?![”、])|华南(?=[^，。；]{0,12}(?:机构|单位|同类|各|家))"
)


_NOW_BEFORE = lazy(r"(?:现[有存行]|目前|已有|在册)[^，。；：、\d]{0,10}$")
_POSSIBLE = ("可以达到", "可达到", "可达", "能达到", "能够达到", "将达到")
"""Before a figure: it is not there yet."""
_UNCHANGED = lazy(r"[^，。；\d]{0,10}不变")
_UNCHANGED_REACH = 12
"""Characters behind a figure in which it is said to stay as it is: 建筑面积3,480平方米不变."""
_NOW_REACH = 12
"""Characters that `_NOW_BEFORE` takes at most."""


class Scope(NamedTuple):
    """The time (with ` host` behind it for the host's own figures), where the figure's sentence begins, and whether the
    sentence names that time, or only the section goes by it. `open`: nothing but the section speaks for it, while the
    words would do as well for what the library has now. `rough`: the figure is called rough."""

    time: str
    sentence: int
    named: bool
    open: bool = False
    rough: bool = False


class _Sentence(NamedTuple):
    """What a sentence says of time: by itself, by words after which another one holds; and whose its figures are:
    others' from an offset on (-1: none are)."""

    default: str
    cues: list[tuple[int, str]]
    planned: bool
    others: int
    ours: bool
    hosts: bool


def scope_of(passage: Passage, one: Mention, section: FormSection, form: Form, own: str = "") -> Scope | None:
    """The scope of a figure of a passage's words; None where it is rough, or another's. Kept with the passage. `own`
    is the library's short name."""
    known: dict[tuple[int, int, str], Scope | None] = passage.notes.setdefault("scopes", {})
    at = one.start, one.change, own
    if at not in known:
        known[at] = _scope(passage, one, section, form, own)
    return known[at]


def _scope(passage: Passage, one: Mention, section: FormSection, form: Form, own: str) -> Scope | None:
    text = passage.text
    quantity = Quantity(one.start, one.end, one.value, one.step, one.unit)
    rough = one.unit[-1] not in (AT_LEAST, AT_MOST) and is_about(text, quantity)
    if rough and not (
        text.endswith("约", 0, one.start)
        or text.startswith("左右", one.end)
        or _AND_MORE.search(text, one.start, one.end)
    ):
        return None
    plain: str | None = passage.notes.get("without stops")
    if plain is None:
        plain = passage.notes["without stops"] = without_stops(text)
    bounds = sentence_around(plain, one.start)
    known: dict[tuple[int, int], _Sentence] = passage.notes.setdefault("sentences", {})
    sentence = known.get(bounds)
    if sentence is None:
        sentence = known[bounds] = _sentence(text[bounds[0] : bounds[1]], section, form)
    start = bounds[0]
    others = start + sentence.others
    if start <= others < one.start and not (
        one.noun.startswith(SHARE)
        or _OF_HOST.match(one.noun)
        or (_OF_A_PART.search(one.noun) and (one.noun[-1] not in "库馆部" or text.endswith(_HAS, 0, one.start)))
        or text.startswith(("的基础上", "基础上"), one.end)
        or _is_ours_again(text, others, one, own)
    ):
        return None
    time = sentence.default
    named = is_dated = False
    for cue, said in sentence.cues:
        if start + cue > one.start:
            break
        time, named = (said, True) if said else (sentence.default, False)
        is_dated = one.start - start - cue <= 1 and said != PLAN
    if not named and time == NOW and text[start - 1 : start] == "；":
        time = _carried(text, start, form) or time
    if time == RECENT and one.noun in SET_UP and "用户" not in text[start : one.start]:
        time = NOW  # who takes part does so, whatever it was that they did
    if text.endswith(_POSSIBLE, start, one.start) and time == NOW:
        time, named = PLAN, True
    if _NOW_BEFORE.search(text, max(start, one.start - _NOW_REACH), one.start):
        time, named = NOW, True
    if "不变" in text[one.end : one.end + _UNCHANGED_REACH] and _UNCHANGED.match(text, one.end):
        time, named = NOW, True
    if text.endswith("仍由", start, one.start):
        time, named = NOW, True
    planning = section.window == "planning"
    if one.change == RAISED and time == NOW:
        time = PLAN if planning or sentence.planned else NOW if named else ""
    elif one.change == RAISED and time == RECENT:
        time = NOW
    elif one.change == BECOMES and time == NOW and planning:
        time = PLAN
    elif one.change == FROM and passage.place.table == "schedule" and passage.place.row > 0:
        return None  # what the year before reached
    elif one.change == FROM and not (named and is_dated):
        time = NOW if (planning or time == PLAN) and time.startswith((PLAN, NOW, "(")) else ""
    place = passage.place
    if place.part == "cell" and place.table == "schedule" and time == PLAN:
        time = f"year {place.row + 1}"
    is_open = False
    if (
        time
        and not sentence.ours
        and not _OF_HOST.match(one.noun)
        and not one.noun.endswith(SELF_RAISED)
        and not one.noun.startswith(_OF_LIBRARY)
        and not (own and _names(text, start, one.start, own))
    ):
        time += " host"
        is_open = not sentence.hosts
    elif time == PLAN and planning and not named and not one.change:
        if text[one.start - 1] in "与同" and one.noun.startswith(SET_UP):
            time = NOW
        else:
            is_open = _is_taken(text, one)
    return Scope(time, start, named or one.change != 0, is_open, rough) if time else None


_OF_HOST = lazy(
    r"在[职编]职工|(?:全|本|我)?(?:研究[所院]|医院|学院|大学|学校|中心|公司|院|所|校)(?:在职|职工|在岗|员工|现有|固定|科研|总|自筹|配套)"
)
"""The beginning of a noun that says by itself that the host's own are counted, in whatever section."""
_OF_A_PART = lazy(r"[\u4e00-\u9fff]{2}分[部馆库]")
"""In a noun: it says itself which part of the library is meant."""
_HAS = ("只有", "共有", "现有", "仅有")
"""Behind a part of the library, before all that it has."""
_AND_MORE = lazy("[余多]")
_OF_LIBRARY = "服务用户单位"
"""Who is served, is served by the library, whoever speaks of it."""
_TAKEN = "把将使对从"
_AMONG = lazy(r"[^，。；、\d]{0,10}[中内里]")


def _is_taken(text: str, one: Mention) -> bool:
    """Whether a figure is of what is there already, whatever is planned with it: 把2,260份备份材料逐一复检,
    在1,480件样板中选出."""
    before = text[one.start - 1]
    return one.noun.startswith(REST) or before in _TAKEN or (before == "在" and _AMONG.match(text, one.end) is not None)


def _is_ours_again(text: str, others: int, one: Mention, own: str) -> bool:
    """Whether a clause between words on others and a figure begins with the library: 国内同类机构……，本库保存……."""
    words = text[max(others, one.start - _BACK) : one.start]
    names = (*_OURS, own) if own else _OURS
    return any(f"{stop}{name}" in words for name in names for stop in "，；")


_MOST_KEPT = 4_000
_kept: tuple[Form | None, dict[tuple[str, str], _Sentence]] = (None, {})


def _sentence(words: str, section: FormSection, form: Form) -> _Sentence:
    """What a sentence says of time. Those read last under one form are kept: most stay as they are when a plan is
    edited, or made from another."""
    global _kept
    if _kept[0] is not form or len(_kept[1]) > _MOST_KEPT:
        _kept = (form, {})
    key = words, section.number
    known = _kept[1].get(key)
    if known is None:
        known = _kept[1][key] = _read(words, section, form)
    return known


def _read(words: str, section: FormSection, form: Form) -> _Sentence:
    others = _OTHERS.search(words)
    planned = PLAN_WORDS.search(words) is not None
    ours = "依托单位" not in section.title or any(word in words for word in _OURS)
    default = _default(section, words, planned=planned)
    hosts = not ours and _HOSTS.search(words) is not None
    return _Sentence(default, cues(words, section, form), planned, others.start() if others else -1, ours, hosts)


_HOSTS = lazy(
    r"[全本我该][所院校馆站](?!有)|单位|研究[所院室]|学院|大学|中心|公司|学校|在职|职工|建[所院校]|[所院校]内|主持人|负责人|法人"
)
"""Words of a sentence that speaks of the host, not of its library."""


_TIMES = lazy(r"近三年|近两年|截[至止]|目前|现有|现存|20\d\d|五年")
_TO_COME = lazy(r"(?:未来|今后)五年|2020年7月(?:1日)?(?:至|—|-)2025年6月|到2025年6?月?")
_OTHER_TIME = lazy(r"截[至止]|目前|现有|现存|近[两三]年|20(?!2[05]年[67]月)\d\d")


def _names(text: str, start: int, at: int, own: str) -> bool:
    """Whether the sentence of a figure, over its semicolons, names the library before it."""
    return own in text[max(start - _BACK, text.rfind("。", 0, at), text.rfind("\n", 0, at), 0) : at]


def _begins_with_window(words: str, form: Form) -> int:
    """Where the recent years end that a sentence begins with, by their dates; else 0."""
    for span in dates_in(words[: _EARLY + LONGEST_DATE]) if "年" in words[:_EARLY] else ():
        if span.start < _EARLY and of_dates(span.first, span.last, form) == RECENT:
            return span.end
    return 0


def _carried(text: str, at: int, form: Form) -> str:
    """The time that holds on behind a semicolon: what it ends begins with the recent years or those to come, and names
    no other time (近三年……；协助412个家庭)."""
    start = max(0, at - _BACK)
    low = max(start - 1, text.rfind("。", start, at), text.rfind("\n", start, at)) + 1
    words = _ASIDE.sub("", text[low:at])
    if (window := _begins_with_window(words, form)) and not _TIMES.search(words, window):
        return RECENT
    if (to_come := _TO_COME.search(words)) is not None and to_come.start() < _EARLY:
        return PLAN if _OTHER_TIME.search(words) is None else ""
    recent = (
        all(found.group().startswith("近") for found in _TIMES.finditer(words))
        and "近" in words[:_EARLY]
        and (RECENT_WORDS.search(words) is not None)
    )
    return RECENT if recent else ""


_ASIDE = lazy(r"（[^（）\n]{0,60}）")


_EARLY = 16
"""Characters within which a sentence names the time that holds for all of it."""
_BACK = 300
"""How far back a sentence is followed over its semicolons."""


def _default(section: FormSection, words: str, *, planned: bool) -> str:
    if section.window == "planning":
        return NOW if not planned and ("现有" in words or "目前" in words or "现行" in words) else PLAN
    return RECENT if section.window == "recent" else NOW
