"""Tells when the libraries mend what this project works around: then the work-around can go."""

from __future__ import annotations

from reportlab.lib.textsplit import ALL_CANNOT_START
from xhtml2pdf import context, parser, reportlab_paragraph

from planui.render.context import PlanContext
from planui.render.tags import TAGS


def test_reportlab_still_lets_lines_start_with_closing_marks() -> None:
    assert not set("，．：；！？”’》") & set(ALL_CANNOT_START)


def test_xhtml2pdf_still_breaks_chinese_by_the_character() -> None:
    assert hasattr(reportlab_paragraph, "cjkFragSplit")


def test_the_places_taken_over_are_still_there() -> None:
    assert {"addPara", "addFrag", "clearFrag", "getFile"} <= set(vars(context.pisaContext)) & set(vars(PlanContext))
    new = {"pisaTagFIGURE", "pisaTagPLANENTRY"}
    assert set(TAGS) - new <= set(vars(parser))
    assert not new & set(vars(parser))
