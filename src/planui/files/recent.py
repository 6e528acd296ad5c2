"""The plans that were opened last, and where the cursor was in each. Small, bounded, and no loss when damaged."""

from __future__ import annotations

import os
import time
from contextlib import suppress

from planui.files.state import read_private, state_folder, write_private
from planui.model.record import NamedTuple
from planui.model.words import PlanuiError

MAX_PLANS = 50
_MAX_BYTES = 200_000
_FILE = "recent.json"
_LATEST = 1 << 37
"""Seconds since 1970 that no clock shows (the year 6325): later ones, infinities and NaN are no times."""


class Place(NamedTuple):
    """Where the cursor was: the section's number (empty: the fields), and the offset in its text."""

    section: str
    offset: int


class Recent(NamedTuple):
    """A plan that was open: its real path, when last (seconds since 1970), and where the cursor was."""

    path: str
    when: float
    place: Place


def recent_plans() -> list[Recent]:
    """The plans that were open, the latest first. Empty where nothing is known, or the list is damaged."""
    import json

    try:
        found = json.loads(read_private(os.path.join(state_folder(), _FILE), _MAX_BYTES))
        plans = [_recent(entry) for entry in found["plans"][:MAX_PLANS]]
    except (OSError, PlanuiError, ValueError, TypeError, KeyError, RecursionError):
        return []
    return [plan for plan in plans if plan is not None]


def remember(path: str, place: Place | None = None) -> None:
    """Puts a plan first in the list. Silent where that is not possible: nothing depends on it."""
    real = os.path.realpath(path)
    _write([Recent(real, time.time(), place or Place("", 0)), *_without(real)])


def place_in(path: str) -> Place | None:
    """Where the cursor was in a plan."""
    real = os.path.realpath(path)
    return next((plan.place for plan in recent_plans() if plan.path == real), None)


def forget(path: str) -> None:
    """Takes a plan off the list, one that is no longer there, say."""
    _write(_without(os.path.realpath(path)))


def _without(real: str) -> list[Recent]:
    return [plan for plan in recent_plans() if plan.path != real]


def _write(plans: list[Recent]) -> None:
    import json

    entries = [
        {"path": plan.path, "when": plan.when, "section": plan.place.section, "offset": plan.place.offset}
        for plan in plans[:MAX_PLANS]
    ]
    data = json.dumps({"version": 1, "plans": entries}).encode("ascii")
    with suppress(OSError, PlanuiError):
        if len(data) <= _MAX_BYTES:
            write_private(os.path.join(state_folder(), _FILE), data, durable=False)


def _recent(entry: object) -> Recent | None:
    if not isinstance(entry, dict):
        return None
    path, when, section, offset = (entry.get(key) for key in ("path", "when", "section", "offset"))
    if not (isinstance(path, str) and os.path.isabs(path) and "\0" not in path and isinstance(section, str)):
        return None
    if not isinstance(when, int | float) or not 0 <= when < _LATEST or not isinstance(offset, int) or offset < 0:
        return None
    return Recent(path, float(when), Place(section[:64], offset))
