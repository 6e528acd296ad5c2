"""Lays a plan's HTML out on pages, once, and writes the PDF."""

from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.platypus.flowables import Flowable
from xhtml2pdf.xhtml2pdf_reportlab import PmlBaseDoc

from planui.render.canvas import PlanCanvas
from planui.render.pictures import Figure
from planui.render.table import PlanTable
from planui.render.textblock import TextBlock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from planui.render.cidfont import FontSet
    from planui.render.context import PlanContext
    from planui.render.options import OutlineEntry


_SPARE = 1.0
"""Points that are left over on a first page whose parts were moved closer together."""


class _Document(PmlBaseDoc):  # type: ignore[misc]
    """xhtml2pdf's document template, drawing on a `PlanCanvas`."""

    fonts: FontSet
    epoch: int
    on_page: Callable[[int], None] | None = None
    page_names: list[str]
    plan_canvas: PlanCanvas
    title_words: dict[str, str]

    def _makeCanvas(self, filename: Any = None, canvasmaker: Any = None) -> PlanCanvas:  # noqa: N802
        self.page_names = []
        self.plan_canvas = PlanCanvas(
            filename or self.filename,
            pagesize=self.pagesize,
            pageCompression=1,
            lang=self.lang,
            fonts=self.fonts,
            epoch=self.epoch,
        )
        self.plan_canvas.setTitle(self.title)
        self.plan_canvas.setAuthor(self.author)
        self.plan_canvas.setSubject(self.subject)
        self.plan_canvas.setCreator("planui")
        return self.plan_canvas

    def beforePage(self) -> None:  # noqa: N802
        super().beforePage()
        self.page_names.append(self.pageTemplate.id)
        if self.on_page is not None:
            self.on_page(self.page)


def write_pdf(
    context: PlanContext,
    fonts: FontSet,
    *,
    meta: dict[str, str],
    epoch: int,
    on_page: Callable[[int], None] | None,
) -> tuple[bytes, int, list[OutlineEntry]]:
    """The PDF of a parsed plan, its number of pages and its outline. `meta` has title, author, subject and lang."""
    templates = dict(context.templateList)
    first = templates.pop("body")
    ordered = [first, *templates.values()]
    statics: dict[str, list[Any]] = {}
    for template in ordered:
        statics[template.id] = template.pisaStaticList
        template.pisaStaticList = []
    frame = ordered[-1].frames[0]
    _prepare(context.story, frame._height)
    cover = first.frames[0]
    _close_up(context.story, cover._aW, cover._aH)
    out = io.BytesIO()
    document = _Document(
        out,
        pagesize=context.pageSize,
        title=meta["title"],
        author=meta["author"],
        subject=meta["subject"],
        lang=meta["lang"],
        allowSplitting=1,
    )
    document.fonts = fonts
    document.epoch = epoch
    document.on_page = on_page
    document.pisaPositioned = []
    document.addPageTemplates(ordered)
    ascii85, rl_config.useA85 = rl_config.useA85, 0
    try:

        def finish(canvas: PlanCanvas, number: int, total: int) -> str:
            name = document.page_names[number - 1]
            return "\n".join(_running(canvas, part, number, total) for part in statics[name])

        story = context.story

        class _Last(Flowable):  # type: ignore[misc]
            """Hands the canvas what it needs at the end; takes no room."""

            def wrap(self, *_: float) -> tuple[float, float]:
                return 0, 0

            def draw(self) -> None:
                document.plan_canvas.finish_page = finish

        document.build([*story, _Last()])
    finally:
        rl_config.useA85 = ascii85
    canvas = document.plan_canvas
    return out.getvalue(), len(canvas._pages), canvas.outline


def _running(canvas: PlanCanvas, frame: Any, number: int, total: int) -> str:
    """The operators of a page's header or footer."""

    def draw() -> None:
        y = frame._y2
        for block in frame.pisaStaticStory:
            if not isinstance(block, TextBlock):
                continue
            text = block.text.replace("{page}", str(number)).replace("{pages}", str(total))
            line = TextBlock(text, [block.spans[0]._replace(end=len(text))], block.block)
            height = line.wrapOn(canvas, frame._width, 10_000)[1]
            y -= height
            line.drawOn(canvas, frame._x1, y)

    return canvas.record(draw)


def _prepare(story: Iterable[Flowable], page_height: float) -> None:
    """Tells headings what follows them and every flowable how high a page is."""
    blocks = list(story)
    for index, flowable in enumerate(blocks):
        if isinstance(flowable, TextBlock):
            flowable.page_limit = page_height
            if flowable.block.keep_next and index + 1 < len(blocks):
                follower = blocks[index + 1]
                if _is_heading(flowable) and _is_heading(follower) and not _deeper(follower, flowable):
                    continue
                if isinstance(follower, TextBlock | PlanTable | Figure):
                    flowable.following = follower
        elif isinstance(flowable, Figure):
            flowable.page_limit = page_height - 2
        elif isinstance(flowable, PlanTable):
            flowable.page_limit = page_height
            for row in flowable.rows:
                for cell in row.cells:
                    _prepare(cell.content, page_height / 2)


def _close_up(story: Iterable[Flowable], width: float, height: float) -> None:
    """Makes the spaces between the parts of the first page smaller where they would not fit on it."""
    parts = [*itertools.takewhile(lambda part: isinstance(part, TextBlock | PlanTable), story)]
    spaces = sum(max(above.getSpaceAfter(), part.getSpaceBefore()) for above, part in itertools.pairwise(parts))
    room = height - sum(part.wrap(width, height)[1] for part in parts) - _SPARE
    if not 0 < room < spaces:
        return
    for part in parts:
        part.spaceBefore *= room / spaces
        part.spaceAfter *= room / spaces


def _is_heading(flowable: Flowable) -> bool:
    return isinstance(flowable, TextBlock) and flowable.bookmark is not None


def _deeper(flowable: Flowable, other: Flowable) -> bool:
    return bool(flowable.bookmark.level > other.bookmark.level)
