"""T401: a result dated outside the window in which the form wants results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import WARNING, Finding
from planui.model.words import Words
from planui.rules.dated_claims import claims
from planui.rules.dated_results import is_result
from planui.rules.dated_tables import dated_cells
from planui.rules.rule import PASSAGE, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.rules.dates import Day

_MESSAGE = Words(
    "“{0}”不在“{1}”（{2} 至 {3}）之内；本节只写这一时段的成效，请改写或移到别处",
    "“{0}” lies outside {1} ({2} to {3}); this section is for results of that time: rewrite or move it",
)


def check(passage: Passage, section: FormSection, form: Form) -> Iterator[Finding]:
    """Sentences that tell of a result dated wholly outside the window; rows and columns of tables."""
    window = form.window(section.window) if section.window == "recent" else None
    if window is None or passage.place.part != "text":
        return
    low, high = _day(window.first), _day(window.last)
    for claim in claims(passage, low, high):
        span = claim.span
        if is_result(claim, past=span.last < low):
            yield _finding(passage, span.start, span.end, form, section)
    for span in (cell.span for cells in dated_cells(passage, meant=(low, high)) for cell in cells):
        if (span.last < low or span.first > high) and span.possible:
            yield _finding(passage, span.start, span.end, form, section)


def _day(date: object) -> Day:
    return date.year, date.month, date.day  # type: ignore[attr-defined]


def _finding(passage: Passage, start: int, end: int, form: Form, section: FormSection) -> Finding:
    window = form.window(section.window)
    assert window is not None
    words = _MESSAGE.format(passage.text[start:end].strip(), window.name, window.first, window.last)
    return Finding(passage.at(start, end), words)


RULE = Rule(
    id="T401",
    name="outside-recent",
    severity=WARNING,
    scope=PASSAGE,
    summary=Words(
        "要求写近三年成效的节里，成效的日期不在 2018 年 7 月 1 日至 2020 年 6 月 30 日之内",
        "a result dated outside the window that the form sets for results",
    ),
    why=Words(
        "填写说明第 4 条：“提纲中提及的‘近三年’指2018年7月1日-2020年6月30日”；第 4.4 节须提供近三年的运行服务情况。",
        "Note 4 of the form defines “the last three years” as 2018-07-01 to 2020-06-30; section 4.4 is about them.",
    ),
    fails='[sections."4.4.3"]\ntext = """\n2017年，本库共服务企业35家，提供样品1,200份次。\n"""\n',
    passes='[sections."4.4.3"]\ntext = """\n自2009年成立以来坚持开放，2019年共服务企业35家。\n"""\n',
    check=check,
    signs=frozenset("年0123456789五"),
)
