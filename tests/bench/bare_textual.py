"""What planui is measured against: three panes of plain Textual, with a TextArea on the text of a file."""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static, TextArea, Tree


class Bare(App[None]):
    CSS = "Tree, #findings { width: 28; } TextArea { width: 1fr; }"

    def compose(self) -> ComposeResult:
        tree: Tree[None] = Tree("outline")
        tree.root.expand()
        for number in range(40):
            tree.root.add_leaf(f"{number}.1 资源建设与共享 {37 * number}/1000")
        self.area = TextArea(Path(sys.argv[1]).read_text(encoding="utf-8"), soft_wrap=True)
        findings = Static("\n".join(f"S201 发现第{number}条" for number in range(20)), id="findings", markup=False)
        yield Horizontal(tree, self.area, findings)

    def on_mount(self) -> None:
        self.area.focus()


Bare().run()
