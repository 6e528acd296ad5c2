"""Finding and replacing in a plan's texts, literally or by regular expression.

Regular expressions are those of the library `regex`: unlike the standard library's it can be told to stop, and a
pattern that somebody types may take for ever on a text that somebody else wrote.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planui.model.form import Form
    from planui.model.plan import Plan

MAX_MATCHES = 2_000
"""Matches listed; a search that finds more is too wide to be looked through."""
MAX_SECONDS = 0.3
"""A regular expression may take so long, over all sections together, while the user types it."""

MAX_PATTERN = 200
"""Characters of a regular expression."""
MAX_REPEATS = 2_000
"""The counted repeats of a regular expression (`{3}`, `{2,5}`), multiplied: each is a copy in memory."""

_COUNTS = re.compile(r"\{(\d*)(?:,(\d*))?\}")
_BAD = Words("正则表达式有误：{0}", "not a regular expression: {0}")
_SLOW = Words(
    "这个正则表达式太慢，查了 {0} 秒后停下；请写得具体一些",
    "this regular expression is too slow and was stopped after {0} s; make it more definite",
)
_LONG = Words("这个正则表达式太长，或重复次数太多", "this regular expression is too long, or repeats too often")
_NO_GROUP = Words("替换内容有误：{0}", "not a replacement: {0}")


class Search(NamedTuple):
    """What to look for. Letters match in either case unless a capital is asked for."""

    wanted: str
    regex: bool = False
    whole_plan: bool = True


class Match(NamedTuple):
    """A match in a section's text: its span, and the line around it with the match's place in that."""

    section: str
    start: int
    end: int
    line: str
    column: int

    @property
    def found(self) -> str:
        """What was found, as far as it stands on the first line."""
        return self.line[self.column : self.column + self.end - self.start]


class _Guard:
    """The pattern of a search, each use of which ends in time. Raises `PlanuiError` where it is none, or too slow."""

    def __init__(self, search: Search) -> None:
        self.ends = time.monotonic() + MAX_SECONDS
        self.regex = search.regex
        exact = any(letter.isupper() for letter in search.wanted)
        self.pattern: Any
        if not search.regex:
            self.pattern = re.compile(re.escape(search.wanted), 0 if exact else re.I)
            return
        _refuse_huge(search.wanted)
        import regex

        try:
            self.pattern = regex.compile(search.wanted, regex.M if exact else regex.M | regex.I)
        except (regex.error, OverflowError, RecursionError, MemoryError) as error:
            raise PlanuiError(_BAD.format(error)) from None

    def _limit(self) -> dict[str, float]:
        if not self.regex:
            return {}
        return {"timeout": max(0.001, self.ends - time.monotonic())}

    def finds(self, text: str) -> Iterator[tuple[int, int]]:
        try:
            for found in self.pattern.finditer(text, **self._limit()):
                if found.end() > found.start():
                    yield found.span()
        except TimeoutError:
            raise PlanuiError(_SLOW.format(MAX_SECONDS)) from None

    def expand(self, text: str, start: int, end: int, by: str) -> str:
        if not self.regex:
            return by
        try:
            found = self.pattern.match(text, start, **self._limit())
            new: str = found.expand(by) if found is not None else text[start:end]
        except TimeoutError:
            raise PlanuiError(_SLOW.format(MAX_SECONDS)) from None
        except (self.pattern_errors(), IndexError) as error:
            raise PlanuiError(_NO_GROUP.format(error)) from None
        return new

    @staticmethod
    def pattern_errors() -> type[Exception]:
        import regex

        error: type[Exception] = regex.error
        return error


def _refuse_huge(pattern: str) -> None:
    repeats = 1
    for found in _COUNTS.finditer(pattern):
        for count in found.groups():
            repeats *= max(1, int(count[:9])) if count else 1
    if len(pattern) > MAX_PATTERN or repeats > MAX_REPEATS:
        raise PlanuiError(_LONG)


def matches(plan: Plan, numbers: Iterable[str], search: Search) -> list[Match]:
    """All matches in the texts of some sections, in order, up to `MAX_MATCHES`; empty ones are none.

    Raises `PlanuiError` where the search is no pattern or takes longer than `MAX_SECONDS`.
    """
    found: list[Match] = []
    if not search.wanted:
        return found
    guard = _Guard(search)
    for number in numbers:
        text = plan.text(number)
        for start, end in guard.finds(text):
            low = text.rfind("\n", 0, start) + 1
            high = text.find("\n", end)
            found.append(Match(number, start, end, text[low : high if high >= 0 else len(text)], start - low))
            if len(found) >= MAX_MATCHES:
                return found
    return found


def count_elsewhere(plan: Plan, search: Search) -> int:
    """How often it stands where no text is: in the fields, and in the cells of grids, up to `MAX_MATCHES`.

    Raises `PlanuiError` as `matches` does.
    """
    if not search.wanted:
        return 0
    guard = _Guard(search)
    values = [plan.field_text(key) for key in plan.fields]
    for number in plan.sections:
        for table in ("schedule", "indicators"):
            values += (row.text(key) for row in plan.rows(number, table) for key in _CELLS)
    return min(MAX_MATCHES, sum(1 for value in values for _ in guard.finds(value)))


_CELLS = ("period", "content", "name", "unit")
"""The keys of a row whose values are words."""


def replacements(plan: Plan, chosen: Iterable[Match], search: Search, by: str) -> list[str]:
    """What each match becomes; `\\1` and `\\g<name>` are groups. Raises `PlanuiError`."""
    guard = _Guard(search)
    return [guard.expand(plan.text(one.section), one.start, one.end, by) for one in chosen]


def all_sections(form: Form) -> list[str]:
    """The numbers of all sections, in the form's order."""
    return [section.number for section in form.sections]
