"""Whether a dated sentence of a section on plans sets a goal for that date, or says what was there before, what others
have in mind, or how long something holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.dated_claims import AS_OF, ATTRIBUTE, BASES, CHANGED, COMPARED, FIGURE, OPEN_ENDED, Claim

if TYPE_CHECKING:
    import re

_GOAL = lazy(
    r"完成|提交|达[到成]|建[成立设]|新增|实现|将|力争|计划|争取|确保|拟|预计|形成|启动|开展|举办|突破|提[高升]"
    r"|增[至到加长]|扩[大充建展]"
    r"|引进|培[养训育]|发布|制[定订]|修订|研[制发究]|申请|获得?|签[订约]|覆盖|上线|投[入用]|开[通放]|交付"
    r"|提供|服务(?!收入|费)|汇交|接入|搭建|购置|配备"
    r"|验收|落地|打造|推出|出版|编制|采集|收集|保存|数字化|升级|改造|竣工|降[至到低]|缩短|累计|总量|共享"
    r"|推广|招聘|组织|力求|争创|优化|健全|全面|再增|增\s?\d|取得|进[入行]|通过|更[新换]|新[设增签聘]|承办|跻身|定稿|见刊|上市|投产|启用|[动开]工|结题|付印|问世|揭牌|到位|新立|废止|[增采添]购|添置|增[设配置]|扩容|腾出|部署"
)
_WORK = lazy(
    r"换届|淘汰|推送|[报上]送|联调|对接|复测|测评|出台|印发|稳定在|具备|做出|举行|召开|补录|派出?|停[用止]|合署|实[行施]|推行|试[行运]"
    r"|成立|组建|调整|开源|公开|汇编|整改|清理|修改|编写|录入|移交|搬迁|迁入|开工|换[代装成]|设[立置]|出\s?\d|[牵签][头订署约]|联合"
)
"""More of what is to be done, where the words around already say that something is."""
_DONE = lazy(
    r"已|曾|了(?!解|望|断)|过(?<![通超]过)(?!程|渡|关|滤)|此前|原[有来先]|现[有行]|目前|当时|历史|基础上|以来|沿用|同期"
    r"|基[期线数]|年[均]值|初步|分别为|成立[于的]|第一批.*落户|试行"
)
_GOAL_HEAD = lazy(
    r"(?:到|至|在|于|将于|拟于|计划于|力争|争取|确保|预计|不迟于|截至|截止|截止到|最迟)\s*(?:到|在|于)?\s*$"
)
_LATELY = lazy(r"(?:最近|近|过去|此前|上)[两三二几一]?[^，。；]{0,6}[（(]$")
"""Before a date: the time is named that it spells out."""
_FIXED = lazy(r"(?:定|安排|排|放)[在于]\s*$|(?:推迟|延期?|顺延)[至到]\s*$")
"""Before a date: something that is to come is fixed for it (下一次修订定在2025年11月)."""
_BEFORE = lazy(r"\s*(?:底|末)?(?:前(?!后)|之前|以前)")
_FROM_THEN = lazy(r"\s*(?:[底末初]|\d{1,2}月)?(?:以后|之后|以来|起)")
_CAME_ABOUT = ("成立", "组建", "设立", "获批", "立项", "购", "投入", "投用", "落成", "出版", "采集", "入库")
_DATA = lazy(
    r"(?:资料|序列|情景|气候|时段|数据集?|观测|记录|标本)[^，。；]{0,6}(?:覆盖|为|涵盖|跨越|包括)?[^，。；]{0,4}$"
)
_DATA_BEHIND = lazy(
    r"\s*(?:间|期间)?[^，。；]{0,6}?(?:资料|序列|情景|气候|时段|历史|远景|愿景|议程|纲要|展望|(?<!出)版|(?<![首每])届)"
    r"|\s*(?:年[度级]|标准|级)"
)
_HEADS = lazy(r"(?:^|[到至在于即并]|[①-⑳]|[（(]?[\d一二三四五六七八九十]{1,2}[）)、.．])\s*$")
"""Before a date with which a clause begins."""
_STATES = lazy(
    r"\s*(?:[年底末初]|\d{1,2}月)?\s*(?:[，,]\s*)?(?:是|为(?!\s?\d)|即|正[值逢]|恰[值逢]|迎来|到期|届满|(?:[^，。；]{0,12}周年))"
)
"""Behind a date: what it is, not what is to be done by then."""
_POLICY = lazy(
    r"远景|愿景|展望|碳达峰|碳中和|议程|纲要|国家目标|国家战略|我国|全国(?!一流|领先|先进|性|首)|国家(?:提出"
    r"|明确|规定|要求|部署)|联合国|省政府|市政府|打[下好]基础|奠[定基]|作准备|做准备"
    r"|国家层面|国办发|国发〔|号文|回国|回来|毕业|退休|有效期|任期|聘期|协议期|保质期|到期|租期|租赁|(?<!种)质保|服役|寿命|保修|[届期]满|现代化|运动?会(?!议)"
    r"|年限|使用期|报废|奥运|产业(?:规模|总?产值)|市场规模|国家[规计]划|国家库将|不[计列纳]入|不[在属]于?本|更新周期"
)
"""What others have in mind, or how long something holds."""
_PLANNED = lazy(r"将|力争|计划|争取|确保|拟|预计|目标|达到|前完成|前建成|之前")

_CONTRAST = lazy(r"规划期|今后|届时|不再|五年[内中]|继续|到20")
"""Behind a date before the period: what is to be from now on."""
_FROM_NOW_ON = lazy(r"[，；](?:今后|此后)")
_OTHERS = lazy(
    r"^[，,\s]*(?:国家|国务院|[^，。；\s]{0,3}[省市部委](?:人民)?(?:政府|科技|财政|教育|发改|卫|农|文)?[^，。；]{0,6}[局厅委部院])"
)
"""Behind a date: somebody above acts."""
_EDITION = lazy(
    r"\s*(?:\d{1,2}月)?\s*(?:第\s?\d版|版|(?:第[一二三四五六]次)?(?:修[订正]|颁布|发布|印发|公布|施行)[版本]?(?=\s*[）)]))"
)
"""Behind a date: which edition of a law or a standard is meant (2007年修订)."""
_OBJECT = lazy(
    r"\s*[，,]?\s*(?:添置|建设|建成|完成|推出|形成|制[定订]|修[订改]|编[制写]|开展|举办|培养|启动|研制|建立|搭建|引进|实现|发布|出版|改造|扩建"
    r"|新[建增设订立]|增[设加聘派]|购置|采购|达到|提交|取得|通过|全部|淘汰|推送|引入|开[通放设]|设立|聘[请用]|签[订署]|升级|部署|上线|接入|联通"
    r"|试行|实行|[投启]用|更[新换]|替换|迁入|扩[充容]|恢复|派出|联合|牵头|编印|发放|[承主]办|取消|停用)(?!的)"
)
"""A verb with its object behind a date: a 的 that follows is the object's own."""
_STATE = lazy(
    r"[^，。；]{0,6}?(?:主要[依靠由]|依靠|仅|只[有是能]|一直|均[为由是]|都[是由有]|尚|没有|未|由[^，。；]{0,12}(?:负责|承担|组成|管理)|归|隶?属|沿用|不[再能会得])"
)
"""Behind 前: what there was until then."""
_ALREADY = lazy(r"已|曾|了(?!解|望|断)|原[有来先]|此前|以来")
_INTENDED = lazy(r"拟|计划(?!的|》)|预计|力争|争取|确保|暂定|打算")
_MEANT_UNTIL = lazy(r"(?:力争|争取|确保|预计|计划)[到至]\s*$")
"""Before a date: what follows is the goal, whatever 的 stands in it."""
_NEXT_STEP = lazy(
    r"在[^，。；]{1,8}(?:召开|举[办行])首[届次]|(?:正式|全面)?(?:联调|对接|推送|复测|补录|到货|到位|进场|出\s?\d)"
    r"|各?(?:做|开展|组织|进行)[一二两三]次"
)
_AIM = lazy(r"达到?\s?\d|达到|增[至到加]|提高[到至]|降[到至]|缩短|扩大|建成|实现|主要(?:目标|指标)|力争")
_PUT = lazy(r"[把将对]")
_SOON = 4
"""Characters within which something begins."""
_MEANT_BY = lazy(r"(?:入库|投用|使用|启用|完毕|完成|而?成)?的")
"""Behind a verb: it says which thing is meant."""
_IN_FORCE = lazy(r"起(?:施行|实施|生效|执行)")
_ONLY_THEN = lazy(r"[^，。；]{0,8}(?<!以)(?<!之)后再")
_ASIDE = lazy(r"[^，。；（）()]{1,8}[）)]")
_LISTS = lazy(r"\s*(?:[：:]|[，,][^，。；]{0,8}目标)")
"""Behind a date: the goals follow."""
_AROUND = 40
"""Characters before a date that may say whose it is."""
_FAR = 2041
"""From this year on a date is a vision, unless a goal is set in so many words."""
_NEAR = 24
"""Characters behind a date within which its goal is said."""
_SHORT = 1
"""Characters behind a date that are too few to say what is to be done."""


