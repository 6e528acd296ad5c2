"""`planui recover`: unsaved work that a killed editor left; shown, written (all or some sections), or dropped."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from planui.cli.arguments import CommandParser, UsageError
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import emit, note, takes_colour
from planui.files.journal import find_unsaved
from planui.files.reading import read_text
from planui.files.save import create
from planui.model.diff import diff
from planui.model.merge import Merged, merge
from planui.model.open_conflicts import open_conflicts
from planui.model.plan import read_plan
from planui.model.section_parts import with_sections
from planui.model.visible import one_line
from planui.model.words import PlanuiError, Words
from planui.report.diff_text import diff_report

if TYPE_CHECKING:
    from planui.files.journal import Unsaved
    from planui.model.diff import SectionDiff

_FILE = Words("只看这份计划；不写则列出全部", "only this plan's; all without")
_OUT = Words(
    "把最近一份未保存的内容，与文件现在的内容合并，写成这个文件",
    "write the latest unsaved work, merged with what the plan's file holds now, as this file",
)
_PART = Words("只取这一节（可重复）；其余按文件现在的内容", "only this section (may be given more than once)")
_DISCARD = Words("丢弃，不再提示", "drop it for good")
_ONE_PLAN = Words("-o 和 --discard 要指明是哪一份计划", "-o and --discard need the plan's FILE")
_PART_WHERE = Words("--section 要和 -o 一起用", "--section goes with -o")
_NO_PART = Words("没有保存的内容里没有第 {0} 节的改动", "the unsaved work changes nothing in section {0}")
_CONFLICTS = Words("有 {0} 处与文件冲突，已在正文中标出", "{0} conflict(s) with the file are marked in the text")
_NOTHING = Words("没有未保存的内容", "there is no unsaved work")
_LINE = Words("{0}  {1}  {2}  {3}", "{0}  {1}  {2}  {3}")
_EDITS = Words("{0} 处改动", "{0} edit(s)")
_SECTIONS = Words("改了 {0}（多 {1} 字，少 {2} 字）", "changes {0} (+{1} −{2} 字)")
_COVER = Words("封面", "cover")
_NAMED = 5
"""Sections that one line names."""
_ALIVE = Words("另一台机器上的编辑器可能还开着", "an editor on another host may still have it open")
_DAMAGED = Words("日志有一部分损坏，以下是能读出的部分", "a part of the journal is damaged; this is what could be read")
_ALONE = Words(
    "{0}；以下只是没有保存的内容，没有与文件合并", "{0}; this is the unsaved work alone, not merged with the file"
)
_WROTE = Words("已写入 {0}", "wrote {0}")
_DROPPED = Words("已丢弃 {0} 份", "dropped {0}")


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    parser = CommandParser("recover", COMMANDS["recover"].summary, lang)
    parser.add_argument("file", nargs="?", metavar="FILE", help=parser.say(_FILE))
    parser.add_argument("-o", "--output", metavar="OUT", help=parser.say(_OUT))
    parser.add_argument("--section", action="append", metavar="N", help=parser.say(_PART))
    parser.add_argument("--discard", action="store_true", help=parser.say(_DISCARD))
    args = parser.read(arguments)
    if args.file is None and (args.output or args.discard):
        raise UsageError(_ONE_PLAN)
    if args.section and not args.output:
        raise UsageError(_PART_WHERE)
    found = find_unsaved(args.file)
    if not found:
        if args.output:
            raise PlanuiError(_NOTHING)
        note(_NOTHING, lang)
        return 0
    status = 0
    if args.output:
        latest = found[0]
        now, merged = _against_file(latest, lang)
        text = merged.text if not args.section else _part(now, merged.text, args.section)
        create(args.output, text.encode("utf-8"))
        if latest.damaged:
            note(_DAMAGED, lang)
        note(_WROTE.format(args.output), lang)
        if left := len(open_conflicts(read_plan(text))):
            note(_CONFLICTS.format(left), lang)
            status = 1
    if args.discard:
        for one in found:
            one.discard()
        note(_DROPPED.format(len(found)), lang)
    if not args.output and not args.discard:
        for one in found:
            now, merged = _against_file(one, lang)
            changed = diff(now, merged.text)
            emit(_line(one, changed if now else [], lang) + "\n")
            if args.file is not None:
                report = diff_report(changed, one.path, one.path, lang, colour=takes_colour(sys.stdout))
                emit("\n".join(report.split("\n")[2:]) + "\n\n")
    return status


def _against_file(one: Unsaved, lang: str) -> tuple[str, Merged]:
    """What the plan's file holds now (nothing, where it is gone or no plan), and that with the unsaved work merged in.

    A file that was torn is when the work is needed most: it is given whole then, and the reason said.
    """
    if os.path.lexists(one.path):
        try:
            now = read_text(one.path)
            return now, merge(one.base if one.base is not None else now, now, one.text)
        except PlanuiError as error:
            note(Words(_ALONE.zh.format(error.words.zh), _ALONE.en.format(error.words.en)), lang)
    return "", Merged(one.text, [], ())


def _part(now: str, merged: str, numbers: list[str]) -> str:
    """The file as it is now, with some sections of the unsaved work. Raises `PlanuiError` where one has nothing."""
    changed = {section.number for section in diff(now, merged)}
    for number in numbers:
        if number not in changed:
            raise PlanuiError(_NO_PART.format(number))
    return with_sections(now, merged, numbers)


def _line(one: Unsaved, changed: list[SectionDiff], lang: str) -> str:
    """When, which plan, and in which sections how many 字 came and went."""
    when = datetime.fromtimestamp(one.when).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    more = [words.pick(lang) for words, said in ((_ALIVE, one.alive is None), (_DAMAGED, one.damaged)) if said]
    return _LINE.pick(lang).format(when, one_line(one.path), _what(one, changed, lang), "；".join(more)).rstrip()


def _what(one: Unsaved, changed: list[SectionDiff], lang: str) -> str:
    if not changed:
        return _EDITS.pick(lang).format(one.edits)
    names = [section.number or _COVER.pick(lang) for section in changed]
    named = "、".join(names[:_NAMED]) + "…" * (len(names) > _NAMED)
    came, went = (sum(section.chars[at] for section in changed) for at in (0, 1))
    return _SECTIONS.pick(lang).format(named, came, went)
