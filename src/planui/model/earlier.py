"""What the check found in earlier plans, by the text that it found it in: plans made from one another share most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

    from planui.model.passage import Passage
    from planui.model.view import SectionView

V = TypeVar("V")


class _Bounded(Generic[V]):
    """A dictionary that forgets what was not asked for longest, once its texts have more than `most` characters."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._entries: dict[Hashable, tuple[V, int]] = {}

    def get(self, key: Hashable) -> V | None:
        """What is known under a key, which is from now on the one asked for last."""
        entry = self._entries.pop(key, None)
        if entry is None:
            return None
        self._entries[key] = entry
        return entry[0]

    def put(self, key: Hashable, value: V, size: int) -> None:
        """Keeps a value whose text has `size` characters."""
        entries = self._entries
        replaced = entries.pop(key, None)
        self._size += size - (replaced[1] if replaced is not None else 0)
        entries[key] = value, size
        while self._size > self._most:
            self._size -= entries.pop(next(iter(entries)))[1]


class Earlier:
    """What the plans of one form gave, passage by passage and section by section, of the last `most` characters.

    Nothing here may depend on anything but the form and the key: a passage's text and whose it is, a section's content.
    """

    def __init__(self, most: int) -> None:
        self._passages: _Bounded[tuple[Passage, Any]] = _Bounded(most)
        self._sections: _Bounded[list[Any]] = _Bounded(most)

    def findings(self, view: SectionView) -> list[Any] | None:
        """What the section rules found in an equal section; None where there was none."""
        return self._sections.get((view.number, view.key))

    def keep_findings(self, view: SectionView, findings: list[Any]) -> None:
        """Keeps what the section rules found."""
        self._sections.put((view.number, view.key), findings, len(view.text))

    def recall(self, passages: list[Passage], last: dict[Passage, Any]) -> dict[Passage, Any]:
        """Puts the passages of earlier plans in the place of equal ones of one text; gives what is known of each. Those
        of the last plan (`last`) stay."""
        known = {passage: last[passage] for passage in passages if passage in last}
        for index, fresh in enumerate(passages):
            if fresh in known:
                continue
            found = self._passages.get((fresh.raw, fresh.place))
            # A paragraph that stands twice in one text is two passages.
            if found is not None and found[0] not in known:
                passage, memory = found
                passage.offset = fresh.offset
                passages[index] = passage
                known[passage] = memory
        return known

    def keep(self, passage: Passage, memory: Any) -> None:
        """Keeps what was read in a passage."""
        self._passages.put((passage.raw, passage.place), (passage, memory), len(passage.raw))
