"""The conflicts that stand marked in a plan, wherever they came from, and the edits that settle them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import Change, Place
from planui.model.merge_marks import Marked, read_conflicts
from planui.model.record import NamedTuple
from planui.model.toml_write import replace_in_string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.plan import Plan
    from planui.model.toml_nodes import Node


class OpenConflict(NamedTuple):
    """A conflict that is not settled yet: where its text stands (a text, cell or field; `file`: comments of the file),
    the marks in that text, and how both sides read when they are taken.
    """

    place: Place
    marks: Marked
    ours: str
    theirs: str

    @property
    def both(self) -> str:
        """Both sides, ours first."""
        return "\n".join(filter(None, (self.ours, self.theirs)))


def open_conflicts(plan: Plan) -> list[OpenConflict]:
    """All conflicts of a plan, in the order of its file."""
    if "<<<<<<<" not in plan.source.text:
        return []
    found: list[tuple[int, OpenConflict]] = []
    strings: list[Node] = []
    for place, node in _texts(plan):
        strings.append(node)
        for marks in read_conflicts(node.value):
            if not marks.comment:
                placed = place._replace(start=marks.start, end=marks.end)
                found.append((node.source_offset(marks.start), OpenConflict(placed, marks, *_sides(marks))))
    for marks in read_conflicts(plan.source.text):
        if marks.comment and not any(node.start < marks.start < node.end for node in strings):
            place = Place("file", _section_at(plan, marks.start), start=marks.start, end=marks.end)
            found.append((marks.start, OpenConflict(place, marks, *_sides(marks))))
    return [conflict for _, conflict in sorted(found, key=lambda pair: pair[0])]


def settled(plan: Plan, conflict: OpenConflict, text: str) -> Change:
    """The change of the file that puts `text` in the place of a conflict of this plan."""
    source = plan.source.text
    start, end = conflict.marks.start, conflict.marks.end
    if conflict.place.part == "file":
        if not text and source[end : end + 1] == "\n":
            end += 1
        return Change(start, end, text.replace("\n", plan.source.newline))
    node = plan.node(conflict.place)
    assert node is not None
    if not text and node.value[end : end + 1] == "\n":
        end += 1
    return replace_in_string(source, node, start, end, text, plan.source.newline)


def _texts(plan: Plan) -> Iterator[tuple[Place, Node]]:
    """Every string in which a merge puts marks."""
    for key, node in plan.fields.items():
        if node.kind == "string":
            yield Place("field", key=key), node
    for number, section in plan.sections.items():
        if section.text_node is not None:
            yield Place("text", number), section.text_node
        for table in ("schedule", "indicators"):
            for row in section.rows(table):
                for key, node in row.node.value.items():
                    if node.kind == "string":
                        yield Place("cell", number, table, row.order, key), node


def _section_at(plan: Plan, offset: int) -> str | None:
    found = None
    for number, section in plan.sections.items():
        if section.node.start <= offset:
            found = number
    return found


def _sides(marks: Marked) -> tuple[str, str]:
    """Both sides as they read when they are taken, without the last line end."""
    ours, theirs = (side.removesuffix("\n").removesuffix("\r") for side in (marks.ours, marks.theirs))
    if not marks.comment:
        return ours, theirs
    if any(line and not line.startswith("#") for line in ours.splitlines()):
        # Ours holds, theirs stands in comments.
        lines = theirs.splitlines()
        if all(line.startswith("#") for line in lines):
            theirs = "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines)
    return ours, theirs
