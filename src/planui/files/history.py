"""Versions of a plan: what each save wrote, compressed, in the state folder, thinned as it grows old.

Every version is one file named by its time and its content's SHA-256, so there is no index that could be damaged; a
content that is there already gets a second name instead of a second copy.
"""

from __future__ import annotations

import os
import time
import zlib
from contextlib import suppress

from planui.files.stamp import stamp_of
from planui.files.state import open_private, path_key, read_private, remove_quietly, state_folder, write_private
from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple
from planui.model.words import PlanuiError, Words

MAX_BYTES = 20_000_000
"""What the versions of one plan may take on the disk."""
MAX_VERSIONS = 500

_NAME = lazy(r"(\d{20})-([0-9a-f]{64})-([so])(?:-((?:[0-9a-f]{2}){1,64}))?\.z")
_ORIGINS = {"s": "saved", "o": "other"}
_HOUR, _DAY = 3600, 86400
_THINNED = ((_DAY, 0), (7 * _DAY, _HOUR), (90 * _DAY, _DAY), (1 << 62, 7 * _DAY))
"""Up to which age, in seconds, one version is kept for how many seconds."""
_MAX_TEXT = 64_000_000

_NOT_KEPT = Words("历史版本没有保存：{0}", "no version was kept in the history: {0}")
_UNREADABLE = Words("{0} 的这个历史版本已损坏，读不出来；请选别的版本", "this version of {0} is damaged; take another")


class Version(NamedTuple):
    """One version: when, the SHA-256 of its content, whether planui saved it or another program did, and its file.

    `who` is the user who is said to have written it; empty where nobody knows.
    """

    path: str
    when: float
    sha256: str
    origin: str
    file: str
    who: str = ""


def keep_version(
    path: str, data: bytes, origin: str = "saved", *, who: str = "", durable: bool = False
) -> Words | None:
    """Keeps `data` as the latest version of the plan at `path`; why not, where it could not be kept.

    `origin` is `"saved"`, or `"other"` for what another program wrote; `who` is the user who wrote it. A content that
    is the latest already is not kept twice. Never raises for the disk: a save has happened whether its version could
    be kept or not.
    """
    try:
        folder = _folder(path)
        known = _versions(path, folder)
        sha256 = stamp_of(data).sha256
        if known and known[0].sha256 == sha256:
            return None
        writer = "".join(char for char in who if char.isprintable()).encode("utf-8", "replace")[:64].hex()
        name = f"{time.time_ns():020d}-{sha256}-{'s' if origin == 'saved' else 'o'}{'-' if writer else ''}{writer}.z"
        file = os.path.join(folder, name)
        if not _link_known(known, sha256, data, file):
            write_private(file, zlib.compress(data, 6), durable=durable)
        _thin(_versions(path, folder), time.time())
    except PlanuiError as error:
        return Words(_NOT_KEPT.zh.format(error.words.zh), _NOT_KEPT.en.format(error.words.en))
    except OSError as error:
        return _NOT_KEPT.format(error.strerror or str(error))
    return None


def list_versions(path: str) -> list[Version]:
    """The versions of a plan, the latest first. Raises `PlanuiError` where the state folder cannot be used."""
    try:
        return _versions(path, _folder(path))
    except OSError:
        return []


def read_version(version: Version) -> bytes:
    """What a version holds. Raises `PlanuiError` where it is damaged or gone."""
    data = _content(version.file)
    if data is None or stamp_of(data).sha256 != version.sha256:
        raise PlanuiError(_UNREADABLE.format(version.path))
    return data


def _folder(path: str) -> str:
    return state_folder("history", path_key(path))


def _versions(path: str, folder: str) -> list[Version]:
    found = []
    for name in os.listdir(folder):
        match = _NAME.fullmatch(name)
        if match:
            when = int(match[1]) / 1e9
            who = bytes.fromhex(match[4] or "").decode("utf-8", "replace").rstrip("\ufffd")
            found.append(Version(path, when, match[2], _ORIGINS[match[3]], os.path.join(folder, name), who))
        elif name.endswith(".tmp"):
            _clear_temp(os.path.join(folder, name))
    return sorted(found, key=lambda version: version.file, reverse=True)


def _clear_temp(file: str) -> None:
    with suppress(OSError):
        if os.lstat(file).st_mtime < time.time() - _HOUR:
            remove_quietly(file)


def _link_known(known: list[Version], sha256: str, data: bytes, file: str) -> bool:
    """Gives an older version of the same content a second name. False: there is none that is whole."""
    for version in known:
        if version.sha256 == sha256 and _content(version.file) == data:
            try:
                os.link(version.file, file, follow_symlinks=False)
            except OSError:
                return False
            return True
    return False


def _content(file: str) -> bytes | None:
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(read_private(file), _MAX_TEXT)
    except (OSError, zlib.error):
        return None
    return data if unpacker.eof else None


def _thin(versions: list[Version], now: float) -> None:
    """Removes what is too many, too close together for its age, or too large in sum; never the latest."""
    inodes: set[int] = set()
    total = 0
    slots: set[tuple[int, int]] = set()
    for index, version in enumerate(versions):
        apart = next(apart for age, apart in _THINNED if now - version.when <= age)
        slot = (apart, int(version.when // apart)) if apart else (0, index)
        status = _status(version.file)
        size = 0 if status is None or status[0] in inodes else status[1]
        if index and (index >= MAX_VERSIONS or slot in slots or total + size > MAX_BYTES or status is None):
            remove_quietly(version.file)
            continue
        slots.add(slot)
        if status is not None:
            inodes.add(status[0])
        total += size


def _status(file: str) -> tuple[int, int] | None:
    """A version's inode and the bytes it takes; None for one that is empty, as a power cut leaves it."""
    try:
        fd = open_private(file, os.O_RDONLY)
    except OSError:
        return None
    try:
        status = os.fstat(fd)
        return (status.st_ino, status.st_size) if status.st_size else None
    finally:
        os.close(fd)
