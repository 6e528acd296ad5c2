"""T402: a goal dated outside the planning period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import WARNING, Finding
from planui.model.lazy_pattern import lazy
from planui.model.words import Words
from planui.rules.dated_claims import AS_OF, ATTRIBUTE, BASES, CHANGED, COMPARED, FIGURE, OPEN_ENDED, Claim, claims
from planui.rules.dated_tables import dated_cells
from planui.rules.rule import PASSAGE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.rules.dates import DateSpan, Day

_MESSAGE = Words(
    "目标的日期“{0}”不在规划期（{1} 至 {2}）之内，请改到期内",
    "the goal's date “{0}” lies outside the planning period ({1} to {2}): bring it inside",
)

_GOAL = lazy(
    r"完成|提交|达[到成]|建[成立设]|新增|实现|将|力争|计划|争取|确保|拟|预计|形成|启动|开展|举办|突破|提[高升]"
    r"|增[至到加长]|扩[大充建展]"
    r"|引进|培[养训育]|发布|制[定订]|修订|研[制发究]|申请|获得?|签[订约]|覆盖|上线|投[入用]|开[通放]|交付"
    r"|提供|服务|汇交|接入|搭建|购置|配备"
    r"|验收|落地|打造|推出|出版|编制|采集|收集|保存|数字化|升级|改造|竣工|降[至到低]|缩短|累计|总量|共享"
    r"|推广|招聘|组织|力求|争创|优化|健全|全面|再增|增\s?\d|取得|进[入行]|通过|更[新换]|新[设增签聘]|承办|跻身|定稿|见刊|上市|投产|启用|[动开]工|结题|付印|问世|揭牌|到位|新立|废止|[增采添]购|添置|增[设配置]|扩容|腾出|部署"
)
_DONE = lazy(
    r"已|曾|了(?!解|望|断)|过(?<![通超]过)(?!程|渡|关|滤)|此前|原[有来先]|现[有行]|目前|当时|历史|基础上|以来|沿用|同期"
    r"|基[期线数]|年[均]值|初步|分别为|成立[于的]|第一批.*落户|试行"
)
_GOAL_HEAD = lazy(
    r"(?:到|至|在|于|将于|拟于|计划于|力争|争取|确保|预计|不迟于|截至|截止|截止到|最迟)\s*(?:到|在|于)?\s*$"
)
_BEFORE = lazy(r"\s*(?:底|末)?(?:前|之前|以前)")
_FROM_THEN = lazy(r"\s*(?:[底末初]|\d{1,2}月)?(?:以后|之后|以来|起)")
_CAME_ABOUT = ("成立", "组建", "设立", "获批", "立项", "购", "投入", "投用", "落成", "出版", "采集", "入库")
_DATA = lazy(
    r"(?:资料|序列|情景|气候|时段|数据集?|观测|记录|标本)[^，。；]{0,6}(?:覆盖|为|涵盖|跨越|包括)?[^，。；]{0,4}$"
)
_DATA_BEHIND = lazy(
    r"\s*(?:间|期间)?[^，。；]{0,6}?(?:资料|序列|情景|气候|时段|历史|远景|愿景|议程|纲要|展望|(?<!出)版|届)"
    r"|\s*(?:年[度级]|标准|级)"
)
_HEADS = lazy(r"(?:^|[到至在于即并]|[①-⑳]|[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．])\s*$")
"""Before a date with which a clause begins."""
_STATES = lazy(
    r"\s*(?:[年底末初]|\d{1,2}月)?\s*(?:[，,]\s*)?(?:是|为|即|正[值逢]|恰[值逢]|迎来|到期|届满|(?:[^，。；]{0,12}周年))"
)
"""Behind a date: what it is, not what is to be done by then."""
_POLICY = lazy(
    r"远景|愿景|展望|碳达峰|碳中和|议程|纲要|国家目标|国家战略|我国|全国(?!一流|领先|先进|性|首)|国家(?:提出"
    r"|明确|规定|要求|部署)|联合国|省政府|市政府|打[下好]基础|奠[定基]|作准备|做准备"
    r"|有效期|任期|聘期|协议期|保质期|到期|租期|租赁|质保|服役|寿命|保修|届满|现代化|运动?会(?!议)|周年"
)
_PLANNED = lazy(r"将|力争|计划|争取|确保|拟|预计|目标|达到|前完成|前建成|之前")

_FAR = 2041
"""From this year on a date is a vision, unless a goal is set in so many words."""
_NEAR = 24
"""Characters behind a date within which its goal is said."""
_SHORT = 4
"""Characters behind a date that are too few to say what is to be done."""


def check(passage: Passage, section: FormSection, form: Form) -> Iterator[Finding]:
    """Sentences whose date lies wholly outside the period and that set a goal for it; rows and columns of tables."""
    window = form.window(section.window) if section.window == "planning" else None
    if window is None:
        return
    low, high = _day(window.first), _day(window.last)
    base = _day(form.baseline) if form.baseline else None
    told: set[int] = set()
    for claim in claims(passage, low, high):
        span = claim.span
        if base is not None and _holds_baseline(span, base):
            continue
        if (span.last < low and _past_goal(claim)) or (span.first > high and _late_goal(claim)):
            words = _MESSAGE.format(passage.text[span.start : span.end].strip(), window.first, window.last)
            told.add(span.start)
            yield Finding(passage.at(span.start, span.end), words)
    for span in dated_cells(passage, any_column=True):
        if span.possible and span.first > high and span.start not in told:
            words = _MESSAGE.format(passage.text[span.start : span.end].strip(), window.first, window.last)
            yield Finding(passage.at(span.start, span.end), words)


def _holds_baseline(span: DateSpan, base: Day) -> bool:
    """2020年6月底, 2020年上半年: the state from which the plan starts."""
    return span.first <= base <= span.last and (not span.ranged or span.first[:2] == base[:2])


def _day(date: object) -> Day:
    return date.year, date.month, date.day  # type: ignore[attr-defined]


def _late_goal(claim: Claim) -> bool:
    """A date behind the period: a goal, unless it belongs to a policy, to data or to a contract."""
    if "\t" in claim.sentence and len(claim.sentence) > 200:
        return False
    if _POLICY.search(claim.sentence) or _DATA.search(claim.head):
        return False
    if (data := _DATA_BEHIND.match(claim.rest)) and not _GOAL.search(data.group()):
        return False
    if ATTRIBUTE.match(claim.rest) and not FIGURE.search(claim.rest):
        return False
    if _FROM_THEN.match(claim.rest):
        return _GOAL.search(claim.clause) is not None and FIGURE.search(claim.clause) is not None
    if _BEFORE.match(claim.rest):
        return len(claim.clause.strip()) >= _SHORT or _GOAL.search(claim.sentence) is not None
    if _GOAL.search(claim.clause) or (_GOAL_HEAD.search(claim.head) and _GOAL.search(claim.rest)):
        return True
    if claim.span.first[0] < _FAR and _HEADS.search(claim.head) and not _STATES.match(claim.rest):
        return FIGURE.search(claim.clause) is not None or len(claim.clause.strip()) > _SHORT
    return _GOAL.search(claim.head) is not None and claim.span.first[0] < 2031


def _past_goal(claim: Claim) -> bool:
    """A date before the period: a goal only where the words plainly set one."""
    rest, clause, head = claim.rest, claim.clause, claim.head
    if "\t" in claim.sentence or _POLICY.search(claim.sentence):
        return False
    words = clause if _BEFORE.match(rest) else claim.sentence
    if CHANGED.search(words) and not BASES.isdisjoint(words):
        return False
    if _DONE.search(words) or ATTRIBUTE.match(rest) or COMPARED.search(head) or _DATA_BEHIND.match(rest):
        return False
    if _BEFORE.match(rest):
        behind = _BEFORE.sub("", rest, count=1)
        plain = claim.span.points[-1].month > 0 or "底" in rest[:2]  # nobody tells history by 底前
        goal = _GOAL.search(rest[:_NEAR]) if plain else _GOAL.match(behind.lstrip("，, "))
        return goal is not None or _PLANNED.search(claim.sentence) is not None
    if OPEN_ENDED.match(rest) and not rest.startswith("起"):
        return False
    if AS_OF.search(head):
        return False
    if _PLANNED.search(head) or _PLANNED.search(clause):
        return _GOAL.search(clause) is not None or _GOAL.search(rest) is not None
    found = _GOAL.search(clause)
    if found is None:
        return False
    if clause.lstrip("，, ").startswith(_CAME_ABOUT):
        return False
    return found.start() <= 14


RULE = Rule(
    id="T402",
    name="outside-period",
    severity=WARNING,
    scope=PASSAGE,
    summary=Words(
        "规划各节里，目标的日期不在 2020 年 7 月至 2025 年 6 月之内",
        "a goal dated outside the planning period of the form",
    ),
    why=Words(
        "提纲第 6 节：“主要描述科技资源库2020年7月-2025年6月……的工作目标和工作计划”。",
        "Section 6 of the outline is about the goals and work from July 2020 to June 2025.",
    ),
    fails='[sections."6.4.3"]\ntext = """\n到2026年底建成低温库200平方米。\n"""\n',
    passes='[sections."6.4.3"]\ntext = """\n2016年建成的低温库运行良好，到2024年底扩建200平方米。\n"""\n',
    check=check,
    signs=frozenset("年0123456789五"),
)
