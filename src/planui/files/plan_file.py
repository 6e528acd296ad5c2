"""The file of an open plan: what it held last, the journal of what it does not hold yet, its earlier versions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from planui.files.history import keep_version
from planui.files.journal import Journal, Unsaved, find_unsaved
from planui.files.recent import Place, place_in, remember
from planui.files.save import Saved, Stamp, create, mend, read_stamped, save
from planui.model.record import NamedTuple
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planui.model.diagnostic import Change

_READ_ONLY = Words("以只读方式打开，不能保存", "opened read-only: not saved")


class Written(NamedTuple):
    """What another program wrote: its bytes, and their stamp."""

    data: bytes
    stamp: Stamp


class PlanFile:
    """Where an open plan is kept. The text itself is the document's."""

    def __init__(self, path: str, text: str, stamp: Stamp | None, *, read_only: bool) -> None:
        """`stamp` None: the file is not there yet; `text` is what it holds, or will hold first."""
        self.path = path
        self.read_only = read_only
        self.stamp = stamp
        """What the file held when it was last read or written; None while the plan has none."""
        self.held = text if stamp is not None else ""
        """The text that it held then."""
        self.gone = False
        """Whether the file was deleted or moved away since; a save writes it anew."""
        self.refused: Stamp | None = None
        """What the file holds now where that is no plan and so was not taken in; None where it is one."""
        self._first_kept = stamp is None
        self._journal = Journal.open(path, self.held, text) if not read_only else None

    @staticmethod
    def read(path: str, *, read_only: bool) -> tuple[Written, Words | None]:
        """What a file holds, and what the user should be told: a torn save that was mended. Raises `PlanuiError`."""
        notice = mend(path) if not read_only else None
        return Written(*read_stamped(path)), notice

    @property
    def folder(self) -> str:
        """The folder of the file, which the plan's pictures and form are looked for from."""
        return os.path.dirname(os.path.abspath(self.path))

    @property
    def is_new(self) -> bool:
        """Whether there is no file yet."""
        return self.stamp is None

    def lacks(self, text: str) -> bool:
        """Whether the plan's text is one that the file does not hold; any is, where the file is gone."""
        return self.gone or text != self.held

    # Writing and reading ------------------------------------------------------------------------------------------

    def save(self, text: str) -> Saved:
        """Writes the text. Raises `PlanuiError` (also `FileChanged`, `SaveError`): the journal keeps the work then."""
        if self.read_only:
            raise PlanuiError(_READ_ONLY)
        data = text.encode("utf-8")
        saved = save(self.path, data, self.stamp)
        self._keep_first()
        self._now_holds(saved.stamp, text, text)
        self.flush_journal()
        unkept = keep_version(self.path, data)
        return saved if saved.notice is not None or unkept is None else saved._replace(notice=unkept)

    def save_as(self, path: str, text: str) -> Saved:
        """Writes the text to another file, which must not be there yet, and goes on with that one."""
        saved = create(path, text.encode("utf-8"))
        self.close(discard=True)
        self.path, self.read_only = path, False
        self._journal = Journal.open(path, text)
        self._now_holds(saved.stamp, text, text)
        return saved

    def written_by_another(self) -> Written | None:
        """What another program wrote since; None where the file is as it was. Raises `PlanuiError`: unreadable."""
        data, stamp = read_stamped(self.path)
        return Written(data, stamp) if stamp != self.stamp else None

    def refuse(self, written: Written) -> None:
        """What another wrote is no plan: it is not taken in, and not told again."""
        self.refused = written.stamp

    def took_in(self, written: Written, theirs: str, text: str, who: str) -> None:
        """What another wrote is in the plan's text now: what differs from it is what is unsaved."""
        if not self.read_only:
            self._keep_first()
            keep_version(self.path, written.data, "other", who=who)
        self._now_holds(written.stamp, theirs, text)

    def _keep_first(self) -> None:
        """What the file held before this editor's first save, or the first of others, is a version, too."""
        if not self._first_kept:
            keep_version(self.path, self.held.encode("utf-8"), "other")
            self._first_kept = True

    def _now_holds(self, stamp: Stamp, held: str, text: str) -> None:
        self.gone = False
        self.refused = None
        self.stamp, self.held = stamp, held
        if self._journal is not None:
            self._journal.saved(held, text)

    # The journal --------------------------------------------------------------------------------------------------

    def record(self, changes: Sequence[Change]) -> None:
        """Notes changes of the text; `flush_journal` brings them to the disk."""
        if self._journal is not None:
            self._journal.record_all(changes)

    @property
    def journal_waits(self) -> bool:
        """Whether something that was typed has not reached the disk yet."""
        return self._journal is not None and self._journal.dirty

    def flush_journal(self) -> Words | None:
        """Brings what was typed to the disk (from any thread); a warning, once, when that fails."""
        return self._journal.flush() if self._journal is not None else None

    def close(self, *, discard: bool) -> None:
        """Ends the journal. `discard`: what is unsaved is not wanted any more; else it will be offered again."""
        if self._journal is not None:
            self._journal.close(discard=discard)
            self._journal = None

    def unsaved(self) -> list[Unsaved]:
        """Work on this plan that killed editors left behind, the latest first."""
        return find_unsaved(self.path) if not self.read_only else []

    # The place in it ----------------------------------------------------------------------------------------------

    def last_place(self) -> Place | None:
        """Where the user was when this plan was last closed."""
        return place_in(self.path)

    def remember(self, place: Place) -> None:
        """Puts this plan first among the recent ones, with the place to come back to."""
        if not self.read_only:
            remember(self.path, place)
