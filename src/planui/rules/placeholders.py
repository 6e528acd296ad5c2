"""What was to be filled in: ××, XX, ____, 待补充, 待定, TODO, an ellipsis alone. Found as words, not inside others."""

from __future__ import annotations

import re

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple

CROSS = "cross"
LINE = "line"
WORD = "word"
DOTS = "dots"


class Hole(NamedTuple):
    """A placeholder in a text: its span, and which kind (CROSS, LINE, WORD or DOTS)."""

    start: int
    end: int
    kind: str


_EDGE = "\n\t"
_OPENING = "#*（([【［〔「『<＜"
_STOPS = "#*，。；、：！？）)】］]〕」』”’》>＞,.;:!?（([【［〔「『…\"' \u3000"

_COUNTS = "份个项件家人次篇种台套条亩%％批期届万亿元株册平"
_COUNTED = rf"[{_COUNTS}](?![数目级])"
_SIGNS = lazy(
    r"[×╳✕✖]{2,}|[Ｘｘ]{2,}|X{2,}|x{2,}|年 ?[×XxＸ] ?月(?: ?[×XxＸ] ?日)?"
    r"|[×XxＸ] ?月 ?[×XxＸ] ?日|×(?: ×)+|(?<=\d\d\d)[×XxＸ](?=年)"
    rf"|(?<=[增到达共约计占为建成近有第费额行入投]) ?[×XＸ](?= ?{_COUNTED})"
)
_CROSS = lazy("[×╳✕✖XxＸｘ]")
_CROSS_SIGNS = (
    ("×", ("×",)),
    ("X", ("XX", "X月", "X 月", "X年", *(f"X{unit}" for unit in _COUNTS), *(f"X {unit}" for unit in _COUNTS))),
    ("x", ("xx", "x月", "x年")),
    ("Ｘ", ("Ｘ",)),
    ("ｘ", ("ｘｘ",)),
    ("╳", ("╳╳",)),
    ("✕", ("✕✕",)),
    ("✖", ("✖✖",)),
)
"""One of the latter stands in each text in which `_SIGNS` finds something; one character is sooner looked for."""
_TOKEN = lazy(r"[A-Za-z0-9_./:@?=&#+%~-]*")
_LATIN_BEFORE = lazy(r"[A-Za-z]\. $")
_MODEL = lazy(r"[Xx]{2,3}-?\d")
_KARYOTYPE = lazy(r"(?<!\d)4\d, ?$")
_ROMAN = ("届", "卷", "章", "世纪", "因子", "号染色体", "类")
_SEX = ("XY", "染色体", "性别", "核型", "♀", "♂", "雌", "雄")
_LINES = lazy(r"_{2,}|＿{2,}|﹍{2,}|﹏{2,}")
_DOTS = lazy(
    r"(?:(?<=[\n\t：:])|\A)[ \u3000（(]*(?P<dots>[…⋯]+|\.{3,}|。{3,}|·{3,}|略|[（(]略[）)])[ \u3000）)。]*(?=[\n\t]|\Z)"
)
_WAITING = lazy(
    r"待(?:(?:进一步)?(?P<must>补充(?:完善|更新|说明)?|补(?=[，。；）)\]】\s]|$)|定)|(?P<extra>完善|填写|填报|填|核实|核|确认|确定|补全|补|更新|查))"
    r"|(?P<here>(?<!在)此处请?(?:填写|填入|填|插入|输入|补充|省略))"
    r"|(?P<please>请(?:在此处?|于此处?|自行)?(?:填写|填入|补充|输入|插入))"
)
_LATIN_WORDS = ("TODO", "ToDo", "Todo", "todo", "TBD", "tbd", "TBC", "FIXME")
_DOT_SIGNS = ("…", "⋯", "...", "。。。", "···")
_LATIN = lazy(rf"(?<![A-Za-z0-9_])(?:{'|'.join(_LATIN_WORDS)})(?![A-Za-z0-9_])(?!清单|列表|事项| ?[Ll]ist)")
_LEFT_OUT = lazy(r"[（(](?:内容|图|表|以下|下|具体|此处)?从?略[）)]|【略】")
_SOMEBODY = lazy(r"某某某?(?=单位|公司|大学|学院|研究所|研究院|研究中心|医院|同志|教授|市|区|县|年|月|局|企业|人\b)")

