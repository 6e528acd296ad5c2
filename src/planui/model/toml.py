"""A TOML 1.0 reader that keeps the position of everything it reads.

tomllib gives no positions and tomlkit's values carry none, while every finding of planui points into the file. This
reader gives the same values as tomllib (a property test holds the two together), with spans, in a fraction of the time,
and refuses early what makes other readers slow: deep nesting and endless dotted keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.toml_lines import LINE_END, PLAIN_LINE, plain_value
from planui.model.toml_nodes import Node, TomlError
from planui.model.toml_scalars import read_datetime, read_number
from planui.model.toml_strings import read_string
from planui.model.words import Words

if TYPE_CHECKING:
    import re

    from planui.model.toml_known import KnownTables

MAX_DEPTH = 64
"""Arrays and inline tables inside one another; a plan needs three."""
MAX_KEY_PARTS = 32
"""Parts of one dotted key; a plan needs three."""

MAX_VALUES = 50_000
"""Headers and values in one file; a plan of 20,000 字 has some three hundred."""

_ALLOWED = bytes(range(0x20, 0x7F)) + b"\t\n"
"""What ASCII a text may hold anywhere; a CR is looked at more closely, the rest of ASCII is forbidden."""
_FORBIDDEN = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
# Possessive: a million comment lines must leave nothing to come back to.
_BLANK = lazy(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE = lazy(r"[ \t]*")
_BARE_KEY = lazy(r"[A-Za-z0-9_-]+")
_CONTROL = Words(
    "有一个控制字符（U+{0}），TOML 不允许，请删去它", "a control character (U+{0}): TOML allows none, delete it"
)
_KEY_WANTED = Words("这里应当是一个键", "a key was expected here")
_EQUALS_WANTED = Words("键的后面应当是 =", "= was expected after the key")
_LINE_END_WANTED = Words("这一行到此应当结束，后面不能再有别的内容", "the line should end here: nothing may follow")
_CLOSE_WANTED = Words("这里应当是 {0}", "{0} was expected here")
_TWICE = Words("“{0}”重复出现，同名的键只能有一个", "{0!r} stands here a second time; a key may stand only once")
_NO_TABLE = Words("“{0}”不是表，不能再往里面加内容", "{0!r} is not a table that can be added to")
_DEEP = Words("嵌套过深（超过 {0} 层）", "nested deeper than {0} levels")
_LONG_KEY = Words("键的层数过多（超过 {0} 层）", "a key of more than {0} parts")
_TOO_MANY = Words("内容过多（超过 {0} 个值）", "more than {0} values")


def parse(text: str, known: KnownTables | None = None) -> Node:
    """The root table of a TOML text; the tables that it has in common with one read before (`known`) are taken from
    there. Raises `TomlError` with the offset of the first fault."""
    if not is_clean(text) and (found := _FORBIDDEN.search(text)):
        raise TomlError(found.start(), _CONTROL.format(f"{ord(found.group()):04X}"))
    return _Reader(text, known).read()


def is_clean(text: str) -> bool:
    """Whether a text is free of the control characters that TOML forbids everywhere."""
    odd = text.encode("ascii", "ignore").translate(None, _ALLOWED)
    return not odd or (not odd.strip(b"\r") and text.count("\r\n") == len(odd))


class _Reader:
    """One pass over the text. `self.at` is the offset of the next character to read."""

    def __init__(self, text: str, known: KnownTables | None) -> None:
        self.text = text
        self.known = known
        self.at = 1 if text.startswith("\ufeff") else 0
        self.root = Node("table", {}, 0, 0)
        self.table = self.root
        # Counts the headers: a table made by dotted keys may grow only under the header that made it.
        self.section = 1
        self.values = 0

    def read(self) -> Node:
        text = self.text
        while True:
            if self._read_plain():
                continue
            self._skip(_BLANK)
            if self.at >= len(text):
                break
            if text[self.at] == "[":
                self._read_header()
            else:
                self._read_pair(self.table, ends_line=True)
                self.table.body_end = self.at
        return self.root

    def _read_plain(self) -> bool:
        """Reads an ordinary line, if the next one is that; what is wrong with a line is found by reading it again."""
        found = PLAIN_LINE.match(self.text, self.at)
        if found is None or self.values >= MAX_VALUES:
            return False
        if found["header"]:
            parts = [(found[name], *found.span(name)) for name in ("head", "number", "grid") if found[name] is not None]
            parts[1] = (parts[1][0], parts[1][1] - 1, parts[1][2] + 1)
            self._enter_table(parts, *found.span("header"), array=found["array"] is not None)
            self.at = found.end()
            if self.known is not None:
                self._take(self.known)
        else:
            table = self.table
            name = found["key"]
            if name in table.value:
                return False
            value = plain_value(self.text, found)
            if value is None:
                return False
            node, self.at = value
            if node.kind == "array":
                self.values += len(node.value)
            node.key_start, node.key_end = found.span("key")
            table.value[name] = node
        self.values += 1
        self.table.body_end = self.at
        return True

    def _take(self, known: KnownTables) -> None:
        """Takes what stands under the header just read from the text that was read before, if it is the same."""
        found = known.values_of(self.text, self.table) if not self.table.value else None
        if found is None:
            return
        values, end = found
        # A value takes two characters at least: short texts need no counting.
        count = sum(map(_count_of, values.values())) if len(self.text) > 2 * MAX_VALUES else 0
        if self.values + count < MAX_VALUES:
            self.table.value = values
            self.values += count
            self.at = end

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()

    def _end_line(self) -> None:
        found = LINE_END.match(self.text, self.at)
        if found is None:
            self._skip(_SPACE)
            raise TomlError(self.at, _LINE_END_WANTED)
        # The line's own end stays with the blank space that follows it.
        self.at = found.end()

    def _read_key(self) -> list[tuple[str, int, int]]:
        """The parts of a dotted key, each with its span."""
        parts: list[tuple[str, int, int]] = []
        while True:
            self._skip(_SPACE)
            start = self.at
            if self.text[start : start + 1] in ('"', "'") and not self.text.startswith(('"""', "'''"), start):
                node = read_string(self.text, start)
                name, self.at = node.value, node.end
            elif self.text.startswith(('""', "''"), start):
                # Three quotes: a key is never a multi-line string, and '""' followed by a quote is no key either.
                raise TomlError(start, _KEY_WANTED)
            else:
                found = _BARE_KEY.match(self.text, start)
                if found is None:
                    raise TomlError(start, _KEY_WANTED)
                name, self.at = found.group(), found.end()
            parts.append((name, start, self.at))
            if len(parts) > MAX_KEY_PARTS:
                raise TomlError(start, _LONG_KEY.format(MAX_KEY_PARTS))
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def _read_header(self) -> None:
        self._count()
        start = self.at
        array = self.text.startswith("[[", start)
        self.at += 2 if array else 1
        parts = self._read_key()
        close = "]]" if array else "]"
        if not self.text.startswith(close, self.at):
            raise TomlError(self.at, _CLOSE_WANTED.format(close))
        self.at += len(close)
        self._enter_table(parts, start, self.at, array=array)
        self._end_line()
        if self.known is not None:
            self._take(self.known)
        self.table.body_end = self.at

    def _enter_table(self, parts: list[tuple[str, int, int]], start: int, end: int, *, array: bool) -> None:
        """Opens the table that a header names; what follows belongs to it."""
        self.section += 1
        table = self.root
        for name, key_start, _ in parts[:-1]:
            inner = table.get(name)
            if inner is None:
                inner = Node("table", {}, start, end)
                table.value[name] = inner
            elif inner.kind == "tables":
                inner = inner.value[-1]
            elif inner.kind != "table":
                raise TomlError(key_start, _NO_TABLE.format(name))
            table = inner
        self.table = self._open(table, parts[-1], start, end, array=array)

    def _open(self, parent: Node, key: tuple[str, int, int], start: int, end: int, *, array: bool) -> Node:
        """The table that a header names, new or (where only a longer header made it so far) opened now."""
        name, key_start, key_end = key
        known = parent.get(name)
        if array:
            if known is None:
                known = Node("tables", [], start, end)
                known.opened = -1
                known.key_start, known.key_end = key_start, key_end
                parent.value[name] = known
            elif known.kind != "tables":
                raise TomlError(key_start, _TWICE.format(name))
            table = Node("table", {}, start, end)
            known.value.append(table)
        elif known is None:
            table = Node("table", {}, start, end)
            parent.value[name] = table
        elif known.kind == "table" and known.opened == 0:
            table = known
            table.start, table.end = start, end
        else:
            raise TomlError(key_start, _TWICE.format(name))
        table.opened = -1
        table.key_start, table.key_end = key_start, key_end
        return table

    def _read_pair(self, table: Node, *, ends_line: bool, depth: int = 0) -> None:
        parts = self._read_key()
        if not self.text.startswith("=", self.at):
            raise TomlError(self.at, _EQUALS_WANTED)
        self.at += 1
        for name, key_start, key_end in parts[:-1]:
            inner = table.get(name)
            if inner is None:
                inner = Node("table", {}, key_start, key_end)
                inner.key_start, inner.key_end = key_start, key_end
                inner.opened = self.section
                table.value[name] = inner
            elif inner.kind != "table" or inner.opened not in (0, self.section):
                raise TomlError(key_start, _NO_TABLE.format(name))
            else:
                inner.opened = self.section
            table = inner
        name, key_start, key_end = parts[-1]
        if name in table.value:
            raise TomlError(key_start, _TWICE.format(name))
        self._skip(_SPACE)
        node = self._read_value(depth)
        node.key_start, node.key_end = key_start, key_end
        table.value[name] = node
        if ends_line:
            self._end_line()

    def _count(self) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            raise TomlError(self.at, _TOO_MANY.format(MAX_VALUES))

    def _read_value(self, depth: int) -> Node:
        self._count()
        text, start = self.text, self.at
        first = text[start : start + 1]
        if first in ('"', "'") and first:
            node = read_string(text, start)
        elif first == "[":
            return self._read_array(depth + 1)
        elif first == "{":
            return self._read_inline(depth + 1)
        elif text.startswith("true", start):
            node = Node("boolean", True, start, start + 4)
        elif text.startswith("false", start):
            node = Node("boolean", False, start, start + 5)
        else:
            node = read_datetime(text, start) or read_number(text, start)
        self.at = node.end
        return node

    def _read_array(self, depth: int) -> Node:
        start = self._enter(depth)
        items: list[Node] = []
        while True:
            self._skip(_BLANK)
            if self.text.startswith("]", self.at):
                break
            items.append(self._read_value(depth))
            self._skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1
            elif not self.text.startswith("]", self.at):
                # Where the bracket should stand: what follows lines below is not to blame.
                end = items[-1].end
                raise TomlError(end if "\n" in self.text[end : self.at] else self.at, _CLOSE_WANTED.format("]"))
        self.at += 1
        return Node("array", items, start, self.at)

    def _read_inline(self, depth: int) -> Node:
        start = self._enter(depth)
        table = Node("inline", {}, start, start)
        table.kind = "table"  # dotted keys may add to it until it is closed
        # What is inside is open only to itself: a section number of its own.
        outer, self.section = self.section, self.section + 1_000_000 + start
        self._skip(_SPACE)
        while not self.text.startswith("}", self.at):
            self._read_pair(table, ends_line=False, depth=depth)
            self._skip(_SPACE)
            if self.text.startswith(",", self.at):
                self.at += 1
                self._skip(_SPACE)
                if self.text.startswith("}", self.at):
                    raise TomlError(self.at, _KEY_WANTED)
            elif not self.text.startswith("}", self.at):
                raise TomlError(self.at, _CLOSE_WANTED.format("}"))
        self.section = outer
        self.at += 1
        table.end = self.at
        _close(table)
        return table

    def _enter(self, depth: int) -> int:
        if depth > MAX_DEPTH:
            raise TomlError(self.at, _DEEP.format(MAX_DEPTH))
        self.at += 1
        return self.at - 1


def _count_of(node: Node) -> int:
    """How many values a value is, with those in it."""
    value = node.value
    if isinstance(value, dict):
        return 1 + sum(map(_count_of, value.values()))
    return 1 + sum(map(_count_of, value)) if isinstance(value, list) else 1


def _close(table: Node) -> None:
    """Seals an inline table and the tables that its dotted keys made: nothing may be added from outside."""
    table.kind = "inline"
    table.body_end = table.end
    for node in table.value.values():
        if node.kind == "table":
            _close(node)
