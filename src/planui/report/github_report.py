"""`check --format github`: annotations that GitHub Actions shows beside the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.visible import one_line

if TYPE_CHECKING:
    from planui.model.diagnostic import Diagnostic
    from planui.report.result import Counts, FileResult

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


class GithubReporter:
    """One workflow command a finding; nothing where there is none."""

    begin = ""
    between = "\n"

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def file(self, result: FileResult) -> str:
        """The file's annotations, one a line."""
        return "\n".join(_annotation(result, one, self._lang) for one in result.diagnostics)

    def end(self, counts: Counts) -> str:
        """Nothing."""
        return ""


def _annotation(result: FileResult, one: Diagnostic, lang: str) -> str:
    first, last = result.source.position(one.start), result.source.position(one.end)
    properties = [f"file={_property(result.path)}", f"line={first.line}", f"endLine={last.line}"]
    if first.line == last.line:
        properties += [f"col={first.column}", f"endColumn={last.column}"]
    properties.append(f"title={_property(f'{one.rule} {one.name}')}")
    return f"::{_LEVELS[one.severity]} {','.join(properties)}::{_data(one.words.pick(lang))}"


def _data(text: str) -> str:
    """A message as workflow commands escape it."""
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    """A property's value: commas and colons would end it."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
