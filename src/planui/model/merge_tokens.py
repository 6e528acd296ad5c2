"""A text cut into sentences (or lines), each with the white space before it and with how both are written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from planui.model.record import NamedTuple
from planui.model.toml_write import written_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.model.toml_nodes import Node

_SENTENCE = re.compile(r"[^\n。！？；]*(?:[。！？；]+[”’」』）》〕】\"')*]*|$|(?=\n))", re.MULTILINE)


class Bit(NamedTuple):
    """A stretch of a string: what it means, how its file writes it, and between which quotes that holds."""

    meaning: str
    written: str | None = None
    quotes: str = ""

    def within(self, quotes: str, node: Node | None, newline: str) -> str:
        """How the stretch is written between `quotes`; `node` is any string with those quotes."""
        if self.written is not None and (self.quotes == quotes or node is None):
            return self.written
        return self.meaning if node is None else written_in(node, self.meaning, newline)


NOTHING = Bit("", "")


class Token(NamedTuple):
    """A sentence or line, and the white space with line ends that stands before it."""

    joint: Bit
    body: Bit

    @property
    def breaks(self) -> bool:
        """Whether it begins a line."""
        return "\n" in self.joint.meaning


class Tokens(NamedTuple):
    """A whole text: its tokens, and the white space behind the last one."""

    tokens: tuple[Token, ...]
    tail: Bit

    @property
    def bodies(self) -> list[str]:
        """What the tokens say."""
        return [token.body.meaning for token in self.tokens]


EMPTY = Tokens((), NOTHING)


def tokens_of(node: Node | None, source: str, blocks: Sequence[tuple[int, int]] = ()) -> Tokens:
    """The sentences of a string of the file `source`; none for a string that is not there.

    `blocks` are spans of whole lines that are one token each: conflicts that stand marked in the string.
    """
    if node is None:
        return EMPTY
    return _tokens(node.value, node, source, sentences=True, blocks=blocks)


def lines_of(text: str) -> Tokens:
    """The lines of a stretch of a file itself: comments between blank lines."""
    return _tokens(text, None, text, sentences=False)


def _tokens(
    value: str, node: Node | None, source: str, *, sentences: bool, blocks: Sequence[tuple[int, int]] = ()
) -> Tokens:
    spans = list(_spans(value, sentences, blocks))
    tail_start = spans[-1][2] if spans else 0
    cuts = [cut for span in spans for cut in span[:2]] + [tail_start]
    if node is None:
        places = [*cuts, len(value)]
        quotes = ""
    else:
        places = [node.inner if cut == 0 else node.source_offset(cut) for cut in cuts]
        places.append(node.end - len(node.raw))
        quotes = node.raw
    bits = [
        Bit(value[low:high], source[places[index] : places[index + 1]], quotes)
        for index, (low, high) in enumerate(zip(cuts, [*cuts[1:], len(value)], strict=True))
    ]
    return Tokens(tuple(Token(bits[at], bits[at + 1]) for at in range(0, len(bits) - 1, 2)), bits[-1])


@lru_cache(maxsize=4096)
def _body_ends(body: str) -> tuple[int, ...]:
    """Where the sentences of a line end."""
    ends = [found.end() for found in _SENTENCE.finditer(body) if found.end() > found.start()]
    return tuple(ends) if ends and ends[-1] == len(body) else (*ends, len(body))


def _spans(value: str, sentences: bool, blocks: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Joint start, body start and body end of every token."""
    out: list[tuple[int, int, int]] = []
    joint = 0
    whole = dict(blocks)
    for found in re.finditer(r"[^\n]+", value):
        line = found.group()
        if found.start() in whole:
            out.append((joint, found.start(), whole[found.start()]))
            joint = out[-1][2]
        if not line.strip() or found.start() < joint:
            continue
        start = found.start()
        stop = found.start() + len(line.rstrip())
        for end in _body_ends(line[: stop - start]) if sentences else (stop - start,):
            if end > start - found.start():
                out.append((joint, start, found.start() + end))
                joint = start = found.start() + end
    return out


def paragraphs(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The first and last-but-one index of each paragraph: tokens without a blank line between them."""
    starts = [at for at, token in enumerate(tokens) if not at or token.joint.meaning.count("\n") > 1]
    return list(zip(starts, [*starts[1:], len(tokens)], strict=False))


def stronger(one: Bit, other: Bit) -> Bit:
    """Of two joints the one that parts more; a fixed choice where they part alike."""
    return max(one, other, key=lambda bit: (bit.meaning.count("\n"), len(bit.meaning), bit.meaning, bit.written or ""))
