"""Edits of a plan in its own terms (a text, a field, a cell, a row), as changes of its file and of nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from planui.model.blank import key as written_key
from planui.model.blank import section_lines
from planui.model.diagnostic import Change
from planui.model.plan import TABLE_KEYS
from planui.model.toml_write import quote, quote_block, replace_in_string

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from planui.model.diagnostic import Place
    from planui.model.form import Form
    from planui.model.plan import Plan
    from planui.model.toml_nodes import Node

Value = str | int | date | list[str]
"""A value to be written: a text, a number, a date, or numbers as they are to be written (`["800", "12.5"]`)."""


class Number(str):
    """A number as it is to be written, so that 3_200 and 0.10 stay what was typed."""


def set_text(plan: Plan, form: Form, number: str, start: int, end: int, new: str) -> Change:
    """Replaces the characters `start`:`end` of a section's text; makes text and section where they are missing."""
    source, newline = plan.source.text, plan.source.newline
    section = plan.sections.get(number)
    if section is None:
        return add_section(plan, form, number, new)
    node = section.text_node
    if node is not None:
        return replace_in_string(source, node, start, end, new, newline)
    wrong = section.node.get("text")
    if wrong is not None:
        return Change(wrong.start, wrong.end, quote_block(new, newline))
    return _add_key(plan, section.node, "text", quote_block(new, newline))


def add_section(plan: Plan, form: Form, number: str, text: str = "") -> Change:
    """Writes a section that the file does not have, behind the one that it should follow."""
    source, newline = plan.source.text, plan.source.newline
    section = form.section(number)
    lines = (
        section_lines(form, section) if section is not None else [f"[sections.{quote(number)}]", 'text = """', '"""']
    )
    at = lines.index('text = """')
    body = quote_block(text, newline) if text else f'"""{newline}{newline}"""'
    lines[at : lines.index('"""', at) + 1] = [f"text = {body}"]
    before = 0
    for other in form.sections:
        if other.number == number:
            break
        if other.number in plan.sections:
            before = _whole_end(plan.sections[other.number].node)
    if before == 0:
        before = _head_end(plan)
    block = newline.join(["", *lines, ""])
    if before and not source[:before].endswith("\n"):
        block = newline + block
    return Change(before, before, block)


def set_field(plan: Plan, key: str, value: Value) -> Change:
    """Writes a field; a text keeps its quotes."""
    node = plan.fields.get(key)
    if node is not None:
        return _set_value(plan, node, value)
    table = plan.root.get("fields")
    if table is not None and table.kind in ("table", "inline"):
        return _add_key(plan, table, key, literal(value))
    newline = plan.source.newline
    at = _head_end(plan)
    block = f"{newline}[fields]{newline}{written_key(key)} = {literal(value)}{newline}"
    if at and not plan.source.text[:at].endswith("\n"):
        block = newline + block
    return Change(at, at, block)


def set_cell(plan: Plan, number: str, table: str, row: int, key: str, value: Value) -> Change:
    """Writes a cell of a grid's row. Raises `KeyError` where there is no such row."""
    found = next((one for one in plan.rows(number, table) if one.order == row), None)
    if found is None:
        raise KeyError((number, table, row))
    node = found.cell(key)
    if node is not None:
        return _set_value(plan, node, value)
    return _add_key(plan, found.node, key, literal(value))


def set_part(plan: Plan, place: Place, new: str) -> Change:
    """Replaces the characters `start`:`end` of a field's or a cell's text; a value that is no text, whole.

    A cell's key may name one of its numbers: `years.2`. Raises `KeyError` where there is no such value.
    """
    key, _, index = place.key.partition(".")
    node = plan.node(place._replace(key=key))
    if index and node is not None and node.kind == "array" and int(index) < len(node.value):
        node = node.value[int(index)]
    if node is None or (index and node.kind == "array"):
        raise KeyError(place)
    if node.kind != "string":
        return Change(node.start, node.end, new)
    return replace_in_string(plan.source.text, node, place.start, place.end, new, plan.source.newline)


def remove_cell(plan: Plan, number: str, table: str, row: int, key: str) -> Change | None:
    """Takes the line of a row's value away; None where the value does not stand on a line of its own."""
    source = plan.source.text
    found = plan.rows(number, table)[row]
    node = found.cell(key)
    if node is None or found.node.kind != "table":
        return None
    start = source.rfind("\n", 0, node.start) + 1
    end = source.find("\n", node.end)
    end = len(source) if end < 0 else end + 1
    alone = source[start : node.start].strip().rstrip("=").strip().strip("\"'") == key
    return Change(start, end, "") if alone and not source[node.end : end].strip() else None


