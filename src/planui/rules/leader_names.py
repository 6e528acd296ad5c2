"""Near misses of the leader's name: one character lost, added or changed, where the words around mean the leader."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

# What says that a person is the leader, before and behind the name.
_LEADS_BEFORE = lazy(
    r"(?:主持人|(?:学术|学科|技术)带头人|第一(?:作者|完成人|发明人)|通讯作者|主编|(?<![副])(?:库|平台|圃|项目|单位|中心|总)?负责人|(?<![副公室会部组科处])主任|首席(?:科学家|专家)"
    r"|法定代表人|(?<!副)[所院馆校库圃站台]长|带头人|牵头人|领衔)"
    r"(?:（[^）]{0,12}）)?(?:概况|简介|情况|信息)?(?:为|是|由|：|:|、|，|。|姓名|\s|——)*$"
)
_LEADS_BEHIND = lazy(
    r"(?:同志|教授|研究员|正?高级工程师|博士|先生|女士|院士|老师)?(?:为|任|担任|兼任|作为|是|，)?(?:本?(?:库"
    r"|平台|圃|项目|资源库|单位))?的?(?:业务|技术|学术|项目|总)?(?:负责人|主任|首席|总负责|(?:直接|主要|第一)?责任人|法定代表人|带头人)|本人"
)
_TITLED_BEHIND = lazy(
    r"同志|教授|研究员|正高级|高级工程师|博士|主任|所长|院长|副所长|副院长|[，,]?[男女][，,]|主持|牵头|带领|领衔|团队"
)
_INTRODUCED = lazy(r"(?:^|[\s，。；：、（“]|[由经请报向与在让受])$")
"""Before a name that was told before: the leader's, unlike a colleague's, which comes with what they are."""
_ACTS_BEHIND = lazy(
    r"(?:主任|老师|研究员|教授|博士)?(?:统筹|协调|总?负责|总负责|分管|担任|[审签]批|批准|审[定核]|签[发字署]|主持|牵头|带[领头队徒]|领衔|任组?长"
    r"|指导|部署|决定|兼任|(?:直接)?(?:领导|管理)|直接负责)"
)
_SPENDS_BEHIND = lazy(r"(?:本人)?(?:每[年周月](?:至少|平均)?(?:投入|用于|在|有|到)|主要负责|审定|制定)")
_IN_A_ROW = lazy(r"\t(?:库?主任|负责人|首席|总负责)\s*(?:\t|$)")
"""Behind a name in a table: the place that only the leader has."""
_OTHERS = lazy(r"同姓|亲属|另一|并非|不是|无关|之[子女妻弟妹兄]|副主任|学生|助理|渔民|联系人")

_NEXT = lazy(r"[，,；](?=副主任|[\u4e00-\u9fff]{0,4}(?:学生|助理))")
"""Before words on the next person: 主任由甲担任，副主任乙分管服务."""


def slips_of_person(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Near misses of a person's name, where the words around say that the leader is meant."""
    spans: set[tuple[int, int]] = set()
    for form in _forms(name):
        for start, end in _found(form, text):
            written = text[start:end]
            if written == name or text.startswith(name, start) or name in text[max(0, start - 3) : end + 3]:
                continue
            if _means_leader(text, start, end, written, name):
                spans.add((start, end))
    yield from sorted(spans)


_ANY = "\uffff"
"""Stands for any Chinese character in a form of a name."""


@lru_cache(50)
def _forms(name: str) -> list[str]:
    """A changed character in each place, two neighbours that changed places; for longer names one lost or added."""
    forms = {name[:i] + _ANY + name[i + 1 :] for i in range(len(name))}
    forms |= {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)}
    if len(name) > 2:
        forms |= {name[:i] + name[i + 1 :] for i in range(1, len(name))}
        forms |= {name[:i] + _ANY + name[i:] for i in range(1, len(name))}
    return sorted(forms)


def _found(form: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a form stands, no two places overlapping. Most names stand in few texts: to look for their characters is
    faster than to compile a pattern."""
    before, is_open, behind = form.partition(_ANY)
    ahead = len(before) + len(is_open) if len(behind) > len(before) else 0
    sought = behind if ahead else before
    last = 0
    at = text.find(sought)
    while at >= 0:
        start = at - ahead
        end = start + len(form)
        if (
            start >= last
            and text.startswith(before, start)
            and (not is_open or "\u4e00" <= text[start + len(before) : start + len(before) + 1] <= "\u9fff")
            and text.startswith(behind, end - len(behind))
        ):
            yield start, end
            last = end
        at = text.find(sought, at + 1)


def _means_leader(text: str, start: int, end: int, written: str, name: str) -> bool:
    before, behind = text[max(0, start - 24) : start], text[end : end + 16]
    if _OTHERS.search(before[-10:]) or _OTHERS.search(_NEXT.split(behind[:10])[0]):
        return False
    leads = _LEADS_BEFORE.search(before) is not None or _LEADS_BEHIND.match(behind) is not None
    titled = _TITLED_BEHIND.match(behind) is not None
    if len(written) != len(name):
        # One character lost or added: only where the name plainly ends.
        if _INTRODUCED.search(before) and _ACTS_BEHIND.match(behind):
            return len(name) > 2 and written[0] == name[0] and written[-1] == name[-1]
        ends = titled or behind[:1] in "，。；、（任为担兼是与和同" or behind == "" or _ACTS_BEHIND.match(behind)
        return leads and bool(ends) and written[0] == name[0]
    if sorted(written) == sorted(name):
        return len(name) > 2 or leads
    if len(name) == 2:
        return leads and written[0] == name[0] and (titled or behind[:1] in "，。；、（任为担兼" or behind == "")
    if written[1:] == name[1:]:
        return leads or titled  # another first character: hardly another person
    framed = len(name) > 2 and written[0] == name[0] and written[-1] == name[-1]
    if framed and ((titled and _INTRODUCED.search(before)) or _IN_A_ROW.match(behind)):
        return True
    if _INTRODUCED.search(before) and (_ACTS_BEHIND.match(behind) or _SPENDS_BEHIND.match(behind)):
        return True
    if leads and len(written) > 2 and written[:-1] == name[:-1]:
        return True
    return leads and (
        titled or behind[:1] in "，。；、（任为担兼是带主牵全负作统 \n" or behind == "" or len(written) == 4
    )