def is_late_goal(claim: Claim) -> bool:
    """Whether a date behind the period is a goal's: it is, unless it belongs to a policy, to data or to a contract."""
    head, clause, rest = claim.head, claim.clause, claim.rest
    if ("\t" in claim.sentence and len(claim.sentence) > 200) or _POLICY.search(_near(claim)) or _is_anniversary(claim):
        return False
    if _BEFORE.match(rest):
        return _is_by_then(claim) or _GOAL.search(claim.sentence[: claim.at]) is not None
    if _DATA.search(head) or (claim.meant_behind and rest.rstrip().endswith(("于", "在"))):
        return False
    if (data := _DATA_BEHIND.match(rest)) and not _first_goal(data.group()):
        return False
    if _FROM_THEN.match(rest):
        if rest.startswith("起"):
            return not _IN_FORCE.match(rest) and len(rest.strip("起，, ")) > _SHORT
        return _GOAL.search(clause) is not None and FIGURE.search(clause) is not None
    if ATTRIBUTE.match(rest) and not FIGURE.search(rest) and not _OBJECT.match(rest) and not _MEANT_UNTIL.search(head):
        return False
    if _ONLY_THEN.match(rest):
        return False
    if _GOAL_HEAD.search(head) and (_LISTS.match(rest) or _first_goal(rest)):
        return True
    if _first_goal(clause) or (not rest.strip() and _FIXED.search(head)):
        return True
    if claim.span.first[0] < _FAR and _HEADS.search(head) and not _STATES.match(rest):
        return FIGURE.search(clause) is not None or len(clause.strip()) > _SHORT
    return _GOAL.search(head) is not None and claim.span.first[0] < 2031


