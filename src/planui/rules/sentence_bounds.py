"""Where the sentence around a place of a text begins and ends."""

from __future__ import annotations

_SENTENCE = 400
"""How far a sentence is followed to either side."""


def sentence_around(plain: str, at: int) -> tuple[int, int]:
    """Where the sentence (or the clause up to a semicolon) around an offset begins and ends; followed so far only.
    `plain` is the text with a line end for every stop."""
    low, high = max(0, at - _SENTENCE), at + _SENTENCE
    end = plain.find("\n", at, high)
    return max(plain.rfind("\n", low, at) + 1, low), end if end >= 0 else min(high, len(plain))


def without_stops(text: str) -> str:
    """A text in which every sentence ends with a line end, as `sentence_around` takes it."""
    return text.replace("。", "\n").replace("；", "\n")
