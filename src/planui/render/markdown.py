"""A section's Markdown as safe HTML: markdown2 converts, nh3 keeps an allow-list, and a plan's raw HTML shows as text.

markdown2 has known ways round its own safe mode and takes minutes over some texts, so `<` and `&` never reach it (they
travel as noncharacters), what makes it slow is capped, and what comes out of it is cleaned again.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import NamedTuple

_LESS, _AMP, _PICTURE, _PICTURE_END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_LITERAL = {char: chr(0xFDD4 + number) for number, char in enumerate("[`*_~!(\\")}
_HASH, _BAR, _WORDLIKE, _CLOSED, _QUOTE = "\ufddc", "\ufddd", "\u115f", "\ufdde", "\ufddf"
_BACK = {
    **{mark: char for char, mark in _LITERAL.items()},
    _HASH: "#",
    _BAR: "|",
    _WORDLIKE: "",
    _CLOSED: ")",
    _QUOTE: '"',
}

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ufff0-\uffff"
    "\ud800-\udfff\ufe00-\ufe0f\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "]"
)
"""Control, zero-width and bidirectional characters, which no page shows (rule L604 reports them)."""

_MOST_QUOTES = 20
_MOST_INDENT = 4 * 60
_MOST_SPACES = 200
_DENSE = 12
_MANY = 200
_LONG_BLOCK = 20_000

_TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "code", "pre", "ul", "ol", "li", "table", "thead"),
    *("tbody", "tr", "th", "td", "br", "hr", "blockquote", "a", "sup", "sub", "del", "s", "div"),
}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}, "div": {"class"}}
_EXTRAS = {"tables": None, "fenced-code-blocks": None, "footnotes": None, "strike": None, "cuddled-lists": None}

_PLAIN = re.compile(r"(?![-*+>#|=~`!\[ \t]|\d{1,9}\.[ \t])\S")
_SENTENCE_END = re.compile(r"[。！？；：…][”’」』）)*_]*$")
_ENUMERATED = re.compile(
    r"(?:[0-9一二三四五六七八九十]{1,3}、|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[)）．]|[①-⑳]"
    r"|第[一二三四五六七八九十]+[，、：])"
)
_IMG = re.compile(r"<img\b([^>]*)>")
_ATTR = re.compile(r'(\w+)="([^"]*)"')
_FENCE = re.compile(r"^([ \t]*(?:```+|~~~+))[^\n`]*$", re.M)
_ALIGN = re.compile(r'style="text-align:\s*(\w+);?"')
_BACKLINK = re.compile(r'(?:&#160;|\s)*<a href="#fnref[^>]*>[^<]*</a>')
_NOTE_MARK = re.compile(r'<sup class="footnote-ref"[^>]*><a[^>]*>([^<]*)</a></sup>')
_NO_HEADING = re.compile(r"^( {0,3})(#{1,6})(?=[^#\s])", re.M)
_HARD_BREAK = re.compile(r"(?<!\\)\\\n")
_SPANS = re.compile(
    r"(?P<ticks>`+)(?=[^`])[^\n]{0,2000}?[^`\n](?P=ticks)(?!`)"
    f"|{_LESS}(?P<address>(?:https?://|mailto:)[^\\s<>{_LESS}`]+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)>"
)
_TITLE = re.compile(r'(\]\([^\s"]{1,500}[ \t]{1,9}")((?:[^"\\\n]|\\.){1,500})(?="[ \t]{0,9}\))')
_FENCED = re.compile(r"(^[ \t]*(?:```+|~~~+)[^\n]*\n[\s\S]*?(?:^[ \t]*(?:```+|~~~+)[ \t]*$|\Z))", re.M)
_DEFINITION = re.compile(r"^( {0,3})\[(?!\^)([^\]\n]+)\]:[ \t]*(\S*)", re.M)
_NOTE = re.compile(r"^( {0,3})\[(\^[^\]\s]+)\]:", re.M)
_ADDRESS = re.compile(r"[\x21-\x7e]{0,500}[./#:]")
_STRONG = re.compile(r"(?<![*\\])(\*\*\*?)(?=[^\s*、，。；：！？）》」』”’])([^\n|*]{0,500}?[^\s*|\\])\1(?!\*)")
_EM = re.compile(r"(?<![*\\])(\*)(?=[^\s*])([^\n|*]{0,500}?[^\s*|\\])\*(?!\*)")
_SNAKE = re.compile(r"(?<=[^\W_])_+(?=[^\W_])")
_TIMES = re.compile(r"(?<=\d)\*(?=\d)")
_TOKEN = re.compile(f"{_PICTURE}(\\d+){_PICTURE_END}")
_CAPTION = re.compile(
    r"<p>((?:<strong>)?(?:续?表|附表|Table)\s*[\d一二三四五六七八九十](?:(?!</?p>).){0,120}?)</p>(?=\s*<table>)", re.S
)
_BELOW = re.compile(
    r"(<figure><img [^>]*>)</figure>\s*"
    r"<p>((?:<strong>)?(?:附?图|Fig)\.?\s*[\d一二三四五六七八九十](?:(?!</?p>).){0,120}?)</p>",
    re.S,
)
_SENTENCE = re.compile(r"[。；：！？:;][”’」』）]*\s*(?:</strong>)?$|。")
_LEAD = re.compile(
    r"<p>((?:(?!</?p>).){1,120}[：:][”’）)]*(?:</strong>)?</p>\s*"
    r"<(?:table|figure|ul|ol|pre|blockquote|p class=.tablecaption)\b)",
    re.S,
)
"""A short paragraph that says what comes: a table, a picture, a list. The two stay together."""
_TITLE_LINE = re.compile(
    r"<p>(<strong>[^<]{1,60}</strong>|[（(]?[一二三四五六七八九十]{1,3}[）)、][^<，；]{1,24})</p>"
    r"(?=\s*<(?!p>[（(]?[一二三四五六七八九十]{1,3}[）)、])\w)"
)
"""A paragraph that is a title: bold, or short behind a number. It stays with what follows it, another title aside."""
_HEAD = re.compile(r"<(/?)h([1-6])>")
_PARAGRAPH = re.compile(f"<p>((?:(?!</p>)[\\s\\S])*?{_PICTURE}(?:(?!</p>)[\\s\\S])*)</p>")
_LOOSE = re.compile(f"(?<!>)[ \\t]*{_PICTURE}(\\d+){_PICTURE_END}")


class PictureRef(NamedTuple):
    """A picture in a text: its path as written, and the words printed under it (its title, else its alt text)."""

    path: str
    caption: str


def clean_text(text: str) -> str:
    """A text without the characters that no page shows."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _paragraphs(text: str) -> str:
    """The text with a blank line between lines that are meant as paragraphs.

    Markdown joins lines that follow directly; people who write Chinese end a paragraph by one line end, as in Word.
    So a line that ends a sentence ends its paragraph, and one that begins with an enumeration (1、 （一） ①) begins
    one. Lines that break off inside a sentence were wrapped by an editor, and are joined. Lists, tables, quotations,
    headings and code are left as they are.
    """
    if "\n" not in text:
        return text
    out: list[str] = []
    fence = ""
    for line in text.split("\n"):
        before = out[-1] if out else ""
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1].strip()[:3]
        elif mark and mark[1].strip().startswith(fence):
            fence = ""
        elif (
            not fence
            and before.strip()
            and _PLAIN.match(line)
            and not before.startswith((" ", "|", ">", "#", "```", "~~~"))
            and (_SENTENCE_END.search(before) or (_ENUMERATED.match(line) and _PLAIN.match(before)))
        ):
            out.append("")
        out.append(line)
    return "\n".join(out)


