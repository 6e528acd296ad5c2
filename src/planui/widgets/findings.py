"""The findings: one line each, those of the section in view first."""

from __future__ import annotations

from typing import NamedTuple

from planui.widgets.line_list import Item, LineList

_SIGNS = {"error": "✗", "warning": "!", "info": "·"}


class FindingLine(NamedTuple):
    """What the list says of a finding; `key` names it in messages."""

    key: str
    rule: str
    severity: str
    section: str
    message: str
    fixable: bool


class Findings(LineList):
    """Shows findings; choosing one asks to go there."""

    def set_findings(
        self, here: list[FindingLine], elsewhere: list[FindingLine], heads: tuple[str, str], fixable: str
    ) -> None:
        """Shows the findings of the section in view, then all others, each under its head; `fixable` marks fixes."""
        items: list[Item] = []
        for head, lines in zip(heads, (here, elsewhere), strict=True):
            if lines:
                items.append(Item("", ((head, "head"),)))
                items += [self._item(line, fixable) for line in lines]
        if not items:
            items.append(Item("", ((heads[0], "ok"),)))
        self.set_items(items)

    @staticmethod
    def _item(line: FindingLine, fixable: str) -> Item:
        place = f"{line.section} " if line.section else ""
        fix = f" [{fixable}]" if line.fixable else ""
        left = (
            (_SIGNS[line.severity], line.severity),
            (f" {place}", "dim"),
            (line.message, ""),
            (f" {line.rule}", "dim"),
        )
        return Item(line.key, left, ((fix, "info"),) if fix else ())
