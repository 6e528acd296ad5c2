"""What a reporter is given for each file that was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.diagnostic import SEVERITIES
from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.model.diagnostic import Diagnostic
    from planui.model.source import Source


class FileResult(NamedTuple):
    """One checked file: its path as given, the form's id (None where there is none), its 字 and its findings.

    `count_chars` gives the 字, which only some reports ask for.
    """

    path: str
    form: str | None
    count_chars: Callable[[], int]
    source: Source
    diagnostics: list[Diagnostic]

    @property
    def chars(self) -> int:
        """The 字 of the plan."""
        return self.count_chars()

    def count(self, severity: str) -> int:
        """How many findings have that severity."""
        return sum(one.severity == severity for one in self.diagnostics)


class Counts:
    """The files and findings of a whole run, added up as they come."""

    __slots__ = ("files", "fixable", "of")

    def __init__(self) -> None:
        self.files = 0
        self.fixable = 0
        self.of = dict.fromkeys(SEVERITIES, 0)

    def add(self, counts: tuple[int, ...]) -> None:
        """Adds what `tally` says of one file."""
        self.files += 1
        self.fixable += counts[-1]
        for severity, count in zip(SEVERITIES, counts, strict=False):
            self.of[severity] += count


def tally(result: FileResult) -> tuple[int, ...]:
    """One file's numbers of findings by severity, then of those with a fix."""
    return (
        *(result.count(severity) for severity in SEVERITIES),
        sum(one.fix is not None for one in result.diagnostics),
    )
