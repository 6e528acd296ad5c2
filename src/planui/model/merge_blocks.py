"""The blocks of three plan files merged: which there are, in which order, and what is in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.merge_marks import marked
from planui.model.merge_order import merge_order
from planui.model.merge_rows import match_rows, shared_rows
from planui.model.merge_statements import Dispute, Line, Setting, deleted_line, merge_statements, plain_line, same
from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable

    from planui.model.merge_parts import Block, KeyPath, Parts

_PARTS = {"fields": 0, "sections": 1}


class Merged(NamedTuple):
    """A merged block: its table, whether it is a row, its lines, and conflicts about the whole of it."""

    path: KeyPath
    row: bool
    lines: list[Line]
    disputes: tuple[Dispute, ...] = ()
    before: str = ""
    behind: str = ""

    @property
    def source(self) -> str:
        """The block as the merged file has it."""
        return self.before + "".join(line.source for line in self.lines) + self.behind


class _Sides(NamedTuple):
    """Each version's blocks under keys that name the same block in all three."""

    base: dict[Hashable, Block]
    ours: dict[Hashable, Block]
    theirs: dict[Hashable, Block]


def merge_blocks(base: Parts, ours: Parts, theirs: Parts, setting: Setting) -> list[Merged]:
    """The merged blocks in order."""
    sides = _Sides(*_keyed(base, ours, theirs))
    done: dict[Hashable, Merged] = {}
    gone = _gone_sections(sides)
    first_of: set[str] = set()
    for key in {**sides.base, **sides.ours, **sides.theirs}:
        old, mine, yours = (side.get(key) for side in sides)
        there = mine or yours
        if there is None:
            continue
        if mine is not None and yours is not None:
            done[key] = Merged(mine.path, mine.row >= 0, merge_statements(old, mine, yours, setting))
        elif there.section in gone:
            if there.section in first_of:
                done[key] = _plain(there)
            else:
                done[key] = _disputed(old, mine, yours, setting)
            first_of.add(there.section or "")
        elif old is None:
            done[key] = _plain(there)
        elif not _unchanged(old, there):
            done[key] = _disputed(old, mine, yours, setting)
    ranks = {key: _rank(key, sides) for key in done}
    order = merge_order(list(sides.base), list(sides.ours), list(sides.theirs), done, ranks.__getitem__)
    return [done[key] for key in order]


def _plain(block: Block) -> Merged:
    return Merged(block.path, block.row >= 0, [plain_line(statement) for statement in block.statements])


def _unchanged(old: Block, new: Block) -> bool:
    """Whether a block says the same as before."""
    if old.source == new.source:
        return True
    known = {statement.path: statement for statement in old.statements}
    return len(known) == len(new.statements) and all(
        same(known.get(statement.path), statement) for statement in new.statements
    )


def _gone_sections(sides: _Sides) -> set[str]:
    """The sections that one side deleted as a whole and in which the other changed something."""
    found: set[str] = set()
    names = [{block.section for block in side.values()} for side in sides]
    for side, other, others in ((sides.ours, names[2], names[1]), (sides.theirs, names[1], names[2])):
        for section in (names[0] & others) - other:
            if section is None:
                continue
            before = {key: block for key, block in sides.base.items() if block.section == section}
            after = {key: block for key, block in side.items() if block.section == section}
            if before.keys() != after.keys() or not all(_unchanged(before[key], after[key]) for key in after):
                found.add(section)
    return found


def _disputed(old: Block | None, mine: Block | None, yours: Block | None, setting: Setting) -> Merged:
    """A block that one side deleted and the other changed (or that stands for its section): it stays, marked.

    The marks stand in its text where it has one, else around it.
    """
    there = mine or yours
    assert there is not None
    known = {statement.path: statement for statement in old.statements} if old is not None else {}
    lines = []
    disputed = False
    for statement in there.statements:
        path = statement.path
        if statement.node is not None and path[-1] in ("text", "content") and len(path) == 1 and not disputed:
            line = deleted_line(
                known.get(path),
                statement if mine is not None else None,
                statement if yours is not None else None,
                (*there.path, *path),
                there.row,
                setting,
            )
            disputed = bool(line.disputes)
            lines.append(line)
        else:
            lines.append(plain_line(statement))
    if disputed:
        return Merged(there.path, there.row >= 0, lines)
    marks = marked("\n", "", setting.labels, "# ") if mine is not None else marked("", "\n", setting.labels, "# ")
    before, _, behind = marks.partition("\n\n")
    dispute = Dispute(
        (),
        "deleted",
        old.source if old is not None else None,
        mine.source if mine is not None else None,
        yours.source if yours is not None else None,
    )
    return Merged(there.path, there.row >= 0, lines, (dispute,), before + "\n", behind + "\n")


def _keyed(base: Parts, ours: Parts, theirs: Parts) -> list[dict[Hashable, Block]]:
    """The blocks of each version under common keys: a table's path, a row's path and the row that it was."""
    rows: list[dict[KeyPath, list[Block]]] = []
    for parts in (base, ours, theirs):
        tables: dict[KeyPath, list[Block]] = {}
        for block in parts.blocks:
            if block.row >= 0:
                tables.setdefault(block.path, []).append(block)
        rows.append(tables)
    names: list[dict[int, Hashable]] = [{}, {}, {}]
    for path in {**rows[0], **rows[1], **rows[2]}:
        old, mine, yours = (tables.get(path, []) for tables in rows)
        for index, block in enumerate(old):
            names[0][id(block)] = (path, "base", index)
        added: list[list[Block]] = []
        for which, new in ((1, mine), (2, yours)):
            found = match_rows([block.node for block in old], [block.node for block in new], by_place=True)
            for index, block in enumerate(new):
                names[which][id(block)] = (path, "base", found[index]) if index in found else (path, which, index)
            added.append([block for index, block in enumerate(new) if index not in found])
        shared = shared_rows([block.node for block in added[0]], [block.node for block in added[1]])
        for to, at in shared.items():
            names[2][id(added[1][to])] = names[1][id(added[0][at])]
    return [
        {names[which].get(id(block), (block.path, "table", 0)): block for block in parts.blocks}
        for which, parts in enumerate((base, ours, theirs))
    ]


def _rank(key: Hashable, sides: _Sides) -> tuple[Any, ...]:
    """Where a block belongs among others that were added at the same place: by number, then by content."""
    blocks = [side[key] for side in sides if key in side]
    path = blocks[0].path
    return (
        _PARTS.get(str(path[0]), 2) if path else -1,
        [[_natural(part) for part in str(name).split(".")] for name in path],
        blocks[0].row >= 0,
        min(block.source for block in blocks),
    )


def _natural(part: str) -> tuple[int, int, str]:
    return (0, int(part), "") if part.isascii() and part.isdigit() and len(part) < 10 else (1, 0, part)
