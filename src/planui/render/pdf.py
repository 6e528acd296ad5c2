"""Renders a plan: the two entry points of this package."""

from __future__ import annotations

import time
from datetime import date, datetime
from typing import TYPE_CHECKING

from planui.model.words import PlanuiError, Words
from planui.render.assemble import assemble
from planui.render.options import MissingGlyph, PictureNote, Rendered, RenderError, RenderOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.model.form import Form
    from planui.model.plan import Plan
    from planui.render.assemble import Assembled
    from planui.render.faces import Face
    from planui.render.options import World
    from planui.render.pictures import Figure, Prepared
    from planui.render.textblock import TextBlock

_DPIS = (300, 200, 150)
"""Dots to the inch that pictures are brought down to, in turn, until the PDF is small enough."""

_PAGE_CHARS = 400
"""Characters on a page, for the progress bar."""

_TOO_LARGE = Words(
    "PDF 有 {0:.1f} MB，超过表单允许的 {1:.0f} MB，没有写出；图片已缩到 {2} dpi，最大的是 {3}：请换小些的，或少放几张",
    "the PDF would have {0:.1f} MB, the form allows {1:.0f} MB: not written; pictures were brought down to {2} dpi, "
    "the largest are {3}: take smaller or fewer ones",
)
_TOO_LONG = Words(
    "PDF 有 {0:.1f} MB，超过表单允许的 {1:.0f} MB，没有写出",
    "the PDF would have {0:.1f} MB, and the form allows {1:.0f} MB",
)

_AREA = (442.2, 640.0)
"""Points of width and height that a picture can have."""

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
    for dpi in _DPIS:
        render = _Render(plan, form, world, options, assembled, dpi, tell)
        rendered = render.run()
        if not form.max_bytes or len(rendered.pdf) <= form.max_bytes:
            return rendered
        if not assembled.pictures:
            raise RenderError(_TOO_LONG.format(len(rendered.pdf) / 1e6, form.max_bytes / 1e6))
    largest = ", ".join(render.largest())
    raise RenderError(_TOO_LARGE.format(len(rendered.pdf) / 1e6, form.max_bytes / 1e6, dpi, largest))


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
        self._prepared: dict[str, Prepared | Words] = {}

    def run(self) -> Rendered:
        """Parses, makes the fonts, lays out and writes."""
        from planui.render.faces import Face
        from planui.render.font_files import font_files
        from planui.render.lean_import import lean

        with lean():
            from planui.render.cidfont import FontSet
            from planui.render.context import PlanContext
            from planui.render.layout import write_pdf
            from planui.render.xhtml2pdf_patch import read_html

        faces = {role: Face(role, files) for role, files in font_files(self.options.fonts).items()}
        self.fonts = fonts = FontSet(faces)
        context = PlanContext(fonts, self._figure)
        self.tell("reading", 0.1)
        read_html(self.assembled.html, context)
        self.tell("fonts", 0.5)
        for role, face in faces.items():
            if face.wanted or role == "body":
                face.wanted.update(_ALWAYS)
                face.load(self.world.cached)
        pages = 5 + sum(map(len, (self.plan.text(section.number) for section in self.form.sections))) / _PAGE_CHARS
        with fonts:
            data, count, outline = write_pdf(
                context,
                fonts,
                meta=self._meta(),
                epoch=self._epoch(),
                on_page=lambda page: self.tell("pages", 0.55 + 0.4 * min(1.0, page / pages)),
            )
        used = [face for face in faces.values() if face.wanted]
        return Rendered(
            data,
            count,
            tuple(face.name for face in used),
            self._missing(used),
            tuple(self.notes),
            tuple(outline),
        )

    def largest(self) -> list[str]:
        """The three pictures that take most of the PDF, with their size."""
        found = [(len(one.data), path) for path, one in self._prepared.items() if not isinstance(one, Words)]
        return [f"{path} ({size / 1e6:.1f} MB)" for size, path in sorted(found, reverse=True)[:3]]

    def _figure(self, number: int, caption: TextBlock | None) -> Figure:
        from planui.render.pictures import Figure, failed
        from planui.render.textblock import TextBlock
        from planui.render.textstyle import CENTER, BlockStyle, Span

        ref, section = self.assembled.pictures[number]
        picture = self._prepared.get(ref.path)
        if picture is None:
            self.tell("picture", 0.1 + 0.4 * number / len(self.assembled.pictures))
            picture = self._prepared[ref.path] = self._picture(ref.path)
            if not isinstance(picture, Words) and picture.resampled:
                self.notes.append(
                    PictureNote(ref.path, section, "resampled", "", *picture.source, picture.width, picture.height)
                )
        if not isinstance(picture, Words):
            return Figure(picture, caption)
        reason = picture.pick(self.options.lang)
        self.notes.append(failed(ref.path, section, reason))
        face = self.fonts.face("sans")
        words = f"{ref.path}\n{reason}" if reason else ref.path
        face.wanted.update(words)
        return Figure(
            None, caption, TextBlock(words, [Span(len(words), face, 10.5)], BlockStyle(16.0, 10.5, align=CENTER))
        )

    def _picture(self, path: str) -> Prepared | Words:
        """A picture, or why it cannot be printed: whatever is wrong with one, the plan is printed."""
        from planui.render.pictures import prepare

        try:
            return prepare(self.world.picture(path), _AREA, self.dpi, self.world.cached)
        except PlanuiError as error:
            return error.words
        except OSError as error:
            return Words(str(error), str(error))

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

    def _missing(self, faces: list[Face]) -> tuple[MissingGlyph, ...]:
        """The characters that a face's own font does not have, with the font that they come from and where they are."""
        lacking: dict[str, str] = {}
        for face in faces:
            for char, font in face.borrowed.items():
                lacking[char] = min(lacking.get(char, font), font)  # "" is what matters most
        found = []
        for char, font in sorted(lacking.items()):
            places = (section.number for section in self.form.sections if char in self.plan.text(section.number))
            found.append(MissingGlyph(char, next(places, ""), font))
        return tuple(found)


def _seconds(day: date) -> int:
    import calendar

    year = min(max(day.year, 1970), 9999)
    return calendar.timegm(time.struct_time((year, day.month, day.day, 0, 0, 0, 0, 1, 0)))
