"""L601: half-width punctuation in a Chinese phrase."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from planui.model.diagnostic import INFO, Change, Finding, Fix
from planui.model.lazy_pattern import lazy
from planui.model.prose import in_spans
from planui.model.words import Words
from planui.rules.indented_code import in_indented_code
from planui.rules.rule import PASSAGE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage

_WIDE = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_ONE = Words("中文里用了半角的“{0}”，应为“{1}”", "half-width “{0}” in Chinese text: write “{1}”")
_PAIR = Words("中文里用了半角的括号，应为“（）”", "half-width parentheses in Chinese text: write “（）”")
_FIX = Words("改为全角“{0}”", "make it full-width “{0}”")

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
# The kinds of characters that tell where to look (see `Passage.shape`).
_KINDS = {**dict.fromkeys(",.;:!", ","), **dict.fromkeys("0123456789", "0"), **dict.fromkeys(" \n", " "), "?": "?"}
_CLASSES = bytes(ord(_KINDS.get(chr(code), "a")) for code in range(256))
_MARK = lazy(r"[,.;:?!()]")
_IS_HAN = lazy(f"[{_HAN}]")
# What closes a Chinese phrase, and what opens one.
_CLOSING = "”’》〉）】」』％"
_OPENING = "“‘《〈（【「『"
_FIGURE_ENDS = "%‰℃°㎡²³"
_ADDRESS = lazy(
    r"[A-Za-z][A-Za-z\d+.-]{0,30}://[^\s，。；：、！？）》】”’“‘（《【]+|www\.[^\s，。；：、！？）》】”]+|[\w.+-]{1,64}@[\w.-]+",
    re.A,
)
_NUMBERING = lazy(r"\((?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)")
_RATIO = lazy(rf":[{_HAN}]{{1,6}}(?:=|(?:之比)?[为是约]?\s?\d+(?:\.\d+)?[:：]\d)")
_DOMAIN = lazy(
    r"\.[\u4e00-\u9fff]{1,8}(?:\.[\u4e00-\u9fff]|[/@])|\.(?:中国|公司|网络|公益|政务|网址)(?![\u4e00-\u9fff])"
)
_HALF_NUMBER = lazy(r"[。；;，、：\s](?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})\Z")
"""What a half parenthesis may close by itself: 1) and a), at the head of a line or behind a stop."""
_NUMBER_ROOM = 4
_WINDOW = 300
"""Characters of a line, and inside parentheses, that are looked at: more would take long and tell nothing."""
_HAN_NUMERAL = "一二三四五六七八九十"


def check(passage: Passage, section: FormSection, form: Form) -> Iterator[Finding]:
    """Looks at each mark's neighbours; parentheses go in pairs, by what is between them."""
    if not _has_signs(passage.shape):
        return
    text = passage.text
    prose = passage.prose
    addresses: list[tuple[int, int]] | None = None
    pairs: dict[int, int] | None = None
    for found in _MARK.finditer(text):
        at = found.start()
        mark = text[at]
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        if mark in "()":
            if pairs is None:
                pairs = _pairs(text)
            # A pair is judged at its first half; a half whose partner is full-width or missing, alone.
            if mark == ")" and at in pairs:
                continue
            end = pairs.get(at, -1) if mark == "(" else -1
            if not _wrong_parenthesis(text, at, end):
                continue
        elif not _may_be_wrong(before, behind) or not _wrong_mark(text, at, mark):
            continue
        else:
            end = -1
        if addresses is None:
            addresses = [one.span() for one in _ADDRESS.finditer(text)]
        if in_spans(addresses, at) or prose.in_code(at):
            continue
        place = passage.at(at, at + 1)
        offset = place.start - passage.offset
        if in_indented_code(passage.raw, offset):
            continue
        changes = [_change(passage, at, mark, text)]
        if end >= 0:
            changes.append(_change(passage, end, ")", text))
            yield Finding(place, _PAIR, Fix(_FIX.format("（）"), tuple(changes)))
        else:
            message, fix = _told(mark)
            yield Finding(place, message, Fix(fix, tuple(changes)))


@cache
def _told(mark: str) -> tuple[Words, Words]:
    """What is said of a mark, and of its fix."""
    return _ONE.format(mark, _WIDE[mark]), _FIX.format(_WIDE[mark])


def _has_signs(shape: bytes) -> bool:
    """Whether a mark stands beside Chinese or behind a figure, or a parenthesis anywhere; mostly none does."""
    if b"(" in shape or b")" in shape:
        return True
    classes = shape.translate(_CLASSES)
    return b"?," in classes or b",?" in classes or b"0, " in classes or classes.endswith(b"0,")


def _change(passage: Passage, at: int, mark: str, text: str) -> Change:
    """The full-width mark, which takes with it one space that follows, if Chinese goes on behind it."""
    place = passage.at(at, at + 1)
    length = 1
    if mark != "(" and text[at + 1 : at + 2] == " " and _chinese_start(text[at + 2 : at + 3]):
        length = 2 if passage.raw[place.start - passage.offset + 1 : place.start - passage.offset + 2] == " " else 1
    return Change(place.start, place.start + length, _WIDE[mark])


