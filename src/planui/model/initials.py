"""The initials of Chinese text's pinyin, so that 工作进度安排 is found by `gzjdap`.

GB 2312 orders its 3,755 common characters by pinyin, and Python carries that encoding: where each letter begins is
all that is needed. A character with several readings has the one under which the standard lists it.
"""

from __future__ import annotations

from bisect import bisect_right

_FIRST = (
    ("a", 0xB0A1), ("b", 0xB0C5), ("c", 0xB2C1), ("d", 0xB4EE), ("e", 0xB6EA), ("f", 0xB7A2), ("g", 0xB8C1),
    ("h", 0xB9FE), ("j", 0xBBF7), ("k", 0xBFA6), ("l", 0xC0AC), ("m", 0xC2E8), ("n", 0xC4C3), ("o", 0xC5B6),
    ("p", 0xC5BE), ("q", 0xC6DA), ("r", 0xC8BB), ("s", 0xC8F6), ("t", 0xCBFA), ("w", 0xCDDA), ("x", 0xCEF4),
    ("y", 0xD1B9), ("z", 0xD4D1), ("", 0xD7FA),
)  # fmt: skip
_LETTERS = [letter for letter, _ in _FIRST]
_CODES = [code for _, code in _FIRST]


def initials(text: str) -> str:
    """A letter for each common Chinese character; Latin letters and digits as they are; nothing for the rest."""
    return "".join(_initial(character) for character in text)


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    try:
        code = int.from_bytes(character.encode("gb2312"))
    except UnicodeEncodeError:
        return ""
    at = bisect_right(_CODES, code) - 1
    return _LETTERS[at] if at >= 0 else ""
