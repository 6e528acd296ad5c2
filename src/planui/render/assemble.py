"""A whole plan as one HTML document: cover, notes, contents, sections. Nothing in it comes unescaped from the plan."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from planui.render.markdown import PictureRef, clean_text, plain_html, to_fragment
from planui.render.numerals import chinese_date

if TYPE_CHECKING:
    from planui.model.form import Form, FormField, FormSection, FormTable
    from planui.model.plan import Plan, Row
    from planui.render.options import RenderOptions

_FIGURE_NUMBER = re.compile(r"^\s*(?:图|附图|Fig)")
_TABLE_NUMBER = re.compile(r"^[ \t]*(?:\*\*|__)?(?:续?表|附表|Table)[ \t]*[\d一二三四五六七八九十]", re.M)
_TABLE = re.compile(r'(<p class="tablecaption">.*?</p>\s*)?<table>', re.S)
_UNFILLED = "（未填写）"
"""Printed where a section that needs content has none, so that a draft shows what it lacks."""

_RANGE = re.compile(r"(?<=[–—~～至])")
_HAND_LINES = 3
_HAND_CELL = "<p>" + "<br>".join(["&#160;"] * 5) + "</p>"


class Assembled(NamedTuple):
    """The HTML, and its pictures by the index that their `data-picture` names, with the section that each is in."""

    html: str
    pictures: list[tuple[PictureRef, str]]


def assemble(plan: Plan, form: Form, css: str, options: RenderOptions) -> Assembled:
    """The document for a plan, or for the empty form where `options.blank`."""
    maker = _Assembler(plan, form, options)
    body = [maker.cover()]
    if options.notes or options.blank:
        body.append(maker.notes())
    if not options.blank:
        body.append(maker.contents())
    body.append(maker.sections())
    name = plain_html(maker.name or form.title)
    html = (
        f'<!DOCTYPE html>\n<html lang="{escape(form.language)}"><head><meta charset="utf-8"><title>{name}</title>'
        f"<style>{css}</style></head>\n<body>\n"
        f'<div id="pageheader">{name}</div><div id="pagefooter">第 {{page}} 页　共 {{pages}} 页</div>\n'
        + "\n".join(body)
        + "\n</body></html>\n"
    )
    return Assembled(html, maker.pictures)


class _Assembler:
    def __init__(self, plan: Plan, form: Form, options: RenderOptions) -> None:
        self.plan = plan
        self.form = form
        self.blank = options.blank
        self.name = "" if self.blank else plan.field_text("name")
        self.pictures: list[tuple[PictureRef, str]] = []
        self._figures = 0
        self._texts = {section.number: plan.text(section.number) for section in form.sections}
        self._tables = 0
        self._own_numbers = any(re.search(r'["\[(]\s*图\s*\d', text) for text in self._texts.values())
        self._own_tables = any(_TABLE_NUMBER.search(text) for text in self._texts.values())

    def cover(self) -> str:
        """The first page, as the form prints it."""
        form = self.form
        parts = [
            f'<p class="label">{plain_html(form.label)}</p>',
            f'<p class="title">{plain_html(form.title)}</p>',
        ]
        if self.blank and form.subtitle:
            parts.append(f'<p class="subtitle">{plain_html(form.subtitle)}</p>')
        rows = [self._cover_row(field) for field in form.fields if field.place == "cover"]
        parts.append(f'<table class="blanks">{"".join(rows)}</table>')
        parts.append(f'<p class="issued">{plain_html(form.issued)}</p>')
        return f'<div class="cover">{"".join(parts)}</div>'

    def _cover_row(self, field: FormField) -> str:
        label = re.sub(" +", lambda match: "\u3000" * ((len(match[0]) + 1) // 2), field.printed.strip())
        seal = ' class="seal"' if field.seal else ""
        return f'<tr{seal}><td class="name">{plain_html(label)}</td><td class="value">{self._value(field)}</td></tr>'

    def _value(self, field: FormField) -> str:
        if self.blank:
            return ""
        node = self.plan.fields.get(field.key)
        if node is not None and isinstance(node.value, date):
            return plain_html(chinese_date(node.value))
        if node is not None and node.kind in ("integer", "float"):
            return plain_html(str(node.value))
        return plain_html(self.plan.field_text(field.key))

    def notes(self) -> str:
        """The form's notes."""
        notes = "".join(f"<p>{plain_html(note)}</p>" for note in self.form.notes)
        title = plain_html(re.sub(" +", "\u3000", self.form.notes_title))
        return f'<div class="notes"><p class="frontheading">{title}</p>{notes}</div>'

    def contents(self) -> str:
        """The contents: an entry for every heading; page numbers come when the pages are known."""
        entries = "".join(
            f'<planentry class="entry{min(section.level, 3)}" key="h{number}">{plain_html(section.heading)}</planentry>'
            for number, section in enumerate(self.form.sections)
        )
        return f'<div class="contents"><p class="frontheading">目　录</p>{entries}</div>'

    def sections(self) -> str:
        """Every section with its heading, in the form's order."""
        parts = []
        for number, section in enumerate(self.form.sections):
            level = min(section.level, 3)
            first = ' class="first"' if number == 0 else ""
            parts.append(f'<h{level}{first} id="h{number}">{plain_html(section.heading)}</h{level}>')
            parts.append(self._blank_section(section) if self.blank else self._section(section))
        return "\n".join(parts)

    def _blank_section(self, section: FormSection) -> str:
        parts = []
        if section.guidance:
            parts.append(f'<p class="guidance">{plain_html(section.guidance)}</p>')
        for field in self._heads(section):
            parts.append(f"<p>{plain_html(field.label)}：</p>")
        table = self.form.table(section.table) if section.table == "schedule" else None
        if table is not None:
            parts.append(self._schedule(table, []))
        elif not section.container:
            parts.append('<p class="hand">' + "<br>".join(["\u00a0"] * _HAND_LINES) + "</p>")
        return "".join(parts)

    def _heads(self, section: FormSection) -> list[FormField]:
        return [field for field in self.form.fields if field.place == section.number]

    def _section(self, section: FormSection) -> str:
        parts = []
        for field in self._heads(section):
            value = self._value(field)
            if value:
                parts.append(f'<p class="field">{plain_html(field.label)}：{value}</p>')
        parts.append(self._fragment(self._texts[section.number], section.number))
        table = self.form.table(section.table) if section.table else None
        rows = self.plan.rows(section.number, table.kind) if table is not None else []
        if table is not None and rows:
            make = self._schedule if table.kind == "schedule" else self._indicators
            parts.append(make(table, rows, section.number))
        if not section.container and not any(part.strip() for part in parts):
            parts.append(f'<p class="unfilled">{_UNFILLED}</p>')
        return "\n".join(parts)

    def _fragment(self, text: str, section: str) -> str:
        refs: list[PictureRef] = []
        html = to_fragment(text, refs)
        start = len(self.pictures)
        self.pictures += [(ref, section) for ref in refs]
        numbers = iter(range(start, start + len(refs)))

        def figure(match: re.Match[str]) -> str:
            return f'<figure data-picture="{next(numbers)}">{match[1]}{self._caption(match[2] or "")}</figure>'

        html = re.sub(r"<figure>(<img [^>]*>)(?:<figcaption>(.*?)</figcaption>)?</figure>", figure, html, flags=re.S)
        return html if self._own_tables else _TABLE.sub(self._numbered, html)

    def _numbered(self, match: re.Match[str]) -> str:
        """A table of a plan that numbers none itself, with its number above it: a title is no duty (GB/T 1.1)."""
        if match[1]:
            return match[0]
        self._tables += 1
        return f'<p class="tablecaption">表{self._tables}</p><table>'

    def _caption(self, words: str) -> str:
        """A caption; numbered here where no caption of the plan brings its own number."""
        self._figures += 1
        if not self._own_numbers and not _FIGURE_NUMBER.match(words):
            words = f"图{self._figures}" + (f"\u3000{words}" if words else "")
        return f"<figcaption>{words}</figcaption>" if words else ""

    def _schedule(self, table: FormTable, rows: list[Row], section: str = "") -> str:
        heads = [*table.heads, "", "", ""]
        out = [self._form_caption(table, section)]
        out.append(
            f'<table class="schedule"><thead><tr>{"".join(f"<th>{plain_html(head)}</th>" for head in heads[:3])}'
        )
        out.append("</tr></thead><tbody>")
        periods = [row.text("period") for row in rows] if rows else [period.label for period in table.periods]
        contents = [self._fragment(row.text("content"), section) for row in rows] or [_HAND_CELL] * len(periods)
        for number, (period, content) in enumerate(zip(periods, contents, strict=True), 1):
            out.append(
                f'<tr><td class="count">{number}</td><td class="period" align="center">{plain_html(period)}</td>'
                f'<td class="content">{content or "<p>&#160;</p>"}</td></tr>'
            )
        return "".join(out) + "</tbody></table>"

    def _form_caption(self, table: FormTable, section: str) -> str:
        """The caption of one of the form's own tables: numbered by its section, so that no number of a plan's own
        tables is taken or moved.
        """
        if self.blank:
            return ""
        return f'<p class="tablecaption">表{escape(section)}\u3000{plain_html(table.title)}</p>'

    def _indicators(self, table: FormTable, rows: list[Row], section: str = "") -> str:
        years = [period.label for period in table.periods]
        heads = "".join(f"<th>{plain_html(head)}</th>" for head in table.heads)
        heads += "".join(f"<th>{_RANGE.sub(r'<br>', plain_html(year))}</th>" for year in years)
        out = [f'{self._form_caption(table, section)}<table class="indicators"><thead><tr>{heads}']
        out.append("</tr></thead><tbody>")
        for number, row in enumerate(rows, 1):
            values = _values(row.cell("years"))
            values += [""] * (len(years) - len(values))
            cells = [str(number), row.text("name"), row.text("unit"), _number(row.cell("target")), *values]
            classes = ["count", "what", "unit", "target", *["year"] * len(values)]
            out.append("<tr>")
            left = ' align="left"'
            out += [
                f'<td class="{kind}"{left * (kind == "what")}>{plain_html(cell)}</td>'
                for kind, cell in zip(classes, cells, strict=True)
            ]
            out.append("</tr>")
        return "".join(out) + "</tbody></table>"


def _number(node: Any) -> str:
    """A figure as it is printed: an integer or a decimal as the plan writes it."""
    if node is None or node.kind in ("array", "table", "tables", "inline"):
        return ""
    if node.kind == "string":
        return clean_text(node.value)
    return str(node.value)


def _values(node: Any) -> list[str]:
    if node is None or node.kind != "array":
        return []
    return [_number(item) for item in node.value]
