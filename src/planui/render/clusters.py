"""What stays together on a line of Chinese text, as patterns: words, figures, pairs, and the marks around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planui.render import charclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSE = f"[{re.escape(charclass.NO_START)}]"
_OPEN = f"[{re.escape(charclass.NO_END)}]"
_PAIR = "".join(f"|{re.escape(mark)}+" for mark in charclass.PAIRS)[1:]
_WEST = f"[{charclass.WEST}]"
_SYMBOL = "[A-Za-zμµΩ°℃%‰]{1,4}[⁺⁻]?[²³¹⁰⁴-⁹]{0,2}"
_UNIT = f"{_SYMBOL}(?:[/·]{_SYMBOL}){{0,2}}(?![A-Za-z])"
_THOUSANDS = f"[+−±~≈<>≤≥-]?(?<![\\d.,])\\d{{1,3}}(?:[ \u00a0\u2009\u202f]\\d{{3}})+(?!\\d){_WEST}*"
_WIDE = "[０-９Ａ-Ｚａ-ｚ]+(?:[．，：][０-９]+)*"
_CODE = "[A-Z]{2,}\\d*(?:/[A-Z]+)? (?=\\d)"
_WORD = f"(?:{_THOUSANDS}|{_WIDE}|(?:{_CODE})?{_WEST}+(?:[～—–−~’·]{_WEST}+)*)(?:(?<=\\d)[ \u00a0]{_UNIT})?[℃%‰％]?"
_COUNTER = (
    "(?:平方[公厘毫千]?[米里]|立方[厘分]?米|公[里斤顷分]|[厘毫微]米|毫[升克]|小时|分钟|个月"
    "|[年月日号时分秒天周岁届期级类种属科份件个项条款章节页册卷篇部套台辆间座处所家户人名位次批株粒头只尾元倍吨克升米亩])"
)
_COUNTED = f"(?:(?<=\\d)[ \u00a0]?[余多]?(?:[百千万亿]{{1,2}}{_COUNTER}?|{_COUNTER}))?"
"""The Chinese unit or measure word of a figure (2020 年, 3.5万元, 120份), which stays with it where there is room."""
_SIGN = "[＋－＜＞＝±](?=[\\d０-９.])"
"""Signs as wide as a Chinese character that stand before a figure."""
_MONTH = "(?:\\d{1,2}[—–~～-])?\\d{1,2} ?月(?: ?\\d{1,2} ?日)?"
_TO = "(?:[至到] ?)?"
_DATE = f"{_TO}(?:\\d{{1,4}} ?年(?: ?{_MONTH})?|{_MONTH})"


def _cluster(kept: str, word: str) -> re.Pattern[str]:
    """What stays on one line: a word, a pair or a character with the marks around it, or what `kept` matches."""
    return re.compile(
        f"(?:(?:{_OPEN}|{_SIGN})[^\\S\\n]*)*(?:{kept}{word}|{_PAIR}|\\S)"
        f"(?:[^\\S\\n]*(?:{_CLOSE}|{_PAIR}))*(?:(?<=～)(?:{_SIGN})?{word}{_CLOSE}*)?(?:\u00a0+\\S(?:{_CLOSE}|{_PAIR})*)*[^\\S\\n]*"
    )


CLUSTER = _cluster("", _WORD + _COUNTED)
"""What stays on one line."""
DATED_CLUSTER = _cluster(f"{_DATE}|", _WORD + _COUNTED)
"""The same where dates stay whole too."""
PART_CLUSTER = _cluster(_TO, _WORD + _COUNTED)
"""What stays together where there is no room for a whole date: its parts..."""
BARE_CLUSTER = _cluster("", _WORD)
"""...and where there is less: a figure may be parted from its unit."""
EDGE = re.compile(
    f"(?<=[{charclass.HAN}])(?={_WEST}(?<![!),.:;?\\]}}'\"×÷/\\-–~]))"
    f"|(?<={_WEST})(?<![(\\[{{'\"×÷/\\-–~])(?=[{charclass.HAN}])"
)
"""The places between Chinese and Western characters (CLREQ 3.2.5)."""
_JOINT = re.compile(
    f"[-‐‑](?<=[{charclass.HAN}].)(?=[A-Za-zα-ω])|×(?<=[A-Za-z℃²³%]×)(?= ?\\d)"
    f"|/(?<=[{charclass.HAN}]/)(?=[A-Za-zμµ(])|[(\\[{{]"
)
"""What a text is not parted before: the hyphen of a name (谷氨酸-γ-半醛), a × behind a unit (3 m×4 m). And not behind:
the stroke of a unit (元/kg), a parenthesis that a Western word ends in (DNA(脱氧核糖核酸)).
"""
_JOINING = re.compile("[-‐‑×/(\\[{]")
_QUOTE = re.compile("[\"']")
_BEHIND_QUOTE = re.compile(rf"\s|{_CLOSE}|$")
WEST_RUN = re.compile(f"{_WEST}{{2,}}|{_PAIR}")
"""Western characters, or the halves of a pair, between which nothing comes when a line is stretched."""
SPACE = re.compile("[ \u00a0]+")
MARK = re.compile(f"[{re.escape(charclass.CLOSING + charclass.OPENING)}]")
CODED = re.compile(_CODE)
"""The letters of a standard's number (GB/T 27025) and the space behind them."""
WEB = re.compile(r"://|www\.")
ADDRESS = re.compile(r"://|www\.|\w@\w|(?:/[A-Za-z][\w.-]*){2}|[?&]\w+=|(?<![\d.])10\.\d{4,9}/")
"""What tells an address of the web, or of the web or a mailbox, a path, a query or a DOI (ISO 26324) on its own."""
DATE_SIGNS = frozenset("年月至到")
"""Characters of a date behind which it may be parted where it would else leave a line nearly empty."""
STROKES = frozenset("/?&#@")
"""Signs of an address behind which it is best parted."""
HYPHENS = frozenset("-_")
"""Those behind which it is parted then."""
RANGES = frozenset("—–～")
"""Those behind which a range that is too long may be parted."""
SOFT = frozenset("/\\-_.&?=#:,;@")
"""Signs behind which a word that is too long may be parted."""
OPENERS = frozenset(charclass.OPENING)
CLOSERS = frozenset(charclass.CLOSING)
FORBIDDEN_START = frozenset(charclass.NO_START + charclass.PAIRS)
FORBIDDEN_END = frozenset(charclass.NO_END)


