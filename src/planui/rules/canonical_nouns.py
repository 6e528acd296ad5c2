"""One name for what goes by several: 管理制度 and 规章制度, 保藏总量 and 馆藏资源."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy
from planui.rules.vague_nouns import is_vague

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
        if is_vague(noun[1:]):
            return noun  # 总投入 says more than 投入
        noun = noun.removeprefix("总")
        if noun.endswith("总面积"):
            noun = noun[:-3] + "面积"
    return noun
