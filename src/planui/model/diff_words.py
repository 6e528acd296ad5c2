"""What changed between two texts: sentence by sentence, then word by word, as a reader would mark it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import Change
from planui.model.diff_sequence import hunks, matches
from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

EQUAL, INSERT, DELETE = "equal", "insert", "delete"

_SENTENCE = lazy(r"[^\n。！？；]*[。！？；]+[”’」』）》〕】\"')*]*|[^\n。！？；]+|\n+")
_WORD = lazy(r"\d+(?:[,._]\d+)*[%％‰]?|[A-Za-z]+(?:['’-][A-Za-z]+)*|[^\S\n]+|\n+|[\s\S]")
_LINE = lazy(r"[^\n]*\n|[^\n]+")
_ALIKE = 0.25
"""Sentences that share less than this part of their characters are shown as replaced whole."""

_CHANCE = 4
"""Equal stretches up to this long between two longer edits say nothing."""


class Piece(NamedTuple):
    """A stretch of text that both versions have (`equal`), or only the new (`insert`) or the old one (`delete`)."""

    op: str
    text: str


def diff_text(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two texts in order: the equal and deleted ones are `old`, the equal and inserted ones `new`."""
    if old == new:
        return (Piece(EQUAL, old),) if old else ()
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    pieces: list[Piece] = []
    at = 0
    for low, high, start, end in hunks(before, after):
        pieces.append(Piece(EQUAL, "".join(before[at:low])))
        pieces += _diff_words("".join(before[low:high]), "".join(after[start:end]))
        at = high
    pieces.append(Piece(EQUAL, "".join(before[at:])))
    return tuple(_joined(pieces))


def changes_between(old: str, new: str) -> tuple[Change, ...]:
    """The changes that turn `old` into `new`, small ones, so that a place beside them stays where it is."""
    if old == new:
        return ()
    before, after = _LINE.findall(old), _LINE.findall(new)
    out: list[Change] = []
    offset = at = 0
    for low, high, start, end in hunks(before, after):
        offset += sum(map(len, before[at:low]))
        removed, added = "".join(before[low:high]), "".join(after[start:end])
        out += _word_changes(removed, added, offset)
        offset += len(removed)
        at = high
    return tuple(out)


def _word_changes(old: str, new: str, offset: int) -> Iterator[Change]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    at = 0
    for low, high, start, end in hunks(before, after):
        offset += sum(map(len, before[at:low]))
        removed = sum(map(len, before[low:high]))
        yield Change(offset, offset + removed, "".join(after[start:end]))
        offset += removed
        at = high


def _diff_words(old: str, new: str) -> list[Piece]:
    """The pieces of two stretches that share no whole sentence."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    pairs = matches(before, after)
    shared = sum(len(before[at]) for at, _ in pairs)
    if 2 * shared < _ALIKE * (len(old) + len(new)):
        return _joined([Piece(DELETE, old), Piece(INSERT, new)])
    # Runs of equal words between edits: (deleted, inserted, equal behind them).
    runs: list[list[str]] = [["", "", ""]]
    low = start = 0
    for at, to in (*pairs, (len(before), len(after))):
        if at > low or to > start:
            gap = ["".join(before[low:at]), "".join(after[start:to]), ""]
            if runs[-1][2] or runs == [["", "", ""]]:
                runs.append(gap)
        if at < len(before) and to < len(after):
            runs[-1][2] += before[at]
        low, start = at + 1, to + 1
    pieces: list[Piece] = []
    for deleted, inserted, equal in _cleaned(runs):
        pieces += [Piece(DELETE, deleted), Piece(INSERT, inserted), Piece(EQUAL, equal)]
    return _joined(pieces)


def _cleaned(runs: list[list[str]]) -> list[list[str]]:
    """The runs without equal stretches too short to mean anything between two edits that are longer."""
    out: list[list[str]] = []
    for index, (deleted, inserted, equal) in enumerate(runs):
        if out and index > 0 and _is_chance(out[-1], [deleted, inserted]):
            deleted, inserted = out[-1][0] + out[-1][2] + deleted, out[-1][1] + out[-1][2] + inserted
            out.pop()
        out.append([deleted, inserted, equal])
    return out


def _is_chance(before: list[str], behind: list[str]) -> bool:
    """Whether what two edits have between them is shorter than both: characters that only happen to be the same."""
    edits = min(max(len(before[0]), len(before[1])), max(len(behind[0]), len(behind[1])))
    return 0 < len(before[2]) <= min(edits, _CHANCE) and "\n" not in before[2]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """The pieces without empty ones, equal neighbours put together, what was deleted before what was inserted."""
    out: list[Piece] = []
    deleted = inserted = ""
    for piece in [*pieces, Piece(EQUAL, "")]:
        if piece.op == DELETE:
            deleted += piece.text
        elif piece.op == INSERT:
            inserted += piece.text
        elif piece.text or piece is pieces[-1] or not pieces:
            out += [one for one in (Piece(DELETE, deleted), Piece(INSERT, inserted)) if one.text]
            deleted = inserted = ""
            if out and piece.text and out[-1].op == EQUAL:
                out[-1] = Piece(EQUAL, out[-1].text + piece.text)
            elif piece.text:
                out.append(piece)
    out += [one for one in (Piece(DELETE, deleted), Piece(INSERT, inserted)) if one.text]
    return out
