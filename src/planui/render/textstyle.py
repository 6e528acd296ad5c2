"""How a paragraph looks: its runs of text, its measures, its mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from planui.render.faces import Face

LEFT, CENTER, RIGHT, JUSTIFY = 0, 1, 2, 4
"""reportlab's numbers for text-align."""


class Span(NamedTuple):
    """A stretch of a text in one look. `end` is where it ends in the text; `rise` lifts it by so many points."""

    end: int
    face: Face
    size: float
    color: tuple[float, float, float] = (0.0, 0.0, 0.0)
    link: str = ""
    rise: float = 0.0
    underline: bool = False
    strike: bool = False
    dots: bool = False


@dataclass
class BlockStyle:
    """A paragraph's measures in points, as its style sheet gives them."""

    leading: float
    size: float
    align: int = JUSTIFY
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    shade: tuple[float, float, float] | None = None
    bar: tuple[float, float, float] | None = None
    code: bool = False
    cell: bool = False
    """Whether the block stands in a table: dates stay whole, and centred lines are made equally long."""


@dataclass
class Marker:
    """A list item's mark, set so that it ends before the text: `text` in `face`."""

    text: str
    face: Face
    size: float
    at: float