def _may_be_wrong(before: str, behind: str) -> bool:
    """A quick look: a mark between two signs of plain Latin text, or figures, is right."""
    return before > "\x7f" or behind > "\x7f" or (before.isdigit() and behind in " \n")


def _chinese_end(char: str) -> bool:
    return char != "" and (char in _CLOSING or _IS_HAN.match(char) is not None)


def _chinese_start(char: str) -> bool:
    return char != "" and (char in _OPENING or _IS_HAN.match(char) is not None)


def _wrong_mark(text: str, at: int, mark: str) -> bool:
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if behind == " ":
        after = text[at + 2 : at + 3]
        behind = after if _chinese_start(after) or after.isdigit() else behind
    if _chinese_end(before):
        return _ends_chinese(text, at, mark, behind)
    if not _chinese_start(behind) or text[at + 1 : at + 2] == " ":
        return False
    if before in _FIGURE_ENDS and before:
        return True
    return before.isdigit() and _ends_figure(text, at, mark)


def _ends_chinese(text: str, at: int, mark: str, behind: str) -> bool:
    """Behind Chinese: right only in file names, domains, numberings, ratios of words, and rows of dots."""
    if mark == ".":
        if behind == "." or (text[at + 1 : at + 2].isalpha() and text[at + 1 : at + 2].isascii()):
            return False
        if _DOMAIN.match(text, at) or (
            text[at - 1] in _HAN_NUMERAL and text[_line_start(text, at - 1) : at - 1].strip() == ""
        ):
            return False
        return not (text[at + 1 : at + 2].isdigit() and _path_like(text, at))
    if mark == ":":
        return _RATIO.match(text, at) is None and not text.startswith("://", at)
    if mark in "?!":
        return behind not in ("?", "!", "=") or behind == ""
    return True


def _line_start(text: str, at: int) -> int:
    """Where the line of `at` begins, as far as it is looked at."""
    low = max(0, at - _WINDOW)
    return max(low, text.rfind("\n", low, at) + 1)


def _path_like(text: str, at: int) -> bool:
    """观测.2019.csv, 表4.1: a dot inside a name."""
    return re.match(r"\.\d+(?:\.\w|-\d)", text[at : at + 20]) is not None


def _ends_figure(text: str, at: int, mark: str) -> bool:
    """Behind a figure and before Chinese: numberings (1.资源, 表4.1:) and times stay."""
    if mark == ".":
        line = text[_line_start(text, at) : at]
        digits = len(line) - len(line.rstrip("0123456789"))
        return digits >= 3 and line[: len(line) - digits][-1:] not in (".", "") and not line[-digits - 1].isascii()
    if mark == ":":
        return _RATIO.match(text, at) is None
    return True


def _pairs(text: str) -> dict[int, int]:
    """Half-width parentheses that belong together, both ways; pairs do not cross lines."""
    pairs: dict[int, int] = {}
    for line in re.finditer(r"[^\n]+", text):
        if "(" not in line.group():
            continue
        opened: list[int] = []
        for found in re.finditer(r"[()（）]", line.group()):
            at = line.start() + found.start()
            sign = found.group()
            if sign in "(（":
                opened.append(at)
            elif opened:
                start = opened.pop()
                if sign == ")" and text[start] == "(":
                    pairs[start] = at
                    pairs[at] = start
    return pairs


def _wrong_parenthesis(text: str, at: int, end: int) -> bool:
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if end >= 0:
        inside = text[at + 1 : min(end, at + _WINDOW)]
        if _NUMBERING.match(text, at):
            return False
        if _IS_HAN.search(inside):
            return (
                _chinese_end(before) or not before.strip() or _IS_HAN.match(inside[:1]) is not None or before.isdigit()
            )
        return _chinese_end(before) and inside[:1].isdigit() and not inside.isascii()
    if text[at] == "(":
        return _chinese_end(before) and (_chinese_start(behind) or behind.isdigit())
    if not _chinese_end(before) and not before.isdigit():
        return False
    start = _line_start(text, at)
    head = "\n" + text[start:at] if at - start < _NUMBER_ROOM else text[at - _NUMBER_ROOM : at]
    if _HALF_NUMBER.search(head):
        return False
    return _chinese_end(before) or text.find("（", start, at) >= 0


RULE = Rule(
    id="L601",
    name="half-width",
    severity=INFO,
    scope=PASSAGE,
    summary=Words(
        "中文语句里用了半角的 , . ; : ? ! ( )", "half-width , . ; : ? ! ( ) that ends or parts a Chinese phrase"
    ),
    why=Words(
        "《标点符号用法》（GB/T 15834—2011）规定中文标点占一个字的位置；半角标点印出来挤在一起，也不能正确换行。",
        "Chinese punctuation takes the room of one character (GB/T 15834-2011); half-width marks crowd the line.",
    ),
    fails='[sections."4.5.4"]\ntext = """\n本库的保存条件稳定,标本来源清楚。\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n本库工作日8:30开放，配比为1:3，样品按 `a, b` 命名。\n"""\n',
    check=check,
    signs=frozenset(_WIDE),
)
