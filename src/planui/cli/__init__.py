"""The command line: parse, dispatch, exit codes. Each command is one file of this folder, imported when it is run."""

from __future__ import annotations

import os
import sys

from planui.cli.arguments import HelpShown, UsageError, asked_language
from planui.cli.table import COMMANDS, overview
from planui.cli.terminal_output import complain
from planui.i18n import language
from planui.model.words import PlanuiError, Words

OK = 0
FOUND = 1
FAILED = 2

_DISK = Words("系统报告：{0}", "the system says: {0}")


def main() -> None:
    """The `planui` command; ends the process with the contract's exit status."""
    sys.exit(run(sys.argv[1:]))


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
            rest = rest[2:] if rest[0] == "--lang" else rest[1:]
    if rest[:1] in (["-h"], ["--help"], ["help"]):
        sys.stdout.write(overview(lang) + "\n")
        return OK
    if rest[:1] in (["-V"], ["--version"]):
        from planui import __version__

        sys.stdout.write(f"planui {__version__}\n")
        return OK
    name = rest[0] if rest and rest[0] in COMMANDS else "edit"
    if rest and rest[0] in COMMANDS:
        rest = rest[1:]
    return COMMANDS[name].load()(rest, lang)
