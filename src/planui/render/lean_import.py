"""Loads xhtml2pdf and reportlab without what a plan never needs: a third of the time of a small render.

xhtml2pdf imports pypdf (to insert pages of other PDFs), svglib, a reshaper for Arabic and bar codes; reportlab imports
HarfBuzz. While those two are being loaded, empty modules stand in for them; afterwards the stand-ins are taken away, so
that whoever needs the real ones gets them.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAND_INS: dict[str, tuple[str, ...] | None] = {
    "xhtml2pdf.builders.inserts": ("parse_pages", "read_source", "insert_pages"),
    "arabic_reshaper": ("ArabicReshaper", "reshape"),
    "reportlab.graphics.barcode": ("createBarcodeDrawing",),
    "reportlab.graphics.renderPM": None,
    "svglib": None,
    "svglib.svglib": None,
    "uharfbuzz": None,
}
"""For each module the names that are imported from it; None for one whose absence its users allow for."""


def _nothing(*_: object, **__: object) -> None:
    """Stands for a function or class that no plan makes use of."""


@contextmanager
def lean() -> Iterator[None]:
    """While it lasts, the modules above are stand-ins, unless they are loaded already or xhtml2pdf is."""
    if "xhtml2pdf.parser" in sys.modules:
        yield
        return
    mine: dict[str, ModuleType | None] = {}
    for name, members in _STAND_INS.items():
        if name in sys.modules:
            continue
        module: ModuleType | None = None
        if members is not None:
            module = ModuleType(name)
            for member in members:
                setattr(module, member, _nothing)
        mine[name] = module
    sys.modules.update(mine)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name, module in mine.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
