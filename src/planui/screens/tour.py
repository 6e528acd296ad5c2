"""The tour of the first start: one line that asks for one thing after another, and goes on when it is done.

It takes no key and covers nothing: whoever does something else simply does it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planui.commands import command
from planui.files.recent import recent_plans
from planui.files.settings import remember_choice, remembered
from planui.model.words import Words
from planui.widgets.bar import Bar

if TYPE_CHECKING:
    from planui.screens.editor import Editor

TYPED = "typed"
"""The step that is done by typing; all others are done by commands."""


class Step(NamedTuple):
    """What is asked for; it is done by any of the commands in `done`, the first of which has the key that is shown."""

    done: tuple[str, ...]
    words: Words


STEPS = (
    Step((TYPED,), Words("直接打字就是写这一节；右上角是字数", "just type: this is the section's text")),
    Step(
        ("next_section", "go_to", "previous_section"),
        Words("{0} 到下一节；Ctrl+G 按编号、标题或拼音首字母转到任一节", "{0} next section; Ctrl+G goes to any"),
    ),
    Step(("guidance",), Words("{0} 看提纲对本节的要求，再按收起", "{0} what the form asks of this section")),
    Step(("next_finding",), Words("{0} 到下一个问题，Alt+Enter 自动修正", "{0} next finding; Alt+Enter mends it")),
    Step(("next_pane",), Words("{0} 到目录、正文、表格、问题各栏", "{0} outline, text, grid, findings")),
    Step(("fields",), Words("{0} 填封面，Esc 返回", "{0} the cover's fields, Esc back")),
    Step(("undo",), Words("{0} 撤销，跨节也行", "{0} undoes, across sections")),
    Step(("palette",), Words("{0} 找任何命令，输入“bc”就是“保存”", "{0} finds any command, by its name")),
)
_STEP = Words(" 上手 {0}/{1}  {2}", " Tour {0}/{1}  {2}")
_LEAVE = Words("  Esc 结束 ", "  Esc ends ")
_END = Words(" 就这些。忘了就按 {0}，那里有此处可用的键", " That is all. {0} shows the keys of where you are")


def is_first_start() -> bool:
    """Whether nothing was ever opened here, and the tour was never shown."""
    return not remembered("tour") and not recent_plans()


def start_tour(editor: Editor) -> None:
    """Shows the first step; the tour does not come by itself again."""
    remember_choice("tour", "shown")
    editor.tour = 0
    _show(editor)


def end_tour(editor: Editor) -> None:
    """Takes the line away."""
    editor.tour = None
    editor.query_one("#tour").display = False


def tour_did(editor: Editor, what: str) -> None:
    """Something was done: on to the next step, if it was what the tour asks for."""
    if editor.tour is None:
        return
    if editor.tour >= len(STEPS):
        end_tour(editor)
    elif what in STEPS[editor.tour].done:
        editor.tour += 1
        _show(editor)


def _show(editor: Editor) -> None:
    bar, lang = editor.query_one("#tour", Bar), editor.lang
    step = editor.tour or 0
    if step >= len(STEPS):
        bar.show(((_END.pick(lang).format(command("help").shown_key), "ok"),))
    else:
        name = STEPS[step].done[0]
        said = STEPS[step].words.pick(lang).format(command(name).shown_key if name != TYPED else "")
        text = _STEP.pick(lang).format(step + 1, len(STEPS), said)
        bar.show(((text, "info"),), ((_LEAVE.pick(lang), "dim"),))
    bar.display = True
