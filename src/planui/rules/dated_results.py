"""Whether a dated sentence of a section on results tells of a result of that date, or of what lies behind the results.

A result is what was done for users, what users made of it, an event that was answered, a figure of that time. History
(how the repository came about, laws, what its holdings are from), comparisons and what a thing is called by are none.
"""

from __future__ import annotations

from planui.model.lazy_pattern import lazy
from planui.rules.dated_claims import (
    AS_OF,
    ATTRIBUTE,
    BASES,
    CHANGED,
    COMPARED,
    FIGURE,
    HISTORY,
    OPEN_ENDED,
    Claim,
)
from planui.rules.dated_events import is_event, is_honoured, is_of_authority, is_stock

_RESULT = lazy(
    r"服务|提供|完成|接待|共享|培训|开展|支撑|支持|举办|承办|组织|发放|下载|访问|调用|借阅|借出|外借|出借|出库|鉴定|检测|接收"
    r"|受理|办理|答复|发表"
    r"|授权|申请|推广|转让|转化|签订|续签|新增|输出|分发|供应|寄送|咨询|参观|讲座|宣讲|观看|收入|协助|处置|应对"
    r"|应急|用户|合作|研制|开发"
    r"|发布|制定|形成|获|满足|解决|保障|利用率|引用|点击|浏览|注册|交付|配送|送样|回访|惠及|覆盖|报送|赠送"
    r"|承接|派出|回收|收回|问卷|满意|线[上下]"
)
_STRONG = lazy(
    r"(?:服务|提供|完成|接待|共享|培训|开展|支撑|支持|借出|外借|出借|出库|举办|承办|发放|协助|受理|为.{2,30}(?:提供|开展|完成"
    r"|解决|鉴定|检测|整理|编制|查询|核查|分析|评估|测定|定制))"
)
_FOR = lazy(
    r"[，,\s]*(?:又|还|再)?[为向对就](?![了此期于外照比])[^，。；]{2,40}"
    r"(?:提供|发放|寄送|供应|出具|完成|整理|[作做]出|鉴定|检测|排查|分析|核查|评估|建立|搭建|编制|绘制|设计|布设|配备|定制|诊断|修复)"
)
"""What was done for somebody, whatever that is called: 为航道拓宽工程的竣工核查提供同步潮位."""
_CAME = lazy(
    r"[，,\s]*(?:专程|多次|又)?[来到](?:本?[库馆圃所]|平台|中心|现场)[^，。；]{0,10}(?:查|借|用|测|咨询|培训|学习|索取|取样)"
)
"""Users who came: 来库查阅同类数据."""
_LAUNCHED = lazy(r"上线|开通|启用|试用|投入使用|试运行")
_PLANNED = lazy(
    r"将|(?<![应养训度动项目])计划|拟|预计|力争|打算|准备|有望|今后|下一步|到期|届满|有效期|任期|目标|本方案|申报书"
)
_DATA = lazy(
    r"\s*(?:间|期间)?的?[^，。；]{0,8}?(?:资料|序列|观测记录|气候|历史|标本|样品|藏品|数据(?!下载|服务"
    r"|共享|调用)|版(?!权)|级|届|款|型(?!号)|产(?![值品业量权生出])|生(?![产长态物活成])|(?<!问)卷|期刊|参数|过程|事件|台风|洪水"
    r"|暴雨|地震)"
)
_ASKED = lazy(
    r"\s*[^，。；、\d]{0,6}的?[^，。；、\d]{0,6}(?:回访|问卷|满意度|测评|调查[^，。；]{0,6}[发回收共]|座谈会上)"
)
_SERVED = lazy(r"(?:服务|接待|培训|支撑|供应)的\s?\d")
"""Behind a date: those served in that time are counted."""
_AFTERMATH = lazy(
    r"[^，。；]{0,14}(?:过境|登陆|来袭|影响|暴雨|洪水|地震|疫情)[^，。；]{0,4}[后时间][^，。；]{0,10}[，,][^，。；]{0,8}"
    r"(?:派[出员]|抽调|组织|紧急|赶赴|提供|采集|完成|开展|协助)"
)
"""What was done upon an event: 台风过境后72小时内，派出两支小队."""
_RECENT = lazy(r"近三年|近两年|此后|其后|随后|后来|如今|目前|现在|现已|近年|此次|本次|这次|至今|一直|沿用")

