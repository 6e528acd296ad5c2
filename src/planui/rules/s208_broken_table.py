"""S208: a Markdown table whose rows have different numbers of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import WARNING, Finding
from planui.model.words import Words
from planui.rules.rule import PASSAGE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.model.prose import MarkdownTable

_ROW = Words(
    "这一行有 {0} 格，表格是 {1} 列；单元格里的竖线要写作 \\|",
    "{0} cells in a table of {1} columns; write a bar inside a cell as \\|",
)


def check(passage: Passage, section: FormSection, form: Form) -> Iterator[Finding]:
    """Each line of a table that has not as many cells as its head, or as most lines where the head is alone."""
    for table in passage.prose.tables:
        columns = _columns(table)
        lines = [(table.head.start, table.head.end, len(table.head.cells))]
        rule_start = table.head.end + 1
        rule_end = passage.raw.find("\n", rule_start)
        lines.append((rule_start, rule_end if rule_end >= 0 else len(passage.raw), table.columns))
        lines += ((row.start, row.end, len(row.cells)) for row in table.rows)
        for start, end, cells in lines:
            if cells != columns:
                words = passage.raw[start:end]
                first = start + len(words) - len(words.lstrip())
                place = passage.at_raw(first, start + len(words.rstrip()))
                yield Finding(place, _ROW.format(cells, columns))


def _columns(table: MarkdownTable) -> int:
    """How many columns a table was meant to have: what its head says, unless other lines agree against it."""
    head = len(table.head.cells)
    others = [table.columns, *(len(row.cells) for row in table.rows)]
    common = max(set(others), key=others.count)
    return common if common != head and head not in others and len(others) > 1 and others.count(common) > 1 else head


RULE = Rule(
    id="S208",
    name="broken-table",
    severity=WARNING,
    scope=PASSAGE,
    summary=Words("Markdown 表格各行的格数不同", "a Markdown table whose rows have different numbers of cells"),
    why=Words(
        "格数不同的行，印出来会错列或缺字。",
        "Rows with more or fewer cells than the head are printed in the wrong columns, or cut.",
    ),
    fails='[sections."4.5.4"]\ntext = """\n本库的优势：\n\n| 优势 | 说明 |\n|---|---|\n| 条件稳定 |\n"""\n',
    passes='[sections."4.5.4"]\ntext = """\n优势如下：\n\n| 优势 | 说明 |\n|---|---|\n| 稳定 | 双路\\\\|供电 |\n"""\n',
    check=check,
    signs=frozenset("|"),
)
