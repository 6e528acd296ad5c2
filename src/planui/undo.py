"""What was done, in order, to be taken back and done again, across sections.

What others wrote (a merge of their save) stands in the same order, but is never taken back: an own step from before it
is moved behind it first. A step that another's change rests on can no longer be taken back.
"""

from __future__ import annotations

from planui.model.edit import Edit
from planui.model.record import NamedTuple


class Spot(NamedTuple):
    """Where the user was: a section (None: the fields), and the cursor's offset in its text, or the grid's cell."""

    section: str | None
    cursor: int = 0
    table: str = ""
    row: int = -1
    key: str = ""


class Step(NamedTuple):
    """What one undo takes back: edits in the order they were made, and their inverses in the order to apply them.

    `moved`: others have written since; where the cursor was is no longer to be relied on.
    """

    edits: tuple[Edit, ...]
    inverses: tuple[Edit, ...]
    before: Spot
    after: Spot
    group: str
    foreign: bool = False
    moved: bool = False


MAX_STEPS = 10_000
"""Steps kept; the oldest are dropped."""

_NOWHERE = Spot(None)


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

    def record_foreign(self, edit: Edit) -> None:
        """Notes what another wrote, and was merged in."""
        if self._done:
            self._done.append(Step((edit,), (), _NOWHERE, _NOWHERE, "", foreign=True))
        # What could be done again is done behind it.
        moved: list[Step] = []
        for step in reversed(self._undone):
            edits = []
            for one in step.edits:
                later, passed = one.over(edit), edit.over(one)
                if later is None or passed is None:
                    break
                edits.append(later)
                edit = passed
            else:
                moved.append(step._replace(edits=tuple(edits), moved=True))
                continue
            break
        self._undone = moved[::-1]

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

    def undo(self, text: str) -> Step | None:
        """The step to be taken back from `text`, moved to those that can be done again."""
        self._sealed = True
        step = self._own_step()
        if step is None:
            return None
        if step.moved:
            step = step._replace(edits=_inverses(step.inverses, text))
        self._undone.append(step)
        return step

    def redo(self, text: str) -> Step | None:
        """The step to be done again on `text`."""
        self._sealed = True
        if not self._undone:
            return None
        step = self._undone.pop()
        if step.moved:
            step = step._replace(inverses=_inverses(step.edits, text))
        self._done.append(step)
        return step

    def _own_step(self) -> Step | None:
        """Takes the last own step off, moved behind what others wrote since."""
        above: list[Step] = []
        while self._done:
            step = self._done.pop()
            if not step.foreign:
                below: list[Step] = []
                moved = step
                for other in reversed(above):
                    turned = _turned(moved, other)
                    if turned is None:
                        break
                    below.append(turned[0])
                    moved = turned[1]
                else:
                    self._done += below
                    return moved
                # Another's change rests on it.
                step = step._replace(foreign=True)
            above.append(step)
        self._done = above[::-1]
        return None


def _turned(step: Step, other: Step) -> tuple[Step, Step] | None:
    """Two steps, `other` made after `step`, in the opposite order; None where `other` rests on `step`."""
    inverses = list(step.inverses)
    edits = []
    for edit in other.edits:
        under = edit
        for index, inverse in enumerate(inverses):
            later, next_under = inverse.over(under), under.over(inverse)
            if later is None or next_under is None:
                return None
            inverses[index], under = later, next_under
        edits.append(under)
    return other._replace(edits=tuple(edits)), step._replace(inverses=tuple(inverses), moved=True)


def _inverses(edits: tuple[Edit, ...], text: str) -> tuple[Edit, ...]:
    """What takes edits of `text` back, in the order to apply it."""
    out: list[Edit] = []
    for edit in edits:
        out.insert(0, edit.invert(text))
        text = edit.apply(text)
    return tuple(out)
