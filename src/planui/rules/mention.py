"""A figure with what it is a figure of."""

from __future__ import annotations

from planui.model.record import NamedTuple

RAISED = 1
"""The figure is what an earlier one of the sentence changed to (由18项增至22项)."""
FROM = 2
"""The figure is what something changed from."""
BECOMES = 3
"""The figure is what something changes to, without a word on what it was (内部技术规范扩展到38项)."""
SET_UP = ("参加单位", "参建单位", "共建单位")
"""Whose number is that of all, whatever is done with them."""


BARE = -2
"""In the place of a table's offset: the figure was taken as it stands, whatever it is a figure of."""


class Mention(NamedTuple):
    """A figure that can be compared with those of other places.

    Offsets are in the passage's words, or in its raw text for cells of tables (`raw`, with `table` the offset of the
    table). `scope` is known for tables alone; `change` is 0, RAISED, FROM or BECOMES. `kin` is what it is filed under
    beside its noun.
    """

    noun: str
    unit: str
    value: float
    step: float
    start: int
    end: int
    change: int = 0
    raw: bool = False
    table: int = -1
    scope: str = ""
    kin: tuple[str, ...] = ()
