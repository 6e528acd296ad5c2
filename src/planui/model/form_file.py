"""The form's own file format: strict, every unknown key and wrong value is an error with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.form import Form, FormField, FormSection, FormTable, Period, Window
from planui.model.lazy_pattern import lazy
from planui.model.source import Source
from planui.model.toml import parse
from planui.model.toml_nodes import Node, TomlError
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from collections.abc import Callable

FORMAT = 1
"""The newest form format that this program reads."""

FIELD_KINDS = ("text", "library-name", "phone", "email", "date", "address")
TABLE_KINDS = ("indicators", "schedule")
DEMANDS = ("content", "figure", "area", "proportion")

_NUMBER = lazy(r"[1-9]\d*(\.[1-9]\d*)*")


class FormError(PlanuiError):
    """A form file that is not a form: what is wrong, and in which line."""


def read_form(text: str, name: str) -> Form:
    """The form in a form file's text. Raises `FormError` with `name` (a path) and the line for a bad one."""
    source = Source(text)
    try:
        root = parse(text)
        return _Reader(root).form()
    except TomlError as error:
        line, column = source.position(error.offset)
        raise FormError(
            Words(
                f"表单文件 {name} 第 {line} 行第 {column} 列：{error.words.zh}",
                f"form file {name}, line {line}, column {column}: {error.words.en}",
            )
        ) from None


def _bad(node: Node, zh: str, en: str) -> TomlError:
    return TomlError(node.start, Words(zh, en))


class _Table:
    """One table of the file; every key must be asked for once, what is left over is unknown."""

    def __init__(self, node: Node, where: str) -> None:
        if node.kind not in ("table", "inline"):
            raise _bad(node, f"{where} 应当是一个表", f"{where} should be a table")
        self.node = node
        self.where = where
        self.left: dict[str, Node] = dict(node.value)

    def take(self, key: str, kinds: tuple[str, ...], default: Any = None) -> Any:
        """The value under `key`; without a default it must be there."""
        node = self.left.pop(key, None)
        if node is None:
            if default is None:
                raise _bad(self.node, f"{self.where} 缺少 {key}", f"{self.where} lacks {key}")
            return default
        if node.kind not in kinds:
            kind = "/".join(kinds)
            raise _bad(node, f"{key} 的类型应当是 {kind}", f"{key} should be of type {kind}")
        return node.value

    def text(self, key: str, default: str | None = None) -> str:
        value: str = self.take(key, ("string",), default)
        return value

    def flag(self, key: str) -> bool:
        node = self.left.get(key)
        return bool(self.take(key, ("boolean",))) if node is not None else False

    def number(self, key: str, default: int | None = None) -> int:
        value: int = self.take(key, ("integer",), default)
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        node = self.left.get(key)
        value = self.text(key, default)
        if node is not None and value not in choices:
            listed = ", ".join(choices)
            raise _bad(node, f"{key} 只能是：{listed}", f"{key} must be one of: {listed}")
        return value

    def texts(self, key: str, choices: tuple[str, ...] = (), *, needed: bool = False) -> tuple[str, ...]:
        node = self.left.get(key)
        if node is None and not needed:
            return ()
        out = []
        for item in self.take(key, ("array",)):
            if item.kind != "string":
                raise _bad(item, f"{key} 里应当都是文字", f"{key} should hold texts")
            if choices and item.value not in choices:
                listed = ", ".join(choices)
                raise _bad(item, f"{key} 里只能是：{listed}", f"{key} may hold: {listed}")
            out.append(item.value)
        return tuple(out)

    def rows(self, key: str, *, needed: bool = True) -> list[_Table]:
        """The tables of an array of tables."""
        node = self.left.get(key)
        if node is None and not needed:
            return []
        return [_Table(item, key) for item in self.take(key, ("tables", "array"))]

    def inner(self, key: str) -> _Table:
        node = self.left.get(key)
        self.take(key, ("table", "inline"))
        assert node is not None
        return _Table(node, key)

    def done(self) -> None:
        """Raises for the first key that nobody asked for."""
        for key, node in self.left.items():
            at = node.key_start or node.start
            raise TomlError(at, Words(f"{self.where} 里没有 {key} 这个键", f"{self.where} has no key {key}"))


