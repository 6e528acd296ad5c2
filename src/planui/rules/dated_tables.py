"""Dates that head the rows or columns of a Markdown table of figures."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.rules.dates import DateSpan, dates_in, find_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.model.passage import Passage
    from planui.model.prose import MarkdownTable
    from planui.rules.dates import Day

_TIME_HEAD = lazy(r"\s*(?:年度?|年份|时间|时段|时期|阶段|日期|统计期|月份)\s*(?:[（(/].*)?$")
_GOAL_HEAD = lazy(
    r"\s*(?:建成|完成|启用|交付|投用|验收|上线|竣工|开放|实施|计划|预计)(?:的?(?:时间|日期|时限|期限|年月|年份|节点))\s*(?:[（(/].*)?$"
)
_RESULT_TIME_HEAD = lazy(
    r"\s*(?:年月|(?:服务|交付|提供|完成|举[办行]|活动|签[约订署]|共享|应用|使用|获奖|授奖|颁奖|授予|评价|培训|开展|响应|发生|支撑|供应|发放|接待|合作)"
    r"的?(?:时间|日期|年月|年份|年度))\s*(?:[（(/].*)?$"
)
_NUMBER = lazy(r"[约近逾超]?\s?\d[\d,.]*\s?[万亿]?[\w%％]{0,3}$")
_BARE_YEAR = lazy(r"(?:19|20)\d\d$")


_Placed = tuple[int, int, DateSpan]
"""A date and where it stands in the raw text."""


class DatedCell(NamedTuple):
    """A date that alone fills a cell, in the passage's words; `heads` where the cell is a column's head."""

    span: DateSpan
    heads: bool


def dated_cells(
    passage: Passage, *, any_column: bool = False, meant: tuple[Day, Day] | None = None
) -> Iterator[list[DatedCell]]:
    """The dates of each table that alone fill a head of a column, or the first cell of a row under 年度; heads first.

    Only tables that hold figures under or beside them are meant; with `any_column` also the cells of every column
    under 时间, whatever stands beside them; with `meant` those of columns that are mostly of that time.
    """
    if not passage.prose.tables:
        return
    spans = [(*passage.prose.raw_span(span.start, span.end), span) for span in find_dates(passage)]
    for table in passage.prose.tables:
        head = table.head.cells[-1][1]
        cells = list(_of_table(passage, table, spans, any_column=any_column))
        if meant is not None:
            known = {span.start for span in cells}
            cells += [span for span in _of_results(passage, table, spans, meant) if span.start not in known]
        yield [DatedCell(span, passage.prose.raw_span(span.start, span.end)[1] <= head) for span in cells]


def _of_table(passage: Passage, table: MarkdownTable, spans: list[_Placed], *, any_column: bool) -> Iterator[DateSpan]:
    raw = passage.raw
    head = [raw[start:end].strip("* ") for start, end in table.head.cells]
    wanted: list[tuple[int, int]] = []
    for column, (start, end) in enumerate(table.head.cells[1:], 1):
        below = [row.cells[column] for row in table.rows if column < len(row.cells)]
        if head[column] and any(_NUMBER.match(raw[low:high].strip("* ")) for low, high in below):
            wanted.append((start, end))
    if head and _TIME_HEAD.match(head[0]):
        for row in table.rows:
            if any(_NUMBER.match(raw[low:high].strip("* ")) for low, high in row.cells[1:]):
                wanted.append(row.cells[0])
    if any_column:
        times = [column for column, words in enumerate(head) if _TIME_HEAD.match(words) or _GOAL_HEAD.match(words)]
        cells = [row.cells[column] for row in table.rows for column in times if column < len(row.cells)]
        wanted += [cell for cell in cells if cell not in wanted]
    for cell in wanted:
        if (date := _date_in(passage, spans, cell)) is not None:
            yield date


def _of_results(
    passage: Passage, table: MarkdownTable, spans: list[_Placed], meant: tuple[Day, Day]
) -> Iterator[DateSpan]:
    """The dates of columns that say when something was done, where at least half of them are of the time meant."""
    low, high = meant
    for column, (start, end) in enumerate(table.head.cells):
        words = passage.raw[start:end].strip("* ")
        if not (_TIME_HEAD.match(words) or _RESULT_TIME_HEAD.match(words)):
            continue
        cells = [row.cells[column] for row in table.rows if column < len(row.cells)]
        dates = [date for cell in cells if (date := _date_in(passage, spans, cell)) is not None]
        inside = sum(1 for date in dates if low <= date.last and date.first <= high)
        if inside * 2 >= len(dates):
            yield from dates


def _date_in(passage: Passage, spans: list[_Placed], cell: tuple[int, int]) -> DateSpan | None:
    """The date that alone fills a cell of the raw text."""
    start, end = cell
    words = passage.raw[start:end].strip("* ")
    index = bisect_left(spans, start, key=itemgetter(0))
    while index < len(spans) and spans[index][0] < end:
        low, high, span = spans[index]
        if high <= end and high - low >= len(words) - 3:
            return span
        index += 1
    if not _BARE_YEAR.match(words):
        return None
    at = passage.text.find(words, bisect_left(range(len(passage.text)), start, key=passage.prose.raw))
    if at < 0 or passage.prose.raw(at) >= end:
        return None
    return dates_in(words + "年")[0]._replace(start=at, end=at + len(words))
