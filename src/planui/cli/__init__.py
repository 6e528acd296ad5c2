"""The command line: parse, dispatch, exit codes. Each command is one file of this folder, imported when it is run."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import NoReturn

from planui.cli.arguments import HelpShown, UsageError, asked_language
from planui.cli.table import COMMANDS, overview
from planui.cli.terminal_output import complain
from planui.i18n import LANGUAGES, language
from planui.model.words import PlanuiError, Words

OK = 0
FOUND = 1
FAILED = 2

_NO_LANGUAGE = Words("--lang 只能是 zh 或 en，而不是“{0}”", "--lang must be zh or en, not {0!r}")
_NO_COMMAND = Words(
    "没有“{0}”这个命令或文件；计划文件请写全文件名（.toml），命令见 planui --help",
    "there is no command or file {0!r}; a plan's name ends in .toml, `planui --help` lists the commands",
)
_DISK = Words("系统报告：{0}", "the system says: {0}")


def main() -> None:
    """The `planui` command; ends the process with the contract's exit status."""
    _open_closed_streams()
    status = run(sys.argv[1:])
    if sys.argv[1:2] == ["check"]:
        _leave(status)
    sys.exit(status)


def _leave(status: int) -> NoReturn:
    """Ends the process at once. What Python puts in order before it ends, object by object, takes as long as loading a
    dozen modules; a check has written all that it writes, and leaves nothing running."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            sys.exit(status)  # in its own way, Python tells
    os._exit(status)


def _open_closed_streams() -> None:
    """A stream that the shell closed (`>&-`) reads as nothing and swallows what is written."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - for the whole process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # What the locale's encoding cannot say is escaped, not an error.
            stream.reconfigure(errors="backslashreplace")


def run(arguments: list[str]) -> int:
    """Runs one command line and gives its exit status (0, 1 or 2; 130 when interrupted)."""
    lang = language(asked_language(arguments))
    try:
        status = _dispatch(arguments, lang)
        sys.stdout.flush()
    except HelpShown:
        return OK
    except (UsageError, PlanuiError) as error:
        complain(error.words, lang)
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has gone; what is left in the buffer must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        what = " ".join(str(part) for part in (error.strerror or error, error.filename) if part)
        complain(_DISK.format(what), lang)
        return FAILED
    return status


def _dispatch(arguments: list[str], lang: str) -> int:
    rest = list(arguments)
    if rest[:1] in (["--lang"], ["-h"], ["--help"]) or (rest and rest[0].startswith("--lang=")):
        # --lang may stand before the command, too.
        while rest and rest[0].startswith("--lang"):
            if (asked := asked_language(rest)) not in LANGUAGES:
                raise UsageError(_NO_LANGUAGE.format(asked or ""))
            rest = rest[2:] if rest[0] == "--lang" else rest[1:]
    if rest[:1] in (["-h"], ["--help"], ["help"]):
        sys.stdout.write(overview(lang) + "\n")
        return OK
    if rest[:1] in (["-V"], ["--version"]):
        from planui import __version__

        sys.stdout.write(f"planui {__version__}\n")
        return OK
    first = rest[0] if rest else ""
    if (
        first
        and first not in COMMANDS
        and not first.startswith("-")
        and "." not in first
        and not os.path.lexists(first)
    ):
        raise UsageError(_NO_COMMAND.format(first))
    name = first if first in COMMANDS else "edit"
    if rest and rest[0] in COMMANDS:
        rest = rest[1:]
    return COMMANDS[name].load()(rest, lang)
