"""Random runs of the whole editor: an emulator fed with its bytes shows what Textual's compositor means.

Run by hand: ``python tests/bench/random_screens.py [RUNS] [SEED] [--tmux]``. A run is a handful of keys, pastes,
resizes and changes of section; the screens are compared after each run, and the first that differs ends it with what
was done. Sizes, kinds of terminals and colours change every hundred runs; how many runs ended in which state is told
at the end. With ``--tmux`` a pane of a real tmux gets the same bytes, and what it shows is compared, too.
"""

# ruff: noqa: E402  (the emulator of the terminal's tests is imported from their folder)
from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
from collections import Counter
from itertools import zip_longest
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "terminal")]

from emulator import drawn
from running import Recorder, Watched
from terminal_bytes import write_plan
from textual.events import Key, Paste
from textual.pilot import Pilot
from tmux_pane import Tmux, trimmed

from planui.app import PlanuiApp
from planui.document import Document

SIZES = [(120, 40), (80, 24), (60, 20), (100, 31), (97, 25), (133, 50)]
TERMINALS = [
    {"TERM": "xterm-256color"},
    {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    {"TERM": "xterm"},
    {"TERM": "xterm", "NO_COLOR": "1"},
    {"TERM": "screen-256color"},
    {"TERM": "screen"},
    {"TERM": "tmux-256color", "TMUX": "x"},
    {"TERM": "linux"},
    {"TERM": "vt100"},
    {"TERM": "vt220", "NO_COLOR": "1"},
]
COMMON = [*"资源质量总体情况，。、（）“”《》—…a1 .:%", "12,345", "planui", "——", "\u3000", "\t"]
ODD = [
    *[
        "\u0301",
        "é",
        "e\u0301",
        "ÅÄ",
        "각",
        "\u1100\u1161\u11a8",
        "ｶﾞ",
        "か\u3099",
        "ก\u0e33",
        "क\u094d\u0937\u093f",
        "\U00020000",
    ],
    *["🙂", "👩\u200d👩\u200d👧", "🇨🇳", "☎", "⌚", "👍🏽", "①", "㎡", "℃", "½", "§"],
    *["\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u2028", "\u0085", "\u00a0", "\u2003"],
    *["\x00", "\x07", "\x1b[31m", "\x1b]2;x\x07", "\x9b2J", "\x7f", "\x0e", "\ue000", "\U000f0000", "\uffff", "\u0378"],
]
"""None with U+FE0F: the compositor counts a cell too few where a dialog's edge divides what that makes wide."""
PIECES = COMMON * 2 + ODD
TYPED = [
    *"资源质量总体情况，。、（）“”《》—…a1 .:%()[]*#-|",
    *[piece for piece in ODD if len(piece) == 1 and piece.isprintable()],
]
EDITS = ["enter", "backspace", "delete", "ctrl+w", "ctrl+k", "ctrl+u", "tab", "shift+tab", "alt+up", "alt+down"]
EDITS += ["alt+enter", "ctrl+x", "ctrl+v", "ctrl+c", "insert", "space", "ctrl+d"]
MOVES = [
    *["left", "right", "up", "down", "home", "end", "pageup", "pagedown", "ctrl+left", "ctrl+right", "ctrl+home"],
    *["ctrl+end", "shift+down", "shift+right", "shift+end", "ctrl+a", "ctrl+shift+right", "shift+pagedown"],
]
PLACES = [
    *["ctrl+pagedown", "ctrl+pageup", "f8", "shift+f8", "alt+f8", "f7", "shift+f7", "f6", "shift+f6", "f2", "f3", "f4"],
    *["ctrl+l", "ctrl+z", "ctrl+y", "alt+left", "alt+right", "ctrl+s"],
]
DIALOGS = ["ctrl+p", "ctrl+g", "ctrl+f", "ctrl+r", "ctrl+t", "f1", "f10", "f12", "alt+h", "alt+c", *["escape"] * 24]
"""Not pressed: what leaves the editor (Ctrl+Q, F9), and F5, which ends when it likes."""
CHARACTERS = {"enter": "\r", "tab": "\t", "backspace": "\x7f", "escape": "\x1b", "space": " "}


def paste(chance: random.Random) -> str:
    """A text as it may be pasted: words, marks, hostile characters, lines."""
    lines = ["".join(chance.choices(PIECES, k=chance.randrange(40))) for _ in range(chance.choice([1, 1, 2, 5, 60]))]
    return "\n".join(lines)


def choose(chance: random.Random) -> tuple[str, Any]:
    """One thing to do."""
    kind = chance.random()
    if kind < 0.38:
        return "key", chance.choice(TYPED)
    if kind < 0.52:
        return "key", chance.choice(EDITS)
    if kind < 0.70:
        return "key", chance.choice(MOVES)
    if kind < 0.82:
        return "key", chance.choice(PLACES)
    if kind < 0.92:
        return "key", chance.choice(DIALOGS)
    if kind < 0.96:
        return "paste", paste(chance)
    if kind < 0.98:
        return "resize", chance.choice(SIZES)
    return "damage", None


async def act(watched: Watched, name: str, value: Any) -> None:
    """Does it."""
    if name == "key":
        character = CHARACTERS.get(value, value if len(value) == 1 else None)
        watched.app.post_message(Key(value, character))
    elif name == "paste":
        watched.app.post_message(Paste(value))
    elif name == "resize":
        await watched.resize(*value)
    else:
        await watched.settle()
        watched.feed("\x1b[0;7mbroken 乱\x1b[2;2H")
        watched.app.action_repaint()


class Differs(Exception):
    """The emulator shows something else than Textual means."""


def first_difference(shown: list[Any], meant: list[Any]) -> str:
    """Where two screens differ."""
    for y, (one, other) in enumerate(zip(shown, meant, strict=True)):
        for x, (left, right) in enumerate(zip_longest(one, other)):
            if left != right:
                return f"row {y} column {x}: shown {left}, meant {right}"
    return "nowhere"


class Twice(Watched):
    """Watched by a second terminal, too: a real tmux, if one is asked for."""

    def __init__(self, pilot: Pilot[Any], tmux: Tmux | None) -> None:
        super().__init__(pilot)
        self.tmux = tmux
        if tmux is not None:
            tmux.begin(*self.app.size)

    def feed(self, data: str) -> None:
        super().feed(data)
        if self.tmux is not None:
            self.tmux.feed(data)

    def wrong(self) -> str:
        """What a terminal shows that is not meant; empty for nothing."""
        shown, meant = self.emulator.rows(), self.meant()
        if shown != meant:
            taken = first_difference(drawn(self.app._shadow.wanted), meant)
            return f"{first_difference(shown, meant)}; the shadow: {taken}"
        cursor = self.app._wanted_cursor()
        if cursor.shown and self.emulator.cursor != cursor:
            return f"cursor at {self.emulator.cursor}, meant {cursor}"
        if self.tmux is not None:
            shown, meant = trimmed(self.tmux.rows()), trimmed(meant)
            if shown != meant:
                return f"in tmux {first_difference(shown, meant)}"
        return ""

    async def resize(self, width: int, height: int) -> None:
        await self.settle()
        if self.tmux is not None:
            self.tmux.resize(width, height)
        await super().resize(width, height)


def last(done: list[tuple[str, Any]]) -> str:
    """What was done last, shortened."""
    return "last: " + " ".join(f"{name}:{str(value)[:40]!r}" for name, value in done[-12:])


def state(app: Any) -> str:
    """Where the editor is: its screen, and what of it has the keys."""
    focused = app.screen.focused
    return f"{type(app.screen).__name__}/{type(focused).__name__ if focused is not None else '-'}"


async def runs(watched: Twice, count: int, chance: random.Random, ended: Counter[str]) -> None:
    """So many runs in one app; `ended` counts the states that they end in."""
    done: list[tuple[str, Any]] = []
    for _ in range(count):
        for _ in range(chance.randrange(2, 7)):
            done.append(choose(chance))
            await act(watched, *done[-1])
            if chance.random() < 0.4:
                await watched.settle()
        await watched.settle()
        if not watched.app.is_running:
            raise Differs(f"the editor has ended; {last(done)}")
        wrong = watched.wrong()
        if wrong:  # a busy machine may have looked idle while something was still under way: no key is pressed now
            await asyncio.sleep(1)
            await watched.settle()
            wrong = watched.wrong()
            ended["looked at twice"] += 1
        if wrong:
            raise Differs(f"{wrong}; {last(done)}")
        ended[state(watched.app)] += 1


def batch(count: int, seed: int, folder: Path, ended: Counter[str], tmux: Tmux | None) -> BaseException | None:
    """So many runs in one new app on a new plan; what went wrong."""
    chance = random.Random(seed)
    for name in ("COLORTERM", "TMUX", "NO_COLOR"):
        os.environ.pop(name, None)
    terminal = chance.choice(TERMINALS)
    os.environ.update(terminal)
    plan = folder / f"{seed}.toml"
    write_plan(plan)
    app = PlanuiApp(Document.open(str(plan)), chance.choice(["zh", "en"]), section=chance.choice(["1", "4.1.2", "6.3"]))
    failed: list[BaseException] = []

    async def pilot_of(pilot: Pilot[Any]) -> None:
        try:
            watched = Twice(pilot, tmux)
            await watched.settle()
            await runs(watched, count, chance, ended)
        except BaseException as error:
            failed.append(error)
        finally:
            app.exit()

    app.driver_class = Recorder
    before = ended.total()
    asyncio.run(app.run_async(headless=False, size=chance.choice(SIZES), auto_pilot=pilot_of))
    ended[" ".join(terminal.values())] += ended.total() - before
    return failed[0] if failed else None


def main() -> int:
    arguments = [argument for argument in sys.argv[1:] if argument != "--tmux"]
    total = int(arguments[0]) if arguments else 1000
    seed = int(arguments[1]) if len(arguments) > 1 else 1
    tmux = Tmux() if "--tmux" in sys.argv else None
    done, failed = 0, None
    ended: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(XDG_STATE_HOME=folder, XDG_CONFIG_HOME=folder)
        while done < total and failed is None:
            count = min(100 if tmux is None else 10, total - done)
            failed = batch(count, seed, Path(folder), ended, tmux)
            if failed is not None:
                print(f"after {done} runs, seed {seed}: {type(failed).__name__}: {failed}", file=sys.stderr)
            done += count
            seed += 1
            print(f"{done} runs", file=sys.stderr, flush=True)
    if tmux is not None:
        tmux.end()
    print("\n".join(f"{number:6} {name}" for name, number in ended.most_common()))
    return 0 if failed is None else 1


if __name__ == "__main__":
    sys.exit(main())
