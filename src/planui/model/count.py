"""字 as Word counts 字数 (the plan contract's rule, which agrees with the cases published for Word).

Each Chinese character and each full-width mark is one; each run of Latin letters, digits and half-width signs between
spaces or Chinese characters is one; “”‘’—…· are one each; white space, U+3000 too, is none.
"""

from __future__ import annotations

from planui.model.lazy_pattern import lazy

# Han, kana, Bopomofo, Hangul, CJK marks, radicals, compatibility blocks and the full-width forms: what Word calls Asian
# characters.
_WIDE_RANGES = (
    (0x1100, 0x11FF), (0x2E80, 0x2FDF), (0x2FF0, 0x2FFF), (0x3001, 0x31FF), (0x3200, 0x4DBF), (0x4E00, 0x9FFF),
    (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFE10, 0xFE1F), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),
    (0x16FE0, 0x18AFF), (0x1AFF0, 0x1B16F), (0x20000, 0x3FFFF),
)  # fmt: skip
_WIDE_MARKS = frozenset("“”‘’—…·")
"""Marks that a Chinese font draws full-width."""

# What is neither plain ASCII nor surely wide; short, since wide classes take long to compile.
_RARE = lazy(r"[^\t\n\x20-\x7e“”‘’—…·\u3001-\u30ff\u4e00-\u9fff\uff00-\uffef]")


def is_wide(char: str) -> bool:
    """Whether a character counts one by itself."""
    code = ord(char)
    return char in _WIDE_MARKS or any(first <= code <= last for first, last in _WIDE_RANGES)


def count_chars(text: str) -> int:
    """The 字 of a text that has no Markdown signs in it (see `markdown.Prose`)."""
    for char in set(_RARE.findall(text)):
        text = text.replace(char, "中" if is_wide(char) else " " if char.isspace() else "a")
    # Everything wide becomes a question mark, of which there were none: counted, then taken for spaces between runs.
    shape = text.replace("?", "a").encode("ascii", "replace")
    return shape.count(b"?") + len(shape.replace(b"?", b" ").split())


def nth_char(text: str, number: int) -> int:
    """The offset of the 字 with that number (from 1), or the text's length where there are fewer."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if count_chars(text[: middle + 1]) < number:
            low = middle + 1
        else:
            high = middle
    return low
