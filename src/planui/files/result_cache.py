"""The cache of results: what a check found in a file that has been neither changed nor left by what it names.

A result is used only where everything that findings depend on is as it was: the file's bytes and its folder, the rules
asked for, the form, what is to be said of every picture that the plan names, the program (its files' sizes and times,
not only its version) and the kind of Python. What is kept says nothing in one language only, and no place but offsets.
Whatever fails here, the file is checked as ever.
"""

from __future__ import annotations

import json
import os
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from planui import resources
from planui.files.pictures import PictureFolder
from planui.files.reading import read_bytes
from planui.files.state import cache_folder, read_private, remove_quietly, write_private
from planui.model.diagnostic import Change, Diagnostic, Place
from planui.model.lazy_pattern import compiler_id
from planui.model.record import NamedTuple
from planui.model.words import PlanuiError, Words

try:  # What hashlib would give, without loading OpenSSL, which takes as long as all else that a cached result needs.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Collection

MOST_RESULTS = 4_000
"""Results that are kept; when there are more, the oldest fourth goes."""
MAX_BYTES = 100_000
"""The largest result that is kept, compressed: some thousand findings."""

_TRIED = (OSError, PlanuiError, ValueError, TypeError, LookupError, zlib.error)
"""What a cache that is unreadable, torn or made by nobody we know may raise."""


class Known(NamedTuple):
    """What a check found in a file: its form's id, the 字 (-1: not counted), the findings, and what it looked at: the
    form's file and text (both empty where it is built in), and the pictures with what was to be said of each."""

    form: str
    chars: int
    diagnostics: list[Diagnostic]
    form_source: tuple[str, str]
    pictures: dict[str, Words | None]


class ResultCache:
    """The results of checks for some rules."""

    def __init__(self, rules: Collection[object]) -> None:
        """`rules`: whatever says which are asked for. Raises `OSError` or `PlanuiError` where there can be no cache."""
        self._folder = cache_folder("results")
        self._program = repr((_program(), compiler_id(), rules)).encode("utf-8", "surrogatepass")

    def find(self, path: str, data: bytes, *, counted: bool) -> Known | None:
        """What was found in a file with this content, if nothing has changed; `counted`: only where 字 are known."""
        try:
            kept = json.loads(zlib.decompress(read_private(self._place(path), MAX_BYTES)))
            key, form, chars, form_file, form_sum, pictures, found = kept
            if key != _sum(data) or (counted and chars < 0):
                return None
            if form_file and _sum(read_bytes(form_file)) != form_sum:
                return None
            folder = PictureFolder(os.path.dirname(os.path.abspath(path)))
            said = {picture: Words(*words) if words else None for picture, words in pictures}
            if any(folder.fault(picture) != words for picture, words in said.items()):
                return None
            return Known(form, chars, [_unpacked(one) for one in found], (form_file, ""), said)
        except _TRIED:
            return None

    def keep(self, path: str, data: bytes, known: Known) -> None:
        """Puts down what was found, where that can be done."""
        with suppress(*_TRIED):
            form_file, form_text = known.form_source
            pictures = list(known.pictures.items())
            found = [_packed(one) for one in known.diagnostics]
            kept = [_sum(data), known.form, known.chars, form_file, _sum(form_text.encode()), pictures, found]
            packed = zlib.compress(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode(), 1)
            if len(packed) <= MAX_BYTES:
                write_private(self._place(path), packed, durable=False)

    def prune(self) -> None:
        """Lets the oldest results go where there are too many."""
        with suppress(OSError):
            if len(os.listdir(self._folder)) > MOST_RESULTS:
                with os.scandir(self._folder) as entries:
                    oldest = sorted((entry.stat(follow_symlinks=False).st_mtime_ns, entry.path) for entry in entries)
                for _, path in oldest[: len(oldest) - MOST_RESULTS * 3 // 4]:
                    remove_quietly(path)

    def _place(self, path: str) -> str:
        name = os.fsencode(os.path.abspath(path)) + b"\0" + self._program
        return os.path.join(self._folder, _sum(name))


def _sum(data: bytes) -> str:
    digest: str = blake2b(data, digest_size=20).hexdigest()
    return digest


def _program() -> list[tuple[str, int, int]]:
    """The files that decide what is found, with their sizes and times: a version says too little while it is made."""
    found = []
    for folder in resources.check_folders():
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".toml")):
                    status = entry.stat()
                    found.append((entry.path, status.st_size, status.st_mtime_ns))
    return sorted(found)


def _packed(one: Diagnostic) -> list[Any]:
    return [*one[:4], one.start, one.end, one.words, one.fix, one.changes]


def _unpacked(kept: list[Any]) -> Diagnostic:
    rule, name, severity, section, start, end, words, fix, changes = kept
    place = Place("file", section, start=start, end=end)
    mended = Words(*fix) if fix is not None else None
    made = tuple(Change(*change) for change in changes)
    return Diagnostic(rule, name, severity, section, place, start, end, Words(*words), mended, made)
