"""Findings: what a rule found, where in the plan, and how to mend it."""

from __future__ import annotations

from planui.model.record import NamedTuple
from planui.model.words import Words

ERROR = "error"
"""The form's own words are broken."""
WARNING = "warning"
"""A reviewer would object."""
INFO = "info"
"""Style."""
SEVERITIES = (ERROR, WARNING, INFO)


class Place(NamedTuple):
    """Where a finding stands, in the plan's own terms, so that it stays right while other parts are edited.

    `part` is one of
    - `text`: the text of `section`; `start`:`end` are characters of it
    - `cell`: the value `key` of row `row` of the grid `table` of `section`; `start`:`end` as above for a text
    - `header`: the header of `section`, or of its row `row` in `table` where `row` is given
    - `missing`: where `section`, which is not there, should stand
    - `field`: the value of the field `key`; `start`:`end` as above
    - `fields`: where a field that is not there should stand
    - `file`: `start`:`end` are characters of the file itself
    `end` -1 means the whole value.
    """

    part: str
    section: str | None = None
    table: str = ""
    row: int = -1
    key: str = ""
    start: int = 0
    end: int = -1


class Change(NamedTuple):
    """A stretch of characters to be replaced by another text."""

    start: int
    end: int
    text: str


class Fix(NamedTuple):
    """A safe way to mend a finding: changes in the same text (or field, or file) that the finding's place names.

    `raw` changes are in the file's characters as the value is written, counted from the value's first character.
    """

    words: Words
    changes: tuple[Change, ...]
    raw: bool = False


class Finding(NamedTuple):
    """What a rule says: place, message, and a fix where one is safe. The severity is the rule's, or its own.

    `unless` is the id of a rule that says it better: where that one has a finding at the same place, or at one of
    `rivals`, this one is left out.
    """

    place: Place
    words: Words
    fix: Fix | None = None
    severity: str = ""
    unless: str = ""
    rivals: tuple[Place, ...] = ()

    def moved(self, distance: int) -> Finding:
        """The same so many characters further on in its text."""
        place, words, fix, severity, unless, rivals = self
        if fix is not None:
            changes = tuple(Change(one.start + distance, one.end + distance, one.text) for one in fix.changes)
            fix = fix._replace(changes=changes)
        if rivals:
            rivals = tuple(_moved(one, distance) for one in rivals)
        return _new(Finding, (_moved(place, distance), words, fix, severity, unless, rivals))


_new = tuple.__new__
"""`Finding(…)` takes twice as long, and a plan may have hundreds."""


def _moved(place: Place, distance: int) -> Place:
    part, section, table, row, key, start, end = place
    return _new(Place, (part, section, table, row, key, start + distance, end + distance))


class Diagnostic(NamedTuple):
    """A finding in its file: offsets are characters of the file, `changes` its fix in the same terms.

    `reported_in` is the section number that reports show; None for fields and the file.
    """

    rule: str
    name: str
    severity: str
    section: str | None
    place: Place
    start: int
    end: int
    words: Words
    fix: Words | None = None
    changes: tuple[Change, ...] = ()
