"""What a file held when it was last read or written, known by its content and by nothing else."""

from __future__ import annotations

from hashlib import sha256

from planui.files.reading import read_bytes
from planui.model.record import NamedTuple


class Stamp(NamedTuple):
    """The SHA-256 of a file's content. Times and sizes are no proof: they may be equal by chance or on purpose."""

    sha256: str


def stamp_of(data: bytes) -> Stamp:
    """The stamp of a file that holds `data`."""
    return Stamp(sha256(data).hexdigest())


def read_stamped(path: str) -> tuple[bytes, Stamp]:
    """A file's bytes and their stamp, which `save` wants to see again. Raises `PlanuiError`."""
    data = read_bytes(path)
    return data, stamp_of(data)
