"""Decimal figures of a plan, exact: a number is `mantissa` times ten to the power of minus `places`.

The decimal module does the same and takes longer to load than a whole check takes to run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planui.model.record import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planui.model.toml_nodes import Node

MAX_POWER = 400
"""Powers of ten that a figure may have; a float has no more."""


class Decimal(NamedTuple):
    """An exact decimal figure."""

    mantissa: int
    places: int = 0

    def scaled(self, places: int) -> int:
        """The mantissa that the figure has with so many (not fewer) decimals."""
        return int(self.mantissa * 10 ** (places - self.places))

    def minus(self, other: Decimal) -> Decimal:
        """The difference of two figures."""
        places = max(self.places, other.places)
        return Decimal(self.scaled(places) - other.scaled(places), places)

    def __str__(self) -> str:
        digits = str(abs(self.mantissa)).rjust(self.places + 1, "0")
        whole, part = digits[: len(digits) - self.places], digits[len(digits) - self.places :].rstrip("0")
        return ("-" if self.mantissa < 0 else "") + whole + (f".{part}" if part else "")


def is_figure(node: Node) -> bool:
    """Whether a value is a finite number."""
    if node.kind == "integer":
        return True
    return node.kind == "float" and node.raw.lstrip("+-") not in ("inf", "nan") and abs(node.value) != float("inf")


def exact(node: Node) -> Decimal:
    """The figure that a value (one for which `is_figure` holds) says, every decimal as written."""
    if node.kind == "integer":
        return Decimal(node.value)
    mantissa, _, power = node.raw.replace("_", "").lower().partition("e")
    whole, _, part = mantissa.partition(".")
    places = len(part) - (max(-MAX_POWER, min(MAX_POWER, int(power))) if power else 0)
    figure = int(whole + part)
    if places < 0:
        return Decimal(int(figure * 10**-places))
    return Decimal(figure, places)


def total(figures: Iterable[Decimal]) -> Decimal:
    """The sum of figures."""
    figures = list(figures)
    places = max((figure.places for figure in figures), default=0)
    return Decimal(sum(figure.scaled(places) for figure in figures), places)
