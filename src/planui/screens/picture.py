"""A page of a PDF as a picture, in terminals that show one: the screen is lent to it until a key is pressed.

Which protocol a terminal has is read from its name, or from `pictures` in the user's settings. It is never asked:
over a slow line the answer would come late, and be typed into the plan.
"""

from __future__ import annotations

import fcntl
import os
import struct
import sys
import termios
import tty
from base64 import b64encode
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

KITTY, SIXEL = "kitty", "sixel"
_BY_TERM = {"xterm-kitty": KITTY, "xterm-ghostty": KITTY, "foot": SIXEL, "foot-extra": SIXEL, "mlterm": SIXEL}
_BY_PROGRAM = {"ghostty": KITTY, "WezTerm": SIXEL, "iTerm.app": SIXEL}
_CHUNK = 4096
_CELL = (10, 20)
"""Pixels of a cell where the terminal does not tell."""


def protocol(environ: Mapping[str, str], chosen: str) -> str:
    """`kitty`, `sixel`, or empty where the terminal is not known to show pictures. `chosen` is the user's setting."""
    if chosen:
        return chosen if chosen in (KITTY, SIXEL) else ""
    term = environ.get("TERM", "")
    if term.startswith(("screen", "tmux")):
        return ""
    if "KITTY_WINDOW_ID" in environ:
        return KITTY
    return _BY_TERM.get(term) or _BY_PROGRAM.get(environ.get("TERM_PROGRAM", ""), "")


def codes(image: Any, kind: str) -> str:
    """What makes a terminal show a Pillow image at its cursor."""
    if kind == SIXEL:
        # Its package asks the terminal when its public parts are imported; this part does not.
        from textual_image._sixel import image_to_sixels

        return image_to_sixels(image.convert("RGB"))
    data = BytesIO()
    image.save(data, "PNG")
    text = b64encode(data.getvalue()).decode("ascii")
    chunks = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    out = []
    for number, chunk in enumerate(chunks):
        head = "a=T,f=100,q=2," if not number else ""
        out.append(f"\x1b_G{head}m={int(number + 1 < len(chunks))};{chunk}\x1b\\")
    return "".join(out)


def show_page(app: App[Any], path: str, number: int, kind: str, hint: str) -> None:
    """Shows a page as large as the screen, and waits for a key. Raises `OSError` where the PDF cannot be read."""
    from planui.render.printed import page_image

    with app.suspend():
        fd = sys.__stdin__.fileno() if sys.__stdin__ is not None else 0
        rows, columns, width, height = struct.unpack("HHHH", fcntl.ioctl(fd, termios.TIOCGWINSZ, b"\0" * 8))
        cell = height / rows if height and rows else _CELL[1]
        width, height = width or columns * _CELL[0], (height or rows * _CELL[1]) - round(1.5 * cell)
        image = page_image(path, number, width, height)
        _write(f"\x1b[2J\x1b[H{codes(image, kind)}\x1b[{rows};1H{hint}")
        before = termios.tcgetattr(fd)
        try:
            tty.setraw(fd)
            os.read(fd, 64)
        finally:
            termios.tcsetattr(fd, termios.TCSADRAIN, before)
        _write(("\x1b_Ga=d,q=2\x1b\\" if kind == KITTY else "") + "\x1b[2J\x1b[H")


def _write(text: str) -> None:
    if sys.__stdout__ is not None:
        sys.__stdout__.write(text)
        sys.__stdout__.flush()
