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
    "不是合法的 TOML：这里不是 UTF-8 编码（可能是 GBK），请用编辑器另存为 UTF-8",
    "not TOML: this is not UTF-8 (GBK perhaps); save the file as UTF-8 with an editor",
)


def not_utf8_result(path: str, data: bytes, error: NotUtf8) -> FileResult:
    """The result of checking bytes that are not UTF-8: P101 at the first bad byte."""
    source = Source(data.decode("utf-8", "replace"))
    start = source.offset(error.line, error.column)
    place = Place("file", start=start, end=start + 1)
    found = Diagnostic(RULE.id, RULE.name, RULE.severity, None, place, start, start + 1, _MESSAGE)
    return FileResult(path, None, lambda: 0, source, [found])
