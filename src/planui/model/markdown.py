"""The words of a Markdown text, without its signs, each still knowing where it stands.

Rules, 字 counts and statistics read this view. It follows what the PDF shows: emphasis, heading, list and quote marks,
table bars, link targets and picture paths are signs; captions (a picture's title, else its alt text), cell texts, code
and raw HTML are words.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.prose import MarkdownTable, Picture, Prose, TableRow

if TYPE_CHECKING:
    import re

# A text without any of these, and without a line that begins or looks as below, is its own prose.
_SIGNS = b"*_`#|[~<\\>="
_NO_SIGNS = bytes(set(range(256)) - set(_SIGNS))
# One byte a character: `*` for the signs that may begin something inside a line, `#` for the others.
_SHAPE = bytes(
    ord("*") if code in b"*_`[~<\\" else ord("#") if code in _SIGNS else code if code == 0x0A else ord(" ")
    for code in range(256)
)
_LINE_SIGN = lazy(r"\n[ \t]*+(?:(?:[-+]|\d{1,9}[.)])[ \t]|--++[ \t]*+(?=\n|\Z))")
_LINE_STARTS = frozenset(" \t-+")
_FENCE = lazy(r" {0,3}(`{3,}|~{3,})")
_PREFIX = lazy(
    r"[ \t]*(?:>[ \t]?)*[ \t]*(?:\#{1,6}[ \t]+|(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:\[[ xX]\][ \t]+)?(?:\#{1,6}[ \t]+)?)"
)
_RULE_LINE = lazy(r"[ \t]*+(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){2,}+|=++[ \t]*+)$")
_DEFINITION = lazy(r" {0,3}\[(?:(?P<note>\^)[^\]\n]+\]:[ \t]*|[^\]\n]+\]:[ \t]*(?=[\x21-\x7e]{0,500}[./#:]))")
_TABLE_RULE = lazy(r"[ \t]*+\|?+[ \t]*+:?+-++:?+[ \t]*+(?:\|[ \t]*+:?+-++:?+[ \t]*+)*+\|?+[ \t]*+$")
_BAR = lazy(r"\\.|(`+)(?:.*?[^`])\1(?!`)|\|")
_INLINE = lazy(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+\-.!|~>])"
    r"|(?P<ticks>`+)(?P<code>[^`\n](?:[^\n]*?[^`\n])?)(?P=ticks)(?!`)"
    r"|!\[(?P<alt>[^\]\n]*)\]\([ \t]*(?P<path><[^>\n]*>|(?:[^\s()]|\([^\s()]*\))*)"
    r"(?:[ \t]+(?P<title>\"[^\n]*?\"|'[^\n]*?'))?[ \t]*\)"
    r"|\[\^[^\]\s]+\]"
    r"|\[(?P<link>[^\[\]\n]*)\](?:\((?:<[^>\n]*>|(?:[^\s()]|\([^\s()]*\))*)"
    r"(?:[ \t]+(?:\"[^\n]*?\"|'[^\n]*?'))?[ \t]*\)|\[[^\]\n]*\])"
    r"|<(?P<auto>(?:https?|ftp|mailto):[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>"
    r"|(?P<strong>\*\*|~~)(?=[^\s*~])(?P<strong_text>[^\n]*?[^\s])(?P=strong)"
    r"|(?<!\w)__(?=[^\s_])(?P<strong2_text>[^\n]*?[^\s_])__(?!\w)"
    r"|\*(?=[^\s*])(?P<em_text>[^*\n]*?[^\s*])\*(?!\*)"
    r"|(?<!\w)_(?=[^\s_])(?P<em2_text>[^_\n]*?[^\s_])_(?!\w)"
)
MAX_INLINE_DEPTH = 6
"""Signs inside signs that are followed; what is nested deeper is read as it stands."""
MAX_MISSES = 500
"""Signs of one line that begin nothing, after which no more are looked at."""
MAX_LINE = 20_000
"""A longer line is read as it stands: nobody writes signs there, and looking for their ends would take long."""


def read_prose(raw: str) -> Prose:
    """The words of a Markdown text."""
    ascii_part = raw.encode("ascii", "replace")
    if not ascii_part.translate(None, _NO_SIGNS) and _LINE_SIGN.search("\n" + raw) is None:
        return Prose(raw)
    return _Reader(raw, ascii_part.translate(_SHAPE)).read()


def _without_hashes(heading: str) -> int:
    """The length of a heading without the hashes that close it, if a space stands before them."""
    words = heading.rstrip(" \t").rstrip("#")
    if words == heading.rstrip(" \t") or words[-1:] not in (" ", "\t"):
        return len(heading)
    return len(words.rstrip(" \t"))


def _has_fence(text: str, start: int, end: int) -> bool:
    return text.find("``", start, end) >= 0 or text.find("~~", start, end) >= 0


class _Reader:
    """Goes through the lines once, copying what is words."""

    def __init__(self, raw: str, shape: bytes) -> None:
        self.text = raw
        self.shape = shape
        self.prose = Prose("")
        self.prose._starts = []
        self.prose._raw_starts = []
        self.out: list[str] = []
        self.length = 0
        self.behind = -1  # the raw offset that would continue the last piece

    def read(self) -> Prose:
        text, shape = self.text, self.shape
        lines = self._lines()
        index = 0
        fence = ""
        plain = 0  # where the lines begin that are to be copied as they are
        while index < len(lines):
            start, end = lines[index]
            signs = shape.find(b"*", start, end) >= 0 or shape.find(b"#", start, end) >= 0
            if not (fence or signs) and (start == end or not (text[start] in _LINE_STARTS or text[start].isdecimal())):
                index += 1
                continue
            self._copy(plain, start)
            found = _FENCE.match(text, start, end) if signs and _has_fence(text, start, end) else None
            if fence:
                if found and found.group(1).startswith(fence):
                    fence = ""
                else:
                    self._code(start, end)
                self._literal("\n", end)
            elif found:
                fence = found.group(1)[:3]
                self._literal("\n", end)
            elif signs and self._starts_table(lines, index):
                index = self._table(lines, index)
                plain = lines[index][0] if index < len(lines) else len(text) + 1
                continue
            else:
                self._line(start, end)
                self._literal("\n", end)
            index += 1
            plain = end + 1
        if plain <= len(text):
            self._copy(plain, len(text))
            self._literal("\n", len(text))
        prose = self.prose
        prose.text = "".join(self.out)[:-1] if self.out else ""
        if not prose._starts:
            prose._starts.append(0)
            prose._raw_starts.append(0)
        return prose

    def _lines(self) -> list[tuple[int, int]]:
        spans = []
        at = 0
        for line in self.text.split("\n"):
            spans.append((at, at + len(line)))
            at += len(line) + 1
        return spans

    # What is copied -------------------------------------------------------------------------------------------

    def _copy(self, start: int, end: int) -> None:
        if end > start:
            self._mark(start)
            self.out.append(self.text[start:end])
            self.length += end - start
            self.behind = end

    def _literal(self, sign: str, raw: int) -> None:
        """One character that stands for a sign of the raw text at `raw`."""
        self._mark(raw)
        self.out.append(sign)
        self.length += 1
        self.behind = raw + 1

    def _mark(self, raw: int) -> None:
        if raw != self.behind:
            self.prose._starts.append(self.length)
            self.prose._raw_starts.append(raw)

    def _code(self, start: int, end: int) -> None:
        self.prose.code.append((self.length, self.length + end - start))
        self._copy(start, end)

    # Lines ----------------------------------------------------------------------------------------------------

    def _line(self, start: int, end: int) -> None:
        text = self.text
        if _RULE_LINE.match(text, start, end):
            return
        definition = _DEFINITION.match(text, start, end)
        if definition:
            if definition.group("note"):
                self._inline(definition.end(), end)
            return
        prefix = _PREFIX.match(text, start, end)
        at = prefix.end() if prefix else start
        if text.find("#", start, at) >= 0:
            end = at + _without_hashes(text[at:end])
        self._inline(at, end)

    def _starts_table(self, lines: list[tuple[int, int]], index: int) -> bool:
        if index + 1 >= len(lines):
            return False
        start, end = lines[index]
        rule_start, rule_end = lines[index + 1]
        rule = self.text[rule_start:rule_end]
        return (
            "|" in rule
            and self.text.find("|", start, end) >= 0
            and len(rule) < MAX_LINE
            and _TABLE_RULE.match(rule) is not None
        )

    def _table(self, lines: list[tuple[int, int]], index: int) -> int:
        head = self._row(*lines[index])
        columns = len(self._split(*lines[index + 1]))
        index += 2
        rows = []
        while index < len(lines) and self.text.find("|", *lines[index]) >= 0:
            rows.append(self._row(*lines[index]))
            index += 1
        self.prose.tables.append(MarkdownTable(head, tuple(rows), columns))
        return index

    def _row(self, start: int, end: int) -> TableRow:
        cells = self._split(start, end)
        if self.shape.find(b"*", start, end) < 0:
            self._plain_cells(cells)
        else:
            for cell_start, cell_end in cells:
                self._inline(cell_start, cell_end)
                self._literal("\t", min(cell_end, end))
        self.out[-1] = "\n"
        return TableRow(start, end, tuple(cells))

    def _plain_cells(self, cells: list[tuple[int, int]]) -> None:
        """Copies cells without signs, as most are."""
        text, out = self.text, self.out
        starts, raw_starts = self.prose._starts, self.prose._raw_starts
        length, behind = self.length, self.behind
        for start, end in cells:
            if start != behind:
                starts.append(length)
                raw_starts.append(start)
            out.append(text[start:end])
            out.append("\t")
            length += end - start + 1
            behind = end + 1
        self.length, self.behind = length, behind

    def _split(self, start: int, end: int) -> list[tuple[int, int]]:
        """The cells of a row, trimmed; a bar that is escaped or in code divides nothing."""
        text = self.text
        while start < end and text[start] in " \t":
            start += 1
        while start < end and text[end - 1] in " \t":
            end -= 1
        if text.find("\\", start, end) < 0 and text.find("`", start, end) < 0:
            bars = []
            bar = text.find("|", start, end)
            while bar >= 0:
                bars.append(bar)
                bar = text.find("|", bar + 1, end)
        else:
            bars = [found.start() for found in _BAR.finditer(text, start, end) if found.group() == "|"]
        edges = [start - 1, *bars, end]
        if bars and bars[0] == start:
            edges.pop(0)
        if bars and bars[-1] == end - 1 and len(edges) > 2:
            edges.pop()
        cells = []
        for left, right in pairwise(edges):
            low, high = left + 1, right
            while low < high and text[low] in " \t":
                low += 1
            while low < high and text[high - 1] in " \t":
                high -= 1
            cells.append((low, high))
        return cells

    # Inside a line --------------------------------------------------------------------------------------------

    def _inline(self, start: int, end: int, depth: int = 0) -> None:
        text, shape = self.text, self.shape
        spot = shape.find(b"*", start, end)
        if spot < 0 or depth > MAX_INLINE_DEPTH or end - start > MAX_LINE:
            self._copy(start, end)
            return
        at = start
        misses = 0
        while spot >= 0 and misses < MAX_MISSES:
            found = None
            if text[spot] == "[" and spot > at and text[spot - 1] == "!":
                found = _INLINE.match(text, spot - 1, end)
            found = found or _INLINE.match(text, spot, end)
            if found is None:
                misses += 1
                spot = shape.find(b"*", spot + 1, end)
                continue
            self._copy(at, found.start())
            at = found.end()
            spot = shape.find(b"*", at, end)
            kind = found.lastgroup
            if kind == "escaped":
                self._copy(found.start("escaped"), at)
            elif kind == "code":
                self._code(*found.span("code"))
            elif found.group("alt") is not None:
                self._picture(found)
            elif kind == "auto":
                self._copy(*found.span("auto"))
            elif kind is not None:
                self._inline(*found.span(kind), depth + 1)
        self._copy(at, end)

    def _picture(self, found: re.Match[str]) -> None:
        path_start, path_end = found.span("path")
        if found.group("path").startswith("<"):
            path_start, path_end = path_start + 1, path_end - 1
        title = found.group("title") or ""
        self.prose.pictures.append(
            Picture(
                self.text[path_start:path_end], found.group("alt"), title[1:-1], *found.span(), path_start, path_end
            )
        )
        if len(title) > 2:
            self._copy(found.start("title") + 1, found.end("title") - 1)
        else:
            self._copy(*found.span("alt"))
