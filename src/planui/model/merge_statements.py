"""The statements of one block merged: keys by their names, each with the comments above it and behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.merge_marks import Labels, comment, marked
from planui.model.merge_order import merge_order
from planui.model.merge_parts import Block, KeyPath, Statement, meaning
from planui.model.merge_text import Versions, merge_lines, merge_string
from planui.model.merge_three import choose
from planui.model.merge_values import Value, is_text, merge_value
from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.model.merge_text import TextClash


class Setting(NamedTuple):
    """What every step of one merge needs: the three texts, what the sides are called, the line end."""

    versions: Versions
    labels: Labels
    newline: str


class Dispute(NamedTuple):
    """A conflict within a block.

    `path` is that of its value in the block (empty: the block itself), `clash` its span where marks stand in a text.
    """

    path: KeyPath
    kind: str
    base: str | None
    ours: str | None
    theirs: str | None
    clash: TextClash | None = None


class Line(NamedTuple):
    """A merged statement: its source, and what it means (a header: nothing)."""

    source: str
    path: KeyPath
    header: bool
    meaning: Any
    disputes: tuple[Dispute, ...] = ()


def plain_line(statement: Statement) -> Line:
    """A statement taken as it is."""
    node = statement.node
    return Line(statement.source, statement.path, node is None, None if node is None else meaning(node))


def same(one: Statement | None, other: Statement | None) -> bool:
    """Whether two statements say the same, comments included; how they are written does not count."""
    if one is None or other is None:
        return one is other
    if one.source == other.source:
        return True
    if one.lead.split() != other.lead.split() or one.tail.strip() != other.tail.strip():
        return False
    if one.node is None or other.node is None:
        return one.node is other.node
    if "#" in one.written + other.written and one.node.kind != "string" and one.written != other.written:
        return False
    return bool(meaning(one.node) == meaning(other.node))


def merge_statements(base: Block | None, ours: Block, theirs: Block, setting: Setting) -> list[Line]:
    """The merged statements of a block that both sides have."""
    sides = [
        {statement.path: statement for statement in block.statements} if block is not None else {}
        for block in (base, ours, theirs)
    ]
    old, mine, yours = sides
    lines: dict[KeyPath, Line] = {}
    for path in {**old, **mine, **yours}:
        line = _merge(old.get(path), mine.get(path), yours.get(path), (*ours.path, *path), ours.row, setting)
        if line is not None:
            lines[path] = line
    order = merge_order(list(old), list(mine), list(yours), lines, lambda path: [str(part) for part in path])
    return [lines[path] for path in order]


def _merge(
    base: Statement | None,
    ours: Statement | None,
    theirs: Statement | None,
    path: KeyPath,
    row: int,
    setting: Setting,
) -> Line | None:
    if ours is not None and theirs is not None:
        return _merge_both(base, ours, theirs, path, row, setting)
    there = ours or theirs
    if there is None:
        return None
    if base is None:
        return plain_line(there)
    if same(base, there):
        return None
    return deleted_line(base, ours, theirs, path, row, setting)


def deleted_line(
    base: Statement | None,
    ours: Statement | None,
    theirs: Statement | None,
    path: KeyPath,
    row: int,
    setting: Setting,
) -> Line:
    """A statement that one side deleted and the other changed: it stays, marked."""
    nodes = [one.node if one is not None else None for one in (base, ours, theirs)]
    there = ours or theirs
    assert there is not None
    if is_text(path, row, nodes):
        merged = merge_string(nodes[0], nodes[1], nodes[2], setting.versions, setting.labels, setting.newline)
        if merged.clashes:
            return _line(there, there.lead, there.tail, Value(*merged), "deleted")
    written = [one.head + one.written + one.tail if one is not None else "" for one in (base, ours, theirs)]
    live = "".join(written[1:])
    mine, yours = (live, "") if ours is not None else ("", live)
    source = there.lead + marked(mine, yours, setting.labels, "# ") + "\n"
    dispute = Dispute(there.path, "deleted", written[0], written[1] or None, written[2] or None)
    node = there.node
    return Line(source, there.path, node is None, None if node is None else meaning(node), (dispute,))


def _merge_both(
    base: Statement | None, ours: Statement, theirs: Statement, path: KeyPath, row: int, setting: Setting
) -> Line:
    if base is not None:
        simple = choose(base.source, ours.source, theirs.source)
        if simple is not None:
            return plain_line(ours if simple == ours.source else theirs)
    lead, lead_clashes = merge_lines(base.lead if base is not None else "", ours.lead, theirs.lead, setting.labels)
    disputes = [Dispute(ours.path, "comment", one.base, one.ours, one.theirs) for one in lead_clashes]
    tail = _merge_tail(base, ours, theirs)
    if tail is None:
        mine, yours = f"{ours.tail.strip()}\n", f"{theirs.tail.strip()}\n"
        lead += marked(mine, yours, setting.labels, "# ") + "\n"
        disputes.append(Dispute(ours.path, "comment", base.tail.strip() if base is not None else None, mine, yours))
        tail = "\n"
    old_head = base.head if base is not None else None
    head = choose(old_head, ours.head, theirs.head) or min(ours.head, theirs.head)
    if ours.node is None or theirs.node is None:
        return Line(lead + head + tail, ours.path, True, None, tuple(disputes))
    nodes = [base.node if base is not None else None, ours.node, theirs.node]
    value = merge_value(
        nodes[0],
        ours.node,
        theirs.node,
        setting.versions,
        setting.labels,
        setting.newline,
        text=is_text(path, row, nodes),
    )
    if value is None:
        source = lead + _beside(head + ours.written + tail, head + theirs.written + tail, setting.labels)
        dispute = Dispute(ours.path, "value", base.written if base is not None else None, ours.written, theirs.written)
        return Line(source, ours.path, False, meaning(ours.node), (*disputes, dispute))
    return _line(ours, lead, tail, value, "text", head, disputes)


def _beside(ours: str, theirs: str, labels: Labels) -> str:
    """A statement of ours that holds, and theirs in comments, between marks."""
    return marked(ours, comment(theirs), labels, "# ") + "\n"


def _merge_tail(base: Statement | None, ours: Statement, theirs: Statement) -> str | None:
    """The rest of the line; None where both sides wrote another comment there."""
    old = base.tail if base is not None else None
    simple = choose(old, ours.tail, theirs.tail)
    if simple is not None:
        return simple
    mine, yours = ours.tail.strip(), theirs.tail.strip()
    if mine == yours:
        return min(ours.tail, theirs.tail)
    was = old.strip() if old is not None else ""
    if mine == was:
        return theirs.tail
    return ours.tail if yours == was else None


def _line(
    statement: Statement,
    lead: str,
    tail: str,
    value: Value,
    kind: str,
    head: str | None = None,
    disputes: Sequence[Dispute] = (),
) -> Line:
    """A statement with its merged value."""
    found = [Dispute(statement.path, kind, one.base, one.ours, one.theirs, one) for one in value.clashes]
    source = lead + (statement.head if head is None else head) + value.source + tail
    return Line(source, statement.path, False, value.meaning, (*disputes, *found))