def _near(claim: Claim) -> str:
    """The words around the date that say whose it is."""
    return claim.sentence[max(0, claim.at - _AROUND) : claim.at] + claim.rest[: max(len(claim.clause), _NEAR)]


def _is_anniversary(claim: Claim) -> bool:
    """Whether the date is that of an anniversary, and not of what is to be held for one."""
    return "周年" in _near(claim) and not _OBJECT.match(claim.rest)


def _is_by_then(claim: Claim) -> bool:
    """Whether something is to be done before the date, and not only meant by what there was before it."""
    behind = _BEFORE.sub("", claim.rest, count=1)
    return not behind.lstrip().startswith("的") and len(claim.clause.strip()) > _SHORT


def is_past_goal(claim: Claim) -> bool:
    """Whether a date before the period is a goal's: only where the words plainly set one."""
    rest, clause, head = claim.rest, claim.clause, claim.head
    if (
        "\t" in claim.sentence
        or _POLICY.search(_near(claim))
        or _is_anniversary(claim)
        or _OTHERS.search(clause)
        or _EDITION.match(rest)
    ):
        return False
    if _LATELY.search(head):
        return False  # 最近两个年度（2018年7月至2020年6月）年均新增2,165小时
    if _BEFORE.match(rest):
        return _is_past_limit(claim)
    if head.endswith(("（", "(")) and not claim.span.points[-1].month and _ASIDE.match(rest):
        return False  # 半消声室（2007年建成）
    if ATTRIBUTE.match(rest) and not (_OBJECT.match(rest) and (clause == rest or _is_out_of_turn(claim))):
        return head.endswith(("到", "至")) and claim.latest_before is not None and claim.latest_before > claim.span.last
    if _INTENDED.search(head + clause) and not _ALREADY.search(clause) and _first_goal(clause + rest):
        return True
    if _is_out_of_turn(claim) or _is_aimed_at(claim):
        return True
    if CHANGED.search(claim.sentence) and not BASES.isdisjoint(claim.sentence):
        return False
    if _DONE.search(claim.sentence) or COMPARED.search(head) or _DATA_BEHIND.match(rest):
        return False
    if (OPEN_ENDED.match(rest) and not rest.startswith("起")) or AS_OF.search(head):
        return False
    if rest.rstrip().endswith("、") and len(rest) <= _NEAR:
        return False  # 2009年建成、2016年改造的机房
    plain = claim.span.points[-1].month > 0
    if _FROM_NOW_ON.search(rest) and not _PLANNED.search(clause):
        return False  # 2019年12月通过三级测评，今后每年复测一次
    if not plain and (claim.meant_behind or _CONTRAST.search(rest)):
        return False  # what was, and what is to be
    if plain and _NEXT_STEP.match(clause):
        return True
    if _PLANNED.search(head) or _PLANNED.search(clause):
        return _GOAL.search(clause) is not None or _GOAL.search(rest) is not None
    found = _GOAL.search(clause)
    if found is None or clause.lstrip("，, ").startswith(_CAME_ABOUT):
        return False
    return found.start() <= 14