_OURS = (
    r"(?:本[库圃馆院所]|平台|(?:资源|标本|样本|菌种|种质|基因|数据)[库圃]|馆员|值班|课题组|专家组|技术[组员]"
    r"|我[库院所馆圃])"
)
_WINDOW_BEFORE = lazy(
    r"(?:近[两二三]年来?|最近[两二三]年|[两二三]年间|统计期间?|报告期间?|本期)\s*(?:[（(]|为|是|指|即|，)*\s*$"
)
_WINDOW_BEHIND = lazy(
    r"\s*(?:这?近?[两二三]年)?的?(?:近?[两二三]年的?)?(?:统计|报告|评估|考核)(?:期|时段|区间)|\s*(?:之间|期间)?[。；]?$"
)
_TOOK_PLACE = lazy(r"(?:发生|集中|统计|截取|(?:取得|完成|发表|授权|服务|提供)时间均?)(?:在|于|自|为)\s*$")
_CAPTION = lazy(r"\s*[表图]\s?\d[\d.—-]*[^\S\n]")
_UP_TO = lazy(r"(?:^|[此其]后|直)\s*[到至]\s*$")
_COUNTED = lazy(
    r"[底末]?\s*[，,]?[^，。；]{0,12}?(?:累计|共|有|达|调用|完成|增加?[到至]|服务|提供|供应|培训|接待|全部)"
)
_BARE_FIGURE = lazy(
    r"\s?(?:分别)?(?P<state>为|达到?|是|共)?\s?\d[\d,.]*\s?(?:[万亿]?[\u4e00-\u9fff]{1,3}|[%％])?(?=[、，,；;。和]|\s*$)"
)
_EVENT = lazy(
    r"\s*(?:举[办行]|召开|开展|组织|承办)?的[“《]?[^，。；的]{0,16}[”》]?(?:专题|主题)?(?:展(?![望台厅区位开品柜商])[示览出]?|培训|讲座|活动|直播|论坛|开放日|课程|研学|竞赛|演练|巡展)"
    r"[^的，。；]{0,4}(?:登上|吸引|接待|参加|参观|最?受|获|有|被|共|覆盖|惠及|来了|迎来|\d)"
)
_APPEARED = lazy(r"(?<!引用)(?:发表|刊登|刊发|见刊|登载)[于在]\s*$")
_SOURCE = lazy(r"引用|参考|依据|根据|参照|收录|对照")
_FOUNDED = lazy(
    r"成立|创[建办立始刊]|始建|建[所馆库院校]|组建|挂牌|入职|毕业|出生|参加工作|加入|当选|任职|前身|起家|改制|划归|合并|更名|迁[入址至]"
    r"|审定|颁布|印发|施行|实施|出台|购[置入买]|采购|留存|寄存|入藏"
)
"""How something came about, which no service that is told beside it makes a result."""
_USED = lazy(
    rf"(?:利用|使用|采用|依托|基于|借助|凭借?|从|用到?|以|据此)[^，。；]{{0,8}}?{_OURS}|课题组据此|用户据此|公司据此|企业据此"
)
_ANSWERED = lazy(
    rf"[，,][^，。；]{{0,10}}{_OURS}[^，。；]{{0,18}}?(?:完成|判定|鉴定|接报|收到|给出|派|送|设立|提供|启动|组织|整理|协助|开展|出具"
    r"|调配|转接|连续|赶赴|发放|确认|排查)"
)
_TOOK = lazy(
    rf"[春夏秋冬初底末]?[^，。；]{{0,4}}(?:引[进入]|领[用取]|选用|购[买入]|借[用阅入]|获[得取]|申领|换[取得])了?{_OURS}"
)
"""Behind a date: users took what the library has."""
_MADE_BY_USERS = lazy(
    r"(?:公司|企业|[大中小]学|高校|学校|医院|农户|合作社|团队|课题组|机构|部门|用户)[^，。；]{0,6}(?:借助|利用|使用|采用|基于|依托|运用|用)"
    r"[^，。；]{2,20}(?:开发|研[制发]|培育|形成|编制|制作|训练)[出成]?的[^，。；]{2,24}[，,]\s*$"
)
"""Before a date: what users made of the library's resources, of which the sentence goes on to tell."""
_FROM_THEN = lazy(r"\s*起")
_CASE = lazy(r"(?:案例|实例|典型)[^。\n]{0,40}[。：:]?\s*$")
_ACT = lazy(
    r"派出|派员|派遣|抽调|调配|赶赴|驻守|值守|采集(?!的)|判定|确认|确诊|辟谣|整理|编制|编写|绘制|测算|核查|核实|复核|推出|转接"
    r"|送到|送达|交出|给出|放流|投放|挂果|发表|通过|取得|登上|刊[登发]|见刊|录用|报道|入选|回收|复查|寄出|上门|定制|承接|承担|出具|展出|巡展|直播|开讲"
    r"|开课|开办|举行|召开|走访|调查|调研|问卷|会诊|投产|上市|增[加长]|下降|提高|降[到至低]|缩短|压缩|节[约省]|挽回|减少|培育|育成|繁育"
    r"|筛选|分离|种植|示范|嫁接|接种|申报|结题|验收|答辩|推送|上传|比对|查处|检出|成功|收到|交付|获得?|查出|测出|做出|[改承]?做了"
)
"""What was done, beyond the words of `_RESULT`."""
_DID = lazy(
    r"(?:推出|发表|通过|整理|完成|提供|编制|绘制|取得|给出|举办|开展|解决|挽回|救治?|筛选出|鉴定|支撑|研制|开发|申请|获得?)了"
    r"|被[^，。；]{0,10}(?:用于|采用|采纳|选用|引用|收录)"
)
_ANY_FIGURE = lazy(r"\d")
_TWO_CLAUSES = lazy(r"[，,]?[^，。；]*(?:，[^，。；]*)?")
_ASIDE = lazy(
    r"上一?(?:统计|报告|考核|评估)?[个次期届]|前一[个次期]|起点|(?<!健康)基[数期线]|存量|不[计列纳]入|不[在属]于?本"
)
"""What says that a figure is the one before those of the window, or none of them."""
_ONCE = lazy(r"曾(?!经理)|再[次度]|又一次")
_PREPARED = lazy(r"(?:制[定订]|编制|部署|安排|筹备|准备|迎接|应对)\s*$")
"""Before a date: what is for that time was prepared, and is not of it."""
_CONTRASTED = lazy(r"而|[仅只尚]|相比|还是|不过|当时|原先|此前")


