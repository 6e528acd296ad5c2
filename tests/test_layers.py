"""Who may import whom: read from the imports themselves, those under TYPE_CHECKING too."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "planui"

# Left imports from right, and from nothing else of planui.
ALLOWED = {
    "model": {"model"},
    "rules": {"rules", "model"},
    "told": {"rules", "model"},
    "locate": {"told", "rules", "model"},
    "check": {"check", "locate", "told", "rules", "model"},
    "fix": {"check", "model"},
    "undo": {"model"},
    "search": {"model"},
    "stats": {"model"},
    "report": {"report", "rules", "model", "planui"},
    "render": {"render", "model"},
    "resources": set(),
    "i18n": set(),
    "files": {"files", "model", "resources"},
    "document": {"check", "files", "model", "undo"},
    "buffers": {"document", "model", "undo"},
    "commands": {"model"},
    "terminal": {"terminal", "model"},
    "widgets": {"widgets", "model", "commands", "terminal"},
    "screens": {
        "screens",
        "widgets",
        "buffers",
        "document",
        "files",
        "search",
        "stats",
        "commands",
        "model",
        "undo",
        "render",
    },
    "app": {"screens", "widgets", "document", "files", "model", "resources"},
    "cli": {
        "cli",
        "app",
        "check",
        "document",
        "files",
        "fix",
        "i18n",
        "model",
        "render",
        "report",
        "resources",
        "rules",
        "stats",
        "planui",
    },
}
TEXTUAL = {"app", "screens", "widgets"}
ONLY_RENDER = {"xhtml2pdf", "reportlab", "markdown2", "pypdfium2", "uharfbuzz", "fontTools"}


def layer(module: str) -> str:
    name = module.split(".")[1] if "." in module else module
    return "terminal" if name.startswith("terminal") else name


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "planui":
                found |= {f"planui.{alias.name}" if alias.name != "__version__" else "planui" for alias in node.names}
            else:
                found.add(node.module or "")
    return found


FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_layers(path: Path) -> None:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    if parts in (("__init__",), ("__main__",)):
        return
    own = layer(f"planui.{parts[0]}")
    for module in imports(path):
        top = module.split(".")[0]
        if top == "planui":
            assert layer(module) in ALLOWED[own], f"{own} must not import {module}"
        if top == "textual":
            assert own in TEXTUAL, f"{own} must not know Textual"
        if top in ONLY_RENDER:
            assert own == "render", f"{own} must not know {top}"


def loaded_by(*arguments: str) -> set[str]:
    program = (
        "import sys; from planui.cli import run; code = run(sys.argv[1:]); "
        "sys.stderr.write('\\n' + ' '.join(sys.modules)); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


def test_check_loads_nothing_heavy(sample: Path) -> None:
    loaded = loaded_by("check", str(sample))
    heavy = {"textual", "xhtml2pdf", "markdown2", "reportlab", "rich", "tomlkit", "asyncio", "dataclasses", "pathlib"}
    heavy |= {"locale"}  # which argparse alone would load: see planui.cli.arguments
    assert not loaded & heavy
