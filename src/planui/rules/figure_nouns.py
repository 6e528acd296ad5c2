"""The nouns of figures, without the words that restrict nothing, so that equal ones compare."""

from __future__ import annotations

import re
from functools import lru_cache

from planui.model.lazy_pattern import lazy

_MARKS = lazy(r"[^\S\n\r]+|[*“”\d.,%−℃]+")
# Every alternative begins with a letter of its own, which lets the search skip whatever begins none.
_NEUTRAL = lazy(
    r"同?期间|同期|以来|投入(?=(?:本[库馆圃]|平台)?的?专职)|数量|规模|人数$|家数|本库(?<![样标]本库)|本平台|本圃|我库|该库|资源库(?!房)|资源圃|平台(?<![\u4e00-\u9fff]平台)"
    r"|全库|库内|目前|截至|截止|现有|已有|共有|拥有|建有|设有|配有|配备(?!份)|同时|具有|现行有效|(?<![发实体出复呈再展])现行?(?![场代象金])|已(?:发布|出台|印发|颁布|建立)?|所需|陆续|先后|制定了|建立了|形成了|聘[有请]?(?=专家)|(?<!公)共(?![享建同性])|总计|合计"
    r"|累计|总共|一共"
    r"|达到|达|折合|约|近(?:[三两]?年)?|有(?<!自有)(?!关|效|机|毒|限)|为|的|各类|各级|各种|全部|实名|实物(?=资源)|队伍(?<=人员队伍)"
    r"|使(?!用)|内部|将|(?<![不认许])可(?![用靠视及见持再研信控降])|则|并|也|其中|以及|保持|保有(?!量)|维持|稳定在|增至|增加到|扩至|扩充到|扩到|提高到|突破"
    r"|计划|预计|力争|拟|五年内?|未来五年|今后五年|两年间|两年来|两年|期末|规划期末|到期末"
    r"|年末|分别|依次|仍|在岗|全库|在册|总体|全年",
    re.M,
)
# 内部技术规范扩展到, 用户满意度升至
_CHANGED_TO = lazy(r"[增扩提升降减缩调完充压收拓发改][加长大充展高升低少短小减整善缩窄容]?[到至为]$")
_TO = frozenset("到至为")
_TAIL = "由从自与和对向在把给同及至到以于经被按因比较是数只仅"
_HEADS = frozenset("由从自与和对向在把给同及至到以于经被按因比较是了底末起间中内上里的后前来另含")
_KEPT = (
    *("在职", "在岗", "在读", "在编", "在研"),
    *("对外", "自主", "自筹", "自动", "自有", "自建", "外来", "中型", "间接", "在线", "在库", "起草", "末端"),
    *("中级", "中药", "中国", "中学", "中心", "中山", "中专", "中等", "中文", "中试", "经济", "经费", "经营", "内蒙"),
    *(
        "上海",
        "上级",
        "里程",
        "后勤",
        "后备",
        "前期",
        "底栖",
        "对照",
        "向日",
        "下属",
        "给水",
        "间作",
        "比例",
        "因子",
        "同位",
        "含量",
        "含水",
        "含油",
    ),
)
"""Words that begin with a sign of `_HEADS` and are cut by none: 中级职称 is not 高级职称."""
_AMONG = 3
_MIDDLES = frozenset("其高初集华国水空当")
"""Before 中 where it does not mean 之中."""
_TOTAL = "资源总量"
_HOLDINGS = [
    "资源",
    "保存资源",
    "资源总量",
    "保存总量",
    "馆藏总量",
    "馆藏资源",
    "馆藏",
    "库藏资源",
    "库藏",
    "保藏资源",
    "保存资源总量",
    "资源保存总量",
    "馆藏资源总量",
    "收藏资源",
    "总量",
    "收集保存资源",
    "收集资源",
    "藏品总量",
    "资源总数",
    "馆藏总数",
    "保藏总量",
    "保藏资源总量",
    "资源保藏总量",
    "库存资源",
    "库存总量",
    "库存资源总量",
    "存量资源",
    "收藏总量",
    "馆藏资源总数",
    "保存资源总数",
    "资源保有量",
    "资源总规模",
    "资源保存量",
    "保存量",
    "馆藏量",
    "库藏总量",
]
_RAISED = ("自筹", "自筹资金", "自筹经费", "自筹投入")
_LONGEST_RAISED = 10
SELF_RAISED = "自筹经费"
"""What the host gives to the plan, whoever speaks of it."""
_SAME = {
    **dict.fromkeys(_HOLDINGS, _TOTAL),
    "专职人员": "专职",
    "专职队伍": "专职",
    "专职工作队伍": "专职",
    "专职工作人员": "专职",
    "管理制度": "制度",
    "运行管理制度": "制度",
    "规章制度": "制度",
    "专家委员": "专家队伍",
    "专家咨询队伍": "专家队伍",
    "咨询专家队伍": "专家队伍",
    "咨询专家": "专家队伍",
    "高水平专家队伍": "专家队伍",
    "高水平专家咨询队伍": "专家队伍",
    "高水平专家": "专家队伍",
    **dict.fromkeys(["专家委员会专家", "专家委员会委员", "专家委员会成员"], "专家委员会"),
    **dict.fromkeys(["设备总", "仪器设备总", "设备总台", "仪器设备总量", "设备总量"], "仪器设备"),
    **dict.fromkeys(
        [
            "经费总预算",
            "总预算",
            "总经费",
            "经费总额",
            "经费总投入",
            "预算总额",
            "经费预算总额",
            "投入总额",
            "经费投入总额",
        ],
        "总投入",
    ),
    "注册用户数": "注册用户",
    "注册用户总数": "注册用户",
    "注册用户总量": "注册用户",
    "用户单位": "服务用户单位",
    "服务单位": "服务用户单位",
    "服务用户": "服务用户单位",
}
_VAGUE = frozenset(
    [
        *(
            "所内",
            "所外",
            "院内",
            "院外",
            "校内",
            "校外",
            "馆内",
            "馆外",
            "国内",
            "国外",
            "省内",
            "省外",
            "市内",
            "市外",
        ),
        "单位",
        "项目",
        "企业",
        "资料",
        "样品",
        "材料",
        "标本",
        "论文",
        "专利",
        "标准",
        "人员",
        "活动",
        "用户",
        "课题",
        "经费",
        "投入",
        "支出",
        "收入",
        "服务",
        "新增",
        "净增",
        "提供",
        "完成",
        "研究",
        "其他",
        "培训",
        "会议",
        "结题",
        "在研",
        "高校",
        "博士",
        "硕士",
        "本科",
        "博士生",
        "硕士生",
        "研究生",
        "高级职称",
        "中级职称",
        "初级职称",
        "正高",
        "副高",
        "正高级",
        "副高级",
        "女性",
        "男性",
        "专家",
        "院士",
        "教授",
        "研究员",
        "发明专利",
        "新品种",
        "行业标准",
        "地方标准",
        "团体标准",
        "国家标准",
        "国家级",
        "省级",
        "市级",
        "省部级",
        "发表论文",
        "软件著作权",
        "登记软件著作权",
        "取得软件著作权",
        "授权发明专利",
        "申请发明专利",
        "获授权发明专利",
        "科研项目",
        "科技项目",
        "占比",
        "比例",
        "比重",
        "覆盖率",
        "利用率",
        "使用率",
        "合格率",
        "完成率",
        "增长率",
        "成功率",
        "成活率",
        "准确率",
    ]
)