def is_result(claim: Claim, *, past: bool) -> bool:
    """Whether a date outside the window is a result's; `past` says that it lies before the window, not behind it."""
    head = claim.head
    rest = _until_recent(claim)
    if "\t" in claim.sentence:
        return False  # a table: its rows and columns are looked at as such
    if "早年" in claim.sentence or _ASIDE.search(head) or _ASIDE.search(claim.sentence, claim.at):
        return False
    if claim.span.ranged and (_is_window(claim) or _is_of_caption(claim)):
        return True
    if AS_OF.search(head) or _UP_TO.search(head):
        counted = _claims_result(claim.clause, rest) if AS_OF.search(head) else _COUNTED.match(rest) is not None
        return (
            (past or not _PLANNED.search(claim.sentence))
            and counted
            and not _RECENT.search(claim.sentence, claim.at)
            and not _compares(claim)
        )
    if not past and (_PLANNED.search(claim.sentence) or _PREPARED.search(head)):
        return False
    if not past and _FROM_THEN.match(rest):
        return any(sign.search(rest) for sign in (_ACT, _RESULT, CHANGED))
    if _compares(claim) or _is_open(claim):
        return False
    if rest[:1] in "）)”’" and not head.rstrip().endswith(("（", "(")):
        return False
    if _APPEARED.search(head) or (head.lstrip().startswith("以") and "为例" in claim.sentence[claim.at :]):
        return _SOURCE.search(claim.sentence[: claim.at]) is None
    if _TOOK.match(rest) or (_is_precise(claim) and _AFTERMATH.match(rest)):
        return not claim.meant_behind
    figure = _BARE_FIGURE.match(rest)
    if figure and not head.rstrip().endswith(("（", "(")):
        return not (
            figure["state"] and claim.meant_behind and "其中" not in head
        )  # what is had then and now is compared
    if is_of_authority(claim, rest):
        return False
    if _is_precise(claim) and not claim.span.ranged and is_event(claim, rest):
        return True
    if is_stock(claim, rest):
        return False
    if "其中之一" in rest and _figure_after_result(claim.sentence[: claim.at]):
        return True  # one of the results that the sentence counts
    if _is_attribute(rest):
        return False
    if claim.meant_behind and not _is_precise(claim):
        behind = claim.sentence[claim.at :]
        if CHANGED.search(behind) or _ONCE.search(behind):
            return False  # the state with which that of a later date is compared
    return _is_told(claim, past=past) or _is_counted(claim, rest) or is_honoured(claim, rest)


def _until_recent(claim: Claim) -> str:
    """What follows the date, up to where another time begins that has no date (近三年)."""
    found = _RECENT.search(claim.rest)
    return claim.rest[: found.start()] if found else claim.rest


def _is_open(claim: Claim) -> bool:
    """Whether the date only begins or ends something longer, or is what something is made from or compared with."""
    if OPEN_ENDED.match(claim.rest):
        return True
    head = claim.head.rstrip()
    if claim.span.ranged and head.endswith(("自", "从", "由")):
        return False
    return COMPARED.search(head) is not None or head.endswith(("到", "至"))


