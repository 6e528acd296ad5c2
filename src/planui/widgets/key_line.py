"""A line of keys and what they do: as many as there is whole room for, the last one always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from planui.widgets.bar import Bar
from planui.widgets.line_list import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

KeyLabel = tuple[str, str]
"""A key as people read it, and what it does, in a word or two."""


class KeyLine(Bar):
    """Shows keys from the left on; those for which there is no room are left out, so the important ones come first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: tuple[KeyLabel, ...] = ()
        self._last: KeyLabel | None = None
        self._said: tuple[Part, ...] = ()

    def show_keys(self, keys: Sequence[KeyLabel], last: KeyLabel | None = None) -> None:
        """Shows other keys; `last` stands at the end where not all of them fit, and says where the rest can be seen."""
        self._keys, self._last, self._said = tuple(keys), last, ()
        self.show(self._fitting())

    def say(self, said: str, style: str = "") -> None:
        """Says something in the place of the keys, until they are shown again."""
        self._said = ((said, style),)
        self.show(self._said)

    def render_line(self, y: int) -> Strip:
        """The line, by the width it has now."""
        if not self._said:
            self._left = self._fitting()
        return super().render_line(y)

    def _fitting(self) -> tuple[Part, ...]:
        return key_parts(self._keys, self.size.width or 10_000, self._last)


def key_parts(keys: Sequence[KeyLabel], width: int, last: KeyLabel | None = None) -> tuple[Part, ...]:
    """The keys for which a line of `width` cells has room, as a bar's parts; `last` where some are left out."""
    needed = [_cells(one) for one in keys]
    shown = list(keys)
    if sum(needed) > width:
        room = width - (_cells(last) if last is not None else 0)
        count = 0
        while count < len(needed) and sum(needed[: count + 1]) <= room:
            count += 1
        shown = [*keys[:count], *([last] if last is not None else [])]
    return tuple(part for key, label in shown for part in ((f" {key} ", "key"), (f"{label} ", "")))


def _cells(one: KeyLabel) -> int:
    return cell_len(f" {one[0]} {one[1]} ")
