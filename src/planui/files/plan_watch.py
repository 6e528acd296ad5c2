"""Watching one plan while it is edited: what its file holds, and who else is there.

What the file holds is known by reading it; times and sizes only say when to look sooner. That works on file servers,
too, where no notice of other hosts' writing comes. One thread makes a few system calls a second, and calls the editor
only when there is something new.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from planui.files.presence import BEAT, Editor, Presence, who_edits
from planui.files.stamp import Stamp, read_stamped
from planui.model.record import NamedTuple
from planui.model.words import PlanuiError

if TYPE_CHECKING:
    from collections.abc import Callable

_STEP = 0.4
"""Seconds between looks at the file's status, and at this editor's own place."""
_READ = 2.0
"""Seconds after which the file is read whatever its status says, and the others' marks are looked at."""
_SHARE = 0.002
"""The part of a processor that reading may take: a large plan on a slow machine is read less often."""
_SETTLED = 0.1
"""Seconds for which a changed file must hold the same: who writes in place is let finish."""


class News(NamedTuple):
    """What is new: `stamp` is what the file holds (None: it is gone, or cannot be read), `editors` are the others."""

    stamp: Stamp | None
    editors: tuple[Editor, ...]


class PlanWatch:
    """Watches a plan from a thread of its own, and keeps this editor's mark beside it.

    `tell` is called in that thread, at first with what there is, then with everything new.
    """

    def __init__(self, path: str, tell: Callable[[News], None], *, marked: bool) -> None:
        """`marked` False leaves no mark: for an editor that only reads."""
        self._path = path
        self._tell = tell
        self._presence = Presence(path) if marked else None
        self._section = ""
        self._wake = threading.Event()
        self._ended = False
        self._status: tuple[int, ...] | None = None
        self._known: Stamp | None = None
        self._editors: tuple[Editor, ...] = ()
        self._read_due = self._beat_due = 0.0
        self._thread = threading.Thread(target=self._run, name="planui-watch", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def at(self, section: str) -> None:
        """Where the user is now: written beside the plan soon. Never waits for a disk."""
        self._section = section

    def saving(self, stamp: Stamp) -> None:
        """What is about to be saved: the others are to know whose it is when they find it."""
        if self._presence is not None:
            self._presence.at(self._section, stamp)

    def stop(self) -> None:
        """Ends, and takes the mark away."""
        self._ended = True
        self._wake.set()
        if self._presence is not None:
            with suppress(OSError):
                self._presence.close()

    def _run(self) -> None:
        said = None
        first = True
        while not self._ended:
            with suppress(OSError, PlanuiError):
                if self._presence is not None and (self._section != said or time.monotonic() >= self._beat_due):
                    said = self._section
                    self._beat_due = time.monotonic() + BEAT
                    self._presence.at(said)
                if (self._look() or first) and not self._ended:
                    first = False
                    self._tell(News(self._known, self._editors))
            self._wake.wait(_STEP)

    def _look(self) -> bool:
        """Whether there is anything new."""
        status = _status(self._path)
        now = time.monotonic()
        if status == self._status and now < self._read_due:
            return False
        began = time.thread_time()
        stamp = _stamp(self._path)
        while stamp != self._known and not self._wake.wait(_SETTLED):
            again = _stamp(self._path)
            if again == stamp:
                break
            stamp = again
        editors = tuple(self._presence.others() if self._presence is not None else who_edits(self._path))
        self._read_due = now + max(_READ, (time.thread_time() - began) / _SHARE)
        new = (stamp, editors) != (self._known, self._editors)
        self._status, self._known, self._editors = status, stamp, editors
        return new


def _status(path: str) -> tuple[int, ...] | None:
    """What is cheap to know of a file and of its folder; None where it is gone."""
    try:
        file, folder = os.stat(path), os.stat(os.path.dirname(os.path.realpath(path)))
    except OSError:
        return None
    return (file.st_ino, file.st_size, file.st_mtime_ns, file.st_ctime_ns, folder.st_mtime_ns)


def _stamp(path: str) -> Stamp | None:
    try:
        return read_stamped(path)[1]
    except PlanuiError:
        return None
