"""What changed between two texts, as rows for a list: what went and what came in their styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diff_words import DELETE, EQUAL, INSERT, Piece
from planui.widgets.part_rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planui.model.diff import SectionDiff
    from planui.widgets.line_list import Part

STYLES = {DELETE: "error", INSERT: "ok", EQUAL: ""}
_CONTEXT = 24
"""Characters shown of what stayed, on each side of a change."""


def shortened(pieces: Iterable[Piece]) -> list[Part]:
    """Pieces in their styles, long stretches that stayed cut to what is next to a change."""
    found = list(pieces)
    parts: list[Part] = []
    for index, (op, text) in enumerate(found):
        shown = text
        if op == EQUAL and len(text) > 2 * _CONTEXT:
            head = text[:_CONTEXT] if index else ""
            tail = text[-_CONTEXT:] if index + 1 < len(found) else ""
            shown = f"{head}…{tail}"
        parts.append((shown, STYLES[op] or "dim"))
    return parts


def section_rows(section: SectionDiff, width: int) -> list[tuple[Part, ...]]:
    """All that changed in a section, each part under its name where it is not the text."""
    rows: list[tuple[Part, ...]] = []
    for part in section.parts:
        name = " ".join(filter(None, (part.table, part.label, part.key if part.kind != "text" else "")))
        rows += rows_of([(f"{name}: ", "info")] * bool(name) + shortened(part.pieces), width, "    ")
    return rows


def amount(pieces: Iterable[Piece]) -> tuple[int, int]:
    """How many characters came and how many went."""
    found = list(pieces)
    came, went = (sum(len(text) for op, text in found if op == wanted) for wanted in (INSERT, DELETE))
    return came, went
