"""Works out, when the program is installed, what every first run would have to: compiled patterns, and bytecode.

An installer compiles the modules that it puts into site-packages; of an installation in place it knows only the path.
Where Python is told to write no bytecode, every start would then compile all modules again, which takes longer than a
check does. The patterns of the rules take longer still, in every user's first run.
"""

from __future__ import annotations

import compileall
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_BUILD = """
import sys
sys.path.insert(0, sys.argv[1])
import planui.check, planui.cli.check, planui.cli.check_job
import planui.files.form_store, planui.report.text_report
from planui.files.pattern_cache import build_patterns
print(build_patterns(sys.argv[2]))
"""


class WorkedOut(BuildHookInterface):
    """Patterns compiled by the Python that installs; bytecode beside the sources of an installation in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        package = Path(self.root, "src", "planui")
        if version == "editable":
            compileall.compile_dir(package, quiet=2)
        built = package / "built"
        made = subprocess.run(
            [sys.executable, "-I", "-c", _BUILD, str(package.parent), str(built)],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            self.app.display_warning(f"the patterns were not compiled, the first run will be slow: {made.stderr}")
        elif version != "editable":
            path = made.stdout.strip()
            build_data["force_include"][path] = f"planui/built/{Path(path).name}"
