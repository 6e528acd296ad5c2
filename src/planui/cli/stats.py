"""`planui stats`: 字 of every section against its limit, and the plan's progress."""

from __future__ import annotations

from planui.cli.arguments import CommandParser
from planui.cli.plan_file import check_plan, open_plan
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import emit
from planui.model.visible import one_line
from planui.model.words import Words
from planui.report.json_text import json_text
from planui.report.text_report import cells
from planui.stats import PlanStats, plan_stats

_FORMAT = Words("输出的格式", "form of the output")
_STATES = {
    "container": Words("", ""),
    "blank": Words("空白", "blank"),
    "faulty": Words("有问题", "findings"),
    "written": Words("已填", "written"),
}
_TOTAL = Words(
    "共 {0} 字；{1}/{2} 节已填；{3} 个错误，{4} 个警告，{5} 个提示",
    "{0} 字 in all; {1} of {2} sections written; {3} errors, {4} warnings, {5} infos",
)


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    parser = CommandParser("stats", COMMANDS["stats"].summary, lang)
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--format", choices=("text", "json"), default="text", help=parser.say(_FORMAT))
    args = parser.read(arguments)
    file = check_plan(open_plan(args.file))
    stats = plan_stats(file.form, file.checker.views, file.checked.chars, file.checked.diagnostics)
    if args.format == "json":
        emit(_json(args.file, file.form.id, stats) + "\n")
    else:
        emit(_text(stats, lang) + "\n")
    return 0


def _json(path: str, form: str, stats: PlanStats) -> str:
    sections = [section._asdict() | {"limit": section.limit or None} for section in stats.sections]
    data = {"version": 1, "path": path, "form": form, **stats._asdict(), "sections": sections}
    return json_text(data)


def _text(stats: PlanStats, lang: str) -> str:
    lines = []
    for section in stats.sections:
        name = "  " * (section.level - 1) + f"{one_line(section.number)} {one_line(section.title)}"
        count = f"{section.chars}/{section.limit}" if section.limit else str(section.chars)
        count = "" if section.state == "container" else count
        faults = "".join(
            f" {sign}{number}" for sign, number in (("✗", section.errors), ("!", section.warnings)) if number
        )
        room = max(1, 64 - cells(name))
        lines.append(f"{name}{' ' * room}{count:>10}  {_STATES[section.state].pick(lang)}{faults}".rstrip())
    lines.append("")
    lines.append(
        _TOTAL.pick(lang).format(stats.chars, stats.written, stats.leaves, stats.errors, stats.warnings, stats.infos)
    )
    return "\n".join(lines)
