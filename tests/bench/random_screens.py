"""Random runs of the whole editor: an emulator fed with its bytes shows what Textual's compositor means.

Run by hand: ``python tests/bench/random_screens.py [RUNS] [SEED]``. A run is a handful of keys, pastes, resizes and
changes of section; the screens are compared after each run, and the first that differs ends it with what was done.
Sizes, kinds of terminals and colours change every hundred runs.
"""

# ruff: noqa: E402  (the emulator of the terminal's tests is imported from their folder)
from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "terminal")]

from emulator import drawn
from running import Recorder, Watched
from terminal_bytes import write_plan
from textual.events import Key, Paste
from textual.pilot import Pilot

from planui.app import PlanuiApp
from planui.document import Document

SIZES = [(120, 40), (80, 24), (60, 20), (100, 31), (97, 25), (133, 50)]
TERMINALS = [
    {"TERM": "xterm-256color"},
    {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    {"TERM": "screen-256color"},
    {"TERM": "tmux-256color", "TMUX": "x"},
    {"TERM": "linux"},
    {"TERM": "xterm", "NO_COLOR": "1"},
]
PIECES = [
    *"资源质量总体情况，。、（）“”《》—…a1 .:%",
    "12,345",
    "planui",
    "——",
    "\u0301",
    "🙂",
    "\x1b[31m",
    "\u202e",
    "\u3000",
    "\t",
]
TYPED = [*"资源质量总体情况，。、（）“”《》—…a1 .:%()[]*#-|"]
EDITS = ["enter", "backspace", "delete", "ctrl+w", "ctrl+k", "ctrl+u", "tab", "shift+tab", "alt+up", "alt+down"]
MOVES = [
    *["left", "right", "up", "down", "home", "end", "pageup", "pagedown", "ctrl+left", "ctrl+right", "ctrl+home"],
    *["ctrl+end", "shift+down", "shift+right", "shift+end", "ctrl+a"],
]
PLACES = [
    "ctrl+pagedown",
    "ctrl+pageup",
    "f8",
    "shift+f8",
    "f6",
    "shift+f6",
    "f2",
    "f3",
    "f4",
    "ctrl+l",
    "ctrl+z",
    "ctrl+y",
]
DIALOGS = ["ctrl+p", "ctrl+g", "ctrl+f", "f1", "f10", "escape", "escape", "escape"]


def paste(chance: random.Random) -> str:
    """A text as it may be pasted: words, marks, hostile characters, lines."""
    lines = ["".join(chance.choices(PIECES, k=chance.randrange(40))) for _ in range(chance.choice([1, 1, 2, 5, 60]))]
    return "\n".join(lines)


def choose(chance: random.Random) -> tuple[str, Any]:
    """One thing to do."""
    kind = chance.random()
    if kind < 0.42:
        return "key", chance.choice(TYPED)
    if kind < 0.56:
        return "key", chance.choice(EDITS)
    if kind < 0.74:
        return "key", chance.choice(MOVES)
    if kind < 0.86:
        return "key", chance.choice(PLACES)
    if kind < 0.91:
        return "key", chance.choice(DIALOGS)
    if kind < 0.96:
        return "paste", paste(chance)
    if kind < 0.98:
        return "resize", chance.choice(SIZES)
    return "damage", None


async def act(watched: Watched, name: str, value: Any) -> None:
    """Does it."""
    if name == "key" and len(value) == 1:
        watched.app.post_message(Key(value, value))
    elif name == "key":
        await watched.pilot.press(value)
    elif name == "paste":
        watched.app.post_message(Paste(value))
    elif name == "resize":
        await watched.resize(*value)
    else:
        await watched.settle()
        watched.emulator.feed("\x1b[0;7mbroken 乱\x1b[2;2H")
        watched.app.action_repaint()


class Differs(Exception):
    """The emulator shows something else than Textual means."""


def first_difference(shown: list[Any], meant: list[Any]) -> str:
    """Where two screens differ."""
    for y, (one, other) in enumerate(zip(shown, meant, strict=True)):
        for x, (left, right) in enumerate(zip(one, other, strict=False)):
            if left != right:
                return f"row {y} column {x}: shown {left}, meant {right}"
    return "nowhere"


def last(done: list[tuple[str, Any]]) -> str:
    """What was done last, shortened."""
    return "last: " + " ".join(f"{name}:{str(value)[:40]!r}" for name, value in done[-12:])


async def runs(watched: Watched, count: int, chance: random.Random) -> None:
    """So many runs in one app."""
    done: list[tuple[str, Any]] = []
    for _ in range(count):
        for _ in range(chance.randrange(2, 7)):
            done.append(choose(chance))
            await act(watched, *done[-1])
            if chance.random() < 0.4:
                await watched.settle()
        await watched.settle()
        shown, meant = watched.emulator.rows(), watched.meant()
        if shown != meant:
            taken = first_difference(drawn(watched.app._shadow.wanted), meant)
            raise Differs(f"{first_difference(shown, meant)}; the shadow: {taken}; {last(done)}")
        cursor = watched.app._wanted_cursor()
        if cursor.shown and watched.emulator.cursor != cursor:
            raise Differs(f"cursor at {watched.emulator.cursor}, meant {cursor}; {last(done)}")


def batch(count: int, seed: int, folder: Path) -> BaseException | None:
    """So many runs in one new app on a new plan; what went wrong."""
    chance = random.Random(seed)
    for name in ("COLORTERM", "TMUX", "NO_COLOR"):
        os.environ.pop(name, None)
    os.environ.update(chance.choice(TERMINALS))
    plan = folder / f"{seed}.toml"
    write_plan(plan)
    app = PlanuiApp(Document.open(str(plan)), chance.choice(["zh", "en"]), section=chance.choice(["1", "4.1.2", "6.3"]))
    failed: list[BaseException] = []

    async def pilot_of(pilot: Pilot[Any]) -> None:
        try:
            watched = Watched(pilot)
            await watched.settle()
            await runs(watched, count, chance)
        except BaseException as error:
            failed.append(error)
        finally:
            app.exit()

    app.driver_class = Recorder
    asyncio.run(app.run_async(headless=False, size=chance.choice(SIZES), auto_pilot=pilot_of))
    return failed[0] if failed else None


def main() -> int:
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(XDG_STATE_HOME=folder, XDG_CONFIG_HOME=folder)
        while done < total:
            count = min(100, total - done)
            failed = batch(count, seed, Path(folder))
            if failed is not None:
                print(f"after {done} runs, seed {seed}: {type(failed).__name__}: {failed}", file=sys.stderr)
                return 1
            done += count
            seed += 1
            print(f"{done} runs", file=sys.stderr, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
