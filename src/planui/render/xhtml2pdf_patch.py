"""The one place that reaches into xhtml2pdf: its parser and style cascade feed this project's own flowables.

xhtml2pdf 0.2.28 breaks Chinese lines character by character, starts them with closing marks, cuts figures, spreads only
spaces, fails when such a paragraph is cut between pages, and shrinks a table cell that is longer than a page. Here its
CSS cascade and page templates are used as they are, and what they would make paragraphs, tables, list marks and
pictures of is taken over: `context` replaces the context's `addPara` and `addFrag`, and `tags` stands in for some of
its tags while a plan is read, with `walk` for its walk over them and `dom` for html5lib, both for speed.
`tests/render/test_library_faults.py` tells when the library mends what is worked around.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xhtml2pdf import parser as _parser
from xhtml2pdf.config.resources import render_budget, use_policy

from planui.render.context import NO_POLICY, PlanContext
from planui.render.dom import QuickLibrary
from planui.render.tags import TAGS
from planui.render.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK = threading.RLock()
"""Held while xhtml2pdf's parser is taken over."""


@contextmanager
def _taken_over() -> Iterator[None]:
    """While it lasts, xhtml2pdf's parser makes this project's flowables; nobody else may use it then."""
    with _LOCK:
        names = vars(_parser)
        mine = {
            **TAGS,
            "pisaLoop": Walk(_parser.pisaLoop),
            "html5lib": QuickLibrary,
            "treebuilders": QuickLibrary,
        }
        before = {name: names.get(name) for name in mine}
        names.update(mine)
        try:
            yield
        finally:
            for name, old in before.items():
                if old is None:
                    names.pop(name, None)
                else:
                    names[name] = old


def read_html(html: str, context: PlanContext) -> None:
    """Parses a document with xhtml2pdf and fills the context's story and page templates."""
    with _taken_over(), use_policy(NO_POLICY), render_budget(NO_POLICY):
        _parser.pisaParser(html, context, default_css="", encoding="utf-8")
        context.addPara()
