"""Names that are nearly right: what an unknown field, section or key of a plan was meant to be.

What is there under a misspelt name is reported as that (P102), not as missing a second time, so the rules on what is
missing ask here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from planui.model.form import Form, FormSection
    from planui.model.plan import Plan
    from planui.model.toml_nodes import Node

TOP_KEYS = ("format", "form", "fields", "sections", "ignore")
"""The keys of a plan file."""
IGNORE_KEYS = ("rule", "section", "reason")
"""The keys of an `[[ignore]]`."""
TABLE_KINDS = ("table", "inline")
"""The kinds of a node that is a table."""

_CLOSE = 0.6  # difflib's own measure of a near name
_PARTS = lazy(r"\d+")


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like `name`; empty where none is."""
    if len(name) > 100:
        return ""
    from difflib import get_close_matches

    found = get_close_matches(name.strip().lower(), list(known), 1, _CLOSE)
    return found[0] if found else ""


def meant_keys(table: Node, known: Collection[str]) -> dict[str, str]:
    """The unknown keys of a table, each with the known key that it is likely meant to be, or an empty text."""
    return {key: nearest(key, known) for key in table.value if key not in known}


def meant_fields(plan: Plan, form: Form) -> dict[str, str]:
    """The plan's unknown fields, each with the form's key that it is likely meant to be: by its key or its label."""
    known = {field.key for field in form.fields}
    unknown = [key for key in plan.fields if key not in known]
    if not unknown:
        return {}
    labels = {field.label: field.key for field in form.fields}
    names = [*(field.key for field in form.fields), *labels]
    found = {}
    for key in unknown:
        near = nearest(key, names)
        found[key] = labels.get(near, near)
    return found


def meant_sections(plan: Plan, form: Form) -> dict[str, str]:
    """The plan's unknown section numbers, each with the form's number that it spells in another way, or an empty text.

    Only the same figures count (4.11, 4．1．1, “4.1.1 范围”): nearly every number is like some other number.
    """
    numbers = {section.number for section in form.sections}
    found = {}
    for key in _sections(plan):
        if key not in numbers:
            figures = "".join(str(int(part)) for part in _PARTS.findall(key[:40]))
            found[key] = next((number for number in numbers if number.replace(".", "") == figures), "")
    return found


def unquoted(plan: Plan, number: str) -> Node | None:
    """The table that `[sections.4.1.1]` makes where `[sections."4.1.1"]` was meant."""
    node = plan.root.get("sections")
    if "." not in number:
        return None
    for part in number.split("."):
        if node is None or node.kind not in TABLE_KINDS:
            return None
        node = node.get(part)
    return node


def section_keys(section: FormSection) -> tuple[str, ...]:
    """The keys that a section of a plan may have."""
    return ("text", section.table) if section.table else ("text",)


def meant_section_keys(table: Node, section: FormSection) -> dict[str, str]:
    """A section's unknown keys, each with what it is likely meant to be: where `text` is missing, any text is."""
    known = section_keys(section)
    found = {key: "" for key in table.value if key not in known}
    for key in found:
        found[key] = nearest(key, known)
        if not found[key] and "text" not in table.value and table.value[key].kind == "string":
            found[key] = "text"
    return found


def _sections(plan: Plan) -> dict[str, Node]:
    node = plan.root.get("sections")
    return node.value if node is not None and node.kind in TABLE_KINDS else {}
