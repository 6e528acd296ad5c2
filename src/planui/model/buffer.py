"""What a text pane needs of the text that it shows: reading it, and one invertible edit."""

from __future__ import annotations

from typing import Protocol


class TextBuffer(Protocol):
    """The text of one section. The document owns it; a pane shows it and asks for edits."""

    @property
    def text(self) -> str:
        """The whole text, with ``"\\n"`` as the only line end."""

    def replace(self, start: int, end: int, new: str, *, cursor: int, group: str = "") -> None:
        """Put `new` in place of the characters from `start` to `end`, as one invertible edit.

        `cursor` is the offset of the cursor before the edit: undo puts it back there. Neighbouring edits of
        the same `group` ("type", "delete", …) are undone together; the group ``""`` stands alone.
        """
