"""The figures of Markdown tables: a row's label and a column's head say what a cell counts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.chinese_numbers import ARABIC, read_number
from planui.rules.dates import DateSpan, dates_in
from planui.rules.figure_kin import kin_of
from planui.rules.figure_nouns import clean
from planui.rules.mention import Mention
from planui.rules.quantities import in_common_unit, unit_of
from planui.rules.table_sums import mismatches_of
from planui.rules.time_cues import NOW, RECENT, of_dates
from planui.rules.time_cues import PLAN as PLAN_SCOPE
from planui.rules.vague_nouns import is_vague

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.model.form import Form, FormSection
    from planui.model.passage import Passage
    from planui.model.prose import TableRow

_NUMBER = lazy(rf"[*\s]*({ARABIC})\s?(万?)\s?([%％]|[\u4e00-\u9fff]{{1,3}}|m²|[TGP]B)?[*\s]*$")
_UNIT = lazy(r"[（(/]\s?(?:单位：)?(万?)([^（）()/\s]{1,4})\s?[）)]?$")
_PLAIN_HEAD = lazy(
    r"^(?:数值|数据|内容|指标值|数量|人数|家数|个数|项数|份数|件数|保存量|保藏量|馆藏量?|数量规模|规模|面积|金额|经费|现有|现状|合计|总计|累计|[两三]年合计)$"
)
_TOTAL = lazy(r"合\s*计|总\s*计|小\s*计|其他|其它|其余")


def table_mentions(passage: Passage, section: FormSection, form: Form) -> tuple[list[Mention], list[Mention]]:
    """The cells that hold a figure whose unit the head of the column or of the row gives; and those of a last row that
    gives totals, of which only slips are looked for: what it is a total of, the table alone knows."""
    raw = passage.raw
    found: list[Mention] = []
    totals: list[Mention] = []
    for table in passage.prose.tables:
        heads = [raw[start:end].strip("* ") for start, end in table.head.cells]
        scopes = [_scope(head, section, form) for head in heads]
        units = [_UNIT.search(head) for head in heads]
        naming = _naming_column(raw, table.rows)
        for row in table.rows:
            if len(row.cells) != len(heads):
                continue
            label = raw[row.cells[naming][0] : row.cells[naming][1]].strip("* ")
            total = row is table.rows[-1] and _WHOLE.fullmatch(label) is not None
            if (_TOTAL.search(label) and not total) or _dates(label):
                continue
            for column, (start, end) in enumerate(row.cells[naming + 1 :], naming + 1):
                cell = _NUMBER.match(raw[start:end]) if scopes[column] else None
                if not cell:
                    continue
                scale, unit, noun = _what("" if total else label, heads[column], units[column], cell[3] or "")
                if total and unit == "元" and not noun and "经费" in section.title:
                    noun = _BUDGET
                number = read_number(cell[1], cell[2]) if unit and len(noun) > 1 else None
                times = 1e4 if scale else 1
                if number is None or (is_vague(noun) and number.value * times < _LARGE):
                    continue
                unit, value, step = in_common_unit(unit_of(unit), round(number.value * times, 4), number.step * times)
                kin = kin_of(unit, noun, value)
                if total and (value < _LARGE or not kin):
                    continue
                (totals if total else found).append(
                    Mention(noun, unit, value, step, start, end, 0, True, table.head.start, scopes[column], kin)
                )
    return found, totals


_WHOLE = lazy(r"合\s*计|总\s*计")
_BUDGET = "总投入"
"""What a budget's sources or uses make."""
_LARGE = 100
"""From this value on a total says by its digits what it is."""


def _naming_column(raw: str, rows: Sequence[TableRow]) -> int:
    """The column whose cells name the rows: the first but for columns of groups, which name several rows alike, or the
    first of several (门类 | 类别 | 数量)."""
    last = min((len(row.cells) for row in rows), default=1) - 2
    naming = 0
    while naming < last:
        labels = [raw[row.cells[naming][0] : row.cells[naming][1]].strip("* ") for row in rows]
        nexts = [raw[row.cells[naming + 1][0] : row.cells[naming + 1][1]].strip("* ") for row in rows]
        named = [label for label in labels if label and not _TOTAL.search(label)]
        grouped = len({*named}) < len(named) or any(
            not label and other for label, other in zip(labels, nexts, strict=True)
        )
        if not grouped or any(_NUMBER.match(other) for other in nexts):
            break
        naming += 1
    return naming


@lru_cache(4096)
def _dates(words: str) -> tuple[DateSpan, ...]:
    """The dates in a head or a label, which tables share."""
    return tuple(dates_in(words))


def is_spoilt(passage: Passage, one: Mention) -> bool:
    """Whether the column of a table's figure does not add up, which is reported as such."""
    for table in passage.prose.tables:
        if table.head.start == one.table:
            wrong = {mismatch.column for mismatch in mismatches_of(passage, table)}
            return any(
                column in wrong and cell[0] == one.start for row in table.rows for column, cell in enumerate(row.cells)
            )
    return False


def _scope(head: str, section: FormSection, form: Form) -> str:
    spans = _dates(head)
    if len(spans) == 1:
        return of_dates(spans[0].first, spans[0].last, form)
    if spans or "占" in head or "比" in head:
        return ""
    if section.window == "planning":
        return NOW if head.startswith(_THERE_NOW) else PLAN_SCOPE
    return RECENT if section.window == "recent" else NOW


_THERE_NOW = ("现状", "现有", "目前", "当前", "基线", "基期")


def _what(label: str, head: str, of_head: re.Match[str] | None, sign: str) -> tuple[str, str, str]:
    """A cell's scale (万), unit and noun."""
    if sign in ("%", "％"):
        return "", "%", clean(label)
    if sign:
        return "", sign, clean(label) if _PLAIN_HEAD.match(head) else clean(label) + clean(head)
    of_label = _UNIT.search(label) if label[-1:] in "）)" or "/" in label else None
    if of_label:
        name = label[: of_label.start()]
        return of_label[1], of_label[2], clean(name) if _dates(head) or _PLAIN_HEAD.match(head) else ""
    if of_head:
        name = head[: of_head.start()].strip()
        plain = _PLAIN_HEAD.match(name) is not None or bool(_dates(name) and len(name) < 14)
        return of_head[1], of_head[2], clean(label) if plain else clean(label) + clean(name)
    return "", "", ""
