"""Renders a plan: the two entry points of this package."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import TYPE_CHECKING

from planui.render.assemble import assemble
from planui.render.options import MissingGlyph, PictureNote, Rendered, RenderError, RenderOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.model.form import Form
    from planui.model.plan import Plan
    from planui.render.assemble import Assembled
    from planui.render.options import World
    from planui.render.pictures import Figure
    from planui.render.textblock import TextBlock

_DPIS = (300, 200, 150)
"""Dots to the inch that pictures are brought down to, in turn, until the PDF is small enough."""

_ALWAYS = "第页共0123456789.　 “”"
"""Characters that headers, footers and the contents need whatever the plan says."""


def to_html(plan: Plan, form: Form, world: World, options: RenderOptions) -> str:
    """The plan as one HTML document with its style sheet; pictures are named by the paths that the plan gives."""
    return assemble(plan, form, _css(world, options), options).html


def to_pdf(
    plan: Plan,
    form: Form,
    world: World,
    options: RenderOptions,
    progress: Callable[[str, float], None] | None = None,
) -> Rendered:
    """The plan as a PDF, with what is to be said about it.

    A picture that cannot be printed is a frame with its path and a note. Raises `RenderError` when the PDF would be
    larger than the form allows whatever is done with its pictures.
    """
    tell = progress or (lambda _stage, _share: None)
    tell("html", 0.0)
    assembled = assemble(plan, form, _css(world, options), options)
    tell("pictures", 0.1)
    rendered = None
    for dpi in _DPIS:
        rendered = _Render(plan, form, world, options, assembled, dpi, tell).run()
        if not form.max_bytes or len(rendered.pdf) <= form.max_bytes:
            tell("done", 1.0)
            return rendered
        if not assembled.pictures:
            break
    assert rendered is not None
    raise RenderError(f"the PDF has {len(rendered.pdf):,} bytes, and the form allows {form.max_bytes:,}")


def _css(world: World, options: RenderOptions) -> str:
    return world.style("print") + "\n" + world.style(f"print-{options.style}")


class _Render:
    def __init__(
        self,
        plan: Plan,
        form: Form,
        world: World,
        options: RenderOptions,
        assembled: Assembled,
        dpi: int,
        tell: Callable[[str, float], None],
    ) -> None:
        self.plan = plan
        self.form = form
        self.world = world
        self.options = options
        self.assembled = assembled
        self.dpi = dpi
        self.tell = tell
        self.notes: list[PictureNote] = []

    def run(self) -> Rendered:
        """Parses, makes the fonts, lays out and writes."""
        from planui.render.faces import Face
        from planui.render.font_files import font_files
        from planui.render.lean_import import lean

        with lean():
            from planui.render.cidfont import FontSet
            from planui.render.layout import write_pdf
            from planui.render.xhtml2pdf_patch import PlanContext, read_html

        faces = {role: Face(role, files) for role, files in font_files(self.options.fonts).items()}
        for face in faces.values():
            face.wanted.clear()
        self.fonts = fonts = FontSet(faces)
        context = PlanContext(fonts, self._figure)
        read_html(self.assembled.html, context)
        self.tell("fonts", 0.3)
        for role, face in faces.items():
            if face.wanted or role == "body":
                face.wanted.update(_ALWAYS)
                face.load(self.world.cached)
        self.tell("pages", 0.5)
        with fonts:
            data, pages, outline = write_pdf(context, fonts, meta=self._meta(), epoch=self._epoch(), on_page=None)
        used = [face for face in faces.values() if face.wanted]
        return Rendered(
            data,
            pages,
            tuple(face.name for face in used),
            self._missing(sorted({char for face in used for char in face.missing})),
            tuple(self.notes),
            tuple(outline),
        )

    def _figure(self, number: int, caption: TextBlock | None) -> Figure:
        from planui.render.pictures import Figure, failed, prepare
        from planui.render.textblock import CENTER, BlockStyle, Span, TextBlock

        ref, section = self.assembled.pictures[number]
        area = (442.2, 640.0)
        reason = ""
        try:
            data = self.world.picture(ref.path)
            picture = prepare(data, area, self.dpi, self.world.cached)
        except Exception as error:  # whatever is wrong with a picture, the plan is printed
            reason = str(error) or type(error).__name__
        else:
            if picture.resampled:
                self.notes.append(
                    PictureNote(ref.path, section, "resampled", "", *picture.source, picture.width, picture.height)
                )
            return Figure(picture, caption)
        self.notes.append(failed(ref.path, section, reason))
        face = self.fonts.face("sans")
        words = f"{ref.path}\n{reason}" if reason else ref.path
        face.wanted.update(words)
        return Figure(
            None, caption, TextBlock(words, [Span(len(words), face, 10.5)], BlockStyle(16.0, 10.5, align=CENTER))
        )

    def _meta(self) -> dict[str, str]:
        blank = self.options.blank
        name = "" if blank else self.plan.field_text("name")
        return {
            "title": f"{name} {self.form.title}".strip() if name else self.form.title,
            "author": "" if blank else self.plan.field_text("host"),
            "subject": self.form.title,
            "lang": self.form.language,
        }

    def _epoch(self) -> int:
        """The PDF's date: what the caller says, else midnight (UTC) of the plan's date, else of the year 2000."""
        if self.options.epoch is not None:
            return self.options.epoch
        for node in self.plan.fields.values():
            if isinstance(node.value, datetime):
                return _seconds(node.value.date())
            if isinstance(node.value, date):
                return _seconds(node.value)
        return _seconds(date(2000, 1, 1))

    def _missing(self, chars: list[str]) -> tuple[MissingGlyph, ...]:
        found = []
        for char in chars:
            places = (section.number for section in self.form.sections if char in self.plan.text(section.number))
            found.append(MissingGlyph(char, next(places, "")))
        return tuple(found)


def _seconds(day: date) -> int:
    import calendar

    year = min(max(day.year, 1970), 9999)
    return calendar.timegm(time.struct_time((year, day.month, day.day, 0, 0, 0, 0, 1, 0)))
