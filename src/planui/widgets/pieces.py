"""What of the screen must be painted again: strips of the widgets seen there, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Offset, Region

if TYPE_CHECKING:
    from rich.console import Console
    from textual.strip import Strip
    from textual.widget import Widget


class Pieces(CompositorUpdate):
    """Strips and where they belong on the screen; later ones may lie over earlier ones."""

    def __init__(self, pieces: list[tuple[int, int, Strip]]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """Nothing: the shadow takes the pieces themselves."""
        return ""


def changed_pieces(compositor: Compositor) -> Pieces | None:
    """What the compositor must paint again, of no more widgets and lines than that takes; None where it is nothing.

    Textual's own way (`render_partial_update`) renders every widget in the rectangle around all that changed and cuts
    each line at every edge: a digit at the top and one at the bottom cost as much as the whole screen.
    """
    screen = compositor.size.region
    dirty = {_whole_rows(compositor, region.intersection(screen)) for region in compositor._dirty_regions}
    compositor._dirty_regions.clear()
    pieces: list[tuple[int, int, Strip]] = []
    for region in filter(None, dirty):
        for widget, origin, part in reversed(_layers(compositor, region)):
            strips = widget.render_lines(part.translate(-origin))
            pieces += [(part.x, y, strip) for y, strip in enumerate(strips, part.y)]
    return Pieces(pieces) if pieces else None


def _layers(compositor: Compositor, region: Region) -> list[tuple[Widget, Offset, Region]]:
    """The widgets seen in a region, from front to back: each with its origin, and its part of the region."""
    layers = []
    for widget, (whole, clip) in compositor.visible_widgets.items():
        part = whole.intersection(clip).intersection(region)
        if part:
            layers.append((widget, whole.offset, part))
            if part == region:
                break
    return layers


def _whole_rows(compositor: Compositor, region: Region) -> Region:
    """A region, made as wide as the widgets seen in it: a cut through a widget's row may divide a wide character."""
    while True:
        left, right = region.x, region.right
        for widget, _, _ in _layers(compositor, region):
            whole, clip = compositor.visible_widgets[widget]
            seen = whole.intersection(clip)
            left, right = min(left, seen.x), max(right, seen.right)
        if (left, right) == (region.x, region.right):
            return region
        region = Region(left, region.y, right - left, region.height)
