"""Parts of what is new: 新增120种，其中鱼类52种."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy
from planui.rules.sentence_bounds import sentence_around, without_stops

_ADDED = ("新增", "增加", "引进", "新建", "补充")
_PARTS = lazy(r"其中|：(?<=[人份家件种个项台株册].)|[，；（]按(?=[\u4e00-\u9fff]{1,4}[是为分，：])|[，：]包括")
_NOT_A_PART = lazy(r"，(?:使|并|总|累计|到20)|，[^，。；、\d]{2,8}(?:总量|率)")
"""Where a sentence speaks of its whole again, behind the parts of what is new."""


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
