"""Parts of what is new: 新增120种，其中鱼类52种."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy
from planui.rules.sentence_bounds import sentence_around, without_stops

_ADDED = ("新增", "增加", "引进", "新建", "补充", "新编", "新订", "新修", "新购", "新聘", "新设")
_PARTS = lazy(r"其中|：(?<=[人份家件种个项台株册].)|[，；（]按(?=[\u4e00-\u9fff]{1,4}[是为分，：])|[，：]包括")
_NOT_A_PART = lazy(r"，(?:使|并|总|累计|到20|全[库馆圃])|，[^，。；、\d]{2,10}由\s?\d|，[^，。；、\d]{2,8}(?:总量|率)")
"""Where a sentence speaks of its whole again, behind the parts of what is new."""


_OF_SOME = lazy(
    r"(?:(?<!保存)(?<!保藏)(?<!馆藏)(?<!收藏)(?<!现有)(?<!在库)的\s?\d[\d,.]*\s?万?[\u4e00-\u9fff]{1,2}"
    r"|(?:新增|入库|取得|提供|获得|开放|引进)的[\u4e00-\u9fff]{2,6})中[，,]"
)


def parts_of_some(text: str) -> list[tuple[int, int, str]]:
    """Where sentences go on with parts of only some of what there is, and of what: 取得数据的3,120份中，水稻2,260份."""
    if "中，" not in text and "中," not in text:
        return []
    plain = without_stops(text)
    return [
        (found.end() - 1, sentence_around(plain, found.end() - 1)[1], found.group()[:-1].lstrip("的"))
        for found in _OF_SOME.finditer(text)
    ]


def parts_of_added(text: str) -> list[tuple[int, int]]:
    """Where sentences go on with parts, when what stands before them is new: 新增120种，其中鱼类52种."""
    found: list[tuple[int, int]] = []
    if not any(word in text for word in _ADDED):
        return found
    plain = without_stops(text)
    last = 0
    for cue in _PARTS.finditer(text):
        if cue.start() < last:
            continue
        start, end = sentence_around(plain, cue.start())
        if any(word in text[start : cue.start()] for word in _ADDED):
            whole = _NOT_A_PART.search(text, cue.end(), end)
            end = whole.start() if whole else end
            found.append((cue.start(), end))
            last = end
    return found
