"""What a rule is. Each rule is one file of this folder; `table.py` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.model.words import Words

FILE = "file"
"""Reads the plan's values: `check(plan, form)` gives findings. Run every time: keep it short."""
PASSAGE = "passage"
"""Reads some paragraphs: `check(passage, section, form)`, with the form's section. Remembered by the passage's text."""
SECTION = "section"
"""Reads one whole section: `check(view, form)`. Remembered by the section's content."""
PICTURE = "picture"
"""Asks for files: `check(view, pictures)`. Run every time that somebody answers for pictures."""
PLAN = "plan"
"""Joins all sections: `check(facts, plan, form)`, where `facts` maps every passage, in the plan's order, to what
`draw(passage, section, form)` found in it, passages for which that is empty left out. Only `draw` is remembered."""
JOIN = "join"
"""Joins all sections where most passages hold facts: `check()` makes a `Join`, which is told of every passage that
comes or goes, with what `draw` (as above) found in it, and works anew only what that concerns."""

ENGINE = "engine"
"""Found by the check itself, around the other rules."""


class Rule(NamedTuple):
    """One rule of the check.

    `summary` says what it finds, `why` gives the form's own words or the reason. `fails` and `passes` are pieces of a
    plan file that, put into a plan without faults, are found by exactly this rule, and by none. `signs`: a passage rule
    is asked only about passages in which one of these characters occurs; None: about all.
    """

    id: str
    name: str
    severity: str
    scope: str
    summary: Words
    why: Words
    fails: str
    passes: str
    check: Callable[..., Any]
    draw: Callable[..., Any] | None = None
    signs: frozenset[str] | None = None
