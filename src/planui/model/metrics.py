"""What each character of a text is on the screen: its visible form, its width in cells, its class for line breaking.

A terminal must never be sent a control, a bidirectional or a zero-width character of a plan, and its author must
see that they are there. So each has a visible form (␛, ‹202E›), and widths are those of the visible forms.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from enum import IntEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy

if TYPE_CHECKING:
    from collections.abc import Callable

TAB = "→   "
"""What a tab looks like: always four cells, wherever it stands."""


class Kind(IntEnum):
    """Classes of characters for line breaking. At most 15: kind and width are packed into one byte."""

    OTHER = 0  # ideographs, kana, symbols: a row may break on both sides
    LETTER = 1  # of words
    DIGIT = 2
    CONNECT = 3  # - % @ …: stays with the word or the number beside it
    STOP = 4  # . : / ’: ends a phrase, and joins words (a.b, 12:30, http://x)
    COMMA = 5  # ends a phrase, and joins digits
    CLOSE = 6  # never starts a row
    OPEN = 7  # never ends a row
    SPACE = 8  # hangs over the end of a row
    DASH = 9  # —— is one mark
    DOTS = 10  # …… is one mark
    MARK = 11  # ** and `` of Markdown are one mark
    ZERO = 12  # takes no cell, belongs to the character before it


_CLOSE = "、。，．；：！？”」』）］｝〕〗】》〉〙〛–～·／〞〟﹂﹄﹚﹜﹞｡｣､･»›!?;)]}"
_OPEN = "“‘「『（［｛〔〖【《〈〘〚〝﹁﹃﹙﹛﹝｢«‹([{"
_KINDS = (
    dict.fromkeys(_CLOSE, Kind.CLOSE)
    | dict.fromkeys(_OPEN, Kind.OPEN)
    | dict.fromkeys(".:/’", Kind.STOP)
    | dict.fromkeys("-_'@&+=#$%^\\~¥€£％‰℃°−±", Kind.CONNECT)
    | dict.fromkeys("*`", Kind.MARK)
    | {",": Kind.COMMA, " ": Kind.SPACE, "\u3000": Kind.SPACE, "—": Kind.DASH, "⸺": Kind.DASH, "…": Kind.DOTS}
)
_CODED = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
_PLAIN = lazy(
    r"[ -~\xa1-\xac\xae-\u02ff\u0391-\u03c9\u2010-\u2027\u2030-\u205e\u3000-\u3163\u3165-\ud7a3\uff01-\uff9f]*"
)


def visible(char: str) -> str:
    """The form in which `char` may be painted: itself, a picture of it, its code, or nothing (variation selectors)."""
    code = ord(char)
    if char == "\t":
        return TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if char in _SELECTORS:
        return ""
    if char in _FILLERS or unicodedata.category(char) in _CODED:
        return f"‹{code:04X}›"
    return char


def painted(text: str) -> str:
    """`text` in its visible form, safe to send to a terminal."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(map(visible, text))


def approximate_width(char: str) -> int:
    """Cells that `char` takes, by the standard library; a terminal's own table is better where one is at hand."""
    if unicodedata.category(char) in ("Mn", "Me") or 0x1160 <= ord(char) <= 0x11FF:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


class Metrics:
    """Widths and kinds of characters, packed as one byte a character, and kept once looked up."""

    def __init__(self, width_of: Callable[[str], int] = approximate_width) -> None:
        """`width_of` gives the cells of one printable character."""
        self._width_of = width_of
        self._codes = _Table(self._code)

    def width_of(self, char: str) -> int:
        """Cells of the visible form of one character."""
        form = visible(char)
        return self._width_of(char) if form == char else sum(map(self._width_of, form))

    def _code(self, code: int) -> str:
        char = chr(code)
        width = min(self.width_of(char), 15)
        kind = _KINDS.get(char)
        if kind is None:
            category = unicodedata.category(char)
            if width == 0:
                kind = Kind.ZERO
            elif category == "Nd":
                kind = Kind.DIGIT
            elif width == 1 and category[0] in "LMN":
                kind = Kind.LETTER
            else:
                kind = Kind.OTHER
        return chr(kind << 4 | width)

    def codes(self, text: str) -> bytes:
        """A byte for each character of `text`: its `Kind` in the high half, its cells in the low half."""
        return text.translate(self._codes).encode("latin-1")

    def width(self, text: str) -> int:
        """Cells of `text`."""
        return sum(self.codes(text).translate(_WIDTHS))

    def starts(self, text: str) -> list[int]:
        """The cell at which each character of `text` starts, and, last, the cell after it."""
        return list(accumulate(self.codes(text).translate(_WIDTHS), initial=0))

    def index_at(self, text: str, cell: int) -> int:
        """The index of the character that covers `cell`; the length of `text` when it is shorter."""
        starts = self.starts(text)
        return min(bisect_right(starts, max(0, cell)) - 1, len(text)) if starts[-1] > cell else len(text)


_WIDTHS = bytes(code & 0x0F for code in range(256))


class _Table(dict[int, str]):
    """A translation table that fills itself."""

    def __init__(self, make: Callable[[int], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, code: int) -> str:
        made = self[code] = self._make(code)
        return made