# 待定 is the beginning of another word there: 有待定量, 等待定植, 待定种.
_FIXED = frozenset("期量性植点型标制位向额价稿级编岗殖序名居义时员容投案格论夺种属样系参神睛")
_WAITERS = frozenset("接招看优善厚款亏虐对有相留静坐")
_UNTIL = ("亟", "急", "尚", "仍", "还", "正", "均", "都", "只", "犹", "也")
_DATES = ("日期", "工期", "周期", "任期", "档期", "学期", "限期", "时期", "交期", "班期")
_HERE = ("此处", "这里", "本节", "本段", "下文")
_SLOTS = (
    "单位", "人选", "人员", "公司", "机构", "时间", "日期", "地点", "方案", "数据", "份", "个", "项", "件", "家", "人",
    "万", "元", "平方米", "平米", "亩", "m", "%", "％", "年", "月", "台", "套", "条", "篇", "次", "（", "(",
)  # fmt: skip
_MARKED = ("标为", "列为", "记为", "注为", "设为", "置为", "转为", "标记", "标注", "注明", "显示", "归为", "作为")
_STATES = ("状态", "标记", "标签", "标识", "栏", "区域", "列表", "清单", "名单", "库")
_SUBJECTS = ("数据", "内容", "数字", "信息", "此处", "本节", "具体", "本项", "名称", "名单", "金额", "面积")
_ASKED = ("表", "单", "书")
SHORT = 15
"""A paragraph of no more characters is a remark, not prose."""


def find_holes(text: str) -> list[Hole]:
    """The placeholders of a text, in its order; those that belong together (××年××月, ××市××区) as one."""
    holes: list[Hole] = []
    for char, signs in _CROSS_SIGNS:
        if char in text and any(sign in text for sign in signs):
            holes += _crosses(text)
            break
    if "_" in text or "＿" in text or "﹍" in text or "﹏" in text:
        holes += _lines(text)
    if "待" in text or "请" in text or "此" in text:
        holes += _words(text)
    if ("T" in text or "t" in text or "F" in text) and any(map(text.__contains__, _LATIN_WORDS)):
        holes += (Hole(*found.span(), WORD) for found in _LATIN.finditer(text))
    if "略" in text:
        holes += (Hole(*found.span(), WORD) for found in _LEFT_OUT.finditer(text))
    if "某" in text:
        holes += (Hole(*found.span(), WORD) for found in _SOMEBODY.finditer(text))
    holes += _dots(text)
    return _joined(text, holes) if len(holes) > 1 else holes


def only_placeholder(text: str) -> bool:
    """Whether a short text is a placeholder and no more."""
    bare = text.strip()
    return 0 < len(bare) < 2 * SHORT and any(hole.end - hole.start for hole in find_holes(text))


def _joined(text: str, holes: list[Hole]) -> list[Hole]:
    """Puts together what overlaps, and what only one character (年, 月, 市, 区, -) keeps apart."""
    holes.sort()
    out = [holes[0]]
    for hole in holes[1:]:
        last = out[-1]
        gap = text[last.end : hole.start]
        if hole.start <= last.end or (len(gap) == 1 and hole.kind == last.kind and gap not in "，。；、,;\n\t"):
            out[-1] = last._replace(end=max(last.end, hole.end))
        else:
            out.append(hole)
    return out


def _crosses(text: str) -> list[Hole]:
    out = []
    end = 0
    for cross in _CROSS.finditer(text):
        # What is looked for begins with a cross, or with 年 or a space before it.
        for start in range(max(end, cross.start() - 2), cross.end()):
            found = _SIGNS.match(text, start) if start >= end else None
            if found is not None:
                end = found.end()
                if text[start] not in "Xx" or end - start == 1 or _is_hole(text, start, end):
                    out.append(Hole(start, end, CROSS))
                break
    return out


def _dots(text: str) -> list[Hole]:
    """Lines, cells and what follows a colon, where they hold an ellipsis and nothing else."""
    signs = [sign for sign in _DOT_SIGNS if sign in text]
    if not signs and text.strip() != "略":
        return []
    if "略" in text:
        return [Hole(*found.span("dots"), DOTS) for found in _DOTS.finditer(text)]
    starts = set()
    for sign in signs:
        at = text.find(sign)
        start = before = 0
        while at >= 0:
            # What stands before the last sign was looked through with that.
            for edge in "\n\t：:":
                if (found := text.rfind(edge, before, at)) >= start:
                    start = found + 1
            starts.add(start)
            before = at
            at = text.find(sign, at + 1)
    spots = (_DOTS.match(text, start) for start in sorted(starts))
    return [Hole(*found.span("dots"), DOTS) for found in spots if found is not None]


