"""An empty plan for a form: every leaf present, its title and guidance beside it as comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.plan import FORMAT
from planui.model.toml_write import quote

if TYPE_CHECKING:
    from planui.model.form import Form, FormSection

_BARE_KEY = lazy(r"[A-Za-z0-9_-]+")


def blank_plan(form: Form, form_ref: str) -> str:
    """The text of an empty plan file against `form`, which the plan names as `form_ref`."""
    lines = [f"# {form.title}", f"format = {FORMAT}", f"form = {quote(form_ref)}", "", "[fields]"]
    for field in form.fields:
        example = "，如 2020-08-20，不加引号" if field.kind == "date" else ""
        lines.append(f'{key(field.key)} = ""  # {field.label}{example}')
    for section in form.leaves:
        lines += ["", *section_lines(form, section)]
    return "\n".join(lines) + "\n"


def section_lines(form: Form, section: FormSection) -> list[str]:
    """The lines of an empty section: its header, its text, the rows of its schedule."""
    lines = [f"# {section.heading}"]
    if section.guidance:
        lines.append(f"# {section.guidance}")
    lines += [f"[sections.{quote(section.number)}]", 'text = """', "", '"""']
    table = form.table(section.table) if section.table == "schedule" else None
    for period in table.periods if table is not None else ():
        lines += [
            "",
            f"[[sections.{quote(section.number)}.schedule]]",
            f"period = {quote(period.label)}",
            'content = """',
            "",
            '"""',
        ]
    return lines


def key(name: str) -> str:
    """A key as TOML writes it."""
    return name if _BARE_KEY.fullmatch(name) else quote(name)
