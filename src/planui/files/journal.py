"""The journal of one open plan: every edit that is not saved yet, on the disk within a second.

`record` only notes an edit; `flush`, from a thread, writes and syncs what was noted. The journal keeps its own copy of
the text, so it can write a whole one where many edits came together, and begin anew after the disk failed.
"""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from planui.files.journal_format import (
    BASE,
    EDITS,
    HEADER,
    MAGIC,
    NEW,
    SNAPSHOT,
    Header,
    apply_edits,
    frame,
    pack_edits,
    pack_header,
    pack_text,
)
from planui.files.process import boot_id, host_name, start_of
from planui.files.stamp import stamp_of
from planui.files.state import open_private, path_key, remove_quietly, state_folder, sync_folder, write_all
from planui.files.unsaved import Unsaved, find_unsaved
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Journal", "Unsaved", "find_unsaved"]

_SNAPSHOT_AFTER = 64_000
"""Bytes of edits after which a whole text is written: replaying stays short, and damage costs little."""
_ANEW_AFTER = 4_000_000
"""Bytes after which a new journal file replaces the old one."""
_OUT_OF_STEP = Words("日志与正文对不上：{0}", "the journal does not match the text: {0}")
_STOPPED = Words(
    "改动暂时记不进恢复日志（{0}）：编辑可以继续，但请尽快保存",
    "changes cannot be written to the recovery journal for now ({0}): editing goes on, but save soon",
)


_sync = getattr(os, "fdatasync", os.fsync)


