"""Find and replace, in the section or the whole plan: every match is shown, as it will read, before it is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.widgets import Input

from planui.model.words import PlanuiError, Words
from planui.screens import words
from planui.screens.dialogs import Dialog
from planui.screens.place_keys import LINE_KEYS, LIST_KEYS, PlaceKey
from planui.search import Match, Search, edit_of, matches, order_of, replacements
from planui.undo import Spot
from planui.widgets.key_line import KeyLine
from planui.widgets.line_list import Item, LineList, Part
from planui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from planui.document import Document
    from planui.model.diagnostic import Place

_BEFORE, _AFTER = 12, 60
"""Characters shown on either side of a match."""
_FIND = Words("查找", "Find")
_REPLACE = Words("替换", "Replace")
_REPLACE_BY = Words("替换为", "Replace by")
_FOUND = Words("{0} 处，在 {1} 节里", "{0} found in {1} section(s)")
_IN_FIELDS = Words("，封面栏目 {0} 处", ", {0} in fields")
_SKIPPED = Words("，跳过 {0} 处", ", {0} skipped")
_REPLACED = Words("替换了 {0} 处", "{0} replaced")
_STAYED = Words("，{0} 处不能换（日期、起止时间，或换了就不是数）", ", {0} stay (a date, a period, or no number then)")
_STAYS = Words("不能换", "stays")
_SEARCHED_AGAIN = Words(
    "内容刚被别人改过，已重新查找；请看过再替换", "somebody else changed the plan: searched anew, look again"
)
_TYPING = Words("查找内容和替换内容", "What is typed")
_SCOPES = (Words("本节", "section"), Words("全文", "whole plan"))
_MODES = (Words("原文", "literal"), Words("正则", "regex"))
_SCOPE = Words("范围[{0}]", "scope [{0}]")
_MODE = Words("方式[{0}]", "mode [{0}]")
_SCOPE_HELP = Words(
    "换一个范围：本节，或全文（连封面栏目和表格）", "the section, or the whole plan with fields and grids"
)
_MODE_HELP = Words(
    "换一种方式：原文，或正则表达式（替换内容里 \\1 是第一组）",
    "literally, or a regular expression (\\1: its first group)",
)
_GO = PlaceKey("Enter", Words("转到", "go"), Words("光标到这一处", "the cursor goes to this match"))
_REPLACING = (
    PlaceKey("F7", Words("换此处", "this"), Words("替换光标所在的这一处", "replace the match under the cursor")),
    PlaceKey(
        "F4", Words("跳过", "skip"), Words("全换时跳过这一处，再按则不跳过", "leave this one out, or take it in again")
    ),
    PlaceKey(
        "F8", Words("全换", "all"), Words("替换所有没有跳过的，一次撤销", "replace all but those skipped, as one step")
    ),
)


class Find(Dialog[Match | None]):
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
    NAME = _FIND
    WITHIN = ((_TYPING, LINE_KEYS),)

    def __init__(self, document: Document, began: Place, lang: str, search: Search, *, replacing: bool) -> None:
        """The search begins in the section and at the place `began`; `search` is looked for at once."""
        super().__init__()
        self.search = search
        self.lang = lang
        self._began = began
        self._document = document
        self._section = began.section or ""
        self._replacing = replacing and not document.read_only
        self._found: list[Match] = []
        self._become: list[str | None] = []
        self._skipped: set[int] = set()
        self._version = document.version

    def compose(self) -> ComposeResult:
        """What is looked for, what replaces it, and the matches."""
        with Vertical(classes="dialog list wide"):
            yield Rows(id="question", most=2)
            yield Input(self.search.wanted, id="wanted", placeholder=_FIND.pick(self.lang))
            yield Input(id="by", placeholder=_REPLACE_BY.pick(self.lang))
            yield LineList(id="choices")
            yield KeyLine(id="hint")

    def on_mount(self) -> None:
        """The cursor in the first line."""
        for line in self.query(Input):
            line.cursor_blink = False
        self.query_one("#by", Input).display = self._replacing
        self.query_one("#wanted", Input).focus()
        self._search()

    def keys_now(self) -> Sequence[PlaceKey]:
        """What is done to a match; the scope and the way of searching with what they are now."""
        scope, mode = _SCOPES[self.search.whole_plan], _MODES[self.search.regex]
        choices = (
            PlaceKey("F2", Words(*(_SCOPE[at].format(scope[at]) for at in (0, 1))), _SCOPE_HELP),
            PlaceKey("F3", Words(*(_MODE[at].format(mode[at]) for at in (0, 1))), _MODE_HELP),
        )
        tab = PlaceKey(
            "Tab", Words("换栏", "other line"), Words("查找内容和替换内容之间", "to what replaces it, and back")
        )
        done = PlaceKey("Esc", Words("关闭", "close"))
        if self._replacing:
            return (*_REPLACING, done, *choices, _GO, tab, *LIST_KEYS)
        return (_GO, done, *choices, *LIST_KEYS)

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
        self._found, self._skipped, fault = [], set(), ""
        self._version = self._document.version
        try:
            section = "" if self.search.whole_plan else self._section
            self._found = matches(self._document.plan, self._document.form, self.search, section)
        except PlanuiError as error:
            fault = error.words.pick(self.lang)
        self._show(fault)
        self._nearest()

    def _nearest(self) -> None:
        """The list's cursor on the first match at or after the place that the search began from."""
        form = self._document.form
        began = order_of(form, self._began)
        for at, match in enumerate(self._found):
            if order_of(form, match.place) >= began:
                self.query_one(LineList).put_cursor(str(at))
                return

    def _show(self, fault: str = "") -> None:
        by = self.query_one("#by", Input).value
        self._become = []
        if self._replacing and self._found:
            try:
                self._become = replacements(self._document.plan, self._found, self.search, by)
            except PlanuiError as error:
                fault = error.words.pick(self.lang)
        title = (_REPLACE if self._replacing else _FIND).pick(self.lang)
        self.query_one("#question", Rows).show(
            ((title, "head"), (f"  {fault or self._count()}", "error" * bool(fault)))
        )
        items: list[Item] = []
        for at, match in enumerate(self._found):
            if not at or self._found[at - 1].section != match.section:
                section = self._document.form.section(match.section or "")
                head = section.heading if section is not None else words.FIELDS.pick(self.lang)
                items.append(Item("", ((head, "head"),)))
            items.append(self._item(at, match))
        self.query_one(LineList).set_items(items)
        self.show_keys()

    def _count(self) -> str:
        sections = len({one.section for one in self._found if one.section is not None})
        in_fields = sum(one.section is None for one in self._found)
        said = _FOUND.pick(self.lang).format(len(self._found), sections)
        for more, count in ((_IN_FIELDS, in_fields), (_SKIPPED, len(self._skipped))):
            if count:
                said += more.pick(self.lang).format(count)
        return said

    def _item(self, at: int, match: Match) -> Item:
        before = match.line[max(0, match.column - _BEFORE) : match.column]
        after = match.line[match.column + len(match.found) :][:_AFTER]
        become = self._become[at] if self._become else ""
        skipped = at in self._skipped or become is None
        parts: list[Part] = [(" ", "")]
        if self._replacing:
            parts = [(" - " if skipped else " + ", "dim" if skipped else "ok")]
        if match.name:
            parts.append((f"{match.name}：", "dim"))
        parts += [(before, ""), (match.found, "info")]
        if become and not skipped and self.query_one("#by", Input).value:
            parts[-1] = (match.found, "error")
            parts += [("→", "dim"), (become, "ok")]
        stays = ((f" {_STAYS.pick(self.lang)}", "warning"),) if become is None else ()
        return Item(str(at), (*parts, (after, "")), stays)

    def _replace(self, chosen: list[int]) -> None:
        if not chosen or len(self._become) != len(self._found):
            return
        if self._document.version != self._version:
            # What somebody else saved has come in meanwhile: the places are others.
            self._search()
            self._say(_SEARCHED_AGAIN.pick(self.lang), "warning")
            return
        plan, form = self._document.plan, self._document.form
        picked = [(self._found[at], new) for at in chosen if (new := self._become[at]) is not None]
        if picked:
            place = picked[0][0].place
            spot = Spot(place.section, place.start if place.part == "text" else 0, place.table, place.row, place.key)
            try:
                self._document.apply(edit_of(plan, form, picked), spot)
            except PlanuiError as error:
                self._say(error.words.pick(self.lang), "error")
                return
            self._document.check()
            if len(chosen) == 1:
                # On from here: what was replaced is not offered first again.
                place, new = picked[0][0].place, picked[0][1]
                self._began = place._replace(start=place.start + len(new))
        self._search()
        done = _REPLACED.pick(self.lang).format(len(picked))
        if len(picked) < len(chosen):
            done += _STAYED.pick(self.lang).format(len(chosen) - len(picked))
        self._say(done, "ok" if picked else "warning")

    def _say(self, said: str, style: str) -> None:
        self.query_one("#question", Rows).show(((said, style),))
