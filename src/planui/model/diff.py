"""What changed between two versions of a plan: by section, by row and cell, and in texts by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.count import count_chars
from planui.model.diff_sequence import hunks, rising
from planui.model.diff_words import DELETE, INSERT, Piece, diff_text
from planui.model.merge_parts import Parts, check_toml, meaning, split
from planui.model.merge_rows import label, match_rows
from planui.model.record import NamedTuple
from planui.model.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form
    from planui.model.toml_nodes import Node

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"

_NAMES = (Words("第一个文件", "the first file"), Words("第二个文件", "the second file"))


class PartDiff(NamedTuple):
    """One changed thing of a section, or of the file.

    `kind` is `text`, `field`, `key` (of the file or unknown to forms), `row` (whole, or moved), `cell` or `comment`;
    `change` one of added, removed, changed, moved. A row is `row` in the new version (where removed, in the old),
    `was` in the old; `label` is its name. `pieces` are the old and the new value in one.
    """

    kind: str
    change: str
    key: str = ""
    table: str = ""
    row: int = -1
    was: int = -1
    label: str = ""
    pieces: tuple[Piece, ...] = ()


class SectionDiff(NamedTuple):
    """A section that was added, removed or changed. `number` is None for what belongs to no section."""

    number: str | None
    title: str
    change: str
    parts: tuple[PartDiff, ...]

    @property
    def chars(self) -> tuple[int, int]:
        """How many 字 came and how many went."""
        pieces = [piece for part in self.parts for piece in part.pieces]
        came, went = (sum(count_chars(text) for op, text in pieces if op == wanted) for wanted in (INSERT, DELETE))
        return came, went


def diff(a: str, b: str, form: Form | None = None) -> list[SectionDiff]:
    """What changed from plan `a` to plan `b`, sections in the order of their numbers; `form` gives their titles.

    How values are written (quotes, spaces, order of keys) does not count. Raises `PlanuiError` where one of the two is
    not TOML, with its line.
    """
    check_toml(a, _NAMES[0])
    check_toml(b, _NAMES[1])
    old, new = split(a.removeprefix("\ufeff")), split(b.removeprefix("\ufeff"))
    out = []
    parts = (*_file_parts(old, new), *_comments(old, new, None))
    if parts:
        out.append(SectionDiff(None, "", CHANGED, parts))
    before, after = _sections(old.root), _sections(new.root)
    for number in sorted(before.keys() | after.keys(), key=_natural):
        one, other = before.get(number), after.get(number)
        parts = (*_section_parts(one, other, old.text, new.text), *_comments(old, new, number))
        change = ADDED if one is None else REMOVED if other is None else CHANGED
        if parts or change != CHANGED:
            section = form.section(number) if form is not None else None
            out.append(SectionDiff(number, section.title if section is not None else "", change, parts))
    return out


def _natural(number: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isascii() and part.isdigit() else (1_000_000, part) for part in number.split(".")]


def _sections(root: Node) -> dict[str, Node]:
    sections = root.get("sections")
    if sections is None or sections.kind not in ("table", "inline"):
        return {}
    return {number: node for number, node in sections.value.items() if node.kind in ("table", "inline")}


def _file_parts(old: Parts, new: Parts) -> Iterator[PartDiff]:
    """The changes of what is in no section: keys of the file, fields, ignores."""
    for name in {**old.root.value, **new.root.value}:
        one, other = old.root.get(name), new.root.get(name)
        if name == "sections" and all(node is None or node.kind in ("table", "inline") for node in (one, other)):
            continue
        kind = "field" if name == "fields" else "key"
        yield from _value_parts(name, one, other, old.text, new.text, kind)


def _section_parts(old: Node | None, new: Node | None, a: str, b: str) -> Iterator[PartDiff]:
    """The changes within a section, its text first."""
    keys = {**(old.value if old is not None else {}), **(new.value if new is not None else {})}
    for name in sorted(keys, key=lambda name: name != "text"):
        one = old.get(name) if old is not None else None
        other = new.get(name) if new is not None else None
        yield from _value_parts(name, one, other, a, b, "text" if name == "text" else "key")


def _value_parts(name: str, old: Node | None, new: Node | None, a: str, b: str, kind: str) -> Iterator[PartDiff]:
    """The changes of one value; of a table those of its keys, of a grid those of its rows."""
    if old is not None and new is not None and meaning(old) == meaning(new):
        return
    there = [node for node in (old, new) if node is not None]
    if all(_is_grid(node) for node in there):
        yield from _row_parts(name, old.value if old is not None else [], new.value if new is not None else [], a, b)
    elif all(node.kind in ("table", "inline") for node in there):
        keys = {**(old.value if old is not None else {}), **(new.value if new is not None else {})}
        for key in keys:
            one = old.get(key) if old is not None else None
            other = new.get(key) if new is not None else None
            yield from _value_parts(key if kind == "field" else f"{name}.{key}", one, other, a, b, kind)
    else:
        yield PartDiff(kind, _change(old, new), name, pieces=diff_text(_shown(old, a), _shown(new, b)))


def _is_grid(node: Node) -> bool:
    if node.kind not in ("tables", "array"):
        return False
    return all(item.kind in ("table", "inline") for item in node.value) and bool(node.value or node.kind == "tables")


def _change(old: Node | None, new: Node | None) -> str:
    return ADDED if old is None else REMOVED if new is None else CHANGED


def _shown(node: Node | None, source: str) -> str:
    """A value as a reader sees it: a text as it reads, anything else as it is written."""
    if node is None:
        return ""
    if node.kind == "string":
        return str(node.value)
    if node.kind in ("table", "tables"):
        return repr(meaning(node))
    return source[node.start : node.end]


def _row_parts(table: str, old: list[Node], new: list[Node], a: str, b: str) -> Iterator[PartDiff]:
    """The changes of a grid: rows removed, added and moved, and the cells of those that stayed."""
    found = match_rows(old, new)
    stayed = set(rising(sorted((at, to) for to, at in found.items())))
    for at, row in enumerate(old):
        if at not in found.values():
            gone = Piece(DELETE, _row_shown(row, a))
            yield PartDiff("row", REMOVED, table=table, row=at, was=at, label=_row_name(row), pieces=(gone,))
    for to, row in enumerate(new):
        name = _row_name(row)
        was = found.get(to, -1)
        if was < 0:
            yield PartDiff("row", ADDED, table=table, row=to, label=name, pieces=(Piece(INSERT, _row_shown(row, b)),))
            continue
        if (was, to) not in stayed:
            yield PartDiff("row", MOVED, table=table, row=to, was=was, label=name)
        for key in {**old[was].value, **row.value}:
            one, other = old[was].get(key), row.get(key)
            if one is None or other is None or meaning(one) != meaning(other):
                pieces = diff_text(_shown(one, a), _shown(other, b))
                yield PartDiff("cell", _change(one, other), key, table, to, was, name, pieces)


def _row_name(row: Node) -> str:
    found = label(row)
    return found[1] if found else ""


def _row_shown(row: Node, source: str) -> str:
    return "\n".join(f"{key} = {_shown(node, source).strip()}" for key, node in row.value.items())


def _comments(old: Parts, new: Parts, section: str | None) -> Iterator[PartDiff]:
    """The comments of a section's lines (None: of all others) that came or went."""
    before, after = _comment_lines(old, section), _comment_lines(new, section)
    for low, high, start, end in hunks(before, after):
        pieces = diff_text("\n".join(before[low:high]), "\n".join(after[start:end]))
        yield PartDiff("comment", ADDED if low == high else REMOVED if start == end else CHANGED, pieces=pieces)


def _comment_lines(parts: Parts, section: str | None) -> list[str]:
    found = [
        line.strip()
        for block in parts.blocks
        if block.section == section
        for statement in block.statements
        for line in (*statement.lead.split("\n"), statement.tail)
        if line.strip()
    ]
    return found + [line.strip() for line in parts.tail.split("\n") if line.strip() and section is None]
