"""Finding the plans below a folder."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from planui.model.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_FORM = re.compile(rb"^[ \t]*form[ \t]*=", re.M)
_HEAD = 4096
"""A plan says `form =` before its first table; further down nobody looks."""
_SKIPPED = frozenset({"node_modules", "__pycache__"})
_SYSTEM = frozenset({"/dev", "/proc", "/run", "/sys"})
"""Folders of the system in which no file is really one."""

_NO_PLAN = Words("{0} 里没有计划文件（带 form = 的 *.toml）", "there is no plan (a *.toml that says form =) below {0}")


def find_plans(
    paths: Iterable[str], failures: list[Words], visit: Callable[[str], None] = lambda folder: None
) -> list[str]:
    """The files named, and for every folder named the plans below it, sorted.

    Hidden folders and those of the system are left out, links to folders are not followed. A folder without any plan
    is told in `failures`. `visit` is called with every folder before it is looked through.
    """
    found: list[str] = []
    for path in paths:
        if path != "-" and os.path.isdir(path):
            plans = sorted(_below(path, visit))
            if not plans:
                failures.append(_NO_PLAN.format(path))
            found += plans
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _below(folder: str, visit: Callable[[str], None]) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        visit(root)
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _SKIPPED]
        if os.path.abspath(root) == "/":
            folders[:] = [name for name in folders if "/" + name not in _SYSTEM]
        for name in names:
            if name.endswith(".toml") and _is_plan(path := os.path.join(root, name)):
                yield path


def _is_plan(path: str) -> bool:
    try:
        return os.path.isfile(path) and _FORM.search(_head(path)) is not None
    except OSError:
        return False


def _head(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(_HEAD)
