"""Finding and replacing in a plan's texts, literally or by regular expression."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planui.model.form import Form
    from planui.model.plan import Plan

MAX_MATCHES = 2_000
"""Matches listed; a search that finds more is too wide to be looked through."""


class Match(NamedTuple):
    """A match in a section's text: its span, and the line around it with the match's place in that."""

    section: str
    start: int
    end: int
    line: str
    column: int


def pattern_of(wanted: str, *, regex: bool) -> re.Pattern[str]:
    """What to look for. Letters match in either case unless a capital is asked for. Raises `re.error`."""
    flags = re.M if any(letter.isupper() for letter in wanted) else re.M | re.I
    return re.compile(wanted if regex else re.escape(wanted), flags)


def matches(plan: Plan, numbers: Iterable[str], pattern: re.Pattern[str]) -> Iterator[Match]:
    """All matches in the texts of some sections, in order; empty ones are none."""
    count = 0
    for number in numbers:
        text = plan.text(number)
        for found in pattern.finditer(text):
            if found.end() == found.start():
                continue
            low = text.rfind("\n", 0, found.start()) + 1
            high = text.find("\n", found.end())
            line = text[low : high if high >= 0 else len(text)]
            yield Match(number, found.start(), found.end(), line, found.start() - low)
            count += 1
            if count >= MAX_MATCHES:
                return


def replaced(text: str, match: Match, pattern: re.Pattern[str], by: str, *, regex: bool) -> str:
    """What one match becomes. Raises `re.error` where `by` names a group that there is none."""
    if not regex:
        return by
    found = pattern.match(text, match.start)
    return found.expand(by) if found is not None else text[match.start : match.end]


def all_sections(form: Form) -> list[str]:
    """The numbers of all sections, in the form's order."""
    return [section.number for section in form.sections]