class _Reader:
    def __init__(self, root: Node) -> None:
        self.top = _Table(root, "form")

    def form(self) -> Form:
        top = self.top
        node = top.left.get("format")
        version = top.number("format")
        if version != FORMAT and node is not None:
            raise _bad(node, f"表单格式 {version} 本程序不认识", f"form format {version} is not known to this program")
        notes = top.inner("notes")
        pdf = top.inner("pdf")
        form = Form(
            id=top.text("id"),
            language=top.text("language", "zh-CN"),
            label=top.text("label", ""),
            title=top.text("title"),
            subtitle=top.text("subtitle", ""),
            issued=top.text("issued", ""),
            notes_title=notes.text("title"),
            notes=notes.texts("items", needed=True),
            fields=self._each("fields", self._field),
            windows=self._each("windows", self._window),
            tables=self._each("tables", self._table),
            sections=self._each("sections", self._section),
            max_bytes=pdf.number("max_bytes"),
            baseline=top.take("baseline", ("date",), False) or None,
        )
        for table in (notes, pdf, top):
            table.done()
        self._check_outline(form)
        return form

    def _each(self, key: str, read: Callable[[_Table], Any]) -> tuple[Any, ...]:
        out = []
        for table in self.top.rows(key, needed=key in ("fields", "sections")):
            out.append(read(table))
            table.done()
        return tuple(out)

    def _field(self, table: _Table) -> FormField:
        label = table.text("label")
        return FormField(
            key=table.text("key"),
            label=label,
            printed=table.text("printed", label),
            kind=table.choice("kind", FIELD_KINDS, "text"),
            place=table.text("place", "cover"),
            seal=table.flag("seal"),
            identity=table.flag("identity"),
            prefix=table.text("prefix", ""),
            suffixes=table.texts("suffixes"),
            blank_mark=table.text("blank_mark", ""),
            first_year=table.number("first_year", 0),
            last_year=table.number("last_year", 9999),
        )

    def _window(self, table: _Table) -> Window:
        return Window(
            table.text("key"), table.text("name"), table.take("first", ("date",)), table.take("last", ("date",))
        )

    def _table(self, table: _Table) -> FormTable:
        periods = []
        for row in table.rows("periods"):
            periods.append(Period(row.text("label"), row.take("first", ("date",)), row.take("last", ("date",))))
            row.done()
        kind = table.choice("kind", TABLE_KINDS)
        return FormTable(kind, table.text("title"), table.texts("heads", needed=True), tuple(periods))

    def _section(self, table: _Table) -> FormSection:
        node = table.left.get("number")
        number = table.text("number")
        if node is not None and not _NUMBER.fullmatch(number):
            raise _bad(node, "number 应当像 4.1.2", "number should look like 4.1.2")
        return FormSection(
            number=number,
            title=table.text("title"),
            note=table.text("note", ""),
            guidance=table.text("guidance", ""),
            container=table.flag("container"),
            limit=table.number("limit", 0),
            demands=table.texts("demands", DEMANDS),
            window=table.text("window", ""),
            table=table.choice("table", TABLE_KINDS, ""),
        )

    def _check_outline(self, form: Form) -> None:
        """What one key cannot show: numbers and keys once each, and every name that is used also given."""
        nodes = self.top.node.value
        seen: set[str] = set()
        for section, node in zip(form.sections, nodes["sections"].value, strict=True):
            if section.number in seen:
                raise _bad(node, f"节号 {section.number} 重复", f"section {section.number} stands twice")
            seen.add(section.number)
            if section.window and form.window(section.window) is None:
                raise _bad(node, f"没有 {section.window} 这个时间范围", f"there is no window {section.window}")
            if section.table and form.table(section.table) is None:
                raise _bad(node, f"没有 {section.table} 这种表格", f"there is no table {section.table}")
        keys: set[str] = set()
        for field, node in zip(form.fields, nodes["fields"].value, strict=True):
            if field.key in keys:
                raise _bad(node, f"栏目 {field.key} 重复", f"field {field.key} stands twice")
            keys.add(field.key)
            if field.place != "cover" and field.place not in seen:
                raise _bad(node, f"没有第 {field.place} 节", f"there is no section {field.place}")
