"""The ordinary lines of a plan file, each read in one go; what else TOML allows is read step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.toml_nodes import Node
from planui.model.toml_strings import read_string

if TYPE_CHECKING:
    import re

LINE_END = lazy(r"[ \t]*(?:#[^\n]*)?(?:\n|\r\n|\Z)")
# A bare key with a text, an integer or a row of integers, or the header of a section or of its grid.
PLAIN_LINE = lazy(
    r"(?:[ \t\r\n]++|#[^\n]*+)*+"
    r"(?:(?P<key>[A-Za-z0-9_-]++)[ \t]*+=[ \t]*+"
    r"(?:(?P<block>\"\"\"\n)"
    r"|(?:\"(?P<text>[^\"\\\n]*+)\"(?!\")|(?P<integer>0|[1-9][0-9]{0,17}+)|\[(?P<row>[0-9, ]*+)\])"
    r"[ \t]*+(?:#[^\n]*+)?+(?:\r?\n|\Z))"
    r"|(?P<header>\[(?P<array>\[)?(?P<head>sections)"
    r"\.\"(?P<number>[^\"\\\n]*+)\"(?:\.(?P<grid>[A-Za-z0-9_-]++))?+\](?(array)\]))"
    r"[ \t]*+(?:#[^\n]*+)?+(?:\r?\n|\Z))"
)
_ITEM = lazy(r" *+(?P<integer>0|[1-9][0-9]{0,17}+) *+(?:,|\Z)")


def plain_value(text: str, found: re.Match[str]) -> tuple[Node, int] | None:
    """The value of an ordinary line, and where the line ends; None for a row that is written unusually."""
    kind = found.lastgroup
    if kind == "block":
        node = read_string(text, found.start("block"))
        end = LINE_END.match(text, node.end)
        if end is None:
            return None
        return node, end.end()
    if kind == "text":
        start, stop = found.span("text")
        node = Node("string", found["text"], start - 1, stop + 1, '"')
        node.inner = start
    elif kind == "integer":
        node = Node("integer", int(found["integer"]), *found.span("integer"), found["integer"])
    else:
        start, stop = found.span("row")
        items: list[Node] = []
        at = start
        while at < stop:
            item = _ITEM.match(text, at, stop)
            if item is None:
                return None
            items.append(Node("integer", int(item["integer"]), *item.span("integer"), item["integer"]))
            at = item.end()
        node = Node("array", items, start - 1, stop + 1)
    return node, found.end()
