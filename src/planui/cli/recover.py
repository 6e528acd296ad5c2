"""`planui recover`: unsaved work that a killed editor left; lists it, writes it as a plan, or drops it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from planui.cli.arguments import CommandParser, UsageError
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import emit, note
from planui.files.journal import find_unsaved
from planui.files.save import create
from planui.model.visible import one_line
from planui.model.words import PlanuiError, Words

if TYPE_CHECKING:
    from planui.files.journal import Unsaved

_FILE = Words("只看这份计划；不写则列出全部", "only this plan's; all without")
_OUT = Words("把最近一份未保存的内容写成这个文件", "write the latest unsaved work as this file")
_DISCARD = Words("丢弃，不再提示", "drop it for good")
_ONE_PLAN = Words("-o 和 --discard 要指明是哪一份计划", "-o and --discard need the plan's FILE")
_NOTHING = Words("没有未保存的内容", "there is no unsaved work")
_LINE = Words("{0}  {1}  {2} 处改动  {3}", "{0}  {1}  {2} edit(s)  {3}")
_ALIVE = Words("另一台机器上的编辑器可能还开着", "an editor on another host may still have it open")
_DAMAGED = Words("日志有一部分损坏，以下是能读出的部分", "a part of the journal is damaged; this is what could be read")
_WROTE = Words("已写入 {0}", "wrote {0}")
_DROPPED = Words("已丢弃 {0} 份", "dropped {0}")


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    parser = CommandParser("recover", COMMANDS["recover"].summary, lang)
    parser.add_argument("file", nargs="?", metavar="FILE", help=parser.say(_FILE))
    parser.add_argument("-o", "--output", metavar="OUT", help=parser.say(_OUT))
    parser.add_argument("--discard", action="store_true", help=parser.say(_DISCARD))
    args = parser.read(arguments)
    if args.file is None and (args.output or args.discard):
        raise UsageError(_ONE_PLAN)
    found = find_unsaved(args.file)
    if not found:
        if args.output:
            raise PlanuiError(_NOTHING)
        note(_NOTHING, lang)
        return 0
    if args.output:
        latest = found[0]
        create(args.output, latest.text.encode("utf-8"))
        if latest.damaged:
            note(_DAMAGED, lang)
        note(_WROTE.format(args.output), lang)
    if args.discard:
        for one in found:
            one.discard()
        note(_DROPPED.format(len(found)), lang)
    if not args.output and not args.discard:
        for one in found:
            emit(_line(one, lang) + "\n")
    return 0


def _line(one: Unsaved, lang: str) -> str:
    when = datetime.fromtimestamp(one.when).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    more = [words.pick(lang) for words, said in ((_ALIVE, one.alive is None), (_DAMAGED, one.damaged)) if said]
    return _LINE.pick(lang).format(when, one_line(one.path), one.edits, "；".join(more)).rstrip()
