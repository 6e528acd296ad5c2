"""Loads xhtml2pdf and reportlab without what a plan never needs: half the time of a small render.

xhtml2pdf imports pypdf (to insert pages of other PDFs), svglib, charts, bar codes, a reshaper for Arabic, and all that
fetching over a network takes; reportlab imports HarfBuzz and compiles a pattern that takes as long as all others
together. While those two are being loaded, empty modules and patterns stand in for them; afterwards the modules are
taken away, so that whoever needs the real ones gets them. What xhtml2pdf keeps of a stand-in fails when it is used:
a render that is loaded in this way can open no connection.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAND_INS = (
    "arabic_reshaper",
    "html5lib",
    "http.client",
    "reportlab.graphics.barcode",
    "reportlab.graphics.renderPDF",
    "socket",
    "urllib.request",
    "xhtml2pdf.builders.inserts",
    "xhtml2pdf.charts",
)
_ABSENT = ("reportlab.graphics.renderPM", "svglib", "svglib.svglib", "uharfbuzz")
"""Modules whose absence their users allow for."""

_LAST = "\uffff"
"""Stands in patterns for all of Unicode. One that ignores case, too (reportlab's for URLs), takes 0.05 s to
compile: that is done when something is looked for with it.
"""


class _Nothing:
    """What a stand-in's names stand for: made of anything, good for nothing."""

    def __init__(self, *_: object, **__: object) -> None:
        pass


class _StandIn(ModuleType):
    """A module in which every name is an empty class, so that it can be imported from, called and inherited from."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (_Nothing,), {})


class _LaterPattern:
    """A pattern that is compiled when it is first asked for something."""

    def __init__(self, source: Any, flags: Any) -> None:
        self._made = source, flags

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(*self._made), name)


@contextmanager
def lean() -> Iterator[None]:
    """While it lasts, the modules above are stand-ins, unless they are loaded already or xhtml2pdf is."""
    if "xhtml2pdf.parser" in sys.modules:
        yield
        return
    mine = {name: _StandIn(name) for name in _STAND_INS if name not in sys.modules}
    absent = [name for name in _ABSENT if name not in sys.modules]
    sys.modules.update(mine)
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None: an import of it fails
    compile_now = re.compile

    def compile_later(pattern: Any, flags: Any = 0) -> Any:
        later = isinstance(pattern, str) and _LAST in pattern and flags & re.IGNORECASE
        return _LaterPattern(pattern, flags) if later else compile_now(pattern, flags)

    re.compile = compile_later
    try:
        yield
    finally:
        re.compile = compile_now
        for name in (*mine, *absent):
            if sys.modules.get(name) is mine.get(name):
                del sys.modules[name]
