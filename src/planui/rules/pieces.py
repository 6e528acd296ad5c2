"""Reading a text piece by piece: what was read in a piece holds wherever the same words stand again.

Most paragraphs stay as they are when a plan is edited, or made from another; the rules that look no further than a
paragraph read only new ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.model.passage import Passage

T = TypeVar("T")

Piece = tuple[int, int, str]
"""Where a piece of a text begins and ends, and its words."""
_Read = tuple[int, list[T]]
"""What was read in a piece, and the offset at which that began when it was read."""

MOST = 500_000
"""Characters of pieces after which those that were not met again are forgotten."""
_ENDS = frozenset("。；：！？")


class Kept(Generic[T]):
    """What was read in pieces of text. The last ones are kept, those met again the longest."""

    def __init__(self) -> None:
        self._new: dict[str, _Read[T]] = {}
        self._old: dict[str, _Read[T]] = {}
        self._size = 0

    def get(self, piece: Piece) -> _Read[T] | None:
        """What was read in such a piece."""
        known = self._new.get(piece[2])
        if known is None and (known := self._old.get(piece[2])) is not None:
            self.put(piece[2], known)
        return known

    def put(self, words: str, read: _Read[T]) -> None:
        """Keeps what was read."""
        self._size += len(words)
        if self._size > MOST:
            self._new, self._old = {}, self._new
            self._size = len(words)
        self._new[words] = read


def pieces(passage: Passage) -> list[Piece]:
    """The pieces of a passage's words: they end at line ends behind the end of a sentence or before a blank line, so
    that nothing that a line end breaks is parted."""
    known: list[Piece] | None = passage.notes.get("pieces")
    if known is None:
        text = passage.text
        known = []
        start = 0
        at = text.find("\n")
        while at >= 0:
            if text[at - 1 : at] in _ENDS or text[at + 1 : at + 2] == "\n":
                known.append((start, at + 1, text[start : at + 1]))
                start = at + 1
            at = text.find("\n", at + 1)
        known.append((start, len(text), text[start:]))
        passage.notes["pieces"] = known
    return known


def read_in_pieces(
    text: str,
    parts: list[Piece],
    kept: Kept[T],
    read: Callable[[str, list[Piece]], list[T]],
    moved: Callable[[T, int], T],
) -> list[T]:
    """What `read` finds in a text, where it looks at no more than one of its pieces to find something.

    `read` is given a text, and its pieces. What it finds begins with its offset; `moved` gives the same so many
    characters further on."""
    known = [kept.get(part) for part in parts]
    if None in known:
        new = [index for index, one in enumerate(known) if one is None]
        if len(new) == len(known):
            found = read(text, parts)
            _keep(parts, found, kept)
            return found
        # Those that are new are read at once.
        fresh: list[Piece] = []
        at = 0
        for index in new:
            words = parts[index][2]
            fresh.append((at, at + len(words), words))
            at += len(words)
        found = read("".join(part[2] for part in fresh), fresh)
        for index, one in zip(new, _keep(fresh, found, kept), strict=True):
            known[index] = one
    out: list[T] = []
    for part, done in zip(parts, known, strict=True):
        assert done is not None
        base, found = done
        if found:
            distance = part[0] - base
            out += [moved(each, distance) for each in found] if distance else found
    return out


def _keep(parts: list[Piece], found: list[Any], kept: Kept[Any]) -> list[_Read[Any]]:
    """Divides what was found in a text among its pieces."""
    out = []
    index, count = 0, len(found)
    for start, end, words in parts:
        first = index
        while index < count and found[index][0] < end:
            index += 1
        read = start, found[first:index]
        kept.put(words, read)
        out.append(read)
    return out
