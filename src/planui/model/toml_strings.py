"""TOML strings: what is written to what is meant, and back, keeping every position (TOML 1.0, "String")."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy
from planui.model.toml_nodes import Node, Piece, TomlError
from planui.model.words import Words

_BASIC_END = lazy(r'(?:[^"\\\n]|\\[^\n])*"')
_SPECIAL = lazy(r"\\(?:[btnfr\"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[ \t]*\r?\n[ \t\r\n]*)|\\|\r\n")
_CRLF = lazy(r"\r\n")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}

_UNCLOSED = Words("字符串没有收尾：缺少 {0}", "unclosed string: {0} is missing")
_BAD_ESCAPE = Words(
    "字符串里的 \\{0} 不是 TOML 的转义；要写反斜杠请写两个 \\\\，或改用 ''' 引起来",
    "\\{0} is no TOML escape; write a backslash as \\\\, or quote the text with '''",
)
_BAD_CODE = Words("转义的码位不是字符", "the escaped code point is no character")


def read_string(text: str, start: int) -> Node:
    """The string whose opening quote is at `start`. Raises `TomlError` where it is not closed or badly escaped."""
    quote = text[start]
    if text.startswith(quote * 3, start):
        return _read_multiline(text, start, quote * 3)
    if quote == '"':
        found = _BASIC_END.match(text, start + 1)
        if found is None:
            raise TomlError(start, _UNCLOSED.format('"'))
        end = found.end()
    else:
        end = text.find("'", start + 1) + 1
        line_end = text.find("\n", start)
        if end == 0 or -1 < line_end < end:
            raise TomlError(start, _UNCLOSED.format("'"))
    node = Node("string", text[start + 1 : end - 1], start, end, quote)
    node.inner = start + 1
    if quote == '"' and "\\" in node.value:
        _decode(node, text, start + 1, end - 1, multiline=False)
    return node


def _read_multiline(text: str, start: int, quotes: str) -> Node:
    inner = start + 3
    if text.startswith("\n", inner):
        inner += 1
    elif text.startswith("\r\n", inner):
        inner += 2
    end = text.find(quotes, inner)
    if quotes == '"""':
        while end >= 0 and _is_escaped(text, inner, end):
            end = text.find(quotes, end + 1)
    if end < 0:
        raise TomlError(start, _UNCLOSED.format(quotes))
    # One or two quotes may stand directly before the closing three.
    for _ in range(2):
        if text.startswith(quotes[0], end + 3):
            end += 1
    node = Node("string", text[inner:end], start, end + 3, quotes)
    node.inner = inner
    if "\r" in node.value or (quotes == '"""' and "\\" in node.value):
        _decode(node, text, inner, end, multiline=True)
    return node


def _is_escaped(text: str, low: int, at: int) -> bool:
    """Whether an odd number of backslashes stands directly before `at`."""
    before = at
    while before > low and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def _decode(node: Node, text: str, start: int, end: int, *, multiline: bool) -> None:
    """Turns escapes and CRLF into what they mean, and notes every place where the two differ."""
    out: list[str] = []
    pieces: list[Piece] = []
    at = start
    length = 0
    special = _CRLF if node.raw[0] == "'" else _SPECIAL
    for found in special.finditer(text, start, end):
        written = found.group()
        if written == "\r\n":
            meant = "\n"
        elif written == "\\" or (written[1] in " \t\r\n" and not multiline):
            raise TomlError(found.start(), _BAD_ESCAPE.format(text[found.start() + 1 : found.start() + 2].strip()))
        elif written[1] in "uU":
            code = int(written[2:], 16)
            if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
                raise TomlError(found.start(), _BAD_CODE)
            meant = chr(code)
        else:
            meant = _ESCAPES.get(written[1], "")
        out.append(text[at : found.start()])
        length += found.start() - at
        pieces.append(Piece(length, found.start(), len(meant), len(written)))
        out.append(meant)
        length += len(meant)
        at = found.end()
    out.append(text[at:end])
    node.value = "".join(out)
    node.pieces = tuple(pieces)