def plain_html(text: str) -> str:
    """A plain text as HTML; its line ends become line breaks."""
    return escape(clean_text(text).strip(), quote=False).replace("\n", "<br>")


def to_fragment(text: str, pictures: list[PictureRef]) -> str:
    """The HTML of a section's Markdown. Its pictures are added to `pictures`, and stand as `figure` elements."""
    import markdown2
    import nh3

    source = _tamed(_paragraphs(clean_text(text).expandtabs(4)))
    if not source.strip():
        return ""
    try:
        html = markdown2.markdown(source, extras=_EXTRAS)
    except RecursionError:  # too deep for it in a way that the caps do not know: show the text as it is
        html = f"<pre>{escape(source)}</pre>"
    html = _IMG.sub(lambda match: _keep(match[1], pictures), str(html))
    html = _ALIGN.sub(r'align="\1"', html)
    html = _NOTE_MARK.sub(r"<sup>\1</sup>", _BACKLINK.sub("", html))
    html = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        attribute_filter=_outside_links,
        strip_comments=True,
    )
    for mark, char in ((_LESS, "&lt;"), (_AMP, "&amp;"), *_BACK.items()):
        html = html.replace(mark, char)
    html = _HEAD.sub(lambda match: "</p>" if match[1] else f'<p class="sub sub{match[2]}">', html)
    html = _CAPTION.sub(
        lambda match: match[0] if _SENTENCE.search(match[1]) else f'<p class="tablecaption">{match[1]}</p>', html
    )
    html = _TOKEN.sub(lambda match: _figure(int(match[1]), pictures), _PARAGRAPH.sub(_apart, html))
    html = _BELOW.sub(
        lambda match: (
            match[0] if _SENTENCE.search(match[2]) else f"{match[1]}<figcaption>{match[2]}</figcaption></figure>"
        ),
        html,
    )
    return _TITLE_LINE.sub(r'<p class="lead">\1</p>', _LEAD.sub(r'<p class="lead">\1', html))


