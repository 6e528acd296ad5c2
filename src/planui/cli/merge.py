"""`planui merge`: three versions of a plan made one; also git's merge driver for plans."""

from __future__ import annotations

import os

from planui.cli.arguments import CommandParser, UsageError
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import note
from planui.files.reading import decode, read_bytes
from planui.files.save import create, read_stamped, save
from planui.model.merge import merge
from planui.model.words import Words

_OUT = Words("写到哪个文件（默认写回 OURS）", "the file to write (OURS, by default)")
_BASE = Words("共同的旧版本", "the version both were made from")
_OURS = Words("我方的版本", "our version")
_THEIRS = Words("对方的版本", "their version")
_OVER_SOURCE = Words(
    "{0} 是要合并的旧版本，不能盖掉；请用 -o 换一个文件名",
    "{0} is one of the versions to be merged and is not overwritten; give another name with -o",
)
_CONFLICTS = Words(
    "{0}：有 {1} 处冲突，已在正文中用 <<<<<<< 标出，请逐处取舍",
    "{0}: {1} conflict(s), marked with <<<<<<< in the text: settle each",
)


def run(arguments: list[str], lang: str) -> int:
    """Runs the command: 0 merged, 1 conflicts are left."""
    parser = CommandParser("merge", COMMANDS["merge"].summary, lang)
    parser.add_argument("base", metavar="BASE", help=parser.say(_BASE))
    parser.add_argument("ours", metavar="OURS", help=parser.say(_OURS))
    parser.add_argument("theirs", metavar="THEIRS", help=parser.say(_THEIRS))
    parser.add_argument("-o", "--output", metavar="OUT", help=parser.say(_OUT))
    args = parser.read(arguments)
    base, theirs = (decode(read_bytes(path), path) for path in (args.base, args.theirs))
    data, stamp = read_stamped(args.ours)
    merged = merge(base, decode(data, args.ours), theirs)
    out = args.output or args.ours
    result = merged.text.encode("utf-8")
    if out == args.ours:
        save(out, result, stamp)
    elif os.path.exists(out) and any(os.path.samefile(out, path) for path in (args.base, args.theirs)):
        raise UsageError(_OVER_SOURCE.format(out))
    elif os.path.lexists(out):
        save(out, result, read_stamped(out)[1])
    else:
        create(out, result)
    if merged.conflicts:
        note(_CONFLICTS.format(out, len(merged.conflicts)), lang)
        return 1
    return 0
