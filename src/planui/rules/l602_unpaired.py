"""L602: parentheses, title marks, quotation marks and brackets without their other half."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planui.model.diagnostic import WARNING, Finding
from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.model.words import Words
from planui.rules.indented_code import in_indented_code
from planui.rules.rule import PLAN, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.model.plan import Plan

_LONELY = Words("“{0}”没有与之配对的“{1}”", "“{0}” has no “{1}” to go with it")

_CLOSES = {"（": "）", "《": "》", "“": "”", "‘": "’", "【": "】", "〈": "〉", "(": "）"}
_OPENS = {"）": "（", "》": "《", "”": "“", "’": "‘", "】": "【", "〉": "〈", ")": "（"}
_SIGN = lazy(r"[（）《》“”‘’【】〈〉()]")
_SIGN_OR_LINE = lazy(r"[（）《》“”‘’【】〈〉()\n]")
_BLOCK = lazy(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_NUMBER = lazy(
    r"(?:\n|[。；;，,：:！？“（] ?)[ \t　]*(?:[0-9０-９]{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[ivx]{1,4})$"
)
_OPEN_NUMBER = lazy(r"[（(](?:[0-9]{1,2}|[a-zA-Z])(?:[\s、.．]|(?=[\u4e00-\u9fff]))")
_DEEPEST = 40
"""Signs inside signs that are followed: nobody writes more."""
_PARAGRAPH = 12
"""Characters at a passage's end or beginning that tell whether a quotation runs across it."""


class Drawn(NamedTuple):
    """What a passage's paragraphs leave open. Offsets are in the passage's words.

    `unpaired` is certain; `dangling` is the opening quotation mark of the last paragraph if nothing in it closes that,
    -1 for none; `continues` says that the first paragraph begins with one, which keeps one before it open.
    """

    unpaired: tuple[int, ...]
    dangling: int
    continues: bool


def draw(passage: Passage, section: FormSection, form: Form) -> Drawn | None:
    """The signs of a passage that have no partner, paragraph by paragraph."""
    text = passage.text
    if _is_balanced(text):
        return Drawn((), -1, continues=True) if _begins_quoted(text, len(text) - len(text.lstrip("\n"))) else None
    unpaired: list[int] = []
    quotes: list[tuple[int, int]] = []  # beginnings of paragraphs, with the quotation mark each leaves open
    for block in _BLOCK.finditer(text):
        lonely, quote = _paragraph(passage, text, *block.span())
        unpaired += lonely
        quotes.append((block.start(), quote))
    for (_, quote), (behind, _) in pairwise(quotes):
        if quote >= 0 and not _begins_quoted(text, behind):
            unpaired.append(quote)
    dangling = quotes[-1][1] if quotes else -1
    continues = bool(quotes) and _begins_quoted(text, quotes[0][0])
    if not unpaired and dangling < 0 and not continues:
        return None
    return Drawn(tuple(sorted(unpaired)), dangling, continues)


def _is_balanced(text: str) -> bool:
    """Whether the signs of every line close one another, no quotation inside another: so in nearly all passages."""
    signs = "".join(_SIGN_OR_LINE.findall(text))
    if not signs.strip("\n"):
        return True
    for _ in range(2):
        for pair in ("《》", "（）", "()", "〈〉", "【】", "‘’", "（）"):
            signs = signs.replace(pair, "")
        signs = signs.replace("“”", "") if _ == 0 else signs
    return not signs.strip("\n")


def _begins_quoted(text: str, start: int) -> bool:
    return text[start : start + _PARAGRAPH].lstrip(" \t　").startswith("“")