def _outside_links(tag: str, name: str, value: str) -> str | None:
    """An attribute's value. A link leads to the web or a mailbox; targets inside the PDF are not a plan's to name."""
    return value if name != "href" or value.startswith(("http://", "https://", "mailto:")) else None


def _tamed(text: str) -> str:
    """The text with everything capped that markdown2 takes for ever over, and without a language behind a fence."""
    text = text.replace("<", _LESS).replace("&", _AMP)
    text = _FENCE.sub(r"\1", text)
    text = _SNAKE.sub(lambda match: _LITERAL["_"] * len(match[0]), text)
    text = _TIMES.sub(_LITERAL["*"], text)
    parts = _FENCED.split(text)
    parts[::2] = [_readied(part) for part in parts[::2]]
    text = _definitions("".join(parts))
    text = re.sub(rf"^((?:[ \t]*>){{{_MOST_QUOTES}}})(?:[ \t]*>)+", r"\1", text, flags=re.M)
    text = re.sub(rf"^ {{{_MOST_INDENT},}}", " " * _MOST_INDENT, text, flags=re.M)
    text = re.sub(rf"(?<=\S) {{{_MOST_SPACES},}}", " " * _MOST_SPACES, text)
    blocks = re.split(r"(\n[ \t]*\n)", text)
    return "".join(_block(block) for block in blocks)


def _readied(text: str) -> str:
    """Text outside fenced code, with what markdown2 reads otherwise than its authors mean put so that it does not."""
    text = _NO_HEADING.sub(lambda match: match[1] + _HASH * len(match[2]), text)
    text = _HARD_BREAK.sub("  \n", text)
    text = _SPANS.sub(lambda match: _autolink(match) if match["address"] else _span(match), text)
    text = _TITLE.sub(_title, text)
    text = _STRONG.sub(_emphasis, text)
    return _EM.sub(_emphasis, text)


