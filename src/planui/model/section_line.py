"""A section in one line of the outline."""

from __future__ import annotations

from planui.model.record import NamedTuple


class SectionLine(NamedTuple):
    """What the outline says of a section; `mark` is container, blank, error, warning or written.

    `others` names who else is editing it.
    """

    number: str
    title: str
    level: int
    container: bool
    chars: int
    limit: int
    mark: str
    others: str = ""
