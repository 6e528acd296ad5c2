"""`diff --format json`: version 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from planui.model.visible import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.model.diff import PartDiff, SectionDiff

VERSION = 1


def diff_json(sections: Sequence[SectionDiff], a: str, b: str) -> str:
    """The differences of the files named `a` and `b` as one JSON document.

    Values that a part does not have (a table, a row) are null. Of `pieces`, the equal and deleted texts are the old
    value, the equal and inserted ones the new.
    """
    document = {
        "version": VERSION,
        "a": _name(a),
        "b": _name(b),
        "sections": [
            {
                "section": one.number,
                "title": one.title or None,
                "change": one.change,
                "parts": [_part(part) for part in one.parts],
            }
            for one in sections
        ],
    }
    # json leaves C1 controls and bidirectional signs as they are; a terminal must not get them.
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return INVISIBLE.sub(lambda found: json.dumps(found.group())[1:-1], text)


def _name(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _part(part: PartDiff) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "change": part.change,
        "key": part.key or None,
        "table": part.table or None,
        "row": part.row if part.row >= 0 else None,
        "was": part.was if part.was >= 0 else None,
        "label": part.label or None,
        "pieces": [{"op": piece.op, "text": piece.text} for piece in part.pieces],
    }