def _span(match: re.Match[str]) -> str:
    """Inline code, whose bars part no cells; in a table a bar may also be escaped."""
    line = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    code = match[0].replace("\\|", _BAR) if line.lstrip().startswith("|") else match[0]
    return code.replace("|", _BAR)


def _emphasis(match: re.Match[str]) -> str:
    """Emphasis that also takes effect between marks and Chinese (文**“重点”**后), where CommonMark asks for spaces."""
    return f"{match[1]}{_WORDLIKE}{match[2]}{_WORDLIKE}{match[1]}"


def _title(match: re.Match[str]) -> str:
    """A link's or picture's title in which a parenthesis without its partner, or an escaped quote, does not end it."""
    return match[1] + match[2].replace('\\"', _QUOTE).replace(")", _CLOSED).replace("(", _LITERAL["("])


def _autolink(match: re.Match[str]) -> str:
    """<https://…> as a link whose words are its address."""
    address = match["address"]
    target = address if ":" in address else f"mailto:{address}"
    words = "".join(_LITERAL.get(char, char) for char in address)
    return f"[{words}]({target})"


def _definitions(text: str) -> str:
    """The text in which a line that looks like a link's target or a footnote, and is none, prints as it stands."""
    if "]:" not in text:
        return text

    def link(match: re.Match[str]) -> str:
        used = f"][{match[2]}]" in text or f"[{match[2]}][]" in text
        return match[0] if used and _ADDRESS.match(match[3]) else match[0].replace("[", _LITERAL["["], 1)

    known: set[str] = set()

    def note(match: re.Match[str]) -> str:
        used = match[2] not in known and re.search(rf"\[{re.escape(match[2])}\](?!:)", text)
        known.add(match[2])
        return match[0] if used else match[0].replace("[", _LITERAL["["], 1)

    return _NOTE.sub(note, _DEFINITION.sub(link, text))


def _block(block: str) -> str:
    """A block in which no sign of Markdown stands so densely that it can only be noise."""
    if len(block) < _MANY:
        return block
    for char, mark in _LITERAL.items():
        count = block.count(char)
        if count > _MANY and (count * _DENSE > len(block) or (len(block) > _LONG_BLOCK and char in "[`")):
            block = block.replace(char, mark)
    return block


def _keep(attributes: str, pictures: list[PictureRef]) -> str:
    found = {name: _restored(unescape(value)) for name, value in _ATTR.findall(attributes)}
    path, title, alt = found.get("src", ""), found.get("title", ""), found.get("alt", "")
    pictures.append(PictureRef(path, (title or alt).strip()))
    return f"{_PICTURE}{len(pictures) - 1}{_PICTURE_END}"


def _restored(text: str) -> str:
    for mark, char in ((_LESS, "<"), (_AMP, "&"), *_BACK.items()):
        text = text.replace(mark, char)
    return text


def _apart(match: re.Match[str]) -> str:
    """A paragraph with pictures as paragraphs and pictures in turn."""
    parts = re.split(f"({_PICTURE}\\d+{_PICTURE_END})", match[1])
    if any(part.count("<") for part in parts if not part.startswith(_PICTURE)) and not _balanced(parts):
        tokens = "".join(part for part in parts if part.startswith(_PICTURE))
        return "<p>" + "".join(part for part in parts if not part.startswith(_PICTURE)) + "</p>" + tokens
    return "".join(part if part.startswith(_PICTURE) else f"<p>{part}</p>" for part in parts if part.strip())


def _balanced(parts: list[str]) -> bool:
    """Whether no element begins in one part and ends in another."""
    return all(
        len(re.findall(r"<(?!/|br)", part)) == len(re.findall(r"</", part))
        for part in parts
        if not part.startswith(_PICTURE)
    )


def _figure(number: int, pictures: list[PictureRef]) -> str:
    ref = pictures[number]
    caption = f"<figcaption>{plain_html(ref.caption)}</figcaption>" if ref.caption else ""
    return f'<figure><img src="{escape(ref.path)}">{caption}</figure>'
