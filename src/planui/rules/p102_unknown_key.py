"""P102: a section, field, table or key that the form does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import ERROR, WARNING, Finding, Place
from planui.model.plan import TABLE_KEYS
from planui.model.words import Words
from planui.rules.names import (
    IGNORE_KEYS,
    TABLE_KINDS,
    TOP_KEYS,
    meant_fields,
    meant_keys,
    meant_section_keys,
    meant_sections,
    nearest,
)
from planui.rules.rule import FILE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.plan import Plan, PlanSection
    from planui.model.toml_nodes import Node

_TOP = Words("文件里没有“{0}”这个键，会原样保留但不起作用", "a plan has no key {0!r}; it is kept but means nothing")
_FIELD = Words("表单没有“{0}”这个栏目", "the form has no field {0!r}")
_SECTION = Words("提纲里没有第 {0} 节", "the outline has no section {0}")
_SECTION_KEY = Words("第 {1} 节里没有“{0}”这个键", "section {1} has no key {0!r}")
_GRID = Words("第 {1} 节没有{2}，“{0}”不起作用", "section {1} has no {0}")
_ROW = Words("表格的行里没有“{0}”这个键", "a row has no key {0!r}")
_IGNORE = Words("[[ignore]] 里没有“{0}”这个键", "an [[ignore]] has no key {0!r}")
_NEAREST = Words("；是不是“{0}”？", "; is {0!r} meant?")
_QUOTE = Words(
    '节号要加引号，写作 [sections."{0}"]，否则点号表示表中之表',
    'quote the section\'s number, [sections."{0}"]: bare, its dots mean tables in tables',
)
_GRID_NAMES = {"schedule": "进度表", "indicators": "指标表"}


def check(plan: Plan, form: Form) -> Iterator[Finding]:
    """Every name that the form or the format does not know, with the nearest that it does."""
    for key in plan.root.value:
        if key not in TOP_KEYS:
            yield _finding(plan.root.value[key], _TOP.format(key), nearest(key, TOP_KEYS))
    fields = meant_fields(plan, form)
    for key, meant in fields.items():
        # A field that is there under a wrong name is missing too: F101 leaves that to this finding.
        severity = ERROR if meant and meant not in plan.fields else WARNING
        yield _finding(plan.fields[key], _FIELD.format(key), meant)._replace(severity=severity)
    sections = plan.root.get("sections")
    if sections is not None and sections.kind in TABLE_KINDS:
        yield from _unknown_sections(plan, form, sections)
        for section in form.sections:
            found = plan.sections.get(section.number)
            if found is not None:
                yield from _unknown_in_section(plan, form, section, found)
    for node in plan.ignores:
        for key, meant in meant_keys(node, IGNORE_KEYS).items():
            yield _finding(node.value[key], _IGNORE.format(key), meant)


def _unknown_sections(plan: Plan, form: Form, sections: Node) -> Iterator[Finding]:
    for number, meant in meant_sections(plan, form).items():
        severity = ERROR if meant and meant not in sections.value else WARNING
        near = meant or nearest(number, [section.number for section in form.sections])
        found = _finding(sections.value[number], _SECTION.format(number[:40]), near, number)
        yield found._replace(severity=severity)


def _unknown_in_section(plan: Plan, form: Form, section: FormSection, found: PlanSection) -> Iterator[Finding]:
    number = section.number
    for key, meant in meant_section_keys(found.node, section).items():
        node = found.node.value[key]
        unquoted = list(_unquoted(form, f"{number}.{key}", node))
        if unquoted:
            yield from unquoted
        elif key in TABLE_KEYS:
            yield _finding(node, _GRID.format(key, number, _GRID_NAMES[key]), "", number)
        else:
            severity = (
                ERROR if meant == "text" and "text" not in found.node.value and not section.container else WARNING
            )
            words = _SECTION_KEY.format(key, number)
            yield _finding(node, words, meant, number)._replace(severity=severity)
    if section.table:
        for row in plan.rows(number, section.table):
            for key, meant in meant_keys(row.node, TABLE_KEYS[section.table]).items():
                yield _finding(row.node.value[key], _ROW.format(key), meant, number)


def _unquoted(form: Form, number: str, node: Node) -> Iterator[Finding]:
    """The tables that bare section numbers made: [sections.4.1.1] is the table 1 in 1 in 4."""
    if node.kind != "table" or form.section(number) is None:
        return
    if node.value.keys() & {"text", *TABLE_KEYS}:
        yield Finding(_place(node, number), _QUOTE.format(number), severity=ERROR)
    for key, inner in node.value.items():
        yield from _unquoted(form, f"{number}.{key}", inner)


def _finding(node: Node, words: Words, near: str, section: str | None = None) -> Finding:
    if near:
        more = _NEAREST.format(near)
        words = Words(words.zh + more.zh, words.en + more.en)
    return Finding(_place(node, section), words)


def _place(node: Node, section: str | None) -> Place:
    if node.key_end:
        return Place("file", section, start=node.key_start, end=node.key_end)
    return Place("file", section, start=node.start, end=node.end)


RULE = Rule(
    id="P102",
    name="unknown-key",
    severity=WARNING,
    scope=FILE,
    summary=Words("表单没有的节、栏目、表格或键", "a section, field, table or key that the form does not have"),
    why=Words(
        "写错的名字不会报错退出，但里面的内容不会印出来；原样保留，只提醒一次。",
        "What stands under a misspelt name is kept, but it is not printed and not checked.",
    ),
    fails='[fields]\nfax = "020-87654321"\n',
    passes='[fields]\nphone = "020-87654321"\n',
    check=check,
)