class Journal:
    """One open plan's journal. Its file comes with the first edit, and goes when nothing is unsaved.

    `record`, `saved` and `close` are for the thread that edits; `flush` is for any.
    """

    def __init__(self, path: str, base_text: str, text: str | None = None) -> None:
        self._path = os.path.realpath(path)
        self._session = f"{path_key(path)}-{host_name()}-{os.getpid()}-{os.urandom(6).hex()}"
        self._noting = threading.Lock()
        self._writing = threading.Lock()
        # Noted by the editing thread:
        self._pending: list[tuple[int, int, str]] = []
        # Base and text, where the file must begin anew:
        self._restart = None if text is None or text == base_text else (base_text, text)
        # Known to the writing thread alone:
        self._base = base_text
        self._text = base_text
        self._fd = -1
        self._name = ""
        self._old_names: list[str] = []
        self._generation = 0
        self._number = 0
        self._size = 0
        self._since_snapshot = 0
        self._warned = False

    @classmethod
    def open(cls, path: str, base_text: str, text: str | None = None) -> Journal:
        """The journal of the plan at `path`, whose file holds `base_text`, and the editor `text` (None: the same).

        A new plan has the base `""`. Touches no disk yet.
        """
        return cls(path, base_text, text)

    def record(self, start: int, end: int, text: str) -> None:
        """Notes that `text` replaced the characters from `start` to `end`."""
        with self._noting:
            self._pending.append((start, end, text))

    def record_all(self, edits: Sequence[tuple[int, int, str]]) -> None:
        """Notes several edits, each in characters of the text that the one before left. They are kept together."""
        with self._noting:
            self._pending.extend(edits)

    @property
    def dirty(self) -> bool:
        """Whether something was noted that `flush` has not written yet."""
        return bool(self._pending) or self._restart is not None or (self._fd < 0 and self._text is not self._base)

    def saved(self, base_text: str, text: str | None = None) -> None:
        """The plan's file now holds `base_text`, and the editor `text` (None: the same). The next `flush` starts anew.

        To be called also after a merge, when both have changed.
        """
        with self._noting:
            self._pending.clear()
            self._restart = (base_text, base_text if text is None else text)

    def flush(self) -> Words | None:
        """Brings what was noted to the disk.

        A warning, once, when that fails: editing goes on, and a later flush writes what is missing.
        """
        with self._writing:
            with self._noting:
                pending, self._pending = self._pending, []
                restart, self._restart = self._restart, None
            try:
                self._flush(pending, restart)
            except Exception as error:  # A failing disk shows in many ways; none of them may stop the editing.
                self._drop_file()
                return self._warn(error)
            self._warned = False
            return None

    def _warn(self, error: Exception) -> Words | None:
        if self._warned:
            return None
        self._warned = True
        if isinstance(error, OSError):
            return _STOPPED.format(error.strerror or str(error))
        # A `ValueError` is an edit that does not fit: `saved` with the whole text brings the journal into step again.
        words = error.words if isinstance(error, PlanuiError) else _OUT_OF_STEP.format(error)
        return Words(_STOPPED.zh.format(words.zh), _STOPPED.en.format(words.en))

    def close(self, *, discard: bool) -> Words | None:
        """Ends the journal. `discard`: nothing in it is wanted any more; else what is unsaved will be offered later."""
        if discard:
            with self._noting:
                self._pending.clear()
                self._restart = (self._text, self._text)
        warning = self.flush()
        with self._writing:
            if self._fd >= 0:
                if self._text == self._base:
                    self._forget()
                else:
                    os.close(self._fd)
                    self._fd = -1
        return warning

    def _flush(self, pending: list[tuple[int, int, str]], restart: tuple[str, str] | None) -> None:
        if restart is not None:
            self._base, self._text = restart
        before = self._text
        # The text first: whatever the disk does, the next flush can write it whole.
        self._text = apply_edits(before, pending)
        # No file yet, the last one failed, or somebody removed it.
        if restart is not None or self._fd < 0 or os.fstat(self._fd).st_nlink == 0:
            if self._text == self._base:
                self._forget()
            else:
                self._begin(before, pending)
            return
        if not pending:
            return
        frames = self._frame(EDITS, pack_edits(pending))
        self._since_snapshot += len(frames)
        if self._since_snapshot > max(_SNAPSHOT_AFTER, len(self._text)):
            frames += self._snapshot()
        if self._size + len(frames) > _ANEW_AFTER + 2 * len(self._text):
            self._begin(self._text, [])
            return
        self._append(frames)

    def _begin(self, text: str, edits: list[tuple[int, int, str]]) -> None:
        """A new file, on the disk with its name, and only then without the old one."""
        folder = state_folder("journal")
        self._drop_file()
        self._generation += 1
        self._number = 0
        self._size = 0
        name = os.path.join(folder, f"{self._session}-{self._generation}.journal")
        base = self._base.encode("utf-8", "surrogatepass")
        header = Header(self._path, stamp_of(base).sha256, host_name(), os.getpid(), start_of(os.getpid()), boot_id())
        frames = MAGIC + self._frame(HEADER, pack_header(header)) + self._frame(BASE, pack_text(self._base))
        if text != self._base:
            frames += self._snapshot(text)
        if edits:
            frames += self._frame(EDITS, pack_edits(edits))
        # Under another name until it is whole: a half-written one must not pass for the session's latest.
        self._name = name + NEW
        self._fd = open_private(self._name, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND)
        with suppress(OSError):
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)  # Held as long as this editor lives.
        try:
            self._append(frames)
            os.rename(self._name, name)
        except OSError:
            remove_quietly(self._name)
            self._name = ""
            raise
        self._name = name
        sync_folder(folder)
        while self._old_names:
            remove_quietly(self._old_names.pop())

    def _append(self, frames: bytes) -> None:
        write_all(self._fd, frames)
        _sync(self._fd)
        self._size += len(frames)

    def _frame(self, kind: bytes, payload: bytes) -> bytes:
        made = frame(self._number, kind, payload)
        self._number += 1
        return made

    def _snapshot(self, text: str | None = None) -> bytes:
        self._since_snapshot = 0
        return self._frame(SNAPSHOT, pack_text(self._text if text is None else text))

    def _drop_file(self) -> None:
        """Lets go of the file, whose end may be damaged, but leaves it until a whole one stands in its place."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        if self._name:
            self._old_names.append(self._name)
            self._name = ""

    def _forget(self) -> None:
        self._drop_file()
        while self._old_names:
            remove_quietly(self._old_names.pop())
