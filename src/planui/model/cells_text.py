"""Cells as a spreadsheet puts them on the clipboard, and where they belong in a form's grid."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planui.model.number_text import typed_number
from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_CELLS_TEXT = 200_000
"""Characters above which a paste is no table that somebody made."""
_FIGURES = re.compile(r"\d+")


class PlacedLine(NamedTuple):
    """One pasted row: the grid's row that it is for (None: the next one), and its texts by the columns' keys."""

    row: int | None
    texts: dict[str, str]


def spread(text: str) -> list[list[str]]:
    """The rows of cells in a paste from a spreadsheet (tab-separated; quoted cells may hold line ends)."""
    import csv
    from io import StringIO

    # Terminals send a carriage return for each line end.
    plain = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    try:
        return [row for row in csv.reader(StringIO(plain, newline=""), dialect="excel-tab") if row]
    except csv.Error:  # quotes that do not close, a NUL: no spreadsheet wrote this
        return [line.split("\t") for line in plain.split("\n") if line]


def is_cells(text: str) -> bool:
    """Whether a paste is cells of a spreadsheet: rows of two cells or more."""
    if "\t" not in text or len(text) > MAX_CELLS_TEXT:
        return False
    rows = spread(text)
    return bool(rows) and min(map(len, rows)) > 1


def schedule_lines(rows: Sequence[Sequence[str]], periods: Sequence[str]) -> list[PlacedLine]:
    """Pasted rows for a schedule of these periods: each goes to the row of its period, if it names one.

    One column is the contents, row after row. A head is left out.
    """
    if max(map(len, rows), default=0) < 2:
        return [PlacedLine(None, {"content": row[0]}) for row in rows]
    known = {_figures(period): at for at, period in enumerate(periods)}
    lines = [
        PlacedLine(known.get(_figures(first)), {"content": "\n".join(filter(None, (one.strip() for one in rest)))})
        for first, *rest in rows
    ]
    headed = lines[0].row is None and any(line.row is not None for line in lines)
    return lines[1:] if headed else lines


def _figures(text: str) -> tuple[int, ...]:
    return tuple(int(digits[:6]) for digits in _FIGURES.findall(text[:40]))


def indicator_lines(
    rows: Sequence[Sequence[str]], keys: Sequence[str], kinds: dict[str, str], *, first: str = ""
) -> list[PlacedLine]:
    """Pasted rows for indicators with the columns `keys`, from the column `first` on.

    Whole rows may come with a head, with a column of numbers before them, and without the kind of their target, which
    then follows from the years. `kinds` are the words for the kinds that a cell can say.
    """
    start = keys.index(first) if first in keys else 0
    lines = [list(row) for row in rows]
    if not start:
        if len(lines) > 1 and any(cell.strip() for cell in lines[0][2:]) and not any(map(typed_number, lines[0][2:])):
            del lines[0]
        if all(len(line) >= len(keys) and line[0].strip().isdigit() for line in lines):
            lines = [line[1:] for line in lines]
    place = list(keys).index("kind") - start if "kind" in keys else -1
    placed = []
    for line in lines:
        inferred = 0 <= place < len(line) and line[place].strip() not in kinds and typed_number(line[place]) is not None
        cells = [*line[:place], "", *line[place:]] if inferred else line
        texts = {key: cell.strip() for key, cell in zip(keys[start:], cells, strict=False) if cell.strip()}
        if inferred:
            texts["kind"] = _kind_of(texts, kinds)
        placed.append(PlacedLine(None, texts))
    return placed


def _kind_of(texts: dict[str, str], kinds: dict[str, str]) -> str:
    """The kind by which a target and its years agree; the first one where neither does."""
    from decimal import Decimal

    numbers = {key: Decimal(number) for key, text in texts.items() if (number := typed_number(text)) is not None}
    years = [number for key, number in numbers.items() if key.startswith("years.")]
    names = list(dict.fromkeys(kinds.values()))
    level = bool(years) and years[-1] == numbers.get("target") != sum(years)
    return names[-1] if level else names[0]
