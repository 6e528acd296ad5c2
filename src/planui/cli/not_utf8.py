"""A plan file that is not UTF-8 is not TOML (TOML 1.0, "Spec"): a finding like any other syntax error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import Diagnostic, Place
from planui.model.source import Source
from planui.model.words import Words
from planui.report.result import FileResult
from planui.rules.p101_invalid_toml import RULE

if TYPE_CHECKING:
    from planui.files.reading import NotUtf8

_MESSAGE = Words(
    "不是合法的 TOML：这里不是 UTF-8 编码，请用编辑器另存为 UTF-8",
    "not TOML: this is not UTF-8; save the file as UTF-8 with an editor",
)
_NOT_TOML = Words("不是合法的 TOML：{0}", "not TOML: {0}")


def not_utf8_result(path: str, data: bytes, error: NotUtf8) -> FileResult:
    """The result of checking bytes that are not UTF-8: P101 at the first bad byte, in what they seem to be."""
    line, column, shown = error.line, error.column, data.decode("utf-8", "replace")
    if error.encoding == "UTF-16":
        line = column = 1
        shown = data.decode("utf-16", "replace")
    elif error.encoding:
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode(error.encoding, "replace")) + 1
        shown = data.decode(error.encoding, "replace")
    source = Source(shown)
    start = source.offset(line, column)
    place = Place("file", start=start, end=start + 1)
    said = Words(*(_NOT_TOML[at].format(error.words[at]) for at in (0, 1))) if error.encoding else _MESSAGE
    found = Diagnostic(RULE.id, RULE.name, RULE.severity, None, place, start, start + 1, said)
    return FileResult(path, None, lambda: 0, source, [found])
