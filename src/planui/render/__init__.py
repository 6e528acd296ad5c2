"""Plan → Markdown → HTML → PDF. The only user of markdown2, xhtml2pdf and reportlab, which it loads when needed."""

from __future__ import annotations

from planui.render.options import (
    MissingGlyph,
    OutlineEntry,
    PictureError,
    PictureNote,
    Rendered,
    RenderError,
    RenderOptions,
    World,
)
from planui.render.pdf import to_html, to_pdf

__all__ = [
    "MissingGlyph",
    "OutlineEntry",
    "PictureError",
    "PictureNote",
    "RenderError",
    "RenderOptions",
    "Rendered",
    "World",
    "to_html",
    "to_pdf",
]
