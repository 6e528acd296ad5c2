"""Whether a date that says more than a year is that of something done for users, or by them, or of an honour for it.

History seldom gives a month; where it does, its own words show it (how something was founded, bought, joined or laid
down by an authority), or the sentence goes on to the time that the section is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy

if TYPE_CHECKING:
    from planui.rules.dated_claims import Claim

_DONE = lazy(
    r"签[订署约]|获(?![批悉知取])|荣获|命名|授予|评[为选]|入选|表彰|表扬|致谢|感谢|来函|锦旗|采[用纳]|借展|参展|转让|许可|供[货种样应]|共建|达成|首单|上市"
    r"|服务|提供|完成|接待|共享|培训|开展|支撑|支持|举办|承办|发放|下载|借阅|借出|外借|出借|出库|鉴定|检测|受理|答复|发表|授权|申请|推广|转化|分发|寄送|参观|讲座"
    r"|宣讲|协助|处置|应对|研制|开发|交付|配送|送样|回访|惠及|赠送|派|赶赴|采集(?!的)|判定|确认|编[制写]|绘制|测算|核[查实]|推出|放流|投放|登上|刊[登发]|录用|报道"
    r"|出具|展出|巡展|直播|开[讲课]|召开|走访|调[查研]|会诊|投产|挽回|育成|繁育|示范|接种|答辩|推送|比对|查[处出]|检出|作证|讲解|指导|演示|交流|采访|问卷|使用|成交|(?:上线|开通|启用)了"
    r"|[与为向同给][^，。；]{2,40}(?:建立|建成|设立|开[通设])"
    r"|(?:开通|上线|启动|设立)[^，。；]{0,14}(?:服务[日周月]|热线|绿色通道|专线|直播|专栏|活动|展)|紧急(?:上线|启动|开通|启用)"
)
"""What is done for users or by them, and what comes of it."""

_CAME_ABOUT = lazy(
    r"成立|创[建办立始刊]|始建|(?<![新已])建[所馆库院校成](?!的)|组建|挂牌|获批|批[准复]|立项|(?<!紧急)启动|(?<!紧急)上线(?!了)|(?<!紧急)开通(?!了)|投入(?:使用|运行|业务)"
    r"|(?<!紧急)启用(?!了)|投用|落成|竣工|建设完成|开发完成|购[置入买]|采购|引进|安装|调试|入[库藏]|落户|搬迁|迁[入址至]|更名|改[制造建]|合并|划归|印发|出台|颁布|施行"
    r"|实施|修订|入职|毕业|出生|参加工作|加入|当选|任职|登陆|爆发|试行|推行|立法|开始|起点|开端|起家|前身|移交|转制|认证|认可|资质|分离自|采自|留存|寄存|聘任|存入"
)
"""How things came about that serve users only later."""

_AUTHORITY = lazy(
    r"[，,]?\s?(?:我国|全国(?=[^，。；]{0,6}(?:启动|推行|实行|开始))|国家(?![级重自博图海标基])|国务院|中共|中央|全国人大|习近平|省委|市委|省政府|市政府|省人民政府|市人民政府)"
    r"(?![^，。；]*(?:表彰|表扬|授予|致谢|感谢|采[用纳]))"
)
_SUBJECT = lazy(
    r"(?:[，,]?\s?[^，。；]{0,16}?(?:本[库圃馆院所中]|平台|[资源标样菌种基数据]{2}[库圃]|馆员|课题组|专家|我[库院所馆圃]|用户|企业|公司|大学|学院|医院|研究[所院]"
    r"|团队|实验室|技术[组员]|合作社|农户|市民|学生|部门|单位))"
)
_STOCK = lazy(
    r"[，,]?\s?[^，。；\d]{0,12}(?:用户|总量|总数|馆藏|存量|库存|保有量|保存量|数量|容量)[^，。；\d]{0,6}\s?\d"
)
_DATA = lazy(
    r"(?![^，。；]{0,6}(?:本[库圃馆]|平台)|\s?[与为向同给])\s*(?:间|期间)?的?[^，。；]{0,8}?(?:资料|序列|观测记录|气候|历史|标本|样品|藏品|数据(?!下载|服务|共享|调用|被)|影像|版(?!权)|[级届款]"
    r"|型(?!号)|参数|过程|事件|台风|洪水|暴雨|地震)"
)
_CONNECTIVE = lazy(
    r"(?:^|[\s—-])(?:其中|此外|另外|同时|例如|再如|又如|如|并|还|又|先后|曾|以及|据|经|该库|后|随后|当中)?\s?[“（(]?$"
)
_AGENT = lazy(
    r"(?:本[库圃馆院所]|平台|[资源标样菌种基数据]{2}[库圃]|我[库院所馆圃]|用户|企业|公司|大学|学院|医院|研究[所院]|团队|单位|课题组|学生|农户|部门|[局委]|专家"
    r"|馆员|第三方)(?:[于在]|已|曾)?\s?$"
)
_SURVEYED = lazy(
    r"\s?[^，。；、\d]{0,10}的?[^，。；、\d]{0,8}(?:抽样|问卷|回访|满意度|测评|座谈会|调[查研]|评[估价]|统计)[^，。；]{0,6}(?:显示|表明|中|里|反映|结果|上|得分)"
)
_HELD = lazy(
    r"\s?[^，。；、\d]{0,12}(?:组织|举[办行]|开展|召开|承办|主办)?的[^，。；、\d“]{0,16}(?:“[^”]{0,24}”)?[^，。；、\d]{0,12}"
    r"(?:展[示览出]|培训|讲座|活动|直播|论坛|开放日|课程|研学|竞赛|演练|巡展|座谈会|研讨会|评价|评比|评选)"
)
_HANDED_OVER = lazy(r"\s?[^，。；、\d]{0,4}(?:完成|提供|交付|出具|举办|推出|签[订署约]|发放|编[制写]|绘制)的")
_PROOF = lazy(r"\s?[^，。；、\d]{0,4}(?:提供|出具|开具)的(?:应用|使用|效益)?(?:证明|报告|函|感谢信)")
_PASSIVE = lazy(
    r"\s?(?:被[^，。；]{1,24}(?:刊[登发载]|采[用纳]|选[用入]|引用|授予|评为|转载|报道|收录|列为|命名)|荣获|获评|入选|获(?![批悉知准取])[^，。；]{0,30}(?:奖|称号))"
)
"""What was done to a result, whatever it is called."""
_OURS_BEFORE = lazy(r"(?:本[库圃馆院所]|平台|[资源标样菌种基数据]{2}[库圃]|我[库院所馆圃])[于在]?\s?$")
_OF_AN_EVENT = lazy(
    r"(?:开放日|讲座|培训班?|研讨会|展览?|论坛|活动|直播|[日周月]|奖|优秀|一等|二等|三等|称号)[”》]?\s?[（(]\s?$"
)
_HONOURED = lazy(
    r"获(?![批悉知准取])[^，。；]{0,30}(?:奖|称号|优秀|表彰|锦旗)|荣获|获评|被?授予|签[订署约]|转让|(?:采[用纳]|来函|致谢|表彰|表扬)"
)
_AGED = lazy(r"(?:始建|创[建立办]|成立|建成?|设立?|出生)于[^，。；]{2,10}?的")
"""How old a thing is that something was done for."""
_WITHIN = lazy(r"[，,]?[^，。；]*(?:，[^，。；]*)?")
_SINCE = lazy(r"近[两三]年|此后|其后|随后|后来|如今|目前|现在|现已|近年|至今|一直|沿用|两年来|三年来")


def is_event(claim: Claim, rest: str) -> bool:
    """Whether a date of a month or a day is told with what was done then; `rest` is what follows it."""
    head = claim.head.rstrip()
    if claim.meant_behind or _SINCE.search(claim.sentence, claim.at):
        return False
    if head.endswith(("（", "(")) and rest[:1] in "）)":
        return _OF_AN_EVENT.search(head) is not None
    found = _WITHIN.match(rest)
    near = found.group() if found else rest
    if _SURVEYED.match(rest):
        return True
    if "的" in near[:40] and (attributed := _is_attributed(head, rest)) is not None:
        return attributed
    opens = _CONNECTIVE.search(head) is not None or head.endswith(("于", "在")) or not head
    if not opens and _PASSIVE.match(rest):
        return True
    if not opens and not (_AGENT.search(head) and len(head) <= 24):
        return False
    if _STOCK.match(rest) or (_DATA.match(rest) and not _DONE.match(rest.lstrip(" ，,"))):
        return False
    near = _AGED.sub("", near)
    done = _DONE.search(near)
    came = _CAME_ABOUT.search(near)
    if came is not None:
        return done is not None and done.start() < came.start()
    return done is not None or (opens and _SUBJECT.match(rest) is not None)


def _is_attributed(head: str, rest: str) -> bool | None:
    """Whether the date says which thing is meant, and that is one done for users; None where it says something else."""
    if _HELD.match(rest):
        return True
    if _PROOF.match(rest):
        return True
    found = _HANDED_OVER.match(rest)
    if found is None:
        return None
    return _OURS_BEFORE.search(head) is not None


def is_of_authority(claim: Claim, rest: str) -> bool:
    """Whether it is the state that is said to have done something."""
    return _AUTHORITY.match(claim.head.strip() + rest) is not None


def is_stock(claim: Claim, rest: str) -> bool:
    """Whether it is told how much there was at the end of a time: what later figures are compared with."""
    end = claim.at + claim.span.end - claim.span.start
    return claim.sentence[:end].endswith(("底", "末")) and _STOCK.match(rest) is not None


def is_honoured(claim: Claim, rest: str) -> bool:
    """Whether a year opens a clause on a contract, an honour or thanks."""
    if claim.meant_behind or claim.head.strip() or _SINCE.search(claim.sentence, claim.at):
        return False
    near = _WITHIN.match(rest)
    words = near.group() if near else rest
    found = _HONOURED.search(words)
    return found is not None and _CAME_ABOUT.search(words) is None and "的" not in words[: found.start()]
