"""A passage: a stretch of whole paragraphs of one text, the unit that rules read and the check remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.count import count_chars
from planui.model.diagnostic import Place
from planui.model.markdown import read_prose

if TYPE_CHECKING:
    from planui.model.prose import Prose

PASSAGE_LENGTH = 1_500
"""Characters after which a passage ends at the next blank line: long enough to be few, short enough for one key."""


class Passage:
    """Some whole paragraphs of a text.

    `raw` is the passage as written, `offset` where it begins in its text, `place` which text that is. What else there
    is to know of it is made when first asked for. `notes` is where rules keep what they worked out of its words
    for other rules, by its subject.
    """

    __slots__ = ("_count", "_prose", "_shape", "notes", "offset", "place", "raw")

    def __init__(self, raw: str, place: Place, offset: int = 0) -> None:
        self.raw = raw
        self.place = place
        self.offset = offset
        self.notes: dict[str, Any] = {}
        self._prose: Prose | None = None
        self._shape: bytes | None = None
        self._count = -1

    @property
    def prose(self) -> Prose:
        """The words of the passage without Markdown's signs."""
        if self._prose is None:
            self._prose = read_prose(self.raw)
        return self._prose

    @property
    def text(self) -> str:
        """The prose's text: what most rules search."""
        if self._prose is None:
            self._prose = read_prose(self.raw)
        return self._prose.text

    @property
    def shape(self) -> bytes:
        """The words, one byte a character: ASCII as it is (`?` as `!`), all else as `?`. Bytes are searched fast."""
        if self._shape is None:
            self._shape = self.prose.text.replace("?", "!").encode("ascii", "replace")
        return self._shape

    @property
    def count(self) -> int:
        """The passage's 字."""
        if self._count < 0:
            self._count = count_chars(self.prose.text)
        return self._count

    def at(self, start: int, end: int) -> Place:
        """The place of the words `start`:`end` of `text`."""
        raw_start, raw_end = self.prose.raw_span(start, end)
        return self.at_raw(raw_start, raw_end)

    def at_raw(self, start: int, end: int) -> Place:
        """The place of the characters `start`:`end` of `raw`."""
        # Findings come by the thousand in the worst of texts: `_replace` takes thrice as long.
        return tuple.__new__(Place, (*self.place[:5], self.offset + start, self.offset + end))


def divide(text: str, place: Place) -> list[Passage]:
    """A text's passages, in order; a text with fenced code stays whole."""
    if len(text) <= PASSAGE_LENGTH or "```" in text or "~~~" in text:
        return [Passage(text, place)]
    passages = []
    start = 0
    while True:
        cut = text.find("\n\n", start + PASSAGE_LENGTH)
        if cut < 0:
            passages.append(Passage(text[start:], place, start))
            return passages
        cut += 2
        passages.append(Passage(text[start:cut], place, start))
        start = cut