def add_row(plan: Plan, form: Form, number: str, table: str, after: int, values: Mapping[str, Value]) -> list[Change]:
    """Writes a row behind row `after` (-1: before all others), its section too where that is missing."""
    changes = []
    newline = plan.source.newline
    if number not in plan.sections:
        section = add_section(plan, form, number)
        block = _row_block(number, table, values, newline)
        return [section._replace(text=section.text + newline + block)]
    rows = plan.rows(number, table)
    node = plan.sections[number].node
    array = node.get(table)
    if array is not None and array.kind == "array":
        inline = "{ " + ", ".join(f"{key} = {literal(value)}" for key, value in _ordered(table, values)) + " }"
        if not rows:
            changes.append(Change(array.start, array.end, f"[{inline}]"))
        elif after < 0:
            changes.append(Change(rows[0].node.start, rows[0].node.start, inline + ", "))
        else:
            at = rows[min(after, len(rows) - 1)].node.end
            changes.append(Change(at, at, ", " + inline))
        return changes
    block = _row_block(number, table, values, newline)
    if not rows:
        at = _whole_end(node)
        lead = "" if plan.source.text[:at].endswith("\n") else newline
        return [Change(at, at, lead + newline + block)]
    if after < 0:
        at = rows[0].node.start
        return [Change(at, at, block + newline)]
    at = rows[min(after, len(rows) - 1)].node.body_end
    lead = "" if plan.source.text[:at].endswith("\n") else newline
    return [Change(at, at, lead + newline + block)]


def delete_row(plan: Plan, number: str, table: str, row: int) -> Change:
    """Takes a row away, with the blank line before it."""
    source = plan.source.text
    rows = plan.rows(number, table)
    start, end = _row_span(rows[row].node)
    if plan.sections[number].node.value[table].kind == "array":
        if row + 1 < len(rows):
            return Change(start, rows[row + 1].node.start, "")
        return Change(rows[row - 1].node.end if row else start, end, "")
    for blank in ("\r\n", "\n"):
        if source[:start].endswith(blank * 2):
            start -= len(blank)
            break
    return Change(start, end, "")


def move_row(plan: Plan, number: str, table: str, row: int, to: int) -> list[Change]:
    """Lets two rows change places."""
    source = plan.source.text
    rows = plan.rows(number, table)
    first, second = (_row_span(rows[order].node) for order in sorted((row, to)))
    one, other = source[first[0] : first[1]], source[second[0] : second[1]]
    newline = plan.source.newline
    if not other.endswith("\n") and one.endswith("\n"):
        # The last row of a file without a final line end.
        one, other = one[: -len(newline)], other + newline
    return [Change(*first, other), Change(*second, one)]


def literal(value: Value) -> str:
    """A value as TOML writes it."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return quote(value) if "\n" not in value else quote_block(value, "\n")
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _set_value(plan: Plan, node: Node, value: Value) -> Change:
    if node.kind == "string" and isinstance(value, str) and not isinstance(value, Number):
        return replace_in_string(plan.source.text, node, 0, len(node.value), value, plan.source.newline)
    return Change(node.start, node.end, literal(value).replace("\n", plan.source.newline))


def _add_key(plan: Plan, table: Node, key: str, written: str) -> Change:
    """Adds a key to a table: at the end of its own lines, or inside its braces."""
    newline = plan.source.newline
    line = f"{written_key(key)} = {written}"
    if table.kind == "inline":
        empty = not table.value
        at = table.end - 1
        while plan.source.text[at - 1] in " \t":
            at -= 1
        return Change(at, table.end - 1, f"{' ' if empty else ', '}{line} ")
    at = table.body_end
    lead = "" if plan.source.text[:at].endswith("\n") else newline
    return Change(at, at, f"{lead}{line.replace(chr(10), newline) if newline not in line else line}{newline}")


def _row_block(number: str, table: str, values: Mapping[str, Value], newline: str) -> str:
    lines = [f"[[sections.{quote(number)}.{table}]]"]
    lines += [f"{key} = {literal(value)}" for key, value in _ordered(table, values)]
    return "".join(line.replace("\n", newline) + newline for line in lines)


def _ordered(table: str, values: Mapping[str, Value]) -> Sequence[tuple[str, Value]]:
    return [(key, values[key]) for key in TABLE_KEYS[table] if key in values]


def _row_span(node: Node) -> tuple[int, int]:
    return node.start, node.body_end if node.kind == "table" else node.end


def _whole_end(node: Node) -> int:
    """Where a table ends with everything that belongs to it."""
    end = node.body_end
    for value in node.value.values():
        if value.kind == "table":
            end = max(end, _whole_end(value))
        elif value.kind == "tables":
            end = max([end, *(_whole_end(item) for item in value.value)])
    return end


def _head_end(plan: Plan) -> int:
    """Behind the plan's fields, else behind its first keys."""
    fields = plan.root.get("fields")
    if fields is not None and fields.kind == "table":
        return _whole_end(fields)
    return plan.root.body_end
