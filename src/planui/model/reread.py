"""Reading a plan again after an edit: what the edit did not touch is taken from the plan as it was.

An ordinary edit changes the inside of one string. TOML is read from left to right, so if that string, read again, ends
where it should, everything behind it says what it said before, only further on. That is proof enough, and costs no more
than the one string and a new position for what stands behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.edit import difference
from planui.model.plan import Plan
from planui.model.source import Source
from planui.model.toml import is_clean, parse
from planui.model.toml_known import KnownTables
from planui.model.toml_nodes import Node, TomlError
from planui.model.toml_strings import read_string

if TYPE_CHECKING:
    from planui.model.diagnostic import Change


def reread(old: Plan, text: str, change: Change | None = None) -> Plan:
    """The plan in `text`, which `change` made of the old plan's text (found out where it is not given).

    The same as reading it all. Raises `TomlError` where the text is no TOML.
    """
    before = old.source.text
    change = change or difference(before, text)
    if change is None and text == before:
        return old
    root = _changed(old.root, text, change, len(text) - len(before)) if change is not None else None
    return Plan(Source(text), root if root is not None else parse(text, KnownTables(old.root, before)))


def _changed(root: Node, text: str, change: Change, growth: int) -> Node | None:
    """The root with one string changed and all behind it moved; None where the edit is more than that."""
    path = _path_to(root, change.start, change.end)
    if path is None:
        return None
    node = path[-1][1]
    # With what stands beside it: a carriage return is allowed before a line feed only.
    if not is_clean(text[change.start - 1 : change.start + len(change.text) + 1]):
        return None
    try:
        fresh = read_string(text, node.start)
    except TomlError:
        return None  # the whole file is read for the fault that comes first
    if fresh.end != node.end + growth:
        return None
    fresh.key_start, fresh.key_end = node.key_start, node.key_end
    return _rebuilt(root, node, fresh, growth)


def _path_to(node: Node, start: int, end: int) -> list[tuple[Node, Node]] | None:
    """The string that holds `start`:`end` inside its quotes, with what it stands in; None where there is none."""
    for child in node.value.values() if isinstance(node.value, dict) else node.value:
        if child.kind == "string":
            if child.start < start and end < child.end:
                return [(node, child)]
        elif child.kind in _TABLES or (child.kind in _HOLDERS and child.start < start and end < child.end):
            found = _path_to(child, start, end)
            if found is not None:
                return [(node, child), *found]
    return None


_TABLES = ("table", "tables")
_HOLDERS = ("array", "inline")


def _rebuilt(node: Node, old: Node, fresh: Node, growth: int) -> Node:
    """A copy of a node in which `fresh` stands for `old` and everything behind that is `growth` further on."""
    if node is old:
        return fresh
    edge = old.start
    value = node.value
    if isinstance(value, dict):
        value = {key: _rebuilt(child, old, fresh, growth) for key, child in value.items()}
    elif isinstance(value, list):
        value = [_rebuilt(child, old, fresh, growth) for child in value]
    else:
        return node if node.start < edge else node.moved(growth)
    # What holds others may begin before the edit and end behind it.
    at = {name: getattr(node, name) for name in ("start", "end", "inner", "key_start", "key_end", "body_end")}
    at = {name: offset + growth if offset > edge else offset for name, offset in at.items()}
    copy = Node(node.kind, value, at["start"], at["end"], node.raw)
    copy.inner, copy.body_end, copy.opened = at["inner"], at["body_end"], node.opened
    copy.key_start, copy.key_end = at["key_start"], at["key_end"]
    return copy
