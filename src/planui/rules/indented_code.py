"""Markdown's indented code, which the words of a passage do not set apart (only fences and ticks are marked there)."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from planui.model.lazy_pattern import lazy

_LIST_ITEM = lazy(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_INDENTS = ("    ", "\t")


def in_indented_code(raw: str, at: int) -> bool:
    """Whether the character of a Markdown text at `at` stands in a block of indented code."""
    if not raw.startswith(_INDENTS, raw.rfind("\n", 0, at) + 1):
        return False
    starts, ends = _code_lines(raw)
    index = bisect_right(starts, at) - 1
    return index >= 0 and at <= ends[index]


@lru_cache(maxsize=16)
def _code_lines(raw: str) -> tuple[list[int], list[int]]:
    """Where the indented lines that are code begin and end: those of a block behind a blank line, unless a list's item
    stands before it, and those with which the text begins."""
    starts: list[int] = []
    ends: list[int] = []
    is_code, behind_words = True, False
    item = False
    at = 0
    for line in raw.split("\n"):
        blank = not line.strip()
        if blank or line.startswith(_INDENTS):
            if behind_words:
                is_code = blank and not item
            behind_words = False
            if is_code and not blank:
                starts.append(at)
                ends.append(at + len(line))
        else:
            behind_words, item = True, _LIST_ITEM.match(line) is not None
        at += len(line) + 1
    return starts, ends
