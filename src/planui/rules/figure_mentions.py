"""The figures of a passage's words that can be compared with those of other places: where each begins, the words that
say what it counts, and what `mention_reader` makes of them. What time a figure holds for: `figure_scopes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.rules.figure_surroundings import REACH
from planui.rules.mention import Mention
from planui.rules.mention_reader import RANKS, MentionReader, Read
from planui.rules.pieces import Kept, Piece, pieces, read_in_pieces
from planui.rules.quantities import MEASURED, Quantity, find_quantities, quantities_of

if TYPE_CHECKING:
    from planui.model.passage import Passage

_EDGES = "，。；：、（）()“”‘’！？,;:\t|《》—"


def mentions(passage: Passage) -> tuple[list[Mention], list[Mention]]:
    """The figures of a passage's words that can be compared with those of other places; and those whose nouns alone are
    too little to compare by, of which only slips are looked for."""
    quantities = find_quantities(passage)
    if not quantities:
        return [], []
    cell = passage.place.part == "cell"
    tables = bool(passage.prose.tables)
    text = passage.text

    def read(words: str, parts: list[Piece]) -> list[Read]:
        inside = quantities if words is text else quantities_of(words, parts)
        return mentions_in(words, inside, cell=cell, tables=tables)

    found = read_in_pieces(text, pieces(passage), _kept[cell, tables], read, _moved)
    return [mention for _, mention, loose in found if not loose], [mention for _, mention, loose in found if loose]


_kept: dict[tuple[bool, bool], Kept[Read]] = {
    (cell, tables): Kept() for cell in (False, True) for tables in (False, True)
}


def _moved(read: Read, distance: int) -> Read:
    _, (noun, unit, value, step, start, end, change, raw, table, scope, kin), loose = read
    start += distance
    new = (noun, unit, value, step, start, end + distance, change, raw, table, scope, kin)
    return start, tuple.__new__(Mention, new), loose


def mentions_in(text: str, quantities: list[Quantity], *, cell: bool, tables: bool) -> list[Read]:
    """The figures of a text, of which no one's noun reaches over the end of a piece. `cell`: the text is a grid's;
    `tables`: tables stand in it."""
    if not quantities:
        return []
    return MentionReader(text, cell=cell, tables=tables).read(_words_before(text, quantities))


def _words_before(text: str, quantities: list[Quantity]) -> list[tuple[Quantity, str, int]]:
    """Each quantity with the words before it up to a stop, a bracket or the last quantity; in that case (else 0) with
    the end of the last quantity; with -1 where its unit is none to compare. Those whose words reach too far are left
    out."""
    plain = text
    for edge in _EDGES:
        if edge in plain:
            plain = plain.replace(edge, "\n")
    found = []
    previous = 0
    for one in quantities:
        start, end, _, _, unit, _ = one
        if unit in MEASURED:
            found.append((one, "", -1))
        else:
            low = start - REACH if start - REACH > previous else previous
            cut = plain.rfind("\n", low, start) + 1
            if cut:
                found.append((one, text[cut:start], 0))
            elif low <= previous:
                found.append((one, text[low:start], previous))
        if unit not in RANKS:
            previous = end
    return found
