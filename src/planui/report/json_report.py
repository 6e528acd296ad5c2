"""`check --format json`: the contract's version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.report.json_text import json_text

if TYPE_CHECKING:
    from planui.model.diagnostic import Diagnostic
    from planui.model.source import Source
    from planui.report.result import Counts, FileResult

VERSION = 1


class JsonReporter:
    """All files and their findings as one JSON document."""

    begin = f'{{"version": {VERSION}, "files": ['
    between = ",\n"

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def file(self, result: FileResult) -> str:
        """The file's object."""
        return json_text(_file(result, self._lang))

    def end(self, counts: Counts) -> str:
        """The closing brackets."""
        return "]}"


def _file(result: FileResult, lang: str) -> dict[str, Any]:
    return {
        "path": result.path.encode("utf-8", "backslashreplace").decode("utf-8"),
        "form": result.form,
        "chars": result.chars,
        "errors": result.count("error"),
        "warnings": result.count("warning"),
        "infos": result.count("info"),
        "diagnostics": [_diagnostic(one, result.source, lang) for one in result.diagnostics],
    }


def _diagnostic(one: Diagnostic, source: Source, lang: str) -> dict[str, Any]:
    fix = None
    if one.fix is not None:
        edits = [{**_span(source, change.start, change.end), "text": change.text} for change in one.changes]
        fix = {"description": one.fix.pick(lang), "edits": edits}
    return {
        "rule": one.rule,
        "name": one.name,
        "severity": one.severity,
        "section": one.section,
        **_span(source, one.start, one.end),
        "message": one.words.pick(lang),
        "fix": fix,
    }


def _span(source: Source, start: int, end: int) -> dict[str, int]:
    first, last = source.position(start), source.position(end)
    return {"line": first.line, "column": first.column, "end_line": last.line, "end_column": last.column}
