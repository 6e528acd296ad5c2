"""What was done, in order, to be taken back and done again, across sections."""

from __future__ import annotations

from typing import NamedTuple

from planui.model.edit import Edit


class Spot(NamedTuple):
    """Where the user was: a section (None: the fields), and the cursor's offset in its text, or the grid's cell."""

    section: str | None
    cursor: int = 0
    table: str = ""
    row: int = -1
    key: str = ""


class Step(NamedTuple):
    """What one undo takes back: edits in the order they were made, and their inverses in the order to apply them."""

    edits: tuple[Edit, ...]
    inverses: tuple[Edit, ...]
    before: Spot
    after: Spot
    group: str


MAX_STEPS = 10_000
"""Steps kept; the oldest are dropped."""


class UndoStack:
    """The steps that can be taken back, and those that can be done again."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._sealed = False

    def record(self, edit: Edit, inverse: Edit, before: Spot, after: Spot, group: str) -> None:
        """Notes an edit. Neighbouring edits of one group, in one place, are one step."""
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if (
            last is not None
            and group
            and last.group == group
            and not self._sealed
            and before._replace(cursor=0) == last.after._replace(cursor=0)
        ):
            self._done[-1] = last._replace(edits=(*last.edits, edit), inverses=(inverse, *last.inverses), after=after)
        else:
            self._done.append(Step((edit,), (inverse,), before, after, group))
            del self._done[:-MAX_STEPS]
        self._sealed = False

    @property
    def depth(self) -> int:
        """How many steps can be taken back."""
        return len(self._done)

    def join(self, depth: int) -> None:
        """Makes all steps after the first `depth` one."""
        steps = self._done[depth:]
        if len(steps) < 2:
            return
        edits = tuple(edit for step in steps for edit in step.edits)
        inverses = tuple(inverse for step in reversed(steps) for inverse in step.inverses)
        self._done[depth:] = [Step(edits, inverses, steps[0].before, steps[-1].after, "")]
        self._sealed = True

    def seal(self) -> None:
        """The next edit begins a step of its own, whatever its group."""
        self._sealed = True

    def undo(self) -> Step | None:
        """The step to be taken back, moved to those that can be done again."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._sealed = True
        return step

    def redo(self) -> Step | None:
        """The step to be done again."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._sealed = True
        return step
