"""A section as the rules see it: the form's heading, and the plan's words for it, divided into passages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from planui.model.diagnostic import Place
from planui.model.lazy_pattern import lazy
from planui.model.passage import Passage, divide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.model.form import FormSection
    from planui.model.plan import Plan, Row
    from planui.model.words import Words

_NONE = lazy(r"[\s　]*[（(“\"]?(?:无|暂无|没有|none|n/a|-|/|—+)[）)”\"]?[\s　]*[。.！!；;，,、]*[\s　]*", re.I)

_PICTURE = "!["

ROW_TEXTS = {"schedule": ("content",), "indicators": ("name",)}
"""The keys of a grid's rows whose texts rules read as prose."""


class Pictures(Protocol):
    """Answers for the pictures that a plan names (`files` does, for the plan's folder)."""

    def fault(self, path: str) -> Words | None:
        """Why the picture at `path` (as the plan writes it) cannot be printed; None where it can."""


class SectionView:
    """One section of the form with what the plan has for it.

    `passages` are those of its text, `cells` those of its grids' texts. `key` is equal for two views exactly when
    everything that the rules read in them is equal.
    """

    __slots__ = ("_pictured", "cells", "form", "indicators", "key", "passages", "present", "schedule", "text")

    def __init__(self, form: FormSection, plan: Plan, old: SectionView | None = None) -> None:
        section = plan.sections.get(form.number)
        self.form = form
        self.present = section is not None
        self.text = section.text if section is not None else ""
        self.schedule: list[Row] = section.rows("schedule") if section is not None else []
        self.indicators: list[Row] = section.rows("indicators") if section is not None else []
        source = plan.source.text
        rows = [(row.order, source[row.node.start : row.node.body_end]) for row in (*self.schedule, *self.indicators)]
        self.key = (self.present, self.text, len(self.schedule), *rows)
        self._pictured: list[Passage] | None = None
        self.passages: list[Passage]
        self.cells: list[Passage]
        if old is not None and old.key == self.key:
            self.passages, self.cells = old.passages, old.cells
            self._pictured = old._pictured
            return
        self.passages = divide(self.text, Place("text", form.number)) if self.text else []
        self.cells = []
        for table, found in (("schedule", self.schedule), ("indicators", self.indicators)):
            for row in found:
                for key in ROW_TEXTS[table]:
                    if text := row.text(key):
                        self.cells.append(Passage(text, Place("cell", form.number, table, row.order, key)))
        if old is not None:
            _reuse(old.passages, self.passages)
            _reuse(old.cells, self.cells)

    @property
    def number(self) -> str:
        """The section's number in the form."""
        return self.form.number

    @property
    def pictured(self) -> list[Passage]:
        """The passages, of text and grids, that may show a picture."""
        if self._pictured is None:
            written = self.passages if _PICTURE in self.text else ()
            self._pictured = [passage for passage in (*written, *self.cells) if _PICTURE in passage.raw]
        return self._pictured

    @property
    def count(self) -> int:
        """The 字 of the section's text."""
        return sum(passage.count for passage in self.passages)

    @property
    def blank(self) -> bool:
        """Whether nothing is written: no word, pictures aside, and no row of a grid that the form demands here."""
        if any(_has_words(passage) for passage in self.passages):
            return False
        if self.form.table == "schedule":
            return not any(row.text("content").strip() for row in self.schedule)
        return True

    @property
    def bare_none(self) -> bool:
        """Whether the text says no more than “无” or “暂无”."""
        return bool(self.text) and len(self.text) < 40 and _NONE.fullmatch(self.text) is not None

    @property
    def hollow(self) -> bool:
        """Whether the text is too empty for rules on its content to say more than S201 and S206 do."""
        return self.blank or self.bare_none

    @property
    def all_passages(self) -> list[Passage]:
        """The passages of the text, then those of the grids."""
        return self.passages + self.cells


def _has_words(passage: Passage) -> bool:
    """Whether a passage holds more than white space and pictures."""
    prose = passage.prose
    if not prose.pictures:
        return bool(prose.text.strip())
    rest = []
    at = 0
    for picture in prose.pictures:
        rest.append(passage.raw[at : picture.start])
        at = picture.end
    rest.append(passage.raw[at:])
    return bool("".join(rest).strip())


def _reuse(old: Sequence[Passage], new: list[Passage]) -> None:
    """Puts the known passages of an earlier view in the place of equal new ones, at the front and at the back.

    An edit changes the middle; what stands before and behind it keeps everything that was worked out for it.
    """
    shared = min(len(old), len(new))
    front = 0
    while front < shared and _take(old[front], new, front):
        front += 1
    back = 1
    while back <= shared - front and _take(old[-back], new, len(new) - back):
        back += 1


def _take(known: Passage, new: list[Passage], index: int) -> bool:
    fresh = new[index]
    if known.raw != fresh.raw or known.place != fresh.place:
        return False
    known.offset = fresh.offset
    new[index] = known
    return True
