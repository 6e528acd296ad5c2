"""Sets a table before it is laid out: how wide its columns are, how large its type, how each cell is aligned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from planui.render.cells import cell_needs, natural
from planui.render.columns import Need, column_widths, cut_columns, fits, kept, whole
from planui.render.textblock import TextBlock
from planui.render.textstyle import CENTER, JUSTIFY, LEFT, RIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planui.render.cells import Cell, Row, TableStyle

SHORT = 9.0
"""Ems up to which every cell of a column must fit on one line for the column to be centred."""

_NARROW = 6.5
"""Ems below which a column is centred whatever its texts are: lines so short are not spread out."""

_LINES = 1.9
"""Lines up to which every cell of a column narrower than that must come for it to be centred."""

_COMFORT = 4.0
"""Ems that a column of longer texts keeps when the table is crowded..."""

_TIGHT = 2.0
"""...and where words would have to be cut for that; the blanks beside its texts are then half as wide, too."""

_SPARE = 0.04
"""Ems that a column is wider than what it holds, for rounding."""

_SMALLER = 0.95
"""The step by which a crowded table's type is made smaller."""

_LEAST_TYPE = 8.0
"""Points down to which a table's type is brought so that dates stay whole..."""

_SMALL_TYPE = 7.0
"""...figures with their units..."""

_SMALLEST_TYPE = 6.0
"""...and words and figures (小六 is 6.5 points)."""


def set_table(rows: list[Row], head: int, style: TableStyle, width: float) -> tuple[list[float], TableStyle]:
    """The widths of the columns, which sum up to `width`, and the style in which they are set.

    In a crowded table the type is made smaller before words are cut. `rows` are those of a whole table, all of as many
    cells; `head` of them are its head.
    """
    for cell in (cell for row in rows for cell in row.cells):
        for block in _texts(cell):  # A cell's text has no first-line indent.
            block.block.cell = True
            if not block.marker:
                block.block.first = 0.0
    if not rows or not rows[0].cells:
        return [], style
    needs, room = _needs(rows, style, width, _COMFORT), _COMFORT
    if not _fits(needs, style.em, width):
        tight = replace(style, pad_x=style.pad_x / 2)
        closer = _needs(rows, tight, width, _TIGHT)
        if _fits(closer, style.em, width):
            needs, room, style = closer, _TIGHT, tight
    if factor := _smaller(needs, style.em, width):
        style = replace(style, em=style.em * factor, pad_x=style.pad_x * factor)
        for block in (block for row in rows for cell in row.cells for block in _texts(cell)):
            block.resize(factor)
        needs = _needs(rows, style, width, room)
    widths = column_widths(needs, width)
    for column in range(len(widths)):
        _align(rows, head, style, column, style.inner(widths[column]))
    return widths, style


def _texts(cell: Cell) -> Iterator[TextBlock]:
    return (block for block in cell.content if isinstance(block, TextBlock))


def _needs(rows: list[Row], style: TableStyle, width: float, room: float) -> list[Need]:
    """What each column asks for; one of longer texts for `room` ems at least. A word may take half the table's width at
    most.
    """
    pad = 2 * style.pad_x + _SPARE * style.em
    comfort = room * style.em + pad
    needs = []
    for column in range(len(rows[0].cells)):
        asked = [cell_needs(row.cells[column]) for row in rows]
        bare, kept, hard, least, wish = (min(max(one[kind] for one in asked) + pad, width * 2) for kind in range(5))
        bare = max(min(bare, width / 2), min(wish, comfort))
        kept = max(min(kept, width / 2), bare)
        hard = max(min(hard, width / 2), kept)
        least = max(min(least, width / 2), hard)
        share = max(row.cells[column].width for row in rows) * width
        needs.append(Need(bare, kept, hard, least, max(share, least) if share else max(wish, least)))
    return needs


def _fits(needs: list[Need], em: float, width: float) -> bool:
    """Whether no word has to be cut in the smallest type."""
    return fits(needs, width * em / _SMALLEST_TYPE)


def _smaller(needs: list[Need], em: float, width: float) -> float:
    """The factor by which the type of a crowded table is made smaller; 0 for none."""
    for enough, smallest in ((whole, _LEAST_TYPE), (kept, _SMALL_TYPE), (fits, _SMALLEST_TYPE)):
        size = em
        while size >= smallest:
            if enough(needs, width * em / size):
                return size / em if size < em else 0.0
            size = max(size * _SMALLER, smallest) if size > smallest else 0.0
    return _least_cut(needs, em, width)


def _least_cut(needs: list[Need], em: float, width: float) -> float:
    """The same where words have to be cut in any type: the largest in which they are in as few columns as can be."""
    fewest = cut_columns(needs, width * em / _SMALLEST_TYPE)
    size = min(em, _LEAST_TYPE)
    while size > _SMALLEST_TYPE and cut_columns(needs, width * em / size) > fewest:
        size = max(size * _SMALLER, _SMALLEST_TYPE)
    return size / em if size < em else 0.0


def _align(rows: list[Row], head: int, style: TableStyle, column: int, inner: float) -> None:
    """Centres heads, columns of short cells and narrow ones; other text is set like a paragraph without indent."""
    em = style.em
    most = max((natural(row.cells[column]) for row in rows[head:]), default=0.0)
    centred = inner < _NARROW * em or most <= SHORT * em or (inner < SHORT * em and most <= _LINES * inner)
    for number, row in enumerate(rows):
        cell = row.cells[column]
        left = JUSTIFY if style.ruled else LEFT  # a blank's few words are never spread over it
        align = {"left": left, "right": RIGHT, "center": CENTER}.get(cell.align)
        if align is None:
            align = CENTER if centred or number < head else JUSTIFY
        for block in _texts(cell):
            block.block.align = align
