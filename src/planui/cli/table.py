"""The commands, as data: their files, and what `planui --help` says of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from planui.model.record import NamedTuple
from planui.model.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable


class Command(NamedTuple):
    """One command: the module of this package that runs it, its arguments in short, and what it does."""

    module: str
    usage: str
    summary: Words

    def load(self) -> Callable[[list[str], str], int]:
        """The command's `run(arguments, lang)`, imported now."""
        run: Callable[[list[str], str], int] = import_module(f"planui.cli.{self.module}").run
        return run


COMMANDS: dict[str, Command] = {
    "edit": Command(
        "edit", "[FILE]", Words("打开编辑器；不带文件时进入开始页", "open the editor; without a file, the start screen")
    ),
    "demo": Command("demo", "", Words("在示例计划的副本上试用", "try it on a copy of the sample plan")),
    "new": Command("new", "FILE", Words("新建一份空的计划", "write an empty plan")),
    "check": Command("check", "FILE…", Words("检查计划", "check plans")),
    "render": Command("render", "FILE [-o PDF]", Words("生成 PDF", "make the PDF")),
    "stats": Command("stats", "FILE", Words("各节字数与进度", "字 of every section, and progress")),
    "rule": Command("rule", "[ID]", Words("说明一条规则", "explain a rule")),
    "forms": Command("forms", "", Words("列出已有的表单", "list the forms")),
    "recover": Command("recover", "[FILE]", Words("找回编辑器没来得及保存的内容", "unsaved work of a killed editor")),
    "diff": Command("diff", "A B", Words("两份计划有什么不同", "what changed between two plans")),
    "merge": Command("merge", "BASE OURS THEIRS", Words("三方合并", "three-way merge")),
}

_TITLE = Words(
    "planui：在终端里编写、检查和生成申报方案\n\n用法：planui [命令] [参数]\n"
    "      planui 文件.toml      打开编辑器\n\n命令：",
    "planui: write, check and render project plans in the terminal\n\n"
    "usage: planui [COMMAND] [ARGUMENTS]\n       planui FILE.toml      opens the editor\n\ncommands:",
)
_END = Words(
    "\n选项：\n  --lang zh|en         界面语言\n  --version            版本\n\n每个命令都有 --help。"
    "退出状态：0 没有错误，1 有错误，2 没能完成。",
    "\noptions:\n  --lang zh|en         language of the interface\n  --version            version\n\n"
    "Every command has --help. Exit status: 0 no errors, 1 errors found, 2 it could not do its work.",
)


def overview(lang: str) -> str:
    """What `planui --help` prints."""
    lines = [_TITLE.pick(lang)]
    lines += [f"  {name:<8}{command.usage:<18}{command.summary.pick(lang)}" for name, command in COMMANDS.items()]
    lines.append(_END.pick(lang))
    return "\n".join(lines)
