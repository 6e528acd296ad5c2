"""One value of a plan merged: texts by sentence, arrays item by item, everything else as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.merge_parts import meaning
from planui.model.merge_text import TextClash, Versions, merge_string
from planui.model.merge_three import choose
from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.model.merge_marks import Labels
    from planui.model.toml_nodes import Node

SHORT = ("period", "name", "unit", "kind")
"""Texts of a row that are names or choices: a conflict is marked beside them, not in them."""


class Value(NamedTuple):
    """A merged value: as the file writes it, as data, and the conflicts marked in its text."""

    source: str
    meaning: Any
    clashes: tuple[TextClash, ...] = ()


def is_text(path: Sequence[str | int], row: int, nodes: Sequence[Node | None]) -> bool:
    """Whether the value at `path` is a text that may hold the marks of a conflict."""
    there = [node for node in nodes if node is not None]
    if not there or any(node.kind != "string" for node in there) or path[0] not in ("fields", "sections"):
        return False
    return row < 0 or path[-1] not in SHORT


def merge_value(
    base: Node | None, ours: Node, theirs: Node, versions: Versions, labels: Labels, newline: str, *, text: bool
) -> Value | None:
    """Three values made one; None where both sides changed what is not a text, each in its own way."""
    written = [
        source[node.start : node.end] if node is not None else None
        for node, source in zip((base, ours, theirs), versions, strict=True)
    ]
    mine, yours = written[1] or "", written[2] or ""
    means = [meaning(node) if node is not None else None for node in (base, ours, theirs)]
    # How a text is written counts sentence by sentence, and arrays may hold comments: neither is taken as a whole.
    free = not text and "#" not in mine + yours + (written[0] or "")
    simple = choose(written[0], mine, yours)
    if simple is not None:
        return Value(simple, means[1] if simple == mine else means[2])
    if free and means[1] == means[2]:
        return Value(min(mine, yours), means[1])
    if free and base is not None and means[0] in means[1:]:
        return Value(yours, means[2]) if means[1] == means[0] else Value(mine, means[1])
    if text:
        merged = merge_string(base, ours, theirs, versions, labels, newline)
        return Value(merged.source, merged.meaning, merged.clashes)
    return _merge_array(base, ours, theirs, versions)


def _merge_array(base: Node | None, ours: Node, theirs: Node, versions: Versions) -> Value | None:
    """Arrays of equally many plain values, item by item: both may have corrected a year."""
    if base is None:
        return None
    nodes = (base, ours, theirs)
    if any(node.kind != "array" for node in nodes) or len({len(node.value) for node in nodes}) != 1:
        return None
    if any(item.kind in ("array", "inline", "table", "tables") for node in nodes for item in node.value):
        return None
    columns = zip(*(_pieces(node, source) for node, source in zip(nodes, versions, strict=True)), strict=True)
    source = []
    for index, (old, mine, yours) in enumerate(columns):
        piece = choose(old, mine, yours)
        if piece is None and index % 2 == 0 and "#" not in old + mine + yours:
            piece = min(mine, yours)
        if piece is None and index % 2 == 0:
            return None
        if piece is None:
            means = [meaning(node.value[index // 2]) for node in nodes]
            picked = choose(*means)
            if picked is None:
                return None
            piece = yours if means[1] == means[0] else mine if means[2] == means[0] else min(mine, yours)
        source.append(piece)
    items = [choose(*(meaning(node.value[index]) for node in nodes)) for index in range(len(base.value))]
    return Value("".join(source), items)


def _pieces(node: Node, source: str) -> list[str]:
    """An array as written: what stands before each item, the item, and what stands behind the last."""
    out = []
    at = node.start
    for item in node.value:
        out += [source[at : item.start], source[item.start : item.end]]
        at = item.end
    return [*out, source[at : node.end]]
