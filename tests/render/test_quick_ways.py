"""The quick ways through xhtml2pdf give the same bytes as its own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from xml.parsers.expat import ExpatError

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from planui.render import RenderOptions, dom, to_pdf, xhtml2pdf_patch
from tests.render.plans import TEXTS, MemoryWorld, a_plan, picture, the_form

EXAMPLES = int(os.environ.get("PLANUI_RANDOM_PLANS", "3"))
WORLD = MemoryWorld({"a.png": picture(), "b.png": picture(2000, 3000)})
EVERYTHING = (
    "# 标题\n\n段落**粗*斜*体**，[链接 **粗**](https://example.org/?a=1&b=2)和`代码`。\n\n"
    "- 甲\n    1. 乙\n    2. 丙\n\n> 引文\n\n"
    '```\nx < y & z\n```\n\n| 甲 | 乙 |\n|:-:|--:|\n| 一 | [二](https://example.org) |\n\n![图](a.png "图1 题")\n\n'
    "~~删~~ a&nbsp;b <b>原文</b> &amp; H~2~O[^1]\n\n---\n\n[^1]: 注\n"
)


def refuse(*_: object) -> None:
    raise ExpatError("not today")


def both(texts: Mapping[str, str], style: str) -> tuple[bytes, bytes]:
    """The PDF as it is made, and as it is made by the library's own parser and walk."""
    made = []
    for slow in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            if slow:
                patch.setattr(xhtml2pdf_patch, "Walk", lambda walk: walk)
                patch.setattr(dom.expatbuilder, "parseString", refuse)
            options = RenderOptions(style=style)  # type: ignore[arg-type]
            made.append(to_pdf(a_plan(texts), the_form(), WORLD, options).pdf)
    return made[0], made[1]


@pytest.mark.parametrize("style", ["standard", "compact"])
def test_every_element_looks_the_same(style: str) -> None:
    quick, slow = both({"1": EVERYTHING, "4.1.1": "文字。" * 500}, style)
    assert quick == slow


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(texts=TEXTS)
def test_random_plans_look_the_same(texts: Mapping[str, str]) -> None:
    quick, slow = both(texts, "standard")
    assert quick == slow
