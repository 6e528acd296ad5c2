"""Which row of a plan's schedule is meant for which of the form's periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.model.form import FormTable
    from planui.model.plan import Row


def is_period(text: str, label: str) -> bool:
    """Whether a row's period is the form's, white space aside."""
    return "".join(text.split()) == "".join(label.split())


def match_rows(rows: Sequence[Row], table: FormTable) -> dict[int, int]:
    """The index of the period that each row (by its order) is for; a row that is left over has none.

    A row that names a period is for that one, first where it stands at the period's own place; the others take the
    periods that are left, in their order.
    """
    labels = [period.label for period in table.periods]
    matched: dict[int, int] = {}
    for row in rows:
        if row.order < len(labels) and is_period(row.text("period"), labels[row.order]):
            matched[row.order] = row.order
    for row in rows:
        if row.order not in matched:
            for index, label in enumerate(labels):
                if index not in matched.values() and is_period(row.text("period"), label):
                    matched[row.order] = index
                    break
    for row in rows:
        if row.order in matched:
            continue
        free = [index for index in range(len(labels)) if index not in matched.values()]
        # The period between those of the rows around it, else the first that is left.
        low = max((matched[order] for order in matched if order < row.order), default=-1)
        high = min((matched[order] for order in matched if order > row.order), default=len(labels))
        between = [index for index in free if low < index < high]
        if between or free:
            matched[row.order] = row.order if row.order in between else (between or free)[0]
    return matched


def out_of_order(rows: Sequence[Row], matched: dict[int, int]) -> list[Row]:
    """The fewest rows that must be moved to bring the schedule into the form's order."""
    known = [row for row in rows if row.order in matched]
    best: list[list[Row]] = []
    for row in known:
        before = [chain for chain in best if matched[chain[-1].order] < matched[row.order]]
        best.append([*max(before, key=len, default=[]), row])
    kept = {row.order for row in max(best, key=len, default=[])}
    return [row for row in known if row.order not in kept]