@lru_cache(4096)
def clean(segment: str) -> str:
    """A noun without the words that restrict nothing."""
    return _noun(_NEUTRAL.sub("", _MARKS.sub("", segment)))


def clean_all(segments: list[str]) -> list[str]:
    """`clean` for many at once, which takes a fraction of the time. No segment holds a line end."""
    return [_noun(one) for one in _NEUTRAL.sub("", _MARKS.sub("", "\n".join(segments))).split("\n")]


def _noun(plain: str) -> str:
    if plain[-1:] in _TO:
        plain = _CHANGED_TO.sub("", plain)
    if plain[1:2] == "是" and plain[0] in _ORDINALS:
        plain = plain[2:]
    while plain[:1] in _HEADS and not plain.startswith(_KEPT):
        plain = plain[1:]
    if "随" in plain and (along := _ALONG_WITH.search(plain)) is not None:
        plain = plain[: along.start()]
    if "了" in plain and (gathered := _GATHERED.match(plain)) is not None:
        plain = plain[gathered.end() :]  # 围绕实物还积累了谱图
    plain = plain.rstrip(_TAIL)
    if plain[-1:] == "中" and len(plain) > _AMONG and plain[-2] not in _MIDDLES:
        plain = plain[:-1]
    if plain[:1] in _REST_SIGNS:
        plain = _REST.sub(REST, plain)
    return canonical(plain)


