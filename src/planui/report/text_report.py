"""`check --format text`: for people. Place, rule, message, and the line with a caret under what is meant."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from planui.model.lazy_pattern import lazy
from planui.model.visible import one_line
from planui.model.words import Words

if TYPE_CHECKING:
    from planui.model.diagnostic import Diagnostic
    from planui.report.result import Counts, FileResult

CONTEXT = 36
"""Cells, an even number, shown on each side of what is meant; a paragraph is one line, so lines are long."""

_COLOURS = {"error": "1;31", "warning": "1;33", "info": "1;36", "place": "1", "dim": "2", "ok": "1;32"}
_SECTION = Words("第 {0} 节", "section {0}")
_FIX = Words("可自动修正：{0}", "can be fixed: {0}")
_CLEAN = Words("没有发现问题", "no findings")
_COUNTS = {
    "error": Words("{0} 个错误", "{0} error(s)"),
    "warning": Words("{0} 个警告", "{0} warning(s)"),
    "info": Words("{0} 个提示", "{0} info(s)"),
}
_FILES = Words("{0} 个文件", "{0} file(s)")
_FIXABLE = Words("其中 {0} 个可用 --fix 修正", "{0} can be mended with --fix")


class TextReporter:
    """Every finding with its line, then one line that counts them."""

    begin = ""
    between = "\n"

    def __init__(self, lang: str, *, colour: bool) -> None:
        self._lang = lang
        self._colour = colour

    def file(self, result: FileResult) -> str:
        """The file's findings, a blank line between them left out: they stand close."""
        return "\n".join(_finding(result, one, self._lang, self._colour) for one in result.diagnostics)

    def end(self, counts: Counts) -> str:
        """The line that counts."""
        return (
            "\n" + _summary(counts, self._lang, self._colour)
            if sum(counts.of.values())
            else _summary(counts, self._lang, self._colour)
        )


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if colour else text


def _finding(result: FileResult, one: Diagnostic, lang: str, colour: bool) -> str:
    line, column = result.source.position(one.start)
    section = _SECTION.pick(lang).format(one_line(one.section)) + " " if one.section else ""
    place = _paint(f"{one_line(result.path)}:{line}:{column}:", "place", colour)
    rule = _paint(one.rule, one.severity, colour)
    lines = [f"{place} {rule} {section}{one_line(one.words.pick(lang))}"]
    excerpt = _excerpt(result, one, line, column)
    if excerpt is not None:
        text, indent, width = excerpt
        gutter = _paint(f"{line:>6} | ", "dim", colour)
        lines.append(gutter + text)
        lines.append(" " * (9 + indent) + _paint("^" * max(1, width), one.severity, colour))
    if one.fix is not None:
        lines.append(" " * 9 + _paint(_FIX.pick(lang).format(one_line(one.fix.pick(lang))), "dim", colour))
    return "\n".join(lines)


def _excerpt(result: FileResult, one: Diagnostic, line: int, column: int) -> tuple[str, int, int] | None:
    """The part of the line around the finding, the cells before it, and its own width in cells."""
    text = result.source.line(line)
    if not text.strip():
        return None
    start = column - 1
    last_line, last_column = result.source.position(one.end)
    end = last_column - 1 if last_line == line else len(text)
    end = max(end, start)
    low = _back(text, start, CONTEXT)
    high = _forth(text, end, CONTEXT)
    if (high - start) * 2 > 3 * CONTEXT:  # a character takes two cells at most
        high = min(high, _forth(text, start, 3 * CONTEXT))
    end = min(end, high)
    before = ("…" if low else "") + one_line(text[low:start])
    meant = one_line(text[start:end])
    after = one_line(text[end:high]) + ("…" if high < len(text) else "")
    return before + meant + after, cells(before), cells(meant)


def _back(text: str, at: int, room: int) -> int:
    # A run of wide characters, the ordinary case, needs no counting.
    few = room // 2
    if few <= at and _WIDE.fullmatch(text, at - few, at):
        return at - few
    while at > 0 and room > 0:
        at -= 1
        room -= _char_cells(text[at])
    return at


def _forth(text: str, at: int, room: int) -> int:
    few = room // 2
    if at + few <= len(text) and _WIDE.fullmatch(text, at, at + few):
        return at + few
    while at < len(text) and room > 0:
        room -= _char_cells(text[at])
        at += 1
    return at


_WIDE = lazy("[\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]*+")
"""Characters that take two cells each, not all of them."""


def cells(text: str) -> int:
    """The terminal cells that a text takes: Chinese characters and full-width marks two, joined marks none."""
    if text.isascii():
        return len(text)
    if _WIDE.fullmatch(text):
        return 2 * len(text)
    return sum(map(_char_cells, text))


@lru_cache(8192)
def _char_cells(char: str) -> int:
    if "\u4e00" <= char <= "\u9fff":
        return 2
    import unicodedata

    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _summary(counts: Counts, lang: str, colour: bool) -> str:
    files = _FILES.pick(lang).format(counts.files)
    if not any(counts.of.values()):
        return _paint(f"{files}: {_CLEAN.pick(lang)}", "ok", colour)
    parts = [_paint(_COUNTS[name].pick(lang).format(count), name, colour) for name, count in counts.of.items() if count]
    tail = f" ({_FIXABLE.pick(lang).format(counts.fixable)})" if counts.fixable else ""
    return f"{files}: {', '.join(parts)}{tail}"
