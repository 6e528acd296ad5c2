"""Compiles the package when it is installed in place.

An installer compiles what it puts into site-packages; of an installation in place it knows only the path. Where Python
is told to write no bytecode, every start would then compile all modules again, which takes longer than a check does.
"""

from __future__ import annotations

import compileall
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileInPlace(BuildHookInterface):
    """Bytecode beside the sources of an installation in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            compileall.compile_dir(Path(self.root, "src", "planui"), quiet=2)
