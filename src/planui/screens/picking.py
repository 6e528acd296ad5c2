"""The two long lists to pick from: the commands, and the sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.commands import COMMANDS, GRID_COMMANDS, TEXT_COMMANDS
from planui.model.words import Words
from planui.screens import words
from planui.screens.pick import Choice, Pick

if TYPE_CHECKING:
    from planui.screens.editor import Editor

_GO_TO = Words("转到：输入编号、标题或拼音（首字母也行）", "Go to: number, title or pinyin")


def show_palette(editor: Editor) -> None:
    """Finds a command by its name, in either language, or by its pinyin, and runs it."""
    from planui.screens.editor_actions import ACTIONS

    lang = editor.lang
    offered = [*COMMANDS, *TEXT_COMMANDS, *(GRID_COMMANDS if editor.grid.display else ())]
    choices = [
        Choice(one.id, one.label.pick(lang), one.shown_key, (one.label.zh, one.label.en, one.id), one.label.zh)
        for one in offered
        if one.id != "palette"
    ]

    def picked(name: str | None) -> None:
        if name in ACTIONS:
            editor.action_run(name)
        elif any(one.id == name for one in TEXT_COMMANDS):
            getattr(editor.text_pane, f"action_{name}")()
        elif name:
            editor.set_focus(editor.grid)
            editor.grid.action_ask(name)

    editor.app.push_screen(Pick(words.PALETTE.pick(lang), choices, words.NO_COMMAND.pick(lang), lang), picked)


def go_to(editor: Editor) -> None:
    """Finds a section by its number, its title, or its pinyin."""
    choices = [
        Choice(
            section.number,
            f"{'  ' * (section.level - 1)}{section.number} {section.title}",
            "",
            (section.number, section.title),
            section.title,
        )
        for section in editor.document.form.sections
    ]

    def picked(number: str | None) -> None:
        if number:
            editor.open_section(number)
            editor.set_focus(editor.text_pane)

    pick = Pick(_GO_TO.pick(editor.lang), choices, words.NO_SECTION.pick(editor.lang), editor.lang)
    editor.app.push_screen(pick, picked)
