"""`planui check`: validates plans."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from planui.cli.arguments import CommandParser, UsageError
from planui.cli.check_job import Chosen, Job, Piece
from planui.cli.table import COMMANDS
from planui.cli.terminal_output import complain, emit, takes_colour
from planui.files.finding import find_plans
from planui.model.words import Words
from planui.report.reporter import FORMATS, reporter
from planui.report.result import Counts

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

_FILES = Words("计划文件或文件夹；- 读标准输入", "plan files or folders; - reads standard input")
_FORMAT = Words("输出的格式", "form of the output")
_STRICT = Words("警告也算错误", "warnings count as errors")
_SELECT = Words("只查这些规则（如 S,X502），用逗号隔开", "check only these rules (S,X502), separated by commas")
_IGNORE = Words("不查这些规则", "leave these rules out")
_FIX = Words("自动修正可以放心修正的问题", "apply the safe fixes")
_DIFF = Words("只显示修正会改什么，不写文件", "show what the fixes would change, write nothing")
_WATCH = Words("文件一改就重新检查", "check again whenever a file changes")
_JOBS = Words("同时用几个进程", "how many processes work at once")
_NO_CACHE = Words("不用以前的结果，全部重新检查", "use no earlier results, check everything anew")
_NO_RULE = Words(
    "没有以“{0}”开头的规则；planui rule 列出全部", "no rule begins with {0!r}; `planui rule` lists them all"
)
_FEW_JOBS = Words("--jobs 至少是 1，而不是 {0}", "--jobs must be 1 or more, not {0}")
_NO_INPUT = Words("--watch 不能与标准输入同用", "--watch cannot read standard input")


def _parser(lang: str) -> CommandParser:
    parser = CommandParser("check", COMMANDS["check"].summary, lang)
    parser.add_argument("files", nargs="+", metavar="FILE", help=parser.say(_FILES))
    parser.add_argument("--format", choices=FORMATS, default="text", help=parser.say(_FORMAT))
    parser.add_argument("--strict", action="store_true", help=parser.say(_STRICT))
    parser.add_argument("--select", metavar="RULES", action="append", default=[], help=parser.say(_SELECT))
    parser.add_argument("--ignore", metavar="RULES", action="append", default=[], help=parser.say(_IGNORE))
    parser.add_argument("--fix", action="store_true", help=parser.say(_FIX))
    parser.add_argument("--diff", action="store_true", help=parser.say(_DIFF))
    parser.add_argument("--watch", action="store_true", help=parser.say(_WATCH))
    parser.add_argument("--no-cache", action="store_true", help=parser.say(_NO_CACHE))
    parser.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help=parser.say(_JOBS))
    return parser


def run(arguments: list[str], lang: str) -> int:
    """Runs the command."""
    args = _parser(lang).read(arguments)
    chosen = Chosen(_rules(args.select), _rules(args.ignore))
    if args.watch and "-" in args.files:
        raise UsageError(_NO_INPUT)
    if args.jobs < 1:
        raise UsageError(_FEW_JOBS.format(args.jobs))
    if args.fix or args.diff:
        from planui.check import Selection
        from planui.cli.check_fix import mend

        failures: list[Words] = []
        whole = mend(_find(args.files, failures, lang), Selection(*chosen), lang, write=not args.diff)
        if args.diff or args.files == ["-"]:
            for words in failures:
                complain(words, lang)
            return 0 if whole and not failures else 2
    if args.watch:
        from planui.files.watching import changes

        _check_all(args, chosen, lang)
        for _ in changes(args.files):
            _check_all(args, chosen, lang)
    return _check_all(args, chosen, lang)


def _find(paths: list[str], failures: list[Words], lang: str) -> list[str]:
    """The plans that the arguments name. On a terminal, a search that takes long says where it is."""
    if not sys.stderr.isatty() or not any(os.path.isdir(path) for path in paths):
        return find_plans(paths, failures)
    from planui.cli.looking import Looking

    with Looking(sys.stderr, lang) as looking:
        return find_plans(paths, failures, looking)


def _rules(values: list[str]) -> tuple[str, ...]:
    if not values:
        return ()
    from planui.rules.table import RULES

    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    for name in names:
        if not any(rule.id.startswith(name.upper()) or rule.name == name.lower() for rule in RULES):
            raise UsageError(_NO_RULE.format(name))
    return names


def _check_all(args: argparse.Namespace, chosen: Chosen, lang: str) -> int:
    failures: list[Words] = []
    paths = _find(args.files, failures, lang)
    for words in failures:
        complain(words, lang)
    failed = bool(failures)
    report = reporter(args.format, lang, colour=takes_colour(sys.stdout))
    counts = Counts()
    emit(report.begin)
    started = False
    job = Job(chosen, report, cache=not args.no_cache, counts=args.format == "json")
    checked = False
    for piece in _pieces(paths, job, args.jobs):
        checked |= piece.checked
        if piece.failure is not None:
            complain(piece.failure, lang)
            failed = True
            continue
        counts.add(piece.counts)
        if piece.text:
            emit(report.between + piece.text if started else piece.text)
            started = True
    end = report.end(counts)
    if counts.files or args.format != "text":
        emit(end + "\n" if end or started else "")
    sys.stdout.flush()
    if checked:
        job.tidy()
    if failed:
        return 2
    return 1 if counts.of["error"] or (args.strict and counts.of["warning"]) else 0


def _pieces(paths: list[str], job: Job, jobs: int) -> Iterator[Piece]:
    jobs = min(jobs, len(paths), 64)
    if jobs <= 1:
        yield from map(job, paths)
        return
    if len(paths) > 8 * jobs:
        # The first of many is checked here: what that loads and compiles, the other processes need not load again.
        yield job(paths[0])
        paths = paths[1:]
    from multiprocessing import get_context

    # The job goes to the processes once, as they are forked, and its memory stays with them.
    with get_context("fork").Pool(jobs, _start_work, (job,)) as pool:
        # In small heaps: whoever gets the longest plans last must not keep the others waiting.
        yield from pool.imap(_work, paths, chunksize=max(1, min(16, len(paths) // (8 * jobs))))


_jobs: list[Job] = []
"""The job of this process, where it is one of several."""


def _start_work(job: Job) -> None:
    _jobs.append(job)


def _work(path: str) -> Piece:
    return _jobs[-1](path)
