"""Arguments of a command: argparse, speaking the user's language and raising instead of exiting."""

from __future__ import annotations

import argparse
import os
import re
import sys
from typing import IO, Any, NoReturn

from planui.i18n import LANGUAGES
from planui.model.lazy_pattern import lazy
from planui.model.visible import one_line
from planui.model.words import Words

_HINT = Words("；用法见 planui {0} --help", "; see planui {0} --help")
_LANG = Words("界面语言", "language of the interface")
_HELP = Words("显示这段说明", "show this help")
_HEADS = {"usage: ": "用法：", "positional arguments:": "参数：", "options:": "选项："}
_ERRORS = (
    (lazy(r"unrecognized arguments: (.*)", re.S), "不认识的参数：{0}"),
    (lazy(r"the following arguments are required: (.*)", re.S), "缺少参数：{0}"),
    (lazy(r"argument (\S+): expected one argument"), "{0} 后面要有一个值"),
    (lazy(r"argument (.+?): invalid choice: (.+?) \(choose from (.*)\)", re.S), "{0} 不能是 {1}，可选：{2}"),
    (lazy(r"argument (.+?): invalid int value: (.*)", re.S), "{0} 应当是整数，而不是 {1}"),
    (lazy(r"argument (.+?): not allowed with argument (.*)", re.S), "{0} 不能与 {1} 同时使用"),
)

# argparse's own words are put into the user's language below, from English. Left alone, it would look for catalogues
# of them, and load `locale` for that at every start.
argparse._ = str  # type: ignore[attr-defined]


class HelpShown(Exception):
    """The help was printed; nothing else is to be done."""


class UsageError(Exception):
    """The command line cannot be understood."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class CommandParser(argparse.ArgumentParser):
    """The parser of one command."""

    def __init__(self, command: str, summary: Words, lang: str) -> None:
        self._command = command
        self._lang = lang
        super().__init__(prog=f"planui {command}", description=summary.pick(lang), add_help=False, allow_abbrev=False)
        self.add_argument("-h", "--help", action="store_true", help=_HELP.pick(lang))
        self.add_argument("--lang", choices=LANGUAGES, help=_LANG.pick(lang))

    def say(self, words: Words) -> str:
        """A help text in the user's language, with what argparse would take for a format made plain."""
        return words.pick(self._lang).replace("%", "%%")

    def read(self, arguments: list[str]) -> argparse.Namespace:
        """The arguments; prints the help where it is asked for. Raises `UsageError` or `HelpShown`."""
        if "-h" in arguments or "--help" in arguments:
            self.print_help(sys.stdout)
            raise HelpShown
        return self.parse_args(arguments)

    def _get_formatter(self) -> argparse.HelpFormatter:
        """argparse asks for one at every argument, and would load the archive formats only to learn the width."""
        return argparse.HelpFormatter(prog=self.prog, width=_terminal_width() - 2)

    def format_help(self) -> str:
        """The help, its heads in the user's language."""
        text = super().format_help()
        if self._lang == "zh":
            for english, chinese in _HEADS.items():
                text = text.replace(english, chinese)
        return text

    def error(self, message: str) -> NoReturn:
        """Raises `UsageError` with argparse's message."""
        chinese = message
        for pattern, words in _ERRORS:
            if found := pattern.fullmatch(message):
                chinese = words.format(*found.groups())
                break
        hint = _HINT.format(self._command)
        raise UsageError(Words(one_line(chinese) + hint.zh, one_line(message) + hint.en))

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Never ends the process from here."""
        raise UsageError(Words(message or "", message or ""))

    def _print_message(self, message: str, file: IO[str] | Any | None = None) -> None:
        (file or sys.stderr).write(message)


def _terminal_width() -> int:
    """The columns of the terminal; 80 where there is none. As `shutil.get_terminal_size` says."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ is not None else 80
    except (OSError, ValueError):
        return 80


def asked_language(arguments: list[str]) -> str | None:
    """The value of `--lang`, found before anything else is parsed, since errors are said in it."""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument[7:]
    return None
