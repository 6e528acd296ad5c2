"""Keys that terminals send and Textual does not tell apart.

Textual 8.2 drops Alt from keys whose name is longer than a letter, so that Alt+Enter (ESC CR) is read as Enter. Its
table of key sequences is a private module; this is the only place that touches it, and a test tells when it is mended.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

_MISSING = {"\x1b\r": "alt+enter"}


def teach() -> None:
    """Adds the missing keys to Textual's table, where it does not know them itself."""
    table: dict[str, Any] = ANSI_SEQUENCES_KEYS  # type: ignore[assignment]
    for sequence, key in _MISSING.items():
        table.setdefault(sequence, (SimpleNamespace(value=key),))
