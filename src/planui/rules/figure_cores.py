"""What two nouns of figures have in common when they name one thing in other words: the noun without the verb that
brings the thing about, and the words that set a part apart from its whole."""

from __future__ import annotations

from functools import lru_cache

from planui.model.lazy_pattern import lazy
from planui.rules.canonical_nouns import canonical

_BRINGS_ABOUT = (
    *(
        "完成",
        "形成",
        "举办",
        "开展",
        "取得",
        "获得",
        "获批",
        "登记",
        "承担",
        "制定",
        "研制",
        "建成",
        "配置",
        "配有",
        "配备",
    ),
    *(
        "承办",
        "主办",
        "达成",
        "实现",
        "发布",
        "编制",
        "组织",
        "购置",
        "建立",
        "构建",
        "累计",
        "面向",
        "包括",
        "包含",
        "含有",
        "协议",
    ),
    *("参编", "汇集", "得到", "已建", "收录", "涉及", "积累", "获", "设", "含", "年", "总"),
)
_KEPT_WHOLE = frozenset(["使用面积", "建筑面积", "占地面积", "总面积"])
_SETS_APART = (
    *(
        "新增",
        "净增",
        "新订",
        "新建",
        "新购",
        "新编",
        "增加",
        "每",
        "其他",
        "其余",
        "平均",
        "年均",
        "以外",
        "之外",
        "院外",
        "校外",
    ),
    *(
        "外部",
        "不属",
        "所外",
        "馆外",
        "除",
        "非",
        "未",
        "待",
        "拟",
        "尚",
        "剩余",
        "退回",
        "淘汰",
        "同比",
        "申请",
        "受理",
        "修订",
        "废止",
    ),
)


@lru_cache(4096)
def core(noun: str) -> str:
    """A noun without the verb that brings about what it names: 形成专题数据集 and 专题数据集 are one."""
    for verb in _BRINGS_ABOUT:
        if noun.startswith(verb) and len(noun) >= len(verb) + 2:
            noun = canonical(noun[len(verb) :])
            break
    if noun.endswith("面积") and len(noun) > 3 and noun not in _KEPT_WHOLE:
        noun = noun[:-2]
    return noun


@lru_cache(8192)
def are_set_apart(one: str, other: str) -> bool:
    """Whether just one of two nouns says that it is a part, or what is left of the whole."""
    return _set_apart_by(one) != _set_apart_by(other)


def are_of_other_things(one: str, other: str) -> bool:
    """Whether neither of two nouns has the word in which the other ends: 野生茶样地, 野生茶居群."""
    return one[-2:] not in other and other[-2:] not in one


@lru_cache(4096)
def _set_apart_by(noun: str) -> list[str]:
    """The words of a noun that say it is a part."""
    found = [word for word in _SETS_APART if word in noun]
    return [*found, _FOR_SOME] if _OF_SOME.match(noun) else found


_FOR_SOME = ""
_OF_SOME = lazy(r"[两二三四五六七八九十几][家所位名个](?=[\u4e00-\u9fff]{4})")
"""A noun that begins with those for whom something was done: 两家软件企业提供影像 is a part of 提供影像."""
