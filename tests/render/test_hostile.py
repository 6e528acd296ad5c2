"""Texts made to break a renderer: they end in a right PDF. Also random plans, which never fail."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from planui.render import RenderOptions, to_pdf
from tests.render.measure import measure, page_chars
from tests.render.plans import TEXTS, MemoryWorld, a_plan, picture, the_form
from tests.render.test_pdf import AREAS, HEADINGS

EXAMPLES = int(os.environ.get("PLANUI_RANDOM_PLANS", "4"))
"""Random plans to try in each style; the issue's own run takes 1,000."""


def text_of(source: str) -> str:
    """The text of a compact PDF of section 1, white space aside."""
    result = to_pdf(a_plan({"1": source}), the_form(), MemoryWorld(), RenderOptions(style="compact"))
    document = pdfium.PdfDocument(result.pdf)
    return "".join(char.text for page in document for char in page_chars(page))


BOMBS = {
    "links": "[a](" * 4000,
    "brackets": "[" * 16000,
    "ticks": "`" * 16000,
    "stars": "*a " * 8000,
    "angles": "<" * 16000,
    "quotes": ">" * 300 + " 深",
    "tabs": "\t" * 1000 + "- x",
    "spaces": "x" + " " * 50000 + "y",
    "closing": "）" * 5000,
    "dashes": "—" * 5001,
    "tags": "<div>" * 600,
}


@pytest.mark.parametrize("name", BOMBS)
def test_noise_ends_in_a_pdf(name: str) -> None:
    assert "未填写" in text_of(BOMBS[name])


def test_a_word_of_100_000_letters_is_cut_and_kept() -> None:
    assert text_of("a" * 100_000).count("a") >= 100_000


def test_lists_fifty_deep() -> None:
    text = text_of("".join("    " * depth + f"- 第{depth}层的内容\n" for depth in range(50)))
    assert all(f"第{depth}层的内容" in text for depth in range(50))


def test_a_table_of_500_rows_loses_none_and_repeats_its_head() -> None:
    rows = "".join(f"| 第{number}行 | 内容内容内容 |\n" for number in range(500))
    text = text_of("| 表头甲 | 表头乙 |\n|---|---|\n" + rows)
    assert all(f"第{number}行" in text for number in range(500))
    assert text.count("表头甲") > 5


def test_a_cell_longer_than_a_page_is_cut_and_not_shrunk() -> None:
    long = "".join(f"第{number}句话说完。" for number in range(900))
    result = to_pdf(
        a_plan({"1": f"| 甲 | 乙 |\n|---|---|\n| 一 | {long} |\n"}), the_form(), MemoryWorld(), RenderOptions()
    )
    chars = [char for page in pdfium.PdfDocument(result.pdf) for char in page_chars(page)]
    text = "".join(char.text for char in chars)
    assert all(f"第{number}句话" in text for number in range(0, 900, 50))
    assert min(char.size for char in chars) > 8


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # a render is too slow to shrink with; the texts are printed
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.parametrize("style", ["standard", "compact"])
@given(texts=TEXTS)
def test_no_plan_fails(style: str, texts: Mapping[str, str]) -> None:
    world = MemoryWorld({"a.png": picture(), "b.png": picture(2000, 3000)})
    result = to_pdf(a_plan(texts), the_form(), world, RenderOptions(style=style))  # type: ignore[arg-type]
    area, size = AREAS[style]
    source = re.sub(r"\s+", " ", " ".join(texts.values()))
    faults = measure(result.pdf, area=area, size=size, headings=HEADINGS, first=5, source=source)
    assert faults.all() == {}
