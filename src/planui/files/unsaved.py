"""What killed editors left behind: the journals that no living editor holds."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress

from planui.files.journal_format import NEW, Replay, replay
from planui.files.process import host_name, lives
from planui.files.reading import read_bytes
from planui.files.state import open_private, path_keys, read_private, remove_quietly, state_folder
from planui.model.record import NamedTuple
from planui.model.words import PlanuiError


class Unsaved(NamedTuple):
    """Unsaved work on one plan.

    `base` is what the plan's file held when the editor last read or saved it (None: that part of the journal is
    damaged), `text` what the editor held last. `alive`: False, its editor is gone; None, it ran on another host, and
    nobody here can tell. `when` is the time of the last record, `last` where the last edit ended in `text` (-1: not
    known). `damaged`: a part could not be read.
    """

    path: str
    when: float
    host: str
    pid: int
    alive: bool | None
    base: str | None
    base_sha256: str
    text: str
    edits: int
    damaged: bool
    journals: tuple[str, ...]
    last: int = -1

    def discard(self) -> None:
        """Drops it for good."""
        for journal in self.journals:
            remove_quietly(journal)


def find_unsaved(path: str | None = None) -> list[Unsaved]:
    """The unsaved work on the plan at `path`, or on any plan, the latest first.

    A journal whose text its plan's file already holds is no unsaved work: it is dropped. Raises `PlanuiError`.
    """
    folder = state_folder("journal")
    starts = tuple(f"{key}-" for key in path_keys(path)) if path is not None else ("",)
    try:
        names = sorted(name for name in os.listdir(folder) if name.startswith(starts) and name.endswith(".journal"))
    except OSError:
        return []
    _clear_half_written(folder)
    sessions: dict[str, list[str]] = {}
    for name in names:
        sessions.setdefault(name.rsplit("-", 1)[0], []).append(os.path.join(folder, name))
    found = [unsaved for journals in sessions.values() if (unsaved := _of_session(journals, path)) is not None]
    return sorted(found, key=lambda unsaved: -unsaved.when)


def _of_session(journals: list[str], path: str | None) -> Unsaved | None:
    """One editor's unsaved work: of its files the latest that gives a text."""
    for journal in sorted(journals, key=_generation, reverse=True):
        try:
            fd = open_private(journal, os.O_RDONLY)
        except OSError:
            continue
        try:
            if not _lock(fd):
                return None
            when = os.fstat(fd).st_mtime
            state = replay(read_private(journal))
            if state.text is None:
                continue
            unsaved = _unsaved(journal, path, when, state, tuple(journals))
            if _alive(unsaved, state):
                return None
            if unsaved.text == unsaved.base and unsaved.damaged:
                continue
            if unsaved.text == unsaved.base or _is_saved(unsaved):
                if unsaved.alive is False:
                    unsaved.discard()
                return None
            return unsaved
        except OSError:
            continue
        finally:
            os.close(fd)
    return None


def _clear_half_written(folder: str) -> None:
    """Removes the journals that were never whole; what they were to hold is in the one before."""
    for name in os.listdir(folder):
        if name.endswith(NEW):
            path = os.path.join(folder, name)
            with suppress(OSError):
                fd = open_private(path, os.O_RDONLY)
                try:
                    gone = _named_host(name) == host_name() and not lives(_named_pid(name), "", "")
                    if _lock(fd) and (gone or os.fstat(fd).st_mtime < time.time() - 3600):
                        remove_quietly(path)
                finally:
                    os.close(fd)


def _generation(journal: str) -> int:
    number = journal.removesuffix(".journal").rpartition("-")[2]
    return int(number) if number.isdecimal() else 0


def _named_host(journal: str) -> str:
    """The host in a journal's name: `PLAN-HOST-PID-RANDOM-NUMBER.journal`."""
    return os.path.basename(journal).rsplit("-", 3)[0].partition("-")[2]


def _named_pid(journal: str) -> int:
    pid = os.path.basename(journal).rsplit("-", 3)[1:2]
    return int(pid[0]) if pid and pid[0].isdecimal() else 0


def _lock(fd: int) -> bool:
    """Whether nobody holds the journal, as far as locks can say."""
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # There are no locks here.
    return True


def _unsaved(journal: str, path: str | None, when: float, state: Replay, journals: tuple[str, ...]) -> Unsaved:
    head = state.header
    # With a damaged header the file's name still says which plan, on which host, in which process.
    host = head.host if head else _named_host(journal)
    pid = head.pid if head else _named_pid(journal)
    return Unsaved(
        path=head.path if head else path or "",
        when=when,
        host=host,
        pid=pid,
        alive=False if host == host_name() else None,
        base=state.base,
        base_sha256=head.base_sha256 if head else "",
        text=state.text or "",
        edits=state.edits,
        damaged=state.damaged,
        journals=journals,
        last=state.last,
    )


def _alive(unsaved: Unsaved, state: Replay) -> bool:
    """Whether the editor still runs although nobody holds the journal: there are no locks, or its disk failed."""
    if unsaved.alive is None or unsaved.pid == os.getpid():
        return False
    head = state.header
    return head is not None and lives(head.pid, head.started, head.boot)


def _is_saved(unsaved: Unsaved) -> bool:
    if not unsaved.path:
        return False
    try:
        return read_bytes(unsaved.path) == unsaved.text.encode("utf-8", "surrogatepass")
    except PlanuiError:
        return False
