"""Finding and replacing in a plan's texts, fields and grids, literally or by regular expression.

Regular expressions are those of the library `regex`: unlike the standard library's it can be told to stop, and a
pattern that somebody types may take for ever on a text that somebody else wrote.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from planui.model import plan_edit
from planui.model.diagnostic import Change, Place
from planui.model.lazy_pattern import lazy
from planui.model.number_text import grouped, parted, typed_number
from planui.model.plan import TABLE_KEYS
from planui.model.record import NamedTuple
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planui.model.form import Form
    from planui.model.plan import Plan, Row

MAX_MATCHES = 2_000
"""Matches listed; a search that finds more is too wide to be looked through."""
MAX_SECONDS = 0.3
"""A regular expression may take so long, over all sections together, while the user types it."""

MAX_PATTERN = 200
"""Characters of a regular expression."""
MAX_REPEATS = 2_000
"""The counted repeats of a regular expression (`{3}`, `{2,5}`), multiplied: each is a copy in memory."""

_COUNTS = lazy(r"\{(\d*)(?:,(\d*))?\}")
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
    """A match: its place, with the span in that value, and the line around it with the match's column in that.

    A number of a grid matches as a whole, as it is shown (`3,200`) or plain (`3200`). `name` is what the grid's row, or
    nothing, is called; `fixed`: the value is not written by hand (a date, a period of the form), so not replaced.
    """

    place: Place
    line: str
    column: int
    name: str = ""
    fixed: bool = False
    number: bool = False

    @property
    def section(self) -> str | None:
        """The section that it stands in; None for the fields."""
        return self.place.section

    @property
    def found(self) -> str:
        """What was found, as far as it stands on the first line."""
        return self.line[self.column : self.column + self.place.end - self.place.start]


class _Value(NamedTuple):
    """A value that can be searched: its place, its text, and what a match says of it."""

    place: Place
    text: str
    name: str = ""
    fixed: bool = False
    number: bool = False


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


def matches(plan: Plan, form: Form, search: Search, section: str = "") -> list[Match]:
    """All matches in a section, or in the whole plan, in its order, up to `MAX_MATCHES`; empty ones are none.

    Raises `PlanuiError` where the search is no pattern or takes longer than `MAX_SECONDS`.
    """
    found: list[Match] = []
    if not search.wanted:
        return found
    guard = _Guard(search)
    for value in _values(plan, form, section):
        found += _in_value(guard, value)
        if len(found) >= MAX_MATCHES:
            return found[:MAX_MATCHES]
    return found


def _in_value(guard: _Guard, value: _Value) -> Iterator[Match]:
    if value.number:
        for text in dict.fromkeys((grouped(value.text), value.text.replace("_", ""))):
            if (0, len(text)) in guard.finds(text):
                place = value.place._replace(start=0, end=len(text))
                yield Match(place, text, 0, value.name, number=True)
                return
        return
    text = value.text
    for start, end in guard.finds(text):
        low = text.rfind("\n", 0, start) + 1
        high = text.find("\n", end)
        line = text[low : high if high >= 0 else len(text)]
        yield Match(value.place._replace(start=start, end=end), line, start - low, value.name, value.fixed)


def _values(plan: Plan, form: Form, only: str) -> Iterator[_Value]:
    """Everything that holds words or figures, in the order in which the plan is read."""
    if not only:
        for field in form.fields:
            node = plan.fields.get(field.key)
            if node is not None:
                text = node.value if node.kind == "string" else plan.source.text[node.start : node.end]
                yield _Value(Place("field", key=field.key), text, field.label, fixed=node.kind != "string")
    for section in form.sections:
        if only not in ("", section.number):
            continue
        yield _Value(Place("text", section.number), plan.text(section.number))
        for row in plan.rows(section.number, section.table) if section.table else ():
            yield from _cells(plan, Place("cell", section.number, section.table, row.order), row)


def _cells(plan: Plan, place: Place, row: Row) -> Iterator[_Value]:
    name = row.text("period") or row.text("name")
    for key in TABLE_KEYS[place.table]:
        node = row.cell(key)
        if node is None or key == "kind":
            continue
        if node.kind == "string":
            yield _Value(place._replace(key=key), node.value, name if node.value != name else "", key == "period")
            continue
        numbers = enumerate(node.value) if node.kind == "array" else [(-1, node)]
        for index, number in numbers:
            text = plan.source.text[number.start : number.end]
            yield _Value(place._replace(key=key if index < 0 else f"{key}.{index}"), text, name, number=True)


def replacements(plan: Plan, chosen: Iterable[Match], search: Search, by: str) -> list[str | None]:
    """What each match becomes; None where it stays: a fixed value, or a number that would be none.

    `\\1` and `\\g<name>` are groups. Raises `PlanuiError`.
    """
    guard = _Guard(search)
    become: list[str | None] = []
    for one in chosen:
        if one.fixed:
            become.append(None)
            continue
        node = None if one.number else plan.node(one.place)
        text = node.value if node is not None and node.kind == "string" else one.line
        new = guard.expand(text, one.place.start, one.place.end, by)
        number = typed_number(new) if one.number else None
        become.append((grouped(number) if number is not None else None) if one.number else new)
    return become


def edit_of(plan: Plan, form: Form, picked: Iterable[tuple[Match, str]]) -> list[Change]:
    """The changes of the file that put each match's replacement in its place."""
    changes = []
    for one, new in picked:
        place = one.place
        if place.part == "text":
            changes.append(plan_edit.set_text(plan, form, place.section or "", place.start, place.end, new))
        elif one.number:
            number = typed_number(new)
            if number is not None:
                written = plan_edit.set_part(plan, place, number)
                like = "_" in plan.source.text[written.start : written.end]
                changes.append(written._replace(text=parted(number)) if like else written)
        else:
            changes.append(plan_edit.set_part(plan, place, new))
    return changes


def order_of(form: Form, place: Place) -> tuple[int, int, int, int, int]:
    """Where a place comes in the order of matches: the fields, then each section's text, then its grid by rows."""
    if place.section is None:
        keys = [field.key for field in form.fields]
        return -1, 0, 0, keys.index(place.key) if place.key in keys else 0, place.start
    section = all_sections(form).index(place.section)
    if place.part == "text":
        return section, 0, 0, 0, place.start
    key, _, index = place.key.partition(".")
    keys = list(TABLE_KEYS.get(place.table, ()))
    column = keys.index(key) * 100 + int(index or 0) if key in keys else 0
    return section, 1, place.row, column, place.start


def all_sections(form: Form) -> list[str]:
    """The numbers of all sections, in the form's order."""
    return [section.number for section in form.sections]
