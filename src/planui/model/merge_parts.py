"""A plan file cut into the parts that are merged: blocks (a header and what stands under it) of statements.

Put together again, the parts are the file to the byte: a statement owns the blank lines and comments above it, and the
rest of its line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.record import NamedTuple
from planui.model.source import Source
from planui.model.toml import parse
from planui.model.toml_nodes import TomlError
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from planui.model.toml_nodes import Node

KeyPath = tuple[str | int, ...]
"""Keys from the file (or a block) inwards; the number of a row stands for itself."""

_BROKEN = Words("{0}不是 TOML，第 {1} 行第 {2} 列：{3}", "{0} is not TOML, line {1}, column {2}: {3}")


class Statement(NamedTuple):
    """A header line, or a key with its value.

    `path` is that of its value from the block on, `node` None for a header. `lead` are the lines above it, `head` its
    line up to the value (a header's: up to its bracket), `written` the value as written, `tail` the rest of the line.
    """

    path: KeyPath
    node: Node | None
    lead: str
    head: str
    written: str
    tail: str

    @property
    def source(self) -> str:
        """The statement as it stands in its file."""
        return self.lead + self.head + self.written + self.tail


class Block(NamedTuple):
    """A header with its statements, the header first; the block before the first header has none.

    `path` names the table; `row` is the number of its row where the header is one of an array, else -1.
    """

    path: KeyPath
    row: int
    statements: tuple[Statement, ...]
    node: Node

    @property
    def source(self) -> str:
        """The block as it stands in its file."""
        return "".join(statement.source for statement in self.statements)

    @property
    def section(self) -> str | None:
        """The number of the section that it belongs to."""
        if len(self.path) > 1 and self.path[0] == "sections":
            return str(self.path[1])
        return None

    def value(self, *path: str) -> Any:
        """The value under a key; None where there is none."""
        for statement in self.statements:
            if statement.path == path and statement.node is not None:
                return statement.node.value
        return None


class Parts(NamedTuple):
    """A file: its blocks, and the lines behind the last statement. `text` ends with a line end."""

    text: str
    blocks: tuple[Block, ...]
    tail: str
    root: Node


def check_toml(text: str, name: Words) -> None:
    """Raises `PlanuiError`, with the line, where a text is not TOML; `name` says which file it is."""
    try:
        parse(text)
    except TomlError as error:
        line, column = Source(text).position(error.offset)
        both = zip(_BROKEN, name, error.words, strict=True)
        raise PlanuiError(Words(*(form.format(which, line, column, why) for form, which, why in both))) from None


class _Found(NamedTuple):
    start: int
    header: bool
    row: int
    path: KeyPath
    node: Node


def split(text: str) -> Parts:
    """The parts of a plan file. Raises `TomlError` where it is not TOML."""
    root = parse(text)
    if not text.endswith("\n"):
        text += "\n"
    found: list[_Found] = []
    _walk(root, (), found)
    found.sort(key=lambda item: item.start)
    blocks: list[Block] = []
    path: KeyPath = ()
    row, node = -1, root
    statements: list[Statement] = []
    at = 0
    for item in found:
        line = text.rfind("\n", 0, item.start) + 1
        end = text.find("\n", item.node.end) + 1
        if item.header and not (row >= 0 and item.path[: len(path) + 1] == (*path, row)):
            blocks.append(Block(path, row, tuple(statements), node))
            path, row, node, statements = item.path, item.row, item.node, []
        inner = item.path[len(path) + (row >= 0) :]
        if item.header:
            head_end = item.node.end
            name = ("[", *inner, item.row) if inner and item.row >= 0 else ("[", *inner)
            statements.append(Statement(name, None, text[at:line], text[line:head_end], "", text[head_end:end]))
        else:
            value = item.node
            statements.append(
                Statement(
                    inner,
                    value,
                    text[at:line],
                    text[line : value.start],
                    text[value.start : value.end],
                    text[value.end : end],
                )
            )
        at = end
    blocks.append(Block(path, row, tuple(statements), node))
    return Parts(text, tuple(blocks), text[at:], root)


def _walk(table: Node, path: KeyPath, found: list[_Found]) -> None:
    """Finds the headers and pairs of a table and of the tables in it."""
    for name, node in table.value.items():
        inner = (*path, name)
        if node.kind == "tables":
            for index, item in enumerate(node.value):
                found.append(_Found(item.start, True, index, inner, item))
                _walk(item, (*inner, index), found)
        elif node.kind == "table":
            if node.opened == -1:
                found.append(_Found(node.start, True, -1, inner, node))
            _walk(node, inner, found)
        else:
            found.append(_Found(node.key_start, False, -1, inner, node))


def meaning(node: Node) -> Any:
    """A value as data that can be compared: what is equal here means the same."""
    if node.kind in ("table", "inline"):
        return {name: meaning(inner) for name, inner in node.value.items()}
    if node.kind in ("tables", "array"):
        return [meaning(inner) for inner in node.value]
    if node.kind == "string":
        return node.value
    return (node.kind, repr(node.value))
