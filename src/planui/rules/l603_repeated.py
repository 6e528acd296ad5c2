"""L603: a character or word typed twice."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from planui.model.diagnostic import INFO, Finding
from planui.model.lazy_pattern import lazy
from planui.model.words import Words
from planui.rules.indented_code import in_indented_code
from planui.rules.repetition import (
    AGENT_ENDS,
    AGENT_VERBS,
    ALWAYS_DOUBLED,
    COUNTED,
    DIGITS,
    DOUBLED_WORDS,
    EACH_ONE,
    EVERY_ONE,
    FREE_WORDS,
    JOINTS,
    LONGER_WORDS,
    MEASURES,
    NEVER_APART,
    NUMERALS,
    OF_EACH,
    PLACES,
    REDUPLICATED,
    REPEATABLE_VERBS,
    SCHOOL_ENDS,
    SCHOOLS,
    SUFFIXES,
    WHOLE_BEFORE,
    WITHIN,
)
from planui.rules.rule import PASSAGE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage

_MESSAGE = Words("“{0}”重复了，多半是多打了一遍，请删去其一", "“{0}” stands twice in a row: delete one")

_LONGER = {length: lazy(rf"({'.' * length})\1") for length in (4, 3, 2)}
_LATIN = lazy(r"(?<![\w-])([a-z]{2,20}) \1(?![\w-])", re.A)
_LATIN_WORDS = re.compile(rb" (?<=[a-z]{2} )[a-z]{2}")
_BEYOND = bytes(0x80 if code == ord("?") else 0 for code in range(256))
_MARKS = "，、；：。"
_CLAUSE = frozenset(["", *"，。；：、\n"])
_EACH = frozenset("有都皆均可能")
_ONE_ENDS = frozenset("唯统同单第不")
"""唯一, 统一 …: an 一 that counts nothing."""
_TITLE = 40
"""Characters of a title before the place that is looked at."""
_SAVED = frozenset("节预契合公特")
_FROM = frozenset("从由自")
_PAIRED = frozenset("比对核组互相结配")
"""What is done two by two."""
_OFFICES = frozenset("究务托测验育教派")
"""Before 所: it ends the name of an institute or an office."""
_EACH_BEHIND = ("有", "都", "皆", "必")
"""Behind what each of some is or has."""
_SPAN = 14
"""Characters before 到 within which it is said from what on."""
_STOPS = "，。；：！？、”’）"


def _han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def check(passage: Passage, section: FormSection, form: Form) -> Iterator[Finding]:
    """Longer repetitions first; what stands inside one of them is not said again."""
    text = passage.text
    spans: list[tuple[int, int, int]] = []
    taken: set[int] = set()
    singles, lengths = _twins(text, passage.shape)
    for length in reversed(lengths):
        for found in _LONGER[length].finditer(text):
            start = found.start()
            if _is_words(text, start, length) and start not in taken and _typed_twice(text, start, length):
                spans.append((start, found.end(), length))
                taken.update(range(start, found.end()))
    end = 0
    for start in singles:
        char = text[start]
        if start < end or char != text[start + 1 : start + 2]:
            continue
        end = start + 2
        if start in taken:
            continue
        if (_han(char) and _doubled(text, start)) or (char in _MARKS and _doubled_mark(text, start)):
            spans.append((start, end, 1))
    if _LATIN_WORDS.search(passage.shape):
        spans += ((found.start(), found.end(), len(found[1])) for found in _LATIN.finditer(text))
    for start, end, length in spans:
        if not passage.prose.in_code(start):
            place = passage.at(start, end)
            if not in_indented_code(passage.raw, place.start - passage.offset):
                yield Finding(place, _MESSAGE.format(text[start : start + length]))


def _twins(text: str, shape: bytes) -> tuple[list[int], list[int]]:
    """Where a character beyond ASCII may stand twice in a row, and of what lengths longer stretches may.

    The text is compared with itself, moved by one to four characters, all at once: as numbers, of every character its
    lowest byte, which two different ones seldom share. A byte of `same` is 0x80 where those are equal.
    """
    size = len(text)
    number = int.from_bytes(text.encode("utf-32-le", "surrogatepass")[::4], "little")
    seven = int.from_bytes(b"\x7f" * size, "little")
    beyond = int.from_bytes(shape.translate(_BEYOND), "little")
    singles: list[int] = []
    lengths = []
    for length in (1, 2, 3, 4):
        differs = number ^ (number >> (8 * length))
        same = ((((differs & seven) + seven) | differs) & beyond) ^ beyond
        for _ in range(length - 1):
            same &= same >> 8
        if same and length > 1:
            lengths.append(length)
        elif same:
            marks = same.to_bytes(size, "little")
            at = marks.find(b"\x80")
            while at >= 0:
                singles.append(at)
                at = marks.find(b"\x80", at + 1)
    return singles, lengths


def _is_words(text: str, start: int, length: int) -> bool:
    unit = text[start : start + length]
    return all(map(_han, unit)) and len(set(unit)) > 1


def _typed_twice(text: str, start: int, length: int) -> bool:
    """Whether a repeated stretch of 2 to 4 characters is a mistake."""
    unit = text[start : start + length]
    second, end = start + length, start + 2 * length
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    if unit == "来越":
        return False  # 带来越来越多
    if unit[0] in "一半" and before != "第":
        return False  # 一字节一字节, 一步一步
    if length == 2 and (unit[1] == "着" or (unit[1] == "一" and behind in "百千万亿个")):
        return False  # 录着录着就成了朋友, 听一听一百年前的话
    if length == 2:
        if unit in REPEATABLE_VERBS and (behind == "" or behind in _STOPS or behind in "再“‘《" or before in "“‘"):
            return False
        if unit in SCHOOLS and behind in SCHOOL_ENDS:
            return False
        if behind and behind in AGENT_ENDS and (unit in AGENT_VERBS or behind == "化"):
            return False
        if text.startswith(LONGER_WORDS, second) and (before in WHOLE_BEFORE or not text.startswith("数据", second)):
            return False
    # 研究所研究所需: the second begins another word, and its end joins the next.
    return not (unit[-1] == "所" and behind != "" and behind in "需属在有见述做用")


def _doubled_mark(text: str, start: int) -> bool:
    """，， and 。。, but not rows of three and more, which stand for an ellipsis."""
    mark = text[start]
    return text[start + 2 : start + 3] != mark and text[start - 1 : start] != mark


def _doubled(text: str, start: int) -> bool:
    """Whether a doubled Chinese character is a mistake: neither a reduplication nor two words that meet."""
    first = max(0, start - 2)
    if text.rfind("《", max(0, start - _TITLE), start) > text.rfind("》", max(0, start - _TITLE), start):
        return False  # 《科学学研究》: a title is quoted as it is
    if text.startswith("约约", start) and text[start + 2 : start + 3].strip() in DIGITS:
        return text[start - 1 : start] not in _SAVED  # 节约约900万元
    if text.startswith("到到", start) and text[start + 2 : start + 3] in JOINTS["到"][1]:
        return _FROM.isdisjoint(text[max(0, start - _SPAN) : start])  # 从申请到到岸
    if text[start - 1 : start] == "“" and text[start + 2 : start + 3] == "”":
        return False  # “睇睇”: a word is spoken of
    said = text.find(text[start], max(0, start - 6), start - 1) >= 0 if text[start - 1 : start] == "，" else False
    if said and (text[start + 2 : start + 3] in _EACH_BEHIND or _begins(text[start], text[start + 2 : start + 3])):
        return False  # 不数论文，数数据; 两周一会，会会有纪要
    return _doubled_in(text[first : start + 4], start - first)


@lru_cache(4096)
def _doubled_in(text: str, start: int) -> bool:
    """The same for the two characters before and behind: texts have few doubled characters, and those often."""
    char = text[start]
    before, behind = text[start - 1 : start] if start else "", text[start + 2 : start + 3]
    if before == char:
        return False  # told at the first of the row
    if char == "在" and before == "所" and text[start - 2 : start - 1] in _OFFICES:
        before = ""  # 研究所在此, and not 所在
    if before == " " and text[start - 2 : start - 1] in DIGITS:
        before = text[start - 2 : start - 1]  # 21 年年 6 月
    if behind == char:
        # Three in a row: 信息息息相关.
        return char not in REDUPLICATED or text[start + 3 : start + 4] == char
    if _aabb(text, start) or char in ALWAYS_DOUBLED:
        return False
    if behind and behind in "相互" and char not in JOINTS:
        return False  # 账账相符, 馆馆互通
    if behind and behind in DOUBLED_WORDS.get(char, ""):
        return False
    if behind and behind in NEVER_APART.get(char, ""):
        return before != "一"
    if before in WITHIN and char in REDUPLICATED and char not in JOINTS:
        return False
    if before == "一" and char in EACH_ONE and text[start - 2 : start - 1] not in _ONE_ENDS:
        return False
    if char == "两" and behind and behind in _PAIRED:
        return False  # 两两比对
    every = behind in EVERY_ONE if char == "周" else char == "个" and behind not in OF_EACH
    if every and _han(behind or " ") and before not in DIGITS and before not in COUNTED:
        return False  # 孩子们却个个不肯走
    if before in _CLAUSE and behind in _EACH and char not in JOINTS:
        return False  # 管管有条码, 株株有编号
    if char in NUMERALS:
        return not (before in NUMERALS or behind in NUMERALS) and (char not in "一〇" or before in "第不统同唯单")
    if char in JOINTS:
        left, right = JOINTS[char]
        if char in FREE_WORDS:
            return not ((before and before in left) or (behind and behind in right))
        if before and behind and before in left and (behind in right or _begins(char, behind)):
            return False
        if behind and behind in right and _begins(before, char):
            return False
    elif char in REDUPLICATED and not (before in DIGITS and char in MEASURES):
        if _han(behind or " ") and not _begins(char, behind):
            return False  # 清单人人熟记
        return before != "一" and _begins(before, char) and not _two_words(before, char, behind)
    return not _two_words(before, char, behind)


def _aabb(text: str, start: int) -> bool:
    """高高兴兴: two doubled characters side by side."""
    left, right = text[max(0, start - 2) : start], text[start + 2 : start + 4]
    return any(len(pair) == 2 and pair[0] == pair[1] and _han(pair[0]) for pair in (left, right))


def _two_words(before: str, char: str, behind: str) -> bool:
    """Whether one word may end with the character and the next begin with it: 数据+据此, 20个+个体."""
    if not _begins(char, behind):
        return False
    if before in DIGITS:
        return char in MEASURES or (not before.isdigit() and char in SUFFIXES)  # 20个个体, 两国国旗
    if not _han(before or " "):
        return char in PLACES
    return _begins(before, char) or char in SUFFIXES


def _begins(first: str, second: str) -> bool:
    """Whether two neighbours are the beginning of a common word."""
    if not first or not second or not _han(first) or not _han(second):
        return False
    from planui.rules.word_pairs import begins_word

    return begins_word(first + second)


RULE = Rule(
    id="L603",
    name="repeated",
    severity=INFO,
    scope=PASSAGE,
    summary=Words("一个字或一个词连着打了两遍", "a character or word typed twice"),
    why=Words(
        "“的的”“进行进行”多是输入时重复；“人人”“年年”一类的叠词，以及“数据据此”一类前后两词相接的，不算。",
        "的的 and 进行进行 are slips of the keyboard; reduplications (人人, 年年) and words that meet (数"
        "据据此) are not.",
    ),
    fails='[sections."4.5.4"]\ntext = """\n本库的的优势在于保存条件稳定，标本来源清楚。\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n人人可以查询，年年更新，数据据此复核，目的的确明确。\n"""\n',
    check=check,
)