_ORDINALS = frozenset("一二三四五六七八九")
"""Before 是 they count the clauses of a sentence: 一是理事会的参加单位由22家扩至30家."""
_REST_SIGNS = frozenset("余剩")


_ALONG_WITH = lazy(r"(?<=[\u4e00-\u9fff]{2})随[\u4e00-\u9fff]{2,8}$")
"""Behind what changes, what it changes with: 巡检员随台站增加由22人扩充到32人."""
_GATHERED = lazy(r".{0,12}(?:积累|收集|汇集|采集|整理|沉淀)了(?=..)")


REST = "其余"
_REST = lazy(r"^(?:余下|剩余|其余)")


def with_words(noun: str, words: str) -> str:
    """A noun with the words behind its figure: 馆藏1.26万株菌种."""
    return canonical((_HELD if noun == _TOTAL else noun) + words)


def canonical(noun: str) -> str:
    """One name for the ways to name the same total."""
    same = _SAME.get(noun)
    if same is not None:
        return same
    if noun.endswith(_RAISED) and len(noun) < _LONGEST_RAISED:
        return SELF_RAISED
    if noun[:1] in _SET and noun[1:] in _SAME:
        return _SAME[noun[1:]]
    if "财政" in noun and (public := _PUBLIC.fullmatch(noun)) is not None:
        return f"{public[1] or ''}财政"
    if noun.endswith("职工") and _STAFF.fullmatch(noun) is not None:
        return "在职职工"
    if noun.endswith("制度") and noun[:2] in _LAID_DOWN:
        return "制度"
    if noun.endswith("总值"):
        noun = noun[:-2] + "原值"  # what equipment was bought for is called either
    if noun[:1] in _SHORTENED or noun.endswith(("总面积", "总", "总量")):
        noun = _shortened(noun)
    if len(noun) > len(_HELD) + 1:
        if noun[:2] in _HOLDS:
            return _HELD + noun[2:]
        if noun[-2:] in _HOLDS and noun[:2] not in ("新增", "提供"):
            return _HELD + noun[:-2]
    return noun


_PUBLIC = lazy(r"(?:申请|争取)?([省市区])?级?财政(?:专项)?(?:资金|经费|投入|补助|资助|支持|拨款)?")
"""What the plan is paid from by the public purse, whatever that is called: 申请市财政资金, 市级财政补助."""
_STAFF = lazy(
    r"[\u4e00-\u9fff]{0,12}?(?:单位|研究[所院]|医院|学院|大学|中心|公司|[本全该]?[所院校馆])(?:在职|在编)职工"
)
_LAID_DOWN = frozenset(["制定", "执行", "建立", "出台", "编制", "形成"])
"""Before 管理制度: what is laid down is what there is."""
_SET = frozenset("设配聘")
"""Before a noun they say that there are such: 平台设专职人员24人."""
_SHORTENED = frozenset("新提总")
_HELD = "馆藏"
_HOLDS = frozenset(["保存", "保藏", "馆藏", "库藏", "收藏"])
"""What is held is called by these, before it or behind it: 保藏菌种, 馆藏菌种, 菌种保藏总量."""


def _shortened(noun: str) -> str:
    if noun.endswith(("总", "总量")) and len(noun) > 3:  # 制度总数, whose 数 is gone already
        noun = noun.removesuffix("量").removesuffix("总")
        return _SAME.get(noun, noun)
    if noun[:2] in ("新增", "提供") and _SAME.get(noun[2:]) == _TOTAL:
        return noun[:2] + "资源"
    if len(noun) > 2:
        if noun[1:] in _VAGUE:
            return noun  # 总投入 says more than 投入
        noun = noun.removeprefix("总")
        if noun.endswith("总面积"):
            noun = noun[:-3] + "面积"
    return noun


def is_changed_to(segment: str) -> bool:
    """Whether words end in a verb that says to what something changes."""
    return _CHANGED_TO.search(segment) is not None


def is_vague(noun: str) -> bool:
    """Whether a noun alone says too little to compare by."""
    return len(noun) < 2 or noun in _VAGUE or (noun.endswith("类") and len(noun) < _OF_A_WHOLE)


_OF_A_WHOLE = 5
"""Characters of a noun on 类 (安全类) below which it is a class of whatever is spoken of."""
