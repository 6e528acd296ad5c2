"""Finding the plans below a folder."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FORM = re.compile(rb"^[ \t]*form[ \t]*=", re.M)
_HEAD = 4096
"""A plan says `form =` before its first table; further down nobody looks."""
_SKIPPED = frozenset({"node_modules", "__pycache__"})

_NO_PLAN = Words("{0} 里没有计划文件（带 form = 的 *.toml）", "there is no plan (a *.toml that says form =) below {0}")


def find_plans(paths: Iterable[str]) -> list[str]:
    """The files named, and for every folder named the plans below it, sorted.

    Hidden folders are left out, links to folders are not followed. Raises `PlanuiError` for a folder without any plan.
    """
    found: list[str] = []
    for path in paths:
        if path != "-" and os.path.isdir(path):
            plans = sorted(_below(path))
            if not plans:
                raise PlanuiError(_NO_PLAN.format(path))
            found += plans
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _below(folder: str) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _SKIPPED]
        for name in names:
            path = os.path.join(root, name)
            if name.endswith(".toml") and _is_plan(path):
                yield path


def _is_plan(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return _FORM.search(file.read(_HEAD)) is not None
    except OSError:
        return False
