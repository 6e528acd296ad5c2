"""A face as a font of reportlab: one composite font with two-byte codes, a whole subset, and its own Unicode map.

reportlab cuts a TrueType font into pieces of 256 characters and changes font in the middle of a line; a composite font
(PDF 32000-1, 9.7) needs neither, and its codes can be written directly into a page's text operators.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfdoc, pdfmetrics

if TYPE_CHECKING:
    from planui.render.faces import Face

_FLAGS = 4
"""Font flags of a descriptor: symbolic, as fonts with a character set of their own are (PDF 32000-1, table 123)."""


class _Encoding:
    name = "Identity-H"


class _Metrics:
    """What reportlab asks of a font's face."""

    def __init__(self, face: Face) -> None:
        self.name = face.name
        self.ascent = face.ascent
        self.descent = face.descent
        self.requiredFontFiles: list[str] = []


class CidFont:
    """reportlab's view of a face. Registered under `fontName`, which is unique to the face's content."""

    _multiByte = 1  # noqa: N815 (reportlab asks for these names)
    _dynamicFont = 1  # noqa: N815
    shapable = False
    substitutionFonts: tuple[()] = ()  # noqa: N815

    def __init__(self, face: Face) -> None:
        self.face = _Metrics(face)
        self.made = face
        self.fontName = face.name
        self.encoding = _Encoding()
        self._documents: dict[int, str] = {}

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """The width of a text in points."""
        widths = self.made.widths
        return sum(widths.get(char, 1000) for char in text) * size / 1000

    def splitString(self, text: str, doc: Any, encoding: str = "utf8") -> list[tuple[int, bytes]]:  # noqa: N802
        """The codes of a text, as the one piece that reportlab's drawing expects."""
        gids = self.made.gids
        return [(0, b"".join(gids.get(char, 0).to_bytes(2, "big") for char in text))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
        """The font's name in a document's resources; its first use puts it into the document."""
        name = self._documents.get(id(doc))
        if name is None:
            name = f"/F{len(doc.fontMapping) + 1}"
            self._documents[id(doc)] = name
            doc.fontMapping[self.fontName] = name
            doc.delayedFonts.append(self)
        return name

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Writes the font, its metrics, its file and its Unicode map into a document."""
        face = self.made
        name = self._documents.pop(id(doc))[1:]
        file = pdfdoc.PDFStream()
        file.content = face.packed
        file.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        file.dictionary["Length1"] = face.length
        unicode_map = pdfdoc.PDFStream()
        unicode_map.content = _unicode_map(face)
        unicode_map.filters = [pdfdoc.PDFZCompress]
        descriptor = {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(face.name),
            "Flags": _FLAGS,
            "FontBBox": pdfdoc.PDFArray(face.bounds),
            "ItalicAngle": 0,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": 730,
            "StemV": 140 if face.role == "bold" else 80,
            "FontFile2": doc.Reference(file, f"fontFile2:{face.name}"),
        }
        system = pdfdoc.PDFDictionary(
            {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
        )
        descendant = {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(face.name),
            "CIDSystemInfo": system,
            "FontDescriptor": doc.Reference(pdfdoc.PDFDictionary(descriptor), f"fontDescriptor:{face.name}"),
            "DW": 1000,
            "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(face.advances)]),
            "CIDToGIDMap": pdfdoc.PDFName("Identity"),
        }
        font = {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(face.name),
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([doc.Reference(pdfdoc.PDFDictionary(descendant), f"cid:{face.name}")]),
            "ToUnicode": doc.Reference(unicode_map, f"toUnicode:{face.name}"),
        }
        fonts = doc.idToObject["BasicFonts"].dict
        fonts[name] = doc.Reference(pdfdoc.PDFDictionary(font), name)


def _unicode_map(face: Face) -> str:
    """The ToUnicode CMap: what each code says when it is copied or searched for (PDF 32000-1, 9.10.3)."""
    rows = [f"<{gid:04x}> <{char.encode('utf-16-be').hex()}>" for gid, char in enumerate(face.unicodes)]
    parts = [
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange",
    ]
    for start in range(0, len(rows), 100):
        chunk = rows[start : start + 100]
        parts.append(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar")
    parts.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return "\n".join(parts)


class FontSet:
    """The faces of one document, by role; known to reportlab between `with` and its end."""

    def __init__(self, faces: dict[str, Face]) -> None:
        self.faces = faces
        self._fonts: dict[str, CidFont] = {}

    def __enter__(self) -> FontSet:
        self._fonts = {role: CidFont(face) for role, face in self.faces.items() if face.wanted or role == "body"}
        for font in self._fonts.values():
            pdfmetrics._fonts[font.fontName] = font  # registerFont would keep them for ever
        return self

    def __exit__(self, *_: object) -> None:
        for font in self._fonts.values():
            pdfmetrics._fonts.pop(font.fontName, None)

    def face(self, family: str, bold: bool = False) -> Face:
        """The face for a family of the style sheet (`body`, `sans`, `code`), bold or not."""
        return self.faces["bold" if bold else family if family in self.faces else "body"]

    def internal_name(self, face: Face, doc: Any) -> str:
        """The name by which a page of `doc` calls the face."""
        return self._fonts[face.role].getSubsetInternalName(0, doc)
