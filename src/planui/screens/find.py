"""Find and replace, in the section or the whole plan: every match is shown, as it will read, before it is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from planui.model import plan_edit
from planui.model.words import PlanuiError
from planui.screens import words
from planui.search import Match, Search, all_sections, count_elsewhere, matches, replacements
from planui.undo import Spot
from planui.widgets.bar import Bar
from planui.widgets.line_list import Item, LineList, Part

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.document import Document

_BEFORE, _AFTER = 12, 60
"""Characters shown on either side of a match."""


class Find(ModalScreen[Match | None]):
    """The answer is the match to go to. What is replaced is one edit of the document."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", ""),
        ("down", "move(1)", ""),
        ("up", "move(-1)", ""),
        ("pagedown", "page(1)", ""),
        ("pageup", "page(-1)", ""),
        ("f2", "toggle_scope", ""),
        ("f3", "toggle_regex", ""),
        ("f4", "toggle_skip", ""),
        ("f7", "replace_one", ""),
        ("f8", "replace_all", ""),
    ]

    def __init__(
        self, document: Document, section: str, cursor: int, lang: str, search: Search, *, replacing: bool
    ) -> None:
        """The search begins in `section` at the offset `cursor`; `search` is looked for at once."""
        super().__init__()
        self.search = search
        self._cursor = cursor
        self._document = document
        self._section = section
        self._lang = lang
        self._replacing = replacing and not document.read_only
        self._found: list[Match] = []
        self._become: list[str] = []
        self._skipped: set[int] = set()
        self._elsewhere = 0
        self._version = document.version

    def compose(self) -> ComposeResult:
        """What is looked for, what replaces it, and the matches."""
        with Vertical(classes="dialog list wide"):
            yield Bar(id="question")
            yield Input(self.search.wanted, id="wanted", placeholder=words.FIND.pick(self._lang))
            yield Input(id="by", placeholder=words.REPLACE_BY.pick(self._lang))
            yield LineList(id="choices")
            yield Bar(id="hint")

    def on_mount(self) -> None:
        """The cursor in the first line."""
        for line in self.query(Input):
            line.cursor_blink = False
        self.query_one("#by", Input).display = self._replacing
        self.query_one("#wanted", Input).focus()
        self._search()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Searches with every letter, and shows what a replacement makes."""
        if message.input.id == "wanted":
            self.search = self.search._replace(wanted=message.value)
            self._search()
        else:
            self._show()

    def on_input_submitted(self) -> None:
        """Goes to the match under the cursor."""
        self._go()

    def on_line_list_chosen(self) -> None:
        """Goes to the match that was clicked."""
        self._go()

    def action_move(self, by: int) -> None:
        """Moves among the matches."""
        self.query_one(LineList).action_move(by)

    def action_page(self, by: int) -> None:
        """The same by screenfuls."""
        self.query_one(LineList).action_page(by)

    def action_toggle_scope(self) -> None:
        """This section, or the whole plan."""
        self.search = self.search._replace(whole_plan=not self.search.whole_plan)
        self._search()

    def action_toggle_regex(self) -> None:
        """Literal text, or a regular expression."""
        self.search = self.search._replace(regex=not self.search.regex)
        self._search()

    def action_toggle_skip(self) -> None:
        """Leaves the match under the cursor out when all are replaced, or takes it in again; on to the next."""
        at = self._at()
        if at is not None and self._replacing:
            self._skipped ^= {at}
            self._show()
            self.action_move(1)

    def action_replace_one(self) -> None:
        """Replaces the match under the cursor."""
        at = self._at()
        if at is not None:
            self._replace([at])

    def action_replace_all(self) -> None:
        """Replaces all matches that are not left out, as one edit."""
        self._replace([at for at in range(len(self._found)) if at not in self._skipped])

    def _at(self) -> int | None:
        key = self.query_one(LineList).key
        return int(key) if key else None

    def _go(self) -> None:
        at = self._at()
        self.dismiss(self._found[at] if at is not None else None)

    def _search(self) -> None:
        numbers = all_sections(self._document.form) if self.search.whole_plan else [self._section]
        self._found, self._skipped, fault = [], set(), ""
        self._elsewhere = 0
        self._version = self._document.version
        try:
            self._found = matches(self._document.plan, numbers, self.search)
            if self.search.whole_plan:
                self._elsewhere = count_elsewhere(self._document.plan, self.search)
        except PlanuiError as error:
            fault = error.words.pick(self._lang)
        self._show(fault)
        self._nearest()

    def _nearest(self) -> None:
        """The list's cursor on the first match at or after the place that the search began from."""
        order = {number: at for at, number in enumerate(all_sections(self._document.form))}
        began = (order.get(self._section, 0), self._cursor)
        for at, match in enumerate(self._found):
            if (order[match.section], match.start) >= began:
                self.query_one(LineList).put_cursor(str(at))
                return

    def _show(self, fault: str = "") -> None:
        by = self.query_one("#by", Input).value
        self._become = []
        if self._replacing and self._found:
            try:
                self._become = replacements(self._document.plan, self._found, self.search, by)
            except PlanuiError as error:
                fault = error.words.pick(self._lang)
        title = words.REPLACE if self._replacing else words.FIND
        count = words.FOUND.pick(self._lang).format(len(self._found), len({one.section for one in self._found}))
        if self._skipped:
            count += words.SKIPPED.pick(self._lang).format(len(self._skipped))
        if self._elsewhere:
            count += words.ELSEWHERE.pick(self._lang).format(self._elsewhere)
        self.query_one("#question", Bar).show(
            ((title.pick(self._lang), "head"), (f"  {fault or count}", "error" if fault else ""))
        )
        items: list[Item] = []
        for at, match in enumerate(self._found):
            if not at or self._found[at - 1].section != match.section:
                section = self._document.form.section(match.section)
                items.append(Item("", ((section.heading if section is not None else match.section, "head"),)))
            items.append(self._item(at, match))
        self.query_one(LineList).set_items(items)
        scope = (words.SCOPE_PLAN if self.search.whole_plan else words.SCOPE_SECTION).pick(self._lang)
        mode = (words.REGEX_ON if self.search.regex else words.REGEX_OFF).pick(self._lang)
        hint = words.REPLACE_HINT if self._replacing else words.FIND_HINT
        self.query_one("#hint", Bar).show(((hint.pick(self._lang).format(scope, mode), "dim"),))

    def _item(self, at: int, match: Match) -> Item:
        before = match.line[max(0, match.column - _BEFORE) : match.column]
        after = match.line[match.column + len(match.found) :][:_AFTER]
        skipped = at in self._skipped
        parts: list[Part] = [(" ", "")]
        if self._replacing:
            parts = [(" - " if skipped else " + ", "dim" if skipped else "ok")]
        parts += [(before, ""), (match.found, "info")]
        if self._become and not skipped and self.query_one("#by", Input).value:
            parts[-1] = (match.found, "error")
            parts += [("→", "dim"), (self._become[at], "ok")]
        return Item(str(at), (*parts, (after, "")))

    def _replace(self, chosen: list[int]) -> None:
        if not chosen or len(self._become) != len(self._found):
            return
        if self._document.version != self._version:
            # What somebody else saved has come in meanwhile: the places are others.
            self._search()
            self.query_one("#question", Bar).show(((words.SEARCHED_AGAIN.pick(self._lang), "warning"),))
            return
        plan, form = self._document.plan, self._document.form
        picked = [(self._found[at], self._become[at]) for at in chosen]
        changes = [plan_edit.set_text(plan, form, one.section, one.start, one.end, new) for one, new in picked]
        self._document.apply(changes, Spot(picked[0][0].section, picked[0][0].start))
        self._document.check()
        # On from here: what was replaced is not offered first again.
        last, new = picked[-1]
        if len(chosen) == 1:
            self._section, self._cursor = last.section, last.start + len(new)
        self._search()
        done = words.REPLACED.pick(self._lang).format(len(chosen))
        if self._elsewhere:
            done += words.ELSEWHERE.pick(self._lang).format(self._elsewhere)
        self.query_one("#question", Bar).show(((done, "ok"),))
