"""Goes through a plan's HTML as xhtml2pdf does, but works out the look of equal elements once: twice as fast.

xhtml2pdf resolves some 150 properties for every element anew, also for the thousandth paragraph of a document. Where
no style sheet asks for an element's place among its siblings, its look follows from the tags and classes on the way to
it. Elements with an id, a style or a property that is not among `_PLAIN` go the library's own way, and so do links with
all that is in them: a link's address is part of the look of what it holds.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from xhtml2pdf import parser as _parser
from xhtml2pdf.properties import LOOP_GROUPS, apply_uniform_groups, compact_frag, reset_non_inherited

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = {
    *("display", "color", "font-family", "font-size", "font-weight", "font-style", "line-height", "text-align"),
    *("text-indent", "text-decoration", "vertical-align", "white-space", "list-style-type", "width"),
    *("margin-left", "margin-right", "margin-top", "margin-bottom"),
    *("padding-left", "padding-right", "padding-top", "padding-bottom"),
    *("-pdf-keep-with-next", "-pdf-outline", "-pdf-outline-level"),
}
_TAGS = {
    *("p", "strong", "b", "em", "i", "del", "s", "sup", "code", "br", "ul", "ol", "li", "pre", "blockquote"),
    *("table", "thead", "tbody", "tr", "td", "th", "figure", "figcaption", "planentry"),
}
_ATTRIBUTES = {"class", "align", "start", "data-picture", "key"}
"""Attributes that no rule of a style sheet asks for and that the tags' own classes read from the element."""

_NO_KEY = -1


class _Look(NamedTuple):
    """What an element's styles come to: the fragment that its text is made of, and the margins of what it holds."""

    frag: dict[str, Any]
    styles: Any
    attributes: Any
    inside: dict[str, Any]
    block: bool
    margins: tuple[float, float] | None


class Walk:
    """One document's walk: `self(node, context, **margins)` stands in for `pisaLoop`, which is `slow`."""

    def __init__(self, slow: Callable[..., None]) -> None:
        self._slow = slow
        self._keys: dict[tuple[int, str, str], int] = {}
        self._looks: dict[int, _Look | None] = {}

    def __call__(self, node: Any, context: Any, **margins: Any) -> None:
        if node.nodeType == node.TEXT_NODE:
            context.addFrag(node.data)
            return
        key = self._key(node, context) if node.nodeType == node.ELEMENT_NODE else _NO_KEY
        if key == _NO_KEY:
            self._slow(node, context, **margins)
            return
        if key not in self._looks:
            self._looks[key] = self._look(node, context, margins)
        look = self._looks[key]
        if look is None:
            self._slow(node, context, **margins)
        else:
            self._visit(node, context, look)

    def _key(self, node: Any, context: Any) -> int:
        """A number for the tags and classes on the way to an element; `_NO_KEY` where they do not tell its look."""
        parent = getattr(node.parentNode, "planui_key", 0)
        tag = node.tagName
        names = node.attributes.keys() if node.attributes else ()
        css = context.cssPositionalTags or context.cssAttributeNames
        if tag == "body" or (tag in _TAGS and parent != _NO_KEY and not css and _ATTRIBUTES.issuperset(names)):
            way = (parent, tag, node.getAttribute("class") if "class" in names else "")
            key = self._keys.setdefault(way, len(self._keys) + 1)
        elif tag in ("html", "div") and parent != _NO_KEY and "id" not in names and "style" not in names:
            way = (parent, tag, node.getAttribute("class"))
            key = self._keys.setdefault(way, len(self._keys) + 1)
            self._looks.setdefault(key, None)
        else:
            key = _NO_KEY
        node.planui_key = key
        return key

    def _look(self, node: Any, context: Any, margins: dict[str, Any]) -> _Look | None:
        """Works out a look with the library's own means; None for one that has anything unusual."""
        tag = node.tagName
        inside = dict(margins)
        attributes = _parser.pisaGetAttributes(context, tag, node.attributes)
        context.cssAttr = styles = _parser.mapNonStandardAttrs(_parser.CSSCollect(node, context), node, attributes)
        display = _parser.getDisplay(styles.get("display", "inline"))
        block = display == _parser.Display.BLOCK
        if not inside or not _PLAIN.issuperset(styles) or not (block or display == _parser.Display.INLINE):
            return None
        if not block and _parser.declaresInlineBox(context, tag):
            return None
        context.pushFrag()
        try:
            frag = context.frag
            reset_non_inherited(frag)
            _parser.CSS2Frag(context, inside, isBlock=block)
            apply_uniform_groups(frag, styles, LOOP_GROUPS)
            if tag == "table":
                frag.leftIndent = frag.rightIndent = frag.bulletIndent = frag.bulletRightIndent = 0
                inside["margin-left"] = inside["margin-right"] = 0
            if "-pdf-outline-level" in styles:
                frag.outlineLevel = int(styles["-pdf-outline-level"])
            boxed = block and tag not in _parser._NO_BLOCK_BOX_TAGS
            if boxed and _parser.block_box_style(context, inside) is not None:
                return None
            compact_frag(frag)
            space = (frag.spaceBefore or 0, frag.spaceAfter or 0) if boxed else None
            return _Look(dict(frag.__dict__), styles, attributes, inside, block, space)
        finally:
            context.pullFrag()

    def _visit(self, node: Any, context: Any, look: _Look) -> None:
        """What `pisaLoop` does with an element that is nothing but its look, its tag and what it holds."""
        context.node = node
        if look.block:
            context.addPara()
        start = len(context.story)
        context.pushFrag()
        context.frag.__dict__.clear()
        context.frag.__dict__.update(look.frag)
        context.cssAttr = look.styles
        made = getattr(_parser, f"pisaTag{node.tagName.upper()}", None)
        tag = made(node, look.attributes) if made is not None else None
        if tag is not None:
            tag.start(context)
        context.fragBlock = block = copy.copy(context.frag)
        if look.margins is not None:
            block.spaceBefore = block.spaceAfter = 0
        for child in node.childNodes:
            self(child, context, **look.inside)
        context.fragBlock = block
        if tag is not None:
            tag.end(context)
        if look.block:
            context.addPara()
            if look.margins is not None:
                _parser.collapse_margins(context.story[start:], *look.margins)
        context.pullFrag()
