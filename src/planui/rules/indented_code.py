"""Markdown's indented code, which the words of a passage do not set apart (only fences and ticks are marked there)."""

from __future__ import annotations

from planui.model.lazy_pattern import lazy

_LIST_ITEM = lazy(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")


MAX_LINES = 200
"""Lines of one block that are looked at."""


def in_indented_code(raw: str, at: int) -> bool:
    """Whether the character of a Markdown text at `at` stands in a block of indented code."""
    start = raw.rfind("\n", 0, at) + 1
    if not raw.startswith(("    ", "\t"), start):
        return False
    blank = False
    for _ in range(MAX_LINES):
        if start <= 0:
            break
        end = start - 1
        start = raw.rfind("\n", 0, end) + 1
        line = raw[start:end]
        if not line.strip():
            blank = True
        elif line.startswith(("    ", "\t")):
            blank = False
        else:
            return blank and _LIST_ITEM.match(line) is None
    return True