def joints(text: str) -> set[int]:
    """The places where a text is not parted for what stands there: hyphens, strokes, parentheses, straight quotes."""
    found: set[int] = set()
    if _JOINING.search(text) is not None:
        found.update(match.start() + (match[0] in "/([{") for match in _JOINT.finditer(text))
    if '"' in text or "'" in text:
        found.update(_quoted(text))
    return found


def _quoted(text: str) -> Iterator[int]:
    """The places inside straight quotes: behind one that opens and before one that closes, which look alike."""
    opened: set[str] = set()
    for match in _QUOTE.finditer(text):
        at, quote = match.start(), match[0]
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        if quote == "'" and before.isalnum() and behind.isalnum() and (before + behind).isascii():
            continue  # an apostrophe
        closes = bool(before.strip()) and (quote in opened or _BEHIND_QUOTE.match(text, at + 1) is not None)
        opened ^= {quote} if closes == (quote in opened) else set()
        yield at if closes else at + 1


_SIGN_COSTS = {**dict.fromkeys("/\\?&#=", 0.3), ".": 0.8, "@": 0.15}
_OTHER_COST = 1.2
"""What it costs, in ems between a line's characters, to part an address behind a sign; a hyphen, which would seem to be
the line's own, is the worst.
"""
_LONG_NAME = 24
"""Characters up to which a name with underscores or hyphens is a word like others."""

_CODE_COST = 0.15
"""The same for a standard's letters and its number, which a space parts already."""


def part_places(word: str) -> list[int]:
    """The places where a word may be parted in a narrow column: behind the signs of an address of the web or a mailbox,
    and of a long name of a file; none for other words.
    """
    if ADDRESS.search(word):
        signs = SOFT if WEB.search(word) else STROKES
    elif len(word) > _LONG_NAME:
        signs = HYPHENS
    else:
        return []
    return [at for at in range(1, len(word)) if is_behind_sign(word, at, signs)]


def is_behind_sign(text: str, at: int, signs: frozenset[str]) -> bool:
    """Whether a text may be parted at a place as one behind a sign; the point of a number is none."""
    sign = text[at - 1]
    if sign not in signs or text[at] in FORBIDDEN_START:
        return False
    return not (sign in ".," and text[at].isdigit() and text[at - 2 : at - 1].isdigit())


def partings(word: str) -> list[tuple[int, float]]:
    """The places where a word that would fit on a line may yet be parted, each with what that costs.

    The cost is how much wider a line would have to stand, in ems between its characters, to be as bad.
    """
    code = CODED.search(word)
    found = [(code.end(), _CODE_COST)] if code else []
    if ADDRESS.search(word):
        places = [at for at in range(2, len(word)) if is_behind_sign(word, at, SOFT)]
        found += [(at, _SIGN_COSTS.get(word[at - 1], _OTHER_COST)) for at in places]
    return found
