"""A plan: a TOML file against a form, every value with its place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import Place
from planui.model.record import NamedTuple
from planui.model.source import Source
from planui.model.toml import parse
from planui.model.toml_nodes import Node

if TYPE_CHECKING:
    from planui.model.form import Form

FORMAT = 1
"""The newest plan format that this program reads."""

TABLE_KEYS = {"schedule": ("period", "content"), "indicators": ("name", "unit", "kind", "target", "years")}
"""The keys of a row of each kind of grid, in the order in which they are written."""

_NO_TABLE = Node("table", {}, 0, 0)


class Row(NamedTuple):
    """One row of a grid; `order` counts from 0."""

    order: int
    node: Node

    def cell(self, key: str) -> Node | None:
        """The value under `key`, if there is one."""
        return self.node.get(key)

    def text(self, key: str) -> str:
        """The text under `key`; empty where there is none, or no text."""
        cell = self.node.get(key)
        return cell.value if cell is not None and cell.kind == "string" else ""


class PlanSection:
    """One section of a plan file."""

    __slots__ = ("_rows", "node", "number")

    def __init__(self, number: str, node: Node) -> None:
        self.number = number
        self.node = node
        self._rows: dict[str, list[Row]] = {}

    @property
    def text_node(self) -> Node | None:
        """The value of `text`, if it is a string."""
        node = self.node.get("text")
        return node if node is not None and node.kind == "string" else None

    @property
    def text(self) -> str:
        """The section's Markdown; empty where there is none."""
        node = self.text_node
        return node.value if node is not None else ""

    def rows(self, table: str) -> list[Row]:
        """The rows of the grid `table` (schedule or indicators) that are tables; not to be changed."""
        rows = self._rows.get(table)
        if rows is None:
            node = self.node.get(table)
            is_grid = node is not None and node.kind in ("tables", "array")
            items = enumerate(node.value if node is not None and is_grid else ())
            rows = self._rows[table] = [Row(index, item) for index, item in items if item.kind in ("table", "inline")]
        return rows


class Plan:
    """A plan as its file says it. Wrong types are left out here; the rules report them from `root`."""

    __slots__ = ("fields", "form_ref", "root", "sections", "source")

    def __init__(self, source: Source, root: Node) -> None:
        self.source = source
        self.root = root
        ref = root.get("form")
        self.form_ref: str = ref.value if ref is not None and ref.kind == "string" else ""
        self.fields: dict[str, Node] = self._table("fields").value
        self.sections: dict[str, PlanSection] = {
            number: PlanSection(number, node)
            for number, node in self._table("sections").value.items()
            if node.kind in ("table", "inline")
        }

    def _table(self, key: str) -> Node:
        node = self.root.get(key)
        return node if node is not None and node.kind in ("table", "inline") else _NO_TABLE

    def text(self, number: str) -> str:
        """The text of a section; empty where there is none."""
        section = self.sections.get(number)
        return section.text if section is not None else ""

    def rows(self, number: str, table: str) -> list[Row]:
        """The rows of a section's grid; none where the section is not there."""
        section = self.sections.get(number)
        return section.rows(table) if section is not None else []

    def field_text(self, key: str) -> str:
        """A field's value when it is a text, stripped; else empty."""
        node = self.fields.get(key)
        return node.value.strip() if node is not None and node.kind == "string" else ""

    @property
    def ignores(self) -> list[Node]:
        """The `[[ignore]]` tables."""
        node = self.root.get("ignore")
        if node is None or node.kind not in ("tables", "array"):
            return []
        return [item for item in node.value if item.kind in ("table", "inline")]

    def node(self, place: Place) -> Node | None:
        """The value that a place names, if it is there."""
        if place.part == "field":
            return self.fields.get(place.key)
        section = self.sections.get(place.section or "")
        if section is None:
            return None
        if place.part == "text":
            return section.node.get("text")
        if place.part in ("cell", "header") and place.table:
            for row in section.rows(place.table):
                if row.order == place.row:
                    return row.cell(place.key) if place.part == "cell" else row.node
        return section.node

    def locate(self, place: Place, form: Form | None = None) -> tuple[int, int]:
        """The span in the file of a place; what is missing stands where it should be."""
        if place.part == "file":
            return place.start, max(place.end, place.start)
        if place.part == "fields":
            return self._header_span(self.root.get("fields"))
        if place.part == "missing":
            return self._header_span(self._section_before(place.section or "", form))
        node = self.node(place)
        if node is None:
            section = self.sections.get(place.section or "")
            return self._header_span(section.node if section else None)
        if place.part == "header":
            return node.start, node.end
        if place.end < 0 or node.kind != "string":
            return node.start, node.end
        return node.source_span(place.start, place.end)

    def _header_span(self, node: Node | None) -> tuple[int, int]:
        if node is None:
            return 0, len(self.source.line(1))
        return node.start, node.end

    def _section_before(self, number: str, form: Form | None) -> Node | None:
        """The header that a missing section should follow."""
        found = None
        for section in form.sections if form is not None else ():
            if section.number == number:
                break
            if section.number in self.sections:
                found = self.sections[section.number].node
        return found


def read_plan(text: str) -> Plan:
    """The plan in a file's text. Raises `TomlError` where it is not TOML."""
    return Plan(Source(text), parse(text))
