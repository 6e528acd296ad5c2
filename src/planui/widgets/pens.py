"""Rich's styles as pens: which colours and attributes a terminal is told of."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import ColorSystem

from planui import terminal_codes as codes
from planui.terminal_codes import Pen

if TYPE_CHECKING:
    from rich.color import Color
    from rich.style import Style

_ATTRIBUTES = (
    ("bold", codes.BOLD),
    ("dim", codes.DIM),
    ("italic", codes.ITALIC),
    ("underline", codes.UNDERLINE),
    ("underline2", codes.UNDERLINE),
    ("reverse", codes.REVERSE),
    ("conceal", codes.CONCEAL),
    ("strike", codes.STRIKE),
    ("overline", codes.OVERLINE),
)
_APART = 24
"""Steps of lightness (of 255) between a background and the screen's that are shown in reverse without colours."""


@lru_cache(maxsize=1024)
def nearest(red: int, green: int, blue: int) -> int:
    """The colour of 256 (without the first 16, which users choose) nearest to one.

    Rich's own choice makes saturated colours of dark greys with a tint, such as the backgrounds of most themes.
    """

    def distance(number: int) -> int:
        other = EIGHT_BIT_PALETTE[number]
        return 2 * (red - other.red) ** 2 + 4 * (green - other.green) ** 2 + 3 * (blue - other.blue) ** 2

    return min(range(16, 256), key=distance)


class Pens:
    """Rich's styles as pens, for the colours that a terminal has."""

    def __init__(self, system: ColorSystem | None) -> None:
        """`system` None: no colours. Then what stands on another background than the screen's is reversed."""
        self.system = system
        self.background: tuple[int, int, int] = (0, 0, 0)
        self.of = lru_cache(maxsize=8192)(self._of)

    def _of(self, style: Style | None) -> Pen:
        if style is None:
            return Pen()
        attrs = sum(bit for name, bit in _ATTRIBUTES if getattr(style, name) and name != "underline2")
        if style.underline2:
            attrs |= codes.UNDERLINE
        if self.system is None:
            return Pen(attrs=attrs ^ (codes.REVERSE if self._stands_out(style) else 0))
        fg = self._params(style.color, True) if style.color else Pen().fg
        bg = self._params(style.bgcolor, False) if style.bgcolor else Pen().bg
        return Pen(fg, bg, attrs)

    def _params(self, color: Color, foreground: bool) -> str:
        assert self.system is not None
        if self.system is ColorSystem.EIGHT_BIT and color.triplet is not None:
            return f"{38 if foreground else 48};5;{nearest(*color.triplet)}"
        return ";".join(color.downgrade(self.system).get_ansi_codes(foreground))

    def _stands_out(self, style: Style) -> bool:
        if style.bgcolor is None or style.bgcolor.is_default:
            return False
        lightness = sum(style.bgcolor.get_truecolor()) / 3
        return abs(lightness - sum(self.background) / 3) > _APART
