"""How far a plan is: 字 of every section against its limit, and what is still to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planui.model.diagnostic import Diagnostic
    from planui.model.form import Form
    from planui.model.plan import Plan
    from planui.model.view import SectionView

BLANK = "blank"
WRITTEN = "written"
FAULTY = "faulty"
CONTAINER = "container"


class SectionStats(NamedTuple):
    """One section: its 字, its limit (0: none), its findings of each severity, and its state.

    `state` is container, blank, faulty (errors or warnings are left) or written.
    """

    number: str
    title: str
    level: int
    chars: int
    limit: int
    errors: int
    warnings: int
    infos: int
    state: str


class PlanStats(NamedTuple):
    """A whole plan: `chars` counts texts and grids; `written` of `leaves` sections hold something."""

    sections: tuple[SectionStats, ...]
    chars: int
    written: int
    leaves: int
    errors: int
    warnings: int
    infos: int


def written_sections(form: Form, plan: Plan) -> tuple[int, int]:
    """How many of a form's leaves hold a text or a row in a plan, without a check; and how many leaves there are."""
    leaves = form.leaves
    written = 0
    for section in leaves:
        rows = plan.rows(section.number, section.table) if section.table else []
        filled = any(row.text("content").strip() or row.text("name").strip() for row in rows)
        written += bool(filled or plan.text(section.number).strip())
    return written, len(leaves)


def plan_stats(form: Form, views: Mapping[str, SectionView], chars: int, found: list[Diagnostic]) -> PlanStats:
    """The statistics of a plan that has just been checked."""
    counts: dict[tuple[str | None, str], int] = {}
    for one in found:
        counts[one.section, one.severity] = counts.get((one.section, one.severity), 0) + 1
    sections = []
    for section in form.sections:
        view = views[section.number]
        errors, warnings, infos = (
            counts.get((section.number, severity), 0) for severity in ("error", "warning", "info")
        )
        if section.container and not view.text.strip():
            state = CONTAINER
        elif view.blank:
            state = BLANK
        else:
            state = FAULTY if errors or warnings else WRITTEN
        sections.append(
            SectionStats(
                section.number,
                section.title,
                section.level,
                view.count,
                section.limit,
                errors,
                warnings,
                infos,
                state,
            )
        )
    leaves = form.leaves
    written = sum(not views[section.number].blank for section in leaves)
    severities = [one.severity for one in found]
    return PlanStats(
        tuple(sections),
        chars,
        written,
        len(leaves),
        severities.count("error"),
        severities.count("warning"),
        severities.count("info"),
    )
