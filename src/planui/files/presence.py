"""Who else edits a plan, where, and from which host: small files beside the plan, one for each editor.

Advice for people, nothing more: no save looks at it. What others wrote is read in small portions, never followed as a
link, and cleaned of everything that is not plain text.
"""

from __future__ import annotations

import fcntl
import os
import stat
import threading
import time
import unicodedata
from contextlib import suppress

from planui.files.process import host_name, lives, user_name
from planui.files.stamp import Stamp, stamp_of
from planui.model.record import NamedTuple

BEAT = 30.0
"""Seconds after which an editor should say again that it is there (`Presence.beat`)."""
_STALE = 180.0
"""Seconds after which an editor on another host, whose lock cannot be seen from here, counts as gone."""
_LITTER = 86400.0
"""Seconds after which a file that nobody holds is removed, whoever left it."""
_MAX_BYTES = 1024
_SAVED = 16
_MAX_EDITORS = 32
_FIRST = "planui 1"


class Editor(NamedTuple):
    """Somebody who edits the plan: user, host, process, the section (empty: the fields, or not known).

    `saved` begins the SHA-256 of what that editor saved last; empty before its first save.
    """

    user: str
    host: str
    pid: int
    section: str
    saved: str = ""


class Presence:
    """This editor's own mark beside a plan. Quiet where the folder is not writable: then nobody sees it.

    All methods may be called from any thread.
    """

    def __init__(self, path: str) -> None:
        self._plan = os.path.realpath(path)
        self._folder = os.path.dirname(self._plan)
        self._name = _prefix(self._plan) + os.urandom(8).hex()
        self._section = ""
        self._saved = ""
        self._fd = -1
        self._skew = 0.0
        self._closed = False
        self._lock = threading.Lock()

    def at(self, section: str, saved: Stamp | None = None) -> None:
        """Says where this editor is now, and what it saved last."""
        self._section = section
        if saved is not None:
            self._saved = saved_mark(saved)
        self.beat()

    def beat(self) -> None:
        """Says that this editor is still there."""
        with self._lock, suppress(OSError):
            if self._closed:
                return
            if self._fd < 0 or os.fstat(self._fd).st_nlink == 0:
                self._begin()
            words = (_FIRST, user_name(), host_name(), str(os.getpid()), self._section, self._saved)
            data = "\n".join(word.replace("\n", " ") for word in words).encode("utf-8", "replace")[:_MAX_BYTES] + b"\n"
            os.pwrite(self._fd, data, 0)
            os.ftruncate(self._fd, len(data))
            # A file server's clock, which stamps the marks, may differ from this machine's.
            self._skew = os.fstat(self._fd).st_mtime - time.time()

    def others(self) -> list[Editor]:
        """Who else edits the plan now."""
        return _editors(self._plan, self._name, self._skew)

    def close(self) -> None:
        """Takes the mark away for good."""
        with self._lock:
            self._closed = True
            if self._fd >= 0:
                with suppress(OSError):
                    os.unlink(os.path.join(self._folder, self._name))
                os.close(self._fd)
                self._fd = -1

    def _begin(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        fd = os.open(os.path.join(self._folder, self._name), flags, 0o600)
        with suppress(OSError):
            # Whoever may read the plan may read this; nobody else may write it.
            status = os.stat(self._plan)
            with suppress(OSError):
                os.fchown(fd, -1, status.st_gid)
            os.fchmod(fd, 0o600 | (status.st_mode & 0o044))
        with suppress(OSError):
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._fd = fd


def saved_mark(stamp: Stamp) -> str:
    """What an editor's mark says of the content that it saved (`Editor.saved`)."""
    return stamp.sha256[:_SAVED]


def who_edits(path: str) -> list[Editor]:
    """Who edits a plan now, for an editor that leaves no mark itself."""
    return _editors(os.path.realpath(path), "", 0.0)


def _prefix(plan: str) -> str:
    return f".planui-who-{stamp_of(os.fsencode(os.path.basename(plan))).sha256[:10]}-"


def _editors(plan: str, own: str, skew: float) -> list[Editor]:
    folder, prefix = os.path.dirname(plan), _prefix(plan)
    try:
        names = sorted(name for name in os.listdir(folder) if name.startswith(prefix) and name != own)
    except OSError:
        return []
    now = time.time() + skew
    found = []
    for name in names[:_MAX_EDITORS]:
        with suppress(OSError, ValueError):
            editor = _editor(os.path.join(folder, name), now)
            if editor is not None:
                found.append(editor)
    return found


def _editor(file: str, now: float) -> Editor | None:
    fd = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            return None
        held = _held(fd)
        age = now - status.st_mtime
        words = os.read(fd, _MAX_BYTES).decode("utf-8", "replace").split("\n")
    finally:
        os.close(fd)
    if len(words) < 5 or words[0] != _FIRST or not words[3].isdecimal():
        return None
    saved = words[5][:_SAVED] if len(words) > 5 and words[5].isalnum() else ""
    editor = Editor(_plain(words[1]), _plain(words[2]), int(words[3][:10]), _plain(words[4]), saved)
    here = editor.host == host_name()
    if held is None and here:
        held = lives(editor.pid, "", "")
    if held or (not here and age < _STALE):
        return editor
    if here or age > _LITTER:
        with suppress(OSError):
            os.unlink(file)
    return None


def _held(fd: int) -> bool | None:
    """Whether an editor that lives holds the file; None: there are no locks here."""
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return None
    return False


def _plain(text: str) -> str:
    """A short text of letters, figures, signs and spaces: no control, format or private character gets through."""
    return "".join("?" if unicodedata.category(char)[0] == "C" else char for char in text[:64]).strip()
