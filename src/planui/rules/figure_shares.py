"""What a share is a share of: 参加单位以外的用户单位占98.6%; 约占华南地区同类资源的62%."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy
from planui.rules.figure_nouns import clean

SHARE = "占"
"""Ends a share's noun, or begins it where all that matters is the whole."""
_REGION = lazy(r"全[国省市球]|我国|华[南东北]|国内|世界|广[东州]|[省市]内|同类|同行")
"""In the words for a whole: it is so much more than the plan's own that the share is the library's."""
_LEAST = 4
_WHOLE = 5


_USES = frozenset(["人次", "次", "件次", "万元", "元", "小时", "机时", "天"])
"""Units of what is used or spent: a share of these is none of those that use it (264家，占98.5%; 3512人次，占91%)."""


def share_noun(segment: str, last: str, unit: str) -> str:
    """The noun of a share, from the words before it, and the noun and unit of the figure right before those; empty
    where it is plain of neither what it is the share."""
    before, sign, behind = segment.rpartition(SHARE)
    if not sign:
        return ""
    whole = clean(behind)
    if len(whole) >= _WHOLE and _REGION.search(whole):
        return SHARE + whole
    subject = clean(before.rstrip("约仅只也就各"))
    if not subject:
        subject = last + unit if unit in _USES else last
    return subject + SHARE if len(subject) >= _LEAST and not subject.endswith(SHARE) else ""
