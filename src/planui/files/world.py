"""What a render sees of the disk: the plan's pictures, the style sheets, the cache of fonts."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from planui import resources
from planui.files.pictures import PictureFolder
from planui.files.state import cache_folder, read_private, remove_quietly, write_private
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from collections.abc import Callable

_NO_STYLE = Words("没有“{0}”这个样式", "there is no style {0!r}")

MOST_CACHED = 200_000_000
"""Bytes that made fonts and pictures may take on the disk: those of some hundred plans."""

_MADE = ("face-", "picture-")
"""What the names of a render's cached files begin with."""


class World:
    """The one door of a render to the disk, for a plan in `folder`."""

    def __init__(self, folder: str, lang: str = "zh") -> None:
        """`lang`: the language in which a picture's fault is printed in its place."""
        self._lang = lang
        self._pictures = PictureFolder(folder)

    def picture(self, path: str) -> bytes:
        """A picture's bytes. Raises `PlanuiError`, whose `str()` is in the language asked for."""
        try:
            return self._pictures.picture(path)
        except PlanuiError as error:
            said = error.words.pick(self._lang)
            raise PlanuiError(Words(said, said)) from None

    def style(self, name: str) -> str:
        """The text of `styles/<name>.css`. Raises `PlanuiError` where there is none."""
        try:
            with open(os.path.join(resources.data_folder("styles"), f"{name}.css"), encoding="utf-8") as file:
                return file.read()
        except OSError:
            raise PlanuiError(_NO_STYLE.format(name)) from None

    def cached(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What the cache holds under `key`, else what `make` gives, put there; a cache that fails costs only time."""
        try:
            path = os.path.join(cache_folder(), os.path.basename(key))
        except PlanuiError:
            return make()
        with suppress(OSError):
            data = read_private(path)
            os.utime(path)  # The oldest are those that have not been asked for longest.
            return data
        data = make()
        with suppress(OSError):
            write_private(path, data, durable=False)
            _prune(os.path.dirname(path), MOST_CACHED)
        return data


def _prune(folder: str, most: int) -> None:
    """Lets the oldest files of renders go where they are more than `most` bytes together. Raises `OSError`."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_MADE):
                with suppress(FileNotFoundError):  # Another render has let it go meanwhile.
                    status = entry.stat(follow_symlinks=False)
                    found.append((status.st_mtime_ns, status.st_size, entry.path))
    total = sum(size for _, size, _ in found)
    if total > most:
        for _, size, path in sorted(found):
            if total <= most * 3 // 4:
                break
            remove_quietly(path)
            total -= size
