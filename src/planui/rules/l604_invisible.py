"""L604: characters that nobody sees, raw in the file or escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, Change, Finding, Fix, Place
from planui.model.words import Words
from planui.rules.rule import PLAN, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.model.plan import Plan

_MESSAGE = Words("看不见的字符 {0}（{1}），请删去", "an invisible character {0} ({1}): delete it")
_FIX = Words("删去看不见的字符", "delete what is invisible")

_KINDS = {
    "Cc": Words("控制字符", "a control character"),
    "Cf": Words("零宽或格式字符", "a zero-width or formatting character"),
    "Co": Words("私用区字符，换一台电脑就显示不出来", "private use: other computers cannot show it"),
    "Cs": Words("半个代理对", "half a surrogate pair"),
    "Cn": Words("未分配的码位", "an unassigned code point"),
    "Zl": Words("行分隔符", "a line separator"),
    "Zp": Words("段分隔符", "a paragraph separator"),
}
_BIDI = Words("改变文字方向的控制符", "it changes the direction of the text")
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINER = "\u200d"

# What was found to be visible, and what was not, so that a character's category is asked for once.
_fine = set("\t\n\r") | set(map(chr, range(0x20, 0x7F))) | set(map(chr, range(0x3000, 0x3020)))
_bad: dict[str, str] = {}


def _invisible(chars: frozenset[str]) -> set[str]:
    """Those of some characters that are invisible."""
    found = set()
    for char in chars - _fine:
        if "\u4e00" <= char <= "\u9fa5" or "\uff01" <= char <= "\uff5e":
            _fine.add(char)
        elif char in _bad or _category(char):
            found.add(char)
    return found


def _category(char: str) -> str:
    """The kind of an invisible character; empty, and remembered as fine, for a visible one."""
    from unicodedata import category

    kind = category(char)
    if kind not in _KINDS or (kind == "Cn" and _reserved_for_signs(ord(char))):
        _fine.add(char)
        return ""
    _bad[char] = kind
    return kind


def _reserved_for_signs(code: int) -> bool:
    """Han beyond the BMP and picture signs, which newer Unicode versions than Python's fill up."""
    return (0x20000 <= code <= 0x3FFFF or 0x1F000 <= code <= 0x1FAFF) and code & 0xFFFE != 0xFFFE


def _spans(text: str, wanted: set[str]) -> list[tuple[int, int]]:
    """The runs of invisible characters; a joiner inside an emoji is none."""
    spans: list[tuple[int, int]] = []
    for char in wanted:
        at = text.find(char)
        while at >= 0:
            if char != _JOINER or not _joins_emoji(text, at):
                spans.append((at, at + 1))
            at = text.find(char, at + 1)
    spans.sort()
    runs: list[tuple[int, int]] = []
    for start, end in spans:
        if runs and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def _joins_emoji(text: str, at: int) -> bool:
    before = text[:at].rstrip("\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")[-1:]
    behind = text[at + 1 : at + 2]
    return bool(before and behind) and _pictorial(before) and _pictorial(behind)


def _pictorial(char: str) -> bool:
    return "\U0001f000" <= char <= "\U0001faff" or "\u2190" <= char <= "\u2bff"


def draw(passage: Passage, section: FormSection, form: Form) -> list[tuple[int, int]]:
    """The runs of invisible characters in a passage as written."""
    return _find(passage.raw)


def _find(text: str) -> list[tuple[int, int]]:
    """The runs of invisible characters in a text: none where, white space aside, all is printable."""
    if text.isprintable() or text.replace("\n", "").replace("　", "").isprintable():
        return []
    wanted = _invisible(frozenset(text))
    return _spans(text, wanted) if wanted else []


def check(facts: Mapping[Passage, list[tuple[int, int]]], plan: Plan, form: Form) -> Iterator[Finding]:
    """Those of the passages, then those of the cover's fields and of the other values of the grids."""
    for passage, spans in facts.items():
        for start, end in spans:
            yield _finding(passage.at_raw(start, end), passage.raw[start:end])
    for key, node in plan.fields.items():
        if node.kind == "string" and not node.value.isprintable():
            yield from _in_value(node.value, Place("field", key=key))
    for number, section in plan.sections.items():
        for table in ("schedule", "indicators"):
            for row in section.rows(table):
                for key in ("period", "unit"):
                    if not (text := row.text(key)).isprintable():
                        yield from _in_value(text, Place("cell", number, table, row.order, key))


def _in_value(text: str, place: Place) -> Iterator[Finding]:
    for start, end in _find(text):
        yield _finding(place._replace(start=start, end=end), text[start:end])


def _finding(place: Place, chars: str) -> Finding:
    codes = " ".join(f"U+{ord(char):04X}" for char in chars[:4]) + (" …" if len(chars) > 4 else "")
    kind = _BIDI if chars[0] in _DIRECTIONS else _KINDS[_bad[chars[0]]]
    words = Words(_MESSAGE.zh.format(codes, kind.zh), _MESSAGE.en.format(codes, kind.en))
    return Finding(place, words, Fix(_FIX, (Change(place.start, place.end, ""),)))


RULE = Rule(
    id="L604",
    name="invisible",
    severity=ERROR,
    scope=PLAN,
    summary=Words(
        "看不见的字符：控制符、零宽字符、文字方向控制符、私用区或未分配的码位",
        "characters that nobody sees: control, zero-width, bidirectional, private-use or unassigned ones",
    ),
    why=Words(
        "这些字符多由复制粘贴带入，屏幕上看不见，却会打断查找、颠倒文字，印出来成为空白或方框；"
        "直接写入和写成 \\u202e 都算。",
        "They come along when text is pasted, break searches, turn text around, or print as blanks and boxes; "
        "raw or escaped (\\u202e) makes no difference.",
    ),
    fails='[sections."4.5.4"]\ntext = """\n本库的保存条件\\u200b稳定，标本来源清楚。\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n　　本库的保存条件稳定，标本来源清楚，另藏𩽾𩾌标本。\n"""\n',
    check=check,
    draw=draw,
)
