"""What a file said before an edit, table by table: where the new text has the same lines, they say the same."""

from __future__ import annotations

from planui.model.toml_nodes import Node

_VALUES = frozenset(["string", "integer", "float", "boolean", "datetime", "date", "time", "array", "inline"])


class KnownTables:
    """The tables of a file that was read before, in their order, each from its header to its last value."""

    def __init__(self, root: Node, text: str) -> None:
        self._text = text
        self._tables: list[Node] = []
        _collect(root, self._tables)
        self._tables.sort(key=_start)
        self._by_header: dict[str, list[int]] = {}
        for index, table in enumerate(self._tables):
            self._by_header.setdefault(text[table.start : table.end], []).append(index)
        self._next = 0

    def values_of(self, text: str, table: Node) -> tuple[dict[str, Node], int] | None:
        """The values of a table whose header was just read in another text, by key, and where they end there; None
        where the lines are other than before."""
        index = self._index_of(text[table.start : table.end])
        if index is None:
            return None
        self._next = index + 1
        known = self._tables[index]
        if not text.startswith(self._text[known.start : known.body_end], table.start):
            return None
        growth = table.start - known.start
        end = known.body_end + growth
        if text[end - 1] != "\n" and end < len(text):
            return None  # the file ended there, and goes on now
        found = {}
        for key, node in known.value.items():
            if node.kind in _VALUES:
                found[key] = node.moved(growth) if growth else node
            elif node.start < known.body_end:
                return None  # dotted keys made it, and may go on with it
        return found, end

    def _index_of(self, header: str) -> int | None:
        """The next of the known tables with this header."""
        tables, at = self._tables, self._next
        if at < len(tables) and self._text.startswith(header, tables[at].start):
            return at
        return next((index for index in self._by_header.get(header, ()) if index >= at), None)


def _collect(table: Node, found: list[Node]) -> None:
    """The tables in a table that have a header of their own."""
    for node in table.value.values():
        if node.kind == "table":
            if node.opened < 0:
                found.append(node)
            _collect(node, found)
        elif node.kind == "tables":
            for item in node.value:
                found.append(item)
                _collect(item, found)


def _start(table: Node) -> int:
    return table.start
