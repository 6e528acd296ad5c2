"""The whole of a table without a row of totals, said in the line before it (设备17台：) or behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.rules.chinese_numbers import ARABIC, Number, read_number
from planui.rules.quantities import Quantity, is_about, quantities_in, unit_of
from planui.rules.slips import PLAIN, slip_among

if TYPE_CHECKING:
    from planui.model.prose import MarkdownTable

_BRINGS_IN = lazy(r"(?:[：:]|如下[^，。；]{0,6}。?|下表。?|见表\s?\d[^，。；、]{0,4}。?)\s*$")
_CAPTION = lazy(r"\s*[*]*(?:表|附表)\s?[\d一二三四五六七八九十]")
_SUMS_UP = lazy(
    r"\s*(?:以上|上述|上表|[一二三四五六七八九十\d]{1,3}[项种个类家台])"
    r".{0,12}?(?:合计|共计|总计|共).{0,4}$"
)
_PARTLY = lazy(r"主要|代表|其中|前\s?[\d一二三四五六七八九十]|部分|典型")
_UNIT_IN_HEAD = lazy(r"[（(/]\s?(?:单位[：:])?([^（）()/\s]{1,4})\s?[）)]?$")
_COUNT_HEAD = lazy(r"([项台家人份件种个株批条册])[次]?数$")
_CELL = lazy(rf"[*\s]*({ARABIC})\s?(万?)\s?([\u4e00-\u9fff]{{0,2}})[*\s]*$")
_LINE = 300
"""Characters of a line beyond which it brings in no table."""


def whole_said_beside(raw: str, table: MarkdownTable) -> tuple[Quantity, float, int] | None:
    """The whole (in the raw text), the sum of the cells and their column, where these differ by a slip; else None.

    Only where a single column has the whole's unit, and every cell of it is a figure.
    """
    if len(table.rows) < 2:
        return None
    before = _line_before(raw, table.head.start)
    behind = _line_behind(raw, table.rows[-1].end)
    for start, end, sums_up in (before, behind):
        if start == end or end - start > _LINE or _PARTLY.search(raw, start, end):
            continue
        line = raw[start:end]
        if not sums_up and not _BRINGS_IN.search(line):
            continue
        found = quantities_in(line)
        if sums_up:
            found = [one for one in found if _SUMS_UP.match(line, 0, one.start)][:1]
        wholes = [one for one in found if one.unit != "%" and not is_about(line, one)]
        if len({one.unit for one in wholes}) < len(wholes):
            continue  # two of one unit: which is meant is not plain
        for whole in wholes:
            columns = _columns(raw, table, whole.unit)
            if len(columns) != 1:
                continue
            column, numbers = columns[0]
            total = round(sum(number.value for number in numbers), 6)
            step = max(number.step for number in numbers)
            distance = abs(total - whole.value)
            slip = slip_among([number.value for number in numbers], total, whole.value) == PLAIN
            if step * 0.5 < distance and (distance <= max(2.0, whole.value * 0.1) or slip):
                at = whole._replace(start=start + whole.start, end=start + whole.end)
                return at, total, column
    return None


def _line_before(raw: str, at: int) -> tuple[int, int, bool]:
    """The line before a table, its caption and blank lines left out."""
    end = at
    for _ in range(4):
        end = raw.rfind("\n", 0, end)
        if end < 0:
            break
        start = raw.rfind("\n", 0, end) + 1
        line = raw[start:end]
        if line.strip() and not _CAPTION.match(line):
            return (start, end, False) if "|" not in line else (0, 0, False)
    return 0, 0, False


def _line_behind(raw: str, at: int) -> tuple[int, int, bool]:
    """What the line behind a table says up to its first stop."""
    start = raw.find("\n", at)
    if start < 0:
        return 0, 0, True
    while raw[start : start + 1] in ("\n", "\r"):
        start += 1
    ends = [found for stop in "。；\n" if (found := raw.find(stop, start, start + _LINE)) >= 0]
    end = min(ends, default=min(len(raw), start + _LINE))
    return start, end, True


def _columns(raw: str, table: MarkdownTable, unit: str) -> list[tuple[int, list[Number]]]:
    """The columns whose cells are all figures of a unit; `—` counts nothing."""
    found = []
    for column, (low, high) in enumerate(table.head.cells[1:], 1):
        head = raw[low:high].strip("* ")
        of_head = _UNIT_IN_HEAD.search(head) or _COUNT_HEAD.search(head)
        cells = [raw[row.cells[column][0] : row.cells[column][1]] for row in table.rows if column < len(row.cells)]
        read = [cell for words in cells if (cell := _CELL.match(words)) is not None]
        if len(cells) < len(table.rows) or len(read) < len(cells) or any(cell[2] for cell in read):
            continue
        units = {unit_of(cell[3] or (of_head[1] if of_head else "")) for cell in read}
        scaled = {one.removeprefix("万") for one in units} if unit != "万" else units
        numbers = [number for cell in read if (number := read_number(cell[1], "")) is not None]
        if len(numbers) < len(cells) or len(scaled) != 1 or scaled != {unit}:
            continue
        if units != scaled:
            numbers = [Number(number.value * 1e4, number.step * 1e4) for number in numbers]
        found.append((column, numbers))
    return found
