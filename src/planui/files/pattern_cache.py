"""The cache of compiled patterns: compiling those that a check needs takes longer than all else that it does."""

from __future__ import annotations

import os
import zlib
from contextlib import suppress

from planui.files.state import cache_folder, read_private, write_private
from planui.model.lazy_pattern import compiled_patterns, compiler_id, use_compiled
from planui.model.words import PlanuiError

_MOST_BYTES = 8_000_000


def _path() -> str:
    return os.path.join(cache_folder(), f"patterns-{compiler_id()}")


def load_patterns() -> None:
    """Takes over the patterns that earlier processes compiled; a cache that fails costs only time."""
    with suppress(OSError, PlanuiError):
        data = read_private(_path(), _MOST_BYTES)
        # A file that a power cut left half written is none.
        if data[:4] == _sum(data[4:]):
            use_compiled(data[4:])


def save_patterns() -> None:
    """Puts down the patterns that this process compiled, if it did any."""
    data = compiled_patterns()
    if data is not None:
        with suppress(OSError, PlanuiError):
            write_private(_path(), _sum(data) + data, durable=False)


def _sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")