def _is_hole(text: str, start: int, end: int) -> bool:
    """Whether XX stands for something to be filled in: no Roman numeral, chromosome, size, model or address."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    head = _TOKEN.match(before[::-1])
    tail = _TOKEN.match(after)
    left = head.group()[::-1] if head else ""
    right = tail.group() if tail else ""
    token = left + text[start:end] + right
    if any(sign.isalpha() and sign not in "Xx" for sign in token):
        # An address with a part of its own left open: www.xxx.com, xxx@xxx.com.
        open_part = end - start > 2 and left[-1:] in ("", ".", "/", "@") and right[:1] in ("", ".", "/", "@")
        return open_part and ("@" in token or "www." in token or "://" in token)
    if _MODEL.match(token) and not left:
        return False
    if any(sign.isalpha() for sign in left + right) and left[-1:].isalnum() and not left[-1:].isdigit():
        return False
    if (before.endswith("第") and after.startswith(_ROMAN)) or after.startswith(("世纪", "码")):
        return False
    if _KARYOTYPE.search(before):
        return False
    near = before[-12:] + after[:12]
    if end - start == 2 and any(word in near for word in _SEX):
        return False
    # In an English phrase: “Vol. XX”, “XX chromosomes”.
    if _LATIN_BEFORE.search(before) and not after.lstrip()[:1].isalpha():
        return False
    return not (after[:1] == " " and after[1:2].isascii() and after[1:2].islower())


def _lines(text: str) -> list[Hole]:
    out = []
    for found in _LINES.finditer(text):
        start, end = found.span()
        left, right = text[start - 1 : start], text[end : end + 1]
        inside = left.isascii() and left.isalnum() and right.isascii() and right.isalnum()
        alone = left in ("", "\n") and right in ("", "\n")
        ruled = alone and end - start == 3 and len(text.strip()) > 3
        if not inside and not ruled:
            out.append(Hole(start, end, LINE))
    return out


def _words(text: str) -> list[Hole]:
    out = []
    for word in ("待", "此处", "请"):
        at = text.find(word)
        while at >= 0:
            found = _WAITING.match(text, at)
            if found and _counts(text, at, found):
                out.append(Hole(at, found.end(), WORD))
            at = text.find(word, at + 1)
    return out


def _counts(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether one of the words that ask for something asks the writer of the plan."""
    end = found.end()
    if found.group("must"):
        return _is_open(text, start, end, decided=found.group("must") == "定")
    if extra := found.group("extra"):
        filled = extra.startswith("填") and _stops(text, end) and text[start - 1 : start] not in ("有", "等", "期")
        return filled or _stands_alone(text, start, end)
    return not found.group("please") or _asks(text, start, end)


def _stops(text: str, end: int) -> bool:
    return end >= len(text) or text[end] in _EDGE or text[end] in _STOPS


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the words are a remark of their own: in brackets, in a cell, behind a colon."""
    left = text[start - 1 : start]
    return (left in ("", "：", ":") or left in _EDGE or left in _OPENING) and _stops(text, end)


def _is_open(text: str, start: int, end: int, *, decided: bool) -> bool:
    """Whether 待补充 (or 待定, `decided`) says that something is still to be filled in."""
    left, before, after = text[start - 1 : start], text[max(0, start - 12) : start], text[end : end + 6]
    stops = _stops(text, end)
    quoted = left in ("“", "‘", "「") and after[:1] in ("”", "’", "」")
    if quoted or left == "、" or before.endswith(_MARKED) or after.startswith(_STATES):
        return False
    if left in _WAITERS and left:
        return False
    if left == "期":
        return stops and (decided or before.endswith(_DATES))
    if left == "等":
        return stops and decided and len(before) > 3 and before[-2] not in _STOPS + _EDGE
    if left and left in _UNTIL:
        return stops and (decided or any(word in before for word in _SUBJECTS))
    if stops or after.startswith(_SLOTS):
        return not (decided and after[:1] in _FIXED and not stops)
    if decided and after[:1] in _FIXED:
        return False
    if left and left in _OPENING + "：:":
        return True
    if not decided and before.endswith(_HERE):
        return True  # （此处待补充口述史情况）
    return not decided and left in ("", "\n", "\t") and _short(text, start)


def _asks(text: str, start: int, end: int) -> bool:
    """Whether “请填写” speaks to the writer of the plan, not to the users of the library."""
    left = text[start - 1 : start]
    if left and left in _OPENING:
        return True
    return (
        left in ("", "\n", "\t") and _short(text, start) and not any(word in text[end : end + SHORT] for word in _ASKED)
    )


def _short(text: str, start: int) -> bool:
    """Whether the paragraph that begins at `start` is a remark only."""
    stop = text.find("\n", start, start + SHORT + 1)
    return stop >= 0 or len(text) - start <= SHORT


_OPEN_FIGURE = lazy(
    r"[余多 ]?(?:%|％|‰|[份个项件家人次篇种株台套条例元倍名位场期册亩㎡万亿千百成]|平方|平米|公顷|分之|m)"
)


def holds_open_figure(text: str) -> bool:
    """Whether a placeholder stands where a figure should (××份, XX%, ____平方米): it is reported as that alone."""
    return any(_OPEN_FIGURE.match(text, hole.end) for hole in find_holes(text))
