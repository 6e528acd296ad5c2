"""Find and replace, in the section or the whole plan, with every match shown before anything is replaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from planui.model import plan_edit
from planui.model.search import Match, all_sections, matches, pattern_of, replaced
from planui.screens import words
from planui.undo import Spot
from planui.widgets.bar import Bar
from planui.widgets.line_list import Item, LineList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.document import Document


class Find(ModalScreen[Match | None]):
    """The answer is the match to go to. What is replaced is one edit of the document."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", ""),
        ("down", "move(1)", ""),
        ("up", "move(-1)", ""),
        ("f2", "toggle_scope", ""),
        ("f3", "toggle_regex", ""),
        ("f7", "replace_one", ""),
        ("f8", "replace_all", ""),
    ]

    def __init__(
        self, document: Document, section: str, cursor: int, lang: str, *, replacing: bool, wanted: str = ""
    ) -> None:
        """The search begins in `section` at the offset `cursor`; `wanted` is looked for at once."""
        super().__init__()
        self._cursor = cursor
        self._document = document
        self._section = section
        self._lang = lang
        self._replacing = replacing
        self._wanted = wanted
        self._whole_plan = True
        self._regex = False
        self._pattern: re.Pattern[str] | None = None
        self._found: list[Match] = []

    def compose(self) -> ComposeResult:
        """What is looked for, what replaces it, and the matches."""
        with Vertical(classes="dialog tall"):
            yield Bar(id="question")
            yield Input(self._wanted, id="wanted", placeholder=words.FIND.pick(self._lang))
            yield Input(id="by", placeholder=words.REPLACE_BY.pick(self._lang))
            yield LineList(id="choices")
            yield Bar(id="hint")

    def on_mount(self) -> None:
        """The cursor in the first line."""
        for line in self.query(Input):
            line.cursor_blink = False
        self.query_one("#by", Input).display = self._replacing and not self._document.read_only
        self.query_one("#wanted", Input).focus()
        self._search()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Searches with every letter."""
        if message.input.id == "wanted":
            self._search()

    def on_input_submitted(self) -> None:
        """Goes to the match under the cursor."""
        self._go()

    def on_line_list_chosen(self) -> None:
        """Goes to the match that was clicked."""
        self._go()

    def action_move(self, by: int) -> None:
        """Moves among the matches."""
        self.query_one(LineList).action_move(by)

    def action_toggle_scope(self) -> None:
        """This section, or the whole plan."""
        self._whole_plan = not self._whole_plan
        self._search()

    def action_toggle_regex(self) -> None:
        """Literal text, or a regular expression."""
        self._regex = not self._regex
        self._search()

    def action_replace_one(self) -> None:
        """Replaces the match under the cursor."""
        at = self.query_one(LineList).cursor
        self._replace(self._found[at : at + 1])

    def action_replace_all(self) -> None:
        """Replaces all matches, as one edit."""
        self._replace(self._found)

    def _go(self) -> None:
        at = self.query_one(LineList).cursor
        self.dismiss(self._found[at] if at < len(self._found) else None)

    def _search(self) -> None:
        wanted = self.query_one("#wanted", Input).value
        numbers = all_sections(self._document.form) if self._whole_plan else [self._section]
        self._found, self._pattern, fault = [], None, ""
        try:
            if wanted:
                self._pattern = pattern_of(wanted, regex=self._regex)
                self._found = list(matches(self._document.plan, numbers, self._pattern))
        except re.error as error:
            fault = words.BAD_PATTERN.pick(self._lang).format(error)
        self._show(fault)
        self._nearest()

    def _nearest(self) -> None:
        """The list's cursor on the first match at or after the place that the search began from."""
        order = {number: at for at, number in enumerate(all_sections(self._document.form))}
        began = (order.get(self._section, 0), self._cursor)
        for match in self._found:
            if (order[match.section], match.start) >= began:
                self.query_one(LineList).put_cursor(str(self._found.index(match)))
                return

    def _show(self, fault: str = "") -> None:
        count = words.FOUND.pick(self._lang).format(len(self._found))
        self.query_one("#question", Bar).show(
            ((words.FIND.pick(self._lang), "head"), (f"  {fault or count}", "error" if fault else ""))
        )
        items = []
        for index, match in enumerate(self._found):
            before = match.line[max(0, match.column - 12) : match.column]
            meant = match.line[match.column : match.column + match.end - match.start]
            after = match.line[match.column + len(meant) :][:60]
            items.append(Item(str(index), ((f"{match.section} ", "dim"), (before, ""), (meant, "info"), (after, ""))))
        self.query_one(LineList).set_items(items)
        scope = (words.SCOPE_PLAN if self._whole_plan else words.SCOPE_SECTION).pick(self._lang)
        mode = (words.REGEX_ON if self._regex else words.REGEX_OFF).pick(self._lang)
        self.query_one("#hint", Bar).show(((words.FIND_HINT.pick(self._lang).format(scope, mode), "dim"),))

    def _replace(self, chosen: list[Match]) -> None:
        if not chosen or self._pattern is None or self._document.read_only or not self._replacing:
            return
        by = self.query_one("#by", Input).value
        plan, form = self._document.plan, self._document.form
        changes = []
        try:
            for match in chosen:
                new = replaced(plan.text(match.section), match, self._pattern, by, regex=self._regex)
                changes.append(plan_edit.set_text(plan, form, match.section, match.start, match.end, new))
        except (re.error, IndexError) as error:
            self._show(words.BAD_PATTERN.pick(self._lang).format(error))
            return
        self._document.apply(changes, Spot(chosen[0].section, chosen[0].start))
        self._document.check()
        self._search()
        done = words.REPLACED.pick(self._lang).format(len(chosen))
        self.query_one("#question", Bar).show(((done, "ok"),))
