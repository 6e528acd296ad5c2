"""`diff --format text`: for people. Each changed section under its heading, what went and came within its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diff_words import DELETE, EQUAL, INSERT
from planui.model.visible import one_line, visible
from planui.model.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.model.diff import PartDiff, SectionDiff
    from planui.model.diff_words import Piece

CONTEXT = 20
"""Characters shown on each side of a change; a paragraph is one line, so lines are long."""

_COLOURS = {"heading": "1;36", "part": "1", DELETE: "31", INSERT: "32", "dim": "2"}
_MARKS = {DELETE: ("【-", "-】"), INSERT: ("【+", "+】")}
_FILE = Words("字段与全文件", "fields and file")
_SECTION = Words("第 {0} 节", "section {0}")
_CHANGES = {
    "added": Words("新增", "added"),
    "removed": Words("删除", "removed"),
    "changed": Words("修改", "changed"),
    "moved": Words("移动", "moved"),
}
_KINDS = {
    "text": Words("正文", "text"),
    "field": Words("字段 {0}", "field {0}"),
    "key": Words("{0}", "{0}"),
    "row": Words("{1} 第 {2} 行“{3}”", "{1} row {2} “{3}”"),
    "cell": Words("{1} 第 {2} 行“{3}”的 {0}", "{0} of {1} row {2} “{3}”"),
    "comment": Words("注释", "comment"),
}
_FROM = Words("原为第 {0} 行", "was row {0}")
_NOTHING = Words("内容没有不同", "no differences in content")


def diff_report(sections: Sequence[SectionDiff], a: str, b: str, lang: str, *, colour: bool = False) -> str:
    """The differences of the files named `a` and `b` as lines of text, without a line end at the end.

    Without `colour`, what went stands in 【-…-】 and what came in 【+…+】; nothing that a terminal would obey is left.
    """
    lines = [_paint(f"--- {one_line(a)}", "dim", colour), _paint(f"+++ {one_line(b)}", "dim", colour)]
    if not sections:
        return "\n".join([*lines, _NOTHING.pick(lang)])
    for one in sections:
        heading = _FILE.pick(lang)
        if one.number is not None:
            heading = " ".join(filter(None, (_SECTION.pick(lang).format(one_line(one.number)), one_line(one.title))))
        if one.change != "changed":
            heading += f" ({_CHANGES[one.change].pick(lang)})"
        lines += ["", _paint(f"== {heading} ==", "heading", colour)]
        for part in one.parts:
            lines += _part(part, lang, colour)
    return "\n".join(lines)


def _part(part: PartDiff, lang: str, colour: bool) -> list[str]:
    name = (
        _KINDS[part.kind]
        .pick(lang)
        .format(one_line(part.key), one_line(part.table), part.row + 1, one_line(part.label))
    )
    head = f"{name} · {_CHANGES[part.change].pick(lang)}"
    if part.change == "moved":
        head += f" ({_FROM.pick(lang).format(part.was + 1)})"
    body = _pieces(part.pieces, colour)
    return [_paint(head, "part", colour), *(f"  {line}" for line in body.split("\n") if line.strip())]


def _pieces(pieces: Sequence[Piece], colour: bool) -> str:
    """The changed lines, what did not change cut down to a few characters on each side."""
    out = []
    for index, piece in enumerate(pieces):
        if piece.op == EQUAL:
            before = pieces[index - 1].text if index else "\n"
            behind = pieces[index + 1].text if index + 1 < len(pieces) else ""
            out.append(visible(_shortened(piece.text, before.endswith("\n"), not behind)))
            continue
        # Every line is marked by itself; a line end that came or went is shown as ¶, blank lines only where alone.
        lines = visible(piece.text).split("\n")
        shown = [f"{line}¶" for line in lines[:-1] if line or not piece.text.strip()]
        shown += [line for line in lines[-1:] if line]
        out.append("\n".join(_mark(line, piece.op, colour) for line in shown))
        if len(lines) > 1 and not lines[-1]:
            out.append("\n")
    return "".join(out)


def _shortened(text: str, opens: bool, closes: bool) -> str:
    """Equal text: the end of the line that a change before it stands in, the beginning of that of the one behind it.

    `opens` and `closes` say that no change stands in the same line before it, and none at all behind it.
    """
    first, end, last = text.partition("\n")[0], "\n" in text, text.rpartition("\n")[2]
    if not end and not opens and not closes:
        return text if len(text) <= 3 * CONTEXT else f"{text[:CONTEXT]}…{text[-CONTEXT:]}"
    head = "" if opens else first if len(first) <= CONTEXT else first[:CONTEXT] + "…"
    tail = "" if closes else last if len(last) <= CONTEXT else "…" + last[-CONTEXT:]
    return head + ("\n" if end else "") + tail


def _mark(text: str, op: str, colour: bool) -> str:
    if colour:
        return _paint(text, op, colour)
    before, behind = _MARKS[op]
    return before + text + behind


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if colour else text
