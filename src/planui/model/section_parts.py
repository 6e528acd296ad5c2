"""A plan's sections as wholes: which of them differ between two versions, and taking some of them from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.merge_parts import meaning, split
from planui.model.plan import TABLE_KEYS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from planui.model.merge_parts import Block, KeyPath
    from planui.model.plan import Plan


def changed_sections(old: Plan, new: Plan) -> list[str | None]:
    """The numbers of the sections that say something else in `new`; None first where anything outside them does."""
    numbers = [*new.sections, *(number for number in old.sections if number not in new.sections)]
    changed: list[str | None] = []
    for number in numbers:
        one, other = old.sections.get(number), new.sections.get(number)
        if one is None or other is None or meaning(one.node) != meaning(other.node):
            changed.append(number)
    outside = [
        {name: meaning(node) for name, node in plan.root.value.items() if name != "sections"} for plan in (old, new)
    ]
    return [None, *changed] if outside[0] != outside[1] else changed


def section_text(plan: Plan, number: str) -> str:
    """All that a section says as one text: its own, then its grids, a line for each value."""
    section = plan.sections.get(number)
    if section is None:
        return ""
    source = plan.source.text
    lines = [section.text]
    for table in TABLE_KEYS:
        for row in section.rows(table):
            for key, node in row.node.value.items():
                lines.append(f"{key} = {node.value if node.kind == 'string' else source[node.start : node.end]}")
    return "\n".join(line.rstrip("\n") for line in lines)


def with_sections(text: str, other: str, numbers: Collection[str | None]) -> str:
    """The plan `text` with some sections as they are in the plan `other`: text, grids and comments.

    None stands for all that is in no section. A section that `other` does not have goes, one that only `other` has
    comes behind the one that it follows there. Raises `TomlError` where one of the two is not TOML.
    """
    mine, theirs = split(text), split(other)
    kept = [_group(block) for block in mine.blocks]
    out: list[tuple[KeyPath | str, str]] = []
    done: set[KeyPath | str] = set()
    for block, group in zip(mine.blocks, kept, strict=True):
        if block.section not in numbers:
            out.append((group, block.source))
        elif group not in done:
            done.add(group)
            out += [(group, source) for source in _sources(theirs.blocks, group)]
    before: KeyPath | str | None = None
    for block in theirs.blocks:
        group = _group(block)
        if block.section in numbers and group not in kept and group not in done:
            done.add(group)
            at = max((index for index, (known, _) in enumerate(out) if known == before), default=-1) + 1
            out[at:at] = [(group, source) for source in _sources(theirs.blocks, group)]
        if any(known == group for known, _ in out):
            before = group
    tail = theirs.tail if None in numbers else mine.tail
    return "".join(source for _, source in out) + tail


def _group(block: Block) -> KeyPath | str:
    """What is taken as a whole: a section, or one table of the file."""
    return block.section if block.section is not None else block.path


def _sources(blocks: Sequence[Block], group: KeyPath | str) -> list[str]:
    return [block.source for block in blocks if _group(block) == group]
