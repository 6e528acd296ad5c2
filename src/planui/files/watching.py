"""Waiting for files to change, by the system's own notice where it gives one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def changes(paths: list[str]) -> Iterator[set[str]]:
    """Yields, each time something was written, the paths of the TOML files that changed, until interrupted.

    Editors put new files in the place of old ones, so the folders are watched, not the files.
    """
    from watchfiles import watch

    named = {os.path.realpath(path) for path in paths if not os.path.isdir(path)}
    folders = {path if os.path.isdir(path) else os.path.dirname(os.path.abspath(path)) for path in paths}
    roots = [os.path.realpath(path) for path in paths if os.path.isdir(path)]
    for found in watch(*sorted(folders), raise_interrupt=True):
        changed = {path for _, path in found if path.endswith(".toml")}
        wanted = {path for path in changed if path in named or any(path.startswith(root + os.sep) for root in roots)}
        if wanted:
            yield wanted
