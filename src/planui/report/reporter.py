"""The forms of output: each turns results into pieces of text, file by file, so that memory stays flat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from planui.report.result import Counts, FileResult

FORMATS = ("text", "json", "sarif", "github")


class Reporter(Protocol):
    """Prints nothing: the caller writes `begin`, then the pieces of all files with `between`, then `end`."""

    begin: str
    between: str

    def file(self, result: FileResult) -> str:
        """One file's piece; may be empty."""

    def end(self, counts: Counts) -> str:
        """What closes the report."""


def reporter(name: str, lang: str, *, colour: bool = False) -> Reporter:
    """The reporter of that name (see `FORMATS`)."""
    if name == "json":
        from planui.report.json_report import JsonReporter

        return JsonReporter(lang)
    if name == "sarif":
        from planui.report.sarif_report import SarifReporter

        return SarifReporter(lang)
    if name == "github":
        from planui.report.github_report import GithubReporter

        return GithubReporter(lang)
    from planui.report.text_report import TextReporter

    return TextReporter(lang, colour=colour)
