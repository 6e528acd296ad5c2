"""Writing values into a TOML text without touching anything beside them."""

from __future__ import annotations

import re

from planui.model.diagnostic import Change
from planui.model.lazy_pattern import lazy
from planui.model.toml_nodes import Node, TomlError
from planui.model.toml_strings import read_string

_CONTROLS = lazy("[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPED = {"\b": "\\b", "\f": "\\f", "\r": "\\r", "\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_BASIC = lazy('[\\\\"\x00-\x08\x0a-\x1f\x7f]')
_MULTILINE = lazy("[\\\\\x00-\x08\x0b-\x1f\x7f]")


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    return _ESCAPED.get(sign) or f"\\u{ord(sign):04X}"


def quote(text: str) -> str:
    """A text as a one-line basic string."""
    import tomlkit

    return tomlkit.string(text).as_string()


def quote_block(text: str, newline: str) -> str:
    """A text as a multi-line basic string that begins on a line of its own, with the given line ends.

    tomlkit's own would join the opening quotes with the text, and lose a carriage return before a line feed.
    """
    body = _MULTILINE.sub(_escape, text)
    stem = body.rstrip('"')
    # Quotes at the end are all escaped: they would run into those that close the string.
    body = stem.replace('"""', '""\\"') + '\\"' * (len(body) - len(stem))
    return '"""\n'.replace("\n", newline) + body.replace("\n", newline) + '"""'


def written_in(node: Node, text: str, newline: str) -> str:
    """How `text` is written inside the string `node`, by its own quotes."""
    if node.raw == '"""':
        return _MULTILINE.sub(_escape, text).replace("\n", newline)
    if node.raw == '"':
        return _BASIC.sub(_escape, text)
    return text.replace("\n", newline)


def replace_in_string(source: str, node: Node, start: int, end: int, new: str, newline: str) -> Change:
    """The change of the file that replaces the characters `start`:`end` of a string's value by `new`.

    Changes no more of the file than it must; where the string's quotes cannot hold the new text, the whole string is
    written anew. The result is read back before it is given out.
    """
    wanted = node.value[:start] + new + node.value[end:]
    low, high = node.source_span(start, end)
    written = written_in(node, new, newline)
    candidates = [written]
    if node.raw[0] == '"' and '"' in new:
        candidates.append(written.replace('"', '\\"') if node.raw == '"""' else written)
    for candidate in candidates:
        if _reads(source, node, low, high, candidate, wanted):
            return Change(low, high, candidate)
    whole = quote_block(wanted, newline) if "\n" in wanted or len(node.raw) == 3 else quote(wanted)
    return Change(node.start, node.end, whole)


def _reads(source: str, node: Node, low: int, high: int, written: str, wanted: str) -> bool:
    """Whether the string, with `written` put in, still closes where it should and means what is wanted."""
    if node.raw[0] == "'" and _CONTROLS.search(written.replace("\r\n", "\n")):
        return False
    after = source[node.start : low] + written + source[high : node.end]
    try:
        read = read_string(after, 0)
    except TomlError:
        return False
    return read.end == len(after) and read.value == wanted