def _paragraph(passage: Passage, text: str, start: int, end: int) -> tuple[list[int], int]:
    """The signs of one paragraph that are surely alone, and the quotation mark that it leaves open, or -1."""
    signs = [found.start() for found in _SIGN.finditer(text, start, end)]
    if not signs:
        return [], -1
    lonely: list[int] = []
    opened: list[int] = []
    crossed = set()
    for index, at in enumerate(signs):
        sign = text[at]
        if len(opened) > _DEEPEST:
            return [], -1
        if sign in _CLOSES:
            if sign == "“" and any(text[one] == "“" for one in opened) and text[opened[-1]] != "‘":
                following = next((text[one] for one in signs[index + 1 : index + 40] if text[one] in "“”"), "")
                if following != "”":
                    # “资源“: the wrong half was typed.
                    lonely.append(at)
                    opened = _drop(opened, text, "“")
                    continue
                one = max(one for one in opened if text[one] == "“")
                lonely.append(one)
                opened.remove(one)
            opened.append(at)
            continue
        wanted = _OPENS[sign]
        if opened and _matches(text[opened[-1]], sign):
            opened.pop()
        elif any(_matches(text[one], sign) for one in opened):
            while not _matches(text[opened[-1]], sign):
                crossed.add(_CLOSES[text[opened[-1]]])
                lonely.append(opened.pop())
            opened.pop()
        elif sign in crossed or _stands_alone(text, at, start, sign):
            crossed.discard(sign)
        elif sign == "”" and _next_is(text, signs, index, "”"):
            # ”资源”: the wrong half was typed; what follows closes it.
            lonely.append(at)
            signs_left = [one for one in signs[index + 1 : index + 40] if text[one] == "”"]
            crossed.add("”") if signs_left else None
        elif wanted:
            lonely.append(at)
    quote = -1
    for at in opened:
        if text[at] == "“" and at == opened[0]:
            quote = at
        elif not (text[at] in "（(" and _is_numbering(text, at)):
            lonely.append(at)
    lonely = [at for at in lonely if text[at] not in "()" and not _in_code(passage, at)]
    return lonely, quote if quote >= 0 and not _in_code(passage, quote) else -1


def _matches(opening: str, closing: str) -> bool:
    return _OPENS[closing] == ("（" if opening == "(" else opening)


def _drop(opened: list[int], text: str, sign: str) -> list[int]:
    last = max(one for one in opened if text[one] == sign)
    return [one for one in opened if one != last]


def _next_is(text: str, signs: list[int], index: int, sign: str) -> bool:
    return next((text[one] for one in signs[index + 1 : index + 40] if text[one] in "“”"), "") == sign


def _stands_alone(text: str, at: int, start: int, sign: str) -> bool:
    """1） and a) head an item; ’ after Latin letters or figures is an apostrophe or a prime."""
    if sign in "）)":
        return _NUMBER.search("\n" + text[start:at] if at - start < 12 else text[at - 12 : at]) is not None
    if sign == "’":
        before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        return (before.isascii() and before.isalnum()) or (behind.isascii() and behind.isalnum() and not before.strip())
    return False


def _is_numbering(text: str, at: int) -> bool:
    """（1 资源: a half parenthesis at the head of a line."""
    head = text[text.rfind("\n", 0, at) + 1 : at]
    return not head.strip() and _OPEN_NUMBER.match(text, at) is not None


def _in_code(passage: Passage, at: int) -> bool:
    return passage.prose.in_code(at) or in_indented_code(passage.raw, passage.prose.raw(at))


def check(facts: Mapping[Passage, Drawn], plan: Plan, form: Form) -> Iterator[Finding]:
    """A quotation of several paragraphs may open in one passage and close in the next."""
    passages = list(facts)
    for index, passage in enumerate(passages):
        drawn = facts[passage]
        alone = list(drawn.unpaired)
        if drawn.dangling >= 0:
            behind = passages[index + 1] if index + 1 < len(passages) else None
            adjoins = (
                behind is not None
                and behind.place == passage.place
                and behind.offset == passage.offset + len(passage.raw)
                and facts[behind].continues
            )
            if not adjoins:
                alone.append(drawn.dangling)
        for at in alone:
            sign = passage.text[at]
            yield Finding(passage.at(at, at + 1), _LONELY.format(sign, _CLOSES.get(sign) or _OPENS[sign]))


RULE = Rule(
    id="L602",
    name="unpaired",
    severity=WARNING,
    scope=PLAN,
    summary=Words("（）《》“”‘’【】 缺了一半", "one of （）《》“”‘’【】 without its other half"),
    why=Words(
        "括号、书名号、引号成对使用（GB/T 15834—2011）；缺了一半，读者不知道补充说明或引文到哪里为止。",
        "These marks come in pairs; without the other half nobody knows where the aside or the quotation ends.",
    ),
    fails='[sections."4.5.4"]\ntext = """\n本库的优势在于保存条件稳定（含备用电源，标本来源清楚。\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n1）保存条件稳定（含备用电源）；\n2）“来源清楚”。\n"""\n',
    check=check,
    draw=draw,
)
