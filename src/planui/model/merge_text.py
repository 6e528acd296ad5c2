"""One string of a plan (or the comments above a line) merged by paragraph and sentence, conflicts marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.merge_marks import Labels, apart, balanced, marked, read_conflicts
from planui.model.merge_three import Clash, Merger, choose
from planui.model.merge_tokens import Bit, Token, lines_of, stronger, tokens_of
from planui.model.record import NamedTuple
from planui.model.toml_nodes import Node, TomlError
from planui.model.toml_strings import read_string
from planui.model.toml_write import quote, quote_block

if TYPE_CHECKING:
    from collections.abc import Sequence


class Versions(NamedTuple):
    """The three files' texts."""

    base: str
    ours: str
    theirs: str


class TextClash(NamedTuple):
    """A conflict inside a text: where its marks stand in the merged text, and the whole lines of each version."""

    start: int
    end: int
    base: str
    ours: str
    theirs: str


class Written(NamedTuple):
    """A merged string: how the file writes it, what it means, and what is left to settle."""

    source: str
    meaning: str
    clashes: tuple[TextClash, ...]


def merge_string(
    base: Node | None, ours: Node | None, theirs: Node | None, versions: Versions, labels: Labels, newline: str
) -> Written:
    """Three strings made one. A side that is None deleted its string; then all that the other changed is a conflict.

    Conflicts that stand marked in them are merged like other text where that leaves marks that can be read, else as
    wholes.
    """
    merged = _merge_string(base, ours, theirs, versions, labels, newline, whole=False)
    if balanced(merged.meaning):
        return merged
    return _merge_string(base, ours, theirs, versions, labels, newline, whole=True)


def _merge_string(
    base: Node | None,
    ours: Node | None,
    theirs: Node | None,
    versions: Versions,
    labels: Labels,
    newline: str,
    *,
    whole: bool,
) -> Written:
    read = [
        tokens_of(node, source, _conflicts_in(node) if whole else ())
        for node, source in zip((base, ours, theirs), versions, strict=True)
    ]
    if ours is None or theirs is None:
        parts: list[Token | Clash] = [Clash(read[0].tokens, read[1].tokens, read[2].tokens)]
        tail = (read[2] if ours is None else read[1]).tail
    else:
        merger = Merger(*read, meeting=True)
        parts, tail = merger.merge(), merger.tail
    bits, clashes = _lay_out(parts, tail, labels)
    quotes, opening = _quotes([base, ours, theirs], versions, bool(clashes))
    like = Node("string", "", 0, 0, quotes)
    meaning = "".join(bit.meaning for bit in bits)
    source = quotes + opening + "".join(bit.within(quotes, like, newline) for bit in bits) + quotes
    if not _reads(source, meaning):
        source = quote_block(meaning, newline) if len(quotes) == 3 or "\n" in meaning else quote(meaning)
    return Written(source, meaning, tuple(clashes))


def _conflicts_in(node: Node | None) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in read_conflicts(node.value)] if node is not None else []


def merge_lines(base: str, ours: str, theirs: str, labels: Labels) -> tuple[str, tuple[TextClash, ...]]:
    """Comments and blank lines between statements, merged line by line; every line stays a comment."""
    simple = choose(base, ours, theirs)
    if simple is not None:
        return simple, ()
    merger = Merger(lines_of(base), lines_of(ours), lines_of(theirs), meeting=False)
    bits, clashes = _lay_out(merger.merge(), merger.tail, labels, "# ")
    text = "".join(bit.meaning for bit in bits)
    return text if not text or text.endswith("\n") else text + "\n", tuple(clashes)


def _reads(source: str, meaning: str) -> bool:
    try:
        node = read_string(source, 0)
    except TomlError:
        return False
    return node.end == len(source) and node.value == meaning and "\x00" not in source


def _quotes(nodes: Sequence[Node | None], versions: Versions, clashed: bool) -> tuple[str, str]:
    """The quotes of the merged string, and what stands between the opening ones and its first character."""
    raws = [node.raw if node is not None else "" for node in nodes]
    forms = [
        source[node.start + len(node.raw) : node.inner] if node is not None else "?"
        for node, source in zip(nodes, versions, strict=True)
    ]
    there = [index for index in (1, 2) if nodes[index] is not None]
    if len(there) == 1:
        quotes, opening = raws[there[0]], forms[there[0]]
    else:
        quotes = choose(raws[0], raws[1], raws[2]) or max(raws[1], raws[2], key=lambda raw: (len(raw), raw))
        picked = choose(forms[0], forms[1], forms[2])
        opening = picked if picked is not None else max(forms[1], forms[2])
    if clashed and len(quotes) == 1:
        quotes = '"""'
    if len(quotes) == 1:
        return quotes, ""
    return quotes, opening if opening or not clashed else "\n"


def _lay_out(
    parts: Sequence[Token | Clash], tail: Bit, labels: Labels, sign: str = ""
) -> tuple[list[Bit], list[TextClash]]:
    """The bits of a merged text, and its conflicts; conflicts are spread to whole lines."""
    bits: list[Bit] = []
    clashes: list[TextClash] = []
    at = 0
    whole = _whole_lines(parts)
    for part in whole:
        if isinstance(part, Token):
            new = [part.joint, part.body]
        else:
            joint = _joint(part)
            if bits and "\n" not in joint.meaning:
                joint = Bit("\n")
            ours, theirs = apart(_words(part.base), _words(part.ours), _words(part.theirs))
            mark = Bit(marked(ours, theirs, labels, sign))
            start = at + len(joint.meaning)
            clashes.append(TextClash(start, start + len(mark.meaning), _words(part.base), ours, theirs))
            new = [joint, mark]
        bits += new
        at += sum(len(bit.meaning) for bit in new)
    if "\n" not in tail.meaning and whole and (sign or isinstance(whole[-1], Clash)):
        tail = Bit("\n")
    return [*bits, tail], clashes


def _joint(clash: Clash) -> Bit:
    """The joint before a conflict: the stronger of its versions'."""
    firsts = [tokens[0].joint for tokens in (clash.ours, clash.theirs) if tokens]
    return stronger(firsts[0], firsts[-1]) if firsts else Bit("")


def _words(tokens: Sequence[Token]) -> str:
    """The tokens as a text that begins a line."""
    return "".join(
        ("" if index == 0 else token.joint.meaning) + token.body.meaning for index, token in enumerate(tokens)
    )


def _whole_lines(parts: Sequence[Token | Clash]) -> list[Token | Clash]:
    """The parts, every conflict with what stands before and behind it on its lines, so that marks part no line."""
    out: list[Token | Clash] = []
    open_line = False
    for part in parts:
        if isinstance(part, Token):
            last = out[-1] if out else None
            if open_line and not part.breaks and isinstance(last, Clash):
                out[-1] = _joined(last, _same(part))
                continue
            open_line = False
            out.append(part)
            continue
        clash = part
        if out and not all(tokens[0].breaks for tokens in (part.ours, part.theirs) if tokens):
            while out:
                before = out.pop()
                clash = _joined(_same(before), clash)
                if not isinstance(before, Token) or before.breaks:
                    break
        out.append(clash)
        open_line = True
    return out


def _same(part: Token | Clash) -> Clash:
    return part if isinstance(part, Clash) else Clash((part,), (part,), (part,))


def _joined(one: Clash, other: Clash) -> Clash:
    return Clash(one.base + other.base, one.ours + other.ours, one.theirs + other.theirs)