def _is_window(claim: Claim) -> bool:
    """Whether the date is given as the time of which the section tells."""
    before = claim.sentence[: claim.at]
    if _WINDOW_BEFORE.search(before):
        return True
    return _WINDOW_BEHIND.match(claim.rest) is not None and (
        _TOOK_PLACE.search(before) is not None or "期" in claim.clause[:12]
    )


def _is_of_caption(claim: Claim) -> bool:
    """Whether the date ends the title of a table or a figure: 表7 用户单位行业构成（2016年7月至2018年6月）."""
    return (
        claim.head.endswith(("（", "("))
        and claim.rest.strip() in ("）", ")")
        and _CAPTION.match(claim.sentence) is not None
    )


def _is_attribute(rest: str) -> bool:
    """Whether the date only says which thing is meant (2016年立项的课题), and that is no event of the service."""
    found = ATTRIBUTE.match(rest)
    if found is None or _SERVED.match(rest) or _ASKED.match(rest) or _EVENT.match(rest):
        return False
    return not _DID.search(found.group()) and not found.group().lstrip("，, ").startswith(("为", "向", "应"))


def _is_told(claim: Claim, *, past: bool) -> bool:
    """Whether the date stands where something is told as having happened then, with what the service had to do with
    it."""
    head, clause, rest = claim.head.strip(), claim.clause, claim.rest
    before = claim.sentence[: claim.at]
    opens = not head or head.endswith(("于", "在"))
    dated = claim.span.points[0].day > 0
    if (
        not opens
        or (past and claim.meant_behind and not (dated and claim.at == 0 and FIGURE.search(rest)))
        or _FOUNDED.search(clause)
        or _FOUNDED.search(head)
    ):
        return False
    if claim.at < 4 and _CASE.search(claim.above):
        return True
    if _RECENT.search(claim.sentence) or _CONTRASTED.match(clause.lstrip("，, ")):
        return False
    if _ANSWERED.search(rest) or (_USED.search(before) and (_ACT.search(clause) or "建成" in clause)):
        return True
    if (used := _USED.search(clause)) and used.start() <= 2 and FIGURE.search(clause):
        return True
    if _is_precise(claim) and _MADE_BY_USERS.search(before) and _ACT.search(clause):
        return True
    if dated and _ACT.search(clause):
        return True
    if _is_precise(claim) and (_FOR.match(clause) or (past and _CAME.match(clause))):
        return True
    if not past and _is_precise(claim) and any(sign.search(clause) for sign in (_LAUNCHED, _ACT, _RESULT, _ANY_FIGURE)):
        return True  # what came about after the window is no history
    if claim.meant_before and not claim.span.ranged and (_ACT.search(clause) or _RESULT.search(clause)):
        return True  # a tale goes forward: what follows a date in the window is told as its consequence
    if HISTORY.search(clause) or HISTORY.search(head) or _DATA.match(rest):
        return False
    if not _is_precise(claim):
        return _DID.search(clause) is not None
    near = _TWO_CLAUSES.match(rest)
    words = near.group() if near else rest
    return any(sign.search(words) for sign in (_ACT, _DID, _USED, FIGURE))


def _is_precise(claim: Claim) -> bool:
    """Whether more than a year is said; history seldom says more."""
    first, last = claim.span.first, claim.span.last
    return first[0] != last[0] or last[1] - first[1] < 11


def _is_counted(claim: Claim, rest: str) -> bool:
    """Whether a service is told with its figure."""
    clause = claim.clause[: len(rest)]
    if _DATA.match(rest) and not _STRONG.match(rest.lstrip("，, ")):
        return False
    found = HISTORY.search(clause)
    if found and not _figure_after_result(clause[: found.start()]):
        return False
    return not HISTORY.search(claim.head) and _claims_result(clause, rest)


def _compares(claim: Claim) -> bool:
    """Whether the date is that of the state from which something changed."""
    return not BASES.isdisjoint(claim.head) and CHANGED.search(claim.sentence, claim.at) is not None


def _claims_result(clause: str, rest: str) -> bool:
    """A verb of service with a figure, or a plain statement that something was done for somebody."""
    if FIGURE.search(clause) and (_RESULT.search(clause) or (_RESULT.search(rest) and clause != rest)):
        return True
    if _RESULT.search(clause) and FIGURE.search(rest):
        return True
    if FIGURE.search(rest) and _RESULT.search(rest):
        return True
    return _STRONG.search(clause[:40]) is not None


def _figure_after_result(text: str) -> bool:
    return _RESULT.search(text) is not None and FIGURE.search(text) is not None
