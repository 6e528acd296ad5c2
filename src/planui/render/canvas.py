"""The canvas of a plan: it knows its pages' headings, and finishes headers and contents when all pages are laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from planui.render.options import OutlineEntry

if TYPE_CHECKING:
    from collections.abc import Callable

    from planui.render.cidfont import FontSet
    from planui.render.pictures import Prepared


class PlanCanvas(Canvas):  # type: ignore[misc]
    """A canvas that lays the plan out once: what depends on the number of pages is written into them at the end."""

    _code: list[str]

    def __init__(self, *args: Any, fonts: FontSet, epoch: int, **kwargs: Any) -> None:
        body = fonts.face("body")
        super().__init__(*args, **{**kwargs, "initialFontName": body.name, "invariant": 1})
        self.fonts = fonts
        self.pages_of: dict[str, int] = {}
        self.outline: list[OutlineEntry] = []
        self.finish_page: Callable[[PlanCanvas, int, int], str] | None = None
        self._later: list[tuple[int, str, Callable[[], str]]] = []
        self._pages: list[Any] = []
        self._pictures: dict[int, str] = {}
        stamp = self._doc._timeStamp
        self._doc._timeStamp = type(stamp)(1)
        _set_clock(self._doc._timeStamp, epoch)
        add_page = self._doc.addPage

        def remember(page: Any) -> None:
            self._pages.append(page)
            add_page(page)

        self._doc.addPage = remember

    def note_heading(self, key: str, title: str, level: int, top: float) -> None:
        """Makes the place `top` points above the origin the destination `key`, and an entry of the outline."""
        _, y = self.absolutePosition(0, top)
        self.bookmarkPage(key, fit="XYZ", left=0, top=y, zoom=0)
        self.addOutlineEntry(title, key, level, closed=0)
        page = self.getPageNumber()
        self.pages_of[key] = page
        self.outline.append(OutlineEntry(level + 1, title, page))

    def later(self, make: Callable[[], str]) -> None:
        """Has `make`'s operators stand here, in the current page, when the whole plan is laid out."""
        mark = f"%planui {len(self._later)}."
        self._later.append((len(self._pages), mark, make))
        self._code.append(mark)

    def draw_picture(self, picture: Prepared, x: float, y: float, width: float, height: float) -> None:
        """Places a picture; the same one is stored once."""
        name = self._pictures.get(id(picture))
        if name is None:
            name = self._pictures[id(picture)] = f"picture{len(self._pictures)}"
            self._doc.addForm(name, _image(picture))
        self._currentPageHasImages = 1
        self._formsinuse.append(name)
        code = self._doc.getXObjectName(name)
        self._code.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /{code} Do Q")

    def record(self, draw: Callable[[], None]) -> str:
        """The operators that `draw` writes, which go to no page."""
        before = self._code
        self._code = []
        try:
            draw()
            return "\n".join(self._code)
        finally:
            self._code = before

    def save(self) -> None:
        """Finishes every page and writes the PDF."""
        if len(self._code):
            self.showPage()
        for number, mark, make in self._later:
            page = self._pages[number]
            page.stream = page.stream.replace(mark, make(), 1)
        if self.finish_page is not None:
            for number, page in enumerate(self._pages, 1):
                page.stream += self.finish_page(self, number, len(self._pages)) + "\n"
        self._doc.SaveToFile(self._filename, self)


def _set_clock(stamp: Any, epoch: int) -> None:
    """Makes a document's time that of `epoch`, in UTC."""
    import time

    moment = time.gmtime(epoch)
    stamp.t = float(epoch)
    stamp.lt = moment
    stamp.YMDhms = tuple(moment)[:6]
    stamp.tzname = "UTC"
    stamp.dhh = stamp.dmm = 0


def _image(picture: Prepared) -> Any:
    """The picture as an image object of a PDF (PDF 32000-1, 8.9.5)."""
    stream = pdfdoc.PDFStream()
    stream.content = picture.data
    entries = stream.dictionary
    entries["Type"] = pdfdoc.PDFName("XObject")
    entries["Subtype"] = pdfdoc.PDFName("Image")
    entries["Width"] = picture.width
    entries["Height"] = picture.height
    entries["BitsPerComponent"] = 8
    entries["ColorSpace"] = pdfdoc.PDFName("DeviceRGB" if picture.colors == 3 else "DeviceGray")
    entries["Filter"] = pdfdoc.PDFName(picture.kind)
    if picture.kind == "FlateDecode":
        parameters = {"Predictor": 15, "Colors": picture.colors, "BitsPerComponent": 8, "Columns": picture.width}
        entries["DecodeParms"] = pdfdoc.PDFDictionary(parameters)
    return stream
