"""What a render sees of the disk: the plan's pictures, the style sheets, the cache of fonts."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from planui import resources
from planui.files.pictures import PictureFolder
from planui.files.state import cache_folder, read_private, write_private
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from collections.abc import Callable

_NO_STYLE = Words("没有“{0}”这个样式", "there is no style {0!r}")


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
            return read_private(path)
        data = make()
        with suppress(OSError):
            write_private(path, data, durable=False)
        return data
