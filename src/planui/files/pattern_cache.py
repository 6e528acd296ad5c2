"""The cache of compiled patterns: compiling those that a check needs takes longer than all else that it does.

Most come with the program, compiled when it was installed; what is missing there each user keeps in a private file.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress

from planui import resources
from planui.files.state import cache_folder, read_private, write_private
from planui.model.lazy_pattern import compile_all, compiled_patterns, compiler_id, use_compiled
from planui.model.words import PlanuiError

_MOST_BYTES = 8_000_000


def _name() -> str:
    return f"patterns-{compiler_id()}"


def load_patterns() -> None:
    """Takes over the patterns that were compiled earlier; a cache that fails costs only time."""
    with suppress(OSError), open(os.path.join(resources.built_folder(), _name()), "rb") as file:
        use_compiled(_proved(file.read(_MOST_BYTES)), built_in=True)
    with suppress(OSError, PlanuiError):
        use_compiled(_proved(read_private(os.path.join(cache_folder(), _name()), _MOST_BYTES)))


def save_patterns() -> None:
    """Puts down the patterns that this process compiled, if it did any."""
    data = compiled_patterns()
    if data is not None:
        with suppress(OSError, PlanuiError):
            write_private(os.path.join(cache_folder(), _name()), _sum(data) + data, durable=False)


def build_patterns(folder: str) -> str:
    """Compiles the patterns of all modules that are loaded into a file that comes with the program; gives its path.

    Raises `OSError`.
    """
    compile_all()
    data = compiled_patterns() or b""
    path = os.path.join(folder, _name())
    os.makedirs(folder, exist_ok=True)
    with open(path, "wb") as file:
        file.write(_sum(data) + data)
    return path


def _proved(data: bytes) -> bytes:
    """What stands behind the sum; nothing where a power cut left the file half written."""
    return data[4:] if data[:4] == _sum(data[4:]) else b""


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")
