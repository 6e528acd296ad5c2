"""The codes that a terminal is sent: what it is able to, pens (SGR), and the shortest way for its cursor.

Only what xterm, tmux, GNU screen and the Linux console all understand is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

BOLD, DIM, ITALIC, UNDERLINE, REVERSE, CONCEAL, STRIKE, OVERLINE = (1 << bit for bit in range(8))
SEEN_ON_BLANKS = UNDERLINE | REVERSE | STRIKE | OVERLINE
"""The attributes that show on a space."""

_ON = {BOLD: "1", DIM: "2", ITALIC: "3", UNDERLINE: "4", REVERSE: "7", CONCEAL: "8", STRIKE: "9", OVERLINE: "53"}
_OFF = {ITALIC: "23", UNDERLINE: "24", REVERSE: "27", CONCEAL: "28", STRIKE: "29", OVERLINE: "55"}
_DEFAULT_FG, _DEFAULT_BG = "39", "49"

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
SHOW_CURSOR, HIDE_CURSOR = "\x1b[?25h", "\x1b[?25l"
PLAIN = "\x1b[m"
ERASE_LINE = "\x1b[K"
INSERT_MODE, REPLACE_MODE = "\x1b[4h", "\x1b[4l"
SAVE, RESTORE = "\x1b7", "\x1b8"
"""DECSC and DECRC: keep the cursor's place and the pen, and go back to both."""


class Traits(NamedTuple):
    """What may be asked of a terminal."""

    erases_in_colour: bool = True  # erased cells take the background of the pen, not the terminal's own
    shifts: bool = True  # characters can be inserted and deleted within a row
    mouse: bool = True  # GNU screen, asked for the mouse, keeps a lone Esc to itself until the next key

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Traits:
        """The traits of the terminal that the environment (TERM, TMUX, STY) names."""
        term = environ.get("TERM", "")
        if "TMUX" not in environ:
            # tmux seen through ssh may call itself screen, too; GNU screen's own names have a dot.
            mouse = "STY" not in environ and not term.startswith("screen.")
            if term.startswith("screen") or not mouse:
                return cls(erases_in_colour="bce" in term, mouse=mouse)
        return cls(erases_in_colour=term not in ("", "dumb", "unknown"), shifts=term not in ("", "dumb", "unknown"))


class Pen(NamedTuple):
    """How cells are drawn: the SGR parameters of both colours, and attribute bits.

    A pen for blanks has the foreground ``""``: any will do.
    """

    fg: str = _DEFAULT_FG
    bg: str = _DEFAULT_BG
    attrs: int = 0

    def for_blank(self) -> Pen:
        """This pen, without what does not show on a space."""
        if self.attrs & SEEN_ON_BLANKS:
            return self
        return Pen("", self.bg, 0)

    def serves(self, wanted: Pen) -> bool:
        """Whether cells of `wanted` may be drawn with this pen as it is."""
        if wanted.fg:
            return self == wanted
        return self.bg == wanted.bg and not self.attrs & SEEN_ON_BLANKS


def change_pen(current: Pen | None, wanted: Pen) -> tuple[str, Pen]:
    """The shortest SGR sequence from the `current` pen (None: unknown) to one that serves `wanted`, and that pen."""
    if current is not None and current.serves(wanted):
        return "", current
    target = wanted
    if not wanted.fg:
        bare = current or Pen()
        target = Pen(bare.fg, wanted.bg, bare.attrs & ~SEEN_ON_BLANKS)
    fresh = Pen(wanted.fg or _DEFAULT_FG, wanted.bg, wanted.attrs)
    anew = _params(0, fresh.attrs)
    if fresh.fg != _DEFAULT_FG:
        anew.append(fresh.fg)
    if fresh.bg != _DEFAULT_BG:
        anew.append(fresh.bg)
    afresh = f"\x1b[{';'.join(['0', *anew]) if anew else ''}m"
    if current is None:
        return afresh, fresh
    steps = _params(current.attrs, target.attrs)
    if target.fg != current.fg:
        steps.append(target.fg)
    if target.bg != current.bg:
        steps.append(target.bg)
    stepwise = f"\x1b[{';'.join(steps)}m"
    return (stepwise, target) if len(stepwise) <= len(afresh) else (afresh, fresh)


def _params(before: int, after: int) -> list[str]:
    """The parameters that turn attributes off and on."""
    gone, come = before & ~after, after & ~before
    params: list[str] = []
    if gone & (BOLD | DIM):
        params.append("22")
        come |= after & (BOLD | DIM)
    params += [off for bit, off in _OFF.items() if gone & bit]
    params += [on for bit, on in _ON.items() if come & bit]
    return params


def move(x: int | None, y: int | None, to_x: int, to_y: int) -> str:
    """The shortest sequence that moves the cursor from (x, y), None where unknown, to a place; all count from 0."""
    if (x, y) == (to_x, to_y):
        return ""
    row, column = to_y + 1, to_x + 1
    absolute = f"\x1b[{row};{column}H" if to_x else f"\x1b[{row}H" if to_y else "\x1b[H"
    if y is None:
        return absolute
    vertical = _vertical(to_y - y)
    choices = [absolute, vertical + ("\r" if not to_x else f"\x1b[{column}G")]
    if x is not None:
        if x < to_x:
            choices.append(vertical + _step(to_x - x, "C"))
        elif x > to_x:
            choices.append(vertical + ("\b" * (x - to_x) if x - to_x < 4 else _step(x - to_x, "D")))
        else:
            choices.append(vertical)
    return min(choices, key=len)


def _vertical(rows: int) -> str:
    """Down (or up, for negative `rows`) in the same column, from and to rows of the screen.

    A line feed would go down too, but a terminal driver turns it into a carriage return as well; VT it leaves alone.
    """
    if rows > 0:
        return "\x0b" * rows if rows < 4 else _step(rows, "B")
    return "\x1bM" if rows == -1 else _step(-rows, "A") if rows else ""


def _step(count: int, code: str) -> str:
    return f"\x1b[{count if count > 1 else ''}{code}"
