"""The editor: outline, text, grid and findings of one document, and the lines that say where one is."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from planui.buffers import SectionBuffer
from planui.commands import COMMANDS, command
from planui.files.recent import Place
from planui.model.edit import difference
from planui.model.words import PlanuiError, Words
from planui.screens import editor_view, moving, words
from planui.screens.checking import Checked, Checking
from planui.screens.company import Company
from planui.screens.editor_actions import ACTIONS
from planui.screens.journaling import Journaling
from planui.screens.tour import TYPED, end_tour, start_tour, tour_did
from planui.screens.trail import Trail
from planui.search import Match, Search
from planui.undo import Spot
from planui.widgets.bar import Bar
from planui.widgets.findings import Findings
from planui.widgets.grid import Grid
from planui.widgets.line_list import LineList
from planui.widgets.outline import Outline
from planui.widgets.rows import Rows
from planui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from planui.document import Document
    from planui.model.diagnostic import Diagnostic

NO_KEY = "f35"
"""Stands for no key, where a command has none until the user gives it one: no terminal sends it."""
NARROW = 100
"""Columns below which the outline beside the text folds away: a row of text needs some forty Chinese characters."""


class Editor(Screen[None]):
    """Shows one document. Widgets ask, the document does, and then everything that changed is shown again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(",".join(one.keys) or NO_KEY, f"run('{one.id}')", show=False, priority=True, id=one.id)
            for one in COMMANDS
        ),
        Binding("escape", "leave_tour", show=False),
    ]

    def __init__(
        self,
        document: Document,
        lang: str,
        section: str | None = None,
        *,
        tour: bool = False,
        problem: Words | None = None,
    ) -> None:
        """`section`: where to begin; else where the user was last, else at the first section.

        `tour`: begins with the tour. `problem`: what is wrong with the user's settings.
        """
        super().__init__()
        self.document = document
        self.lang = lang
        last = document.last_place()
        self._cursor = last.offset if last is not None and section in (None, last.section) else 0
        self.section = section or (last.section if last is not None else document.form.leaves[0].number)
        self.outline_wanted: bool | None = None
        self.findings_wanted = True
        self.notice = Words("", "")
        self.notice_style = ""
        self.tour: int | None = None
        self._tour_wanted = tour and not document.read_only
        self._problem = problem
        self.finding_kind = 0
        self.render_fault = ""
        self.search = Search("")
        self.last_match: tuple[Match, Words] | None = None
        self.trail = Trail()
        self._said_at = ("", 0)
        self.last_finding: Diagnostic | None = None
        self.checking = Checking(self)
        self.journaling = Journaling(self)
        self.company = Company(self)

    def compose(self) -> ComposeResult:
        """Outline; text and findings, up to the right edge; the grid; below them the lines."""
        with Horizontal(id="body"):
            yield Outline(id="outline")
            with Vertical(id="center"):
                yield Bar(id="heading")
                yield Static(id="guidance", markup=False)
                yield TextPane(id="text")
                yield Findings(id="findings")
        yield Grid(id="grid")
        yield Bar(id="tour")
        yield Rows(id="message", keeps=True)
        yield Bar(id="status")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Everything, once; the cursor in the text."""
        self.query_one("#guidance").display = False
        self.query_one("#tour").display = False
        self.outline.border_title = None
        self.outline.nothing = words.NO_SECTION.pick(self.lang)
        self.text_pane.asks_for_cells = True
        self.document.check()
        self.show_section(self.section, self._cursor)
        self.set_focus(self.text_pane)
        if self._tour_wanted:
            start_tour(self)
        if self.document.notice is not None:
            self.say(self.document.notice, "warning")
        elif self._problem is not None:
            self.say(self._problem, "warning")
        elif conflicts := len(self.document.conflicts()):
            self.say(words.CONFLICTS_UNSETTLED.format(conflicts, command("conflicts").shown_key), "error")
        elif self.document.file.is_new:
            self.say(words.NEW_FILE.format(self.document.path), "warning")
        self.call_after_refresh(self._offer_unsaved)
        self.company.start()

    def _offer_unsaved(self) -> None:
        """Work that a killed editor left on this plan, if there is some."""
        with suppress(PlanuiError):  # the state folder cannot be used: the journal says so with the first key
            if self.document.file.unsaved():
                from planui.screens.unsaved import offer_unsaved

                offer_unsaved(self)

    def remember(self) -> None:
        """Notes the place to come back to, and puts the plan first among the recent ones."""
        self.document.file.remember(Place(self.section, self.text_pane.cursor))

    def on_unmount(self) -> None:
        """The others see that nobody is here any more."""
        self.company.stop()

    def on_screen_resume(self) -> None:
        """What others saved while a dialog was open."""
        self.company.look()

    # -- parts ------------------------------------------------------------------------------------------------------

    @property
    def text_pane(self) -> TextPane:
        """The pane of the section's text."""
        return self.query_one("#text", TextPane)

    @property
    def grid(self) -> Grid:
        """The grid below the text."""
        return self.query_one("#grid", Grid)

    @property
    def outline(self) -> Outline:
        """The outline."""
        return self.query_one("#outline", Outline)

    @property
    def findings(self) -> Findings:
        """The findings."""
        return self.query_one("#findings", Findings)

    @property
    def footer(self) -> Bar:
        """The keys that matter here."""
        return self.query_one("#footer", Bar)

    @property
    def table_kind(self) -> str:
        """The kind of grid that the section has; empty for none."""
        section = self.document.form.section(self.section)
        return section.table if section is not None else ""

    # -- what is shown ----------------------------------------------------------------------------------------------

    def open_section(self, number: str, cursor: int = 0) -> None:
        """Goes to a section, the cursor at an offset of its text; where one was can be gone back to."""
        self.trail.leave(Place(self.section, self.text_pane.cursor), passing=self.outline.has_focus)
        self.show_section(number, cursor)

    def show_section(self, number: str, cursor: int = 0) -> None:
        """Shows a section, the cursor at an offset of its text."""
        self.section = number
        self.company.tell()
        self.notice = Words("", "")
        self.query_one("#message", Rows).release()
        self.grid.begin()
        self.text_pane.show(SectionBuffer(self.document, number), cursor, read_only=self.document.read_only)
        guidance = self.query_one("#guidance", Static)
        guidance.update(editor_view.guidance_text(self.document.form, number, self.lang))
        self.show_all()
        self.outline.put_cursor(number)
        self.outline.mark(number)

    def show_all(self) -> None:
        """Brings everything beside the text up to date with the document and its findings."""
        found = self.document.diagnostics
        editor_view.show_findings(self)
        if self.document.is_checked:  # else the pane's marks, which move with the text, are nearer to the truth
            self.text_pane.set_marks(editor_view.marks(found, self.section, self.lang))
        editor_view.show_grid(self)
        self._keep_focus()
        self.show_company()

    def show_company(self) -> None:
        """The outline and the lines, which say where the others are."""
        self.outline.set_lines(editor_view.section_lines(self.document, self.company.places()))
        self.show_bars()

    def show_bars(self) -> None:
        """The heading, the message and the status line."""
        editor_view.show_bars(self)

    def say(self, said: Words, style: str = "") -> None:
        """Says something on the message line, until the next key."""
        self.notice, self.notice_style = said, style
        self._said_at = (self.section, self.text_pane.cursor)
        self.show_bars()

    # -- after a change ---------------------------------------------------------------------------------------------

    def plan_changed(self) -> None:
        """The document was changed from elsewhere than the text pane: check, and show everything."""
        self.checking.soon()
        self.journaling.note()

    def follow(self, spot: Spot, before: str) -> None:
        """Shows where undo, redo, a fix or a merge has changed something; `before` is the section's text before it."""
        if spot.section is None or spot.section == self.section:
            after = self.document.plan.text(self.section)
            change = difference(before, after)
            if change is not None:
                cursor = min(spot.cursor, len(after)) if spot.section is not None and not spot.table else None
                self.text_pane.buffer_changed(change.start, change.end, change.start + len(change.text), cursor)
        self.checking.soon()
        if spot.section is not None and spot.section != self.section:
            self.open_section(spot.section, spot.cursor)
        if spot.table:
            self.grid.put_cursor(spot.row, spot.key)
        self.journaling.note()

    def on_text_pane_edited(self, message: TextPane.Edited) -> None:
        """A key has changed the text: the check follows, before the screen is painted where there is time for it."""
        tour_did(self, TYPED)
        self.notice = Words("", "")
        self.journaling.note()
        self.checking.after_key(message.new_end - message.start)

    def on_text_pane_cells_pasted(self, message: TextPane.CellsPasted) -> None:
        """Cells of a spreadsheet, in the text: it is asked where they belong."""
        if self.table_kind or message.text.strip().count("\n") or message.text.strip().count("\r"):
            from planui.screens.pasted_cells import ask_where

            ask_where(self, message.text)
        else:
            self.text_pane.insert(message.text)

    def on_checked(self, message: Checked) -> None:
        """A thread has looked the plan over."""
        self.checking.take(message)

    def check_now(self) -> None:
        """Brings the findings up to date where a key has come before the check: their places would be wrong."""
        if not self.document.is_checked:
            self.checking.now()

    # -- messages ---------------------------------------------------------------------------------------------------

    def on_text_pane_cursor_moved(self) -> None:
        """The heading says where the cursor is, the message line what is found there."""
        if self._said_at != (self.section, self.text_pane.cursor):
            self.notice = Words("", "")
        if not self.checking.follows_at_once:
            self.show_bars()

    def on_line_list_highlighted(self, message: LineList.Highlighted) -> None:
        """Moving in the outline shows the section at once."""
        if message.list is self.outline and message.key:
            self.open_section(message.key)

    def on_line_list_chosen(self, message: LineList.Chosen) -> None:
        """Choosing a section or a finding goes there."""
        if message.list is self.outline:
            self.open_section(message.key)
            self.set_focus(self.text_pane)
        elif message.list is self.findings:
            moving.go_to(self, editor_view.finding_of(self.document, message.key))

    def on_grid_asked(self, message: Grid.Asked) -> None:
        """A command on a cell."""
        from planui.screens import grid_actions

        grid_actions.run(self, message)

    def on_grid_moved(self) -> None:
        """The message line has the cell under the cursor, whole, and what is found there."""
        self.notice = Words("", "")
        self.show_bars()

    def on_key(self, event: events.Key) -> None:
        """What is typed where nothing can be written is answered."""
        if self.document.read_only and event.is_printable and self.text_pane.has_focus:
            self.say(words.READ_ONLY_TYPED, "warning")

    def on_paste(self, event: events.Paste) -> None:
        """So is what is pasted."""
        if self.document.read_only:
            self.say(words.READ_ONLY_TYPED, "warning")

    def on_descendant_focus(self) -> None:
        """The footer has the keys of the pane one is in, the message line what is found where the cursor is."""
        self.show_footer()
        if self.document.is_checked:
            self.show_bars()

    def show_footer(self) -> None:
        """The keys that matter here."""
        place = self.focused.id or "" if self.focused is not None else ""
        self.footer.show(editor_view.footer_parts(self.lang, self.size.width, place))

    def on_resize(self, event: events.Resize) -> None:
        """Panes fold away where there is no room for them."""
        self.fold_panes(event.size.width)

    def fold_panes(self, width: int | None = None) -> None:
        """Shows the panes that are wanted; the outline, unless asked for, only where there is room beside the text."""
        narrow = (width or self.size.width) < NARROW
        self.set_class(narrow, "narrow")
        self.show_footer()
        shown = self.outline_wanted if self.outline_wanted is not None else not narrow
        self.outline.display = shown
        self.findings.display = self.findings_wanted
        self._keep_focus()
        self.call_after_refresh(self.show_all)

    def _keep_focus(self) -> None:
        """The text has the keys where the pane that had them is put away."""
        if self.focused is not None and not self.focused.display:
            self.set_focus(self.text_pane)

    def action_run(self, name: str) -> None:
        """Runs one of the commands."""
        ACTIONS[name](self)
        tour_did(self, name)

    def action_leave_tour(self) -> None:
        """Ends the tour, where it is shown."""
        if self.tour is not None:
            end_tour(self)