def _is_out_of_turn(claim: Claim) -> bool:
    """Whether a step is dated before the period behind one that lies within it: plans go forward."""
    clause = claim.clause.lstrip("，, ")
    if not claim.meant_before or claim.head.strip() or OPEN_ENDED.match(claim.rest) or _ALREADY.search(clause):
        return False
    goal = _first_goal(clause)
    if goal is None or goal.start() > _SOON:
        return False
    return not ATTRIBUTE.match(claim.rest) or (
        claim.span.points[-1].month > 0 and _OBJECT.match(claim.rest) is not None
    )


def _is_aimed_at(claim: Claim) -> bool:
    """Whether a sentence begins with 到 and a month, and says what is to be had by then."""
    if claim.head.strip() not in ("到", "至") or claim.at > _SOON or not claim.span.points[-1].month:
        return False
    text = claim.sentence[claim.at :]
    if _ALREADY.search(text) or _CONTRAST.search(text) or _DONE.search(text):
        return False
    return claim.rest.strip() in ("：", ":", "") or _AIM.search(claim.rest) is not None


def _first_goal(text: str) -> re.Match[str] | None:
    found, other = _GOAL.search(text), _WORK.search(text)
    return other if found is None or (other is not None and other.start() < found.start()) else found


def _is_past_limit(claim: Claim) -> bool:
    """Whether something is to be done before a date that was over when the period began."""
    behind = _BEFORE.sub("", claim.rest, count=1).lstrip("，, ")
    comma = behind.find("，")
    behind = behind[:comma] if comma >= 0 else behind
    if COMPARED.search(claim.head) or behind.startswith("的") or _ALREADY.search(claim.head):
        return False
    point = claim.span.points[-1]
    # Nobody tells history by 6月前 or 底前.
    plain = point.month > 0 or "底" in claim.rest[:2] or claim.span.first[1:] == (12, 1)
    goal = _first_goal(behind[:_NEAR])
    start = len(behind) if goal is None else goal.start()
    if _ALREADY.search(behind[:start]) or "了" in behind or _STATE.match(behind) or len(behind.strip()) <= _SHORT:
        return False
    if _PUT.match(behind):
        return True
    meant = ATTRIBUTE.match(behind)
    if meant and (start >= meant.end() or (goal and _MEANT_BY.match(behind, goal.end()))):
        return False
    if plain or start == 0:
        return True
    return _PLANNED.search(claim.sentence) is not None and not _DONE.search(behind)
