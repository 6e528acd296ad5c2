"""What a plan rule keeps between two checks: the facts of all passages, brought up to date passage by passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planui.model.diagnostic import Finding
    from planui.model.form import Form
    from planui.model.passage import Passage
    from planui.model.plan import Plan

Rank = tuple[int, bool, bool, int, int]


class Join(Protocol):
    """The facts of one plan under one form, for one rule. The check makes one, and tells it what comes and goes.

    What `findings` costs must not grow with the plan: a join works anew only what the last changes concern.
    """

    def add(self, passage: Passage, facts: Any) -> None:
        """A passage came, in which `draw` found something. The order of coming says nothing."""

    def remove(self, passage: Passage) -> None:
        """A passage that came before is gone."""

    def findings(self, plan: Plan, form: Form) -> Iterable[list[Finding]]:
        """All findings of the plan as it is now, at the passages' present offsets: a list for each passage that has
        any, in the order of the text. A list is never changed: where nothing of a passage changed, it is the same."""


def rank(passage: Passage, section: int) -> Rank:
    """Sorts passages in the order in which the plan has them: by the index of their section in the form, texts before
    the rows of grids."""
    place = passage.place
    return section, place.part != "text", place.table == "indicators", place.row, passage.offset


def findings_of(join: Join, drawn: Iterable[tuple[Passage, Any]], plan: Plan, form: Form) -> list[Finding]:
    """What a fresh join finds in the facts of some passages."""
    for passage, facts in drawn:
        if facts:
            join.add(passage, facts)
    return [finding for findings in join.findings(plan, form) for finding in findings]
