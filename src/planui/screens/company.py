"""The others who have the plan open: where they are, and what they save, which is merged in as soon as it is there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from planui.commands import command
from planui.files.plan_watch import News, PlanWatch
from planui.files.presence import saved_mark
from planui.files.process import host_name, terminal_of, user_name
from planui.files.stamp import stamp_of
from planui.model.words import PlanuiError, Words
from planui.screens import words

if TYPE_CHECKING:
    from planui.document import MergeOutcome
    from planui.files.presence import Editor as Other
    from planui.files.stamp import Stamp
    from planui.screens.editor import Editor

_UPDATED_BY = Words("{0} 由 {1} 更新", "{0} updated by {1}")
_COMMA = Words("、", ", ")
_AND_MORE = Words("{0} 等 {1} 处", "{0} and more, {1} in all,")
_CONFLICTS_LEFT = Words("；有 {0} 处冲突，{1} 并排取舍", "; {0} conflict(s): {1} settles them")
_SOMEBODY_HERE = Words("{0} 也在编辑这份计划 {1}", "{0} is editing this plan, too: {1}")
_FILE_GONE = Words(
    "{0} 被删除或移走了；这里的内容都在，保存时会重新写入",
    "{0} was deleted or moved away; all is still here, and saving writes it anew",
)

_NAMED = 3
"""Sections that one message names."""


class Company:
    """What an editor knows of the others. Its watch runs from `start` to `stop`."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._others: tuple[Other, ...] = ()
        self._writers: dict[str, str] = {}
        self._watch: PlanWatch | None = None
        self._waits = False

    def start(self) -> None:
        """Watches the plan's file, another one than before after a “save as”."""
        self.stop()
        document = self._editor.document
        self._watch = PlanWatch(document.path, self._hear, marked=not document.read_only)
        self.tell()
        self._watch.start()

    def stop(self) -> None:
        """Watches no longer."""
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    def tell(self) -> None:
        """Lets the others know where the user is now."""
        if self._watch is not None:
            self._watch.at(self._editor.section)

    def tell_saving(self) -> None:
        """Lets the others know whose the file is that they are about to find."""
        if self._watch is not None:
            self._watch.saving(stamp_of(self._editor.document.text.encode("utf-8")))

    def names_at(self, number: str) -> str:
        """Who else is in a section."""
        return "、".join(dict.fromkeys(self._name(other) for other in self._others if other.section == number))

    def places(self) -> dict[str, str]:
        """The sections where others are, with their names."""
        return {other.section: self.names_at(other.section) for other in self._others if other.section}

    # What the watch says ------------------------------------------------------------------------------------------

    def _hear(self, news: News) -> None:
        """In the watch's thread."""
        self._editor.call_later(self._take_news, news)

    def _take_news(self, news: News) -> None:
        editor = self._editor
        if self._watch is None or not editor.is_attached:
            return
        came = [other for other in news.editors if other.pid not in {known.pid for known in self._others}]
        moved = news.editors != self._others
        self._others = news.editors
        self._writers.update({other.saved: self._name(other) for other in news.editors if other.saved})
        if moved:
            editor.show_company()
        if news.stamp != editor.document.file.stamp:
            if news.stamp is None or news.stamp != editor.document.file.refused:  # what was refused has been told
                self._waits = True
                self.look()
        elif editor.document.file.gone:
            editor.document.file.gone = False  # moved back
            editor.show_bars()
        elif came and not editor.notice.zh:
            other = came[0]
            editor.say(_SOMEBODY_HERE.format(self._name(other), other.section), "info")

    def look(self) -> None:
        """Takes in what others have saved, unless a dialog is open: then when it closes."""
        editor = self._editor
        if not self._waits or editor.app.screen is not editor:
            return
        self._waits = False
        document = editor.document
        if not os.path.lexists(document.path):
            if not document.file.is_new and not document.file.gone:
                document.file.gone = True
                editor.say(_FILE_GONE.format(document.path), "error")
            return
        try:
            self.take_in()
        except PlanuiError as error:
            editor.say(error.words, "error")

    def take_in(self) -> MergeOutcome | None:
        """Merges what another saved, and says what that changed; None where there was nothing.

        Raises `PlanuiError` where it could not be done.
        """
        editor = self._editor
        document = editor.document
        before = document.plan.text(editor.section)
        from planui.model.diff_words import changes_between

        twins = any(_is_me(other) for other in self._others)
        outcome = document.take_in(self._writer, own_names()[twins])
        if outcome is None:
            return None
        editor.text_pane.buffer_merged(changes_between(before, document.plan.text(editor.section)))
        editor.plan_changed()
        if outcome.changed:
            editor.say(_said(outcome), "error" if outcome.conflicts else "info")
        return outcome

    def _name(self, other: Other) -> str:
        """Whose editor that is; where one user has several on this machine, with its terminal."""
        if other.host != host_name():
            return f"{other.user}@{other.host}"
        several = _is_me(other) or sum((one.user, one.host) == (other.user, other.host) for one in self._others) > 1
        return f"{other.user}({terminal_of(other.pid)})" if several else other.user

    def _writer(self, stamp: Stamp) -> str:
        """Who saved the content of that stamp; empty where nobody said so."""
        return self._writers.get(saved_mark(stamp), "")


def _said(outcome: MergeOutcome) -> Words:
    """Which sections changed, by whom, and whether anything is left to be settled."""
    said = []
    for lang in ("zh", "en"):
        names = [number or words.OUTSIDE.pick(lang) for number in outcome.changed]
        shown = _COMMA.pick(lang).join(names[:_NAMED])
        if len(names) > _NAMED:
            shown = _AND_MORE.pick(lang).format(shown, len(names))
        line = _UPDATED_BY.pick(lang).format(shown, outcome.who or words.ANOTHER_PROGRAM.pick(lang))
        if outcome.conflicts:
            line += _CONFLICTS_LEFT.pick(lang).format(outcome.conflicts, command("conflicts").shown_key)
        said.append(line)
    return Words(*said)


def _is_me(other: Other) -> bool:
    return (other.user, other.host) == (user_name(), host_name())


def own_names() -> tuple[str, str]:
    """What others call this editor: its user, and that with its terminal where the user has another one open."""
    return user_name(), f"{user_name()}({terminal_of(os.getpid())})"
