"""Tables: how wide their columns are, where they are cut, and what stands above them."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planui.files.world import World
from planui.model.plan import read_plan
from planui.render import RenderOptions, to_pdf
from planui.render.columns import Need, column_widths, cut_columns, fits
from planui.render.markdown import to_fragment
from tests.render.measure import page_chars, page_lines
from tests.render.plans import MemoryWorld, a_plan, the_form

WIDTH = st.floats(1, 400)
NEEDS = st.lists(
    st.tuples(WIDTH, WIDTH, WIDTH, WIDTH, WIDTH).map(lambda five: Need(*sorted(five))), min_size=1, max_size=8
)


@settings(max_examples=200, deadline=None)
@given(NEEDS)
def test_columns_fill_the_width_and_cut_no_word_that_fits(needs: list[Need]) -> None:
    widths = column_widths(needs, 440.0)
    assert sum(widths) == pytest.approx(440.0)
    if fits(needs, 440.0):
        assert all(width >= need.bare - 0.01 for width, need in zip(widths, needs, strict=True))


def test_addresses_give_way_before_words_do() -> None:
    widths = column_widths(
        [Need(80, 80, 80, 80, 80), Need(60, 60, 160, 160, 300), Need(100, 100, 200, 200, 300)], 340.0
    )
    assert widths == pytest.approx([80, 110, 150])


def test_addresses_give_way_before_a_figure_is_parted_from_its_unit() -> None:
    widths = column_widths([Need(40, 60, 60, 90, 90), Need(60, 60, 160, 160, 300)], 140.0)
    assert widths == pytest.approx([60, 80])
    widths = column_widths([Need(40, 60, 60, 90, 90), Need(60, 60, 160, 160, 300)], 110.0)
    assert widths == pytest.approx([50, 60])


def test_short_columns_get_what_they_wish() -> None:
    widths = column_widths([Need(20, 20, 20, 20, 60), Need(20, 20, 20, 40, 80), Need(30, 30, 30, 30, 900)], 440.0)
    assert widths == pytest.approx([60, 80, 300])


def pages(source: str) -> list[str]:
    """The words of each page of a plan with this text in section 1, without white space."""
    options = RenderOptions(style="compact", notes=False)
    document = pdfium.PdfDocument(to_pdf(a_plan({"1": source}), the_form(), MemoryWorld(), options).pdf)
    return ["".join(char.text for char in page_chars(page)) for page in document]


@pytest.mark.parametrize("style", ["standard", "compact"])
def test_a_table_of_many_columns_is_set_smaller_before_its_figures_are_cut(style: str) -> None:
    figures = [f"12,{number}45.6" for number in range(10)]
    head = "| 年度 |" + "".join(f" {month}月 |" for month in range(1, 11)) + " 合计 |\n"
    text = head + "|---|" + "--:|" * 11 + "\n| 2019年 | " + " | ".join(figures) + " | 134,567.8 |\n"
    options = RenderOptions(style=style, notes=False)  # type: ignore[arg-type]
    document = pdfium.PdfDocument(to_pdf(a_plan({"1": text}), the_form(), MemoryWorld(), options).pdf)
    lines = [line.text for page in document for line in page_lines(page_chars(page))]
    assert all(any(figure in line for line in lines) for figure in [*figures, "134,567.8"])


def rows(count: int) -> str:
    """A table."""
    return "| 表头 | 乙 |\n|---|---|\n" + "".join(f"| 行{number}完 | 丙 |\n" for number in range(count))


@pytest.mark.parametrize("lines", range(24, 33))
def test_a_small_table_is_on_one_page_with_its_caption_and_what_leads_to_it(lines: int) -> None:
    text = "\n\n".join(f"第{number}段。" for number in range(lines))
    text += "\n\n各类资源的构成如下：\n\n表1 资源构成\n\n" + rows(6) + "\n尾段。"
    (page,) = [page for page in pages(text) if "表1资源构成" in page]
    assert "构成如下：表1" in page
    assert all(f"行{number}完" in page for number in range(6))


@pytest.mark.parametrize("title", ["**资源概貌**", "**资源概貌。**", "（二）资源概貌。", "二、资源概貌"])
@pytest.mark.parametrize("follower", ["随后的正文。" * 20, rows(8), "- 随后\n- 乙\n- 丙"])
def test_a_line_that_is_a_title_is_not_alone_at_a_pages_foot(title: str, follower: str) -> None:
    for lines in range(28, 38):
        before = "\n\n".join(f"第{number}段。" for number in range(lines))
        (page,) = [page for page in pages(f"{before}\n\n{title}\n\n{follower}") if "资源概貌" in page]
        assert re.search(r"资源概貌。?.{0,2}(?:随后|表)", page)


@pytest.mark.parametrize("lines", range(14, 20))
def test_no_row_of_a_long_table_stands_alone(lines: int) -> None:
    text = "\n\n".join(f"第{number}段。" for number in range(lines)) + "\n\n" + rows(30) + "\n尾段。"
    found = [re.findall(r"行\d+完", page) for page in pages(text)]
    assert all(len(part) != 1 for part in found)
    assert sum(found, []) == [f"行{number}完" for number in range(30)]  # noqa: RUF017 (three short lists)


@pytest.mark.parametrize("characters", range(300, 480, 20))
def test_rows_left_for_the_next_page_begin_it(characters: int) -> None:
    tall = "".join(f"| 行{number}完 | {'资' * characters} |\n" for number in range(4))
    found = pages(f"前文。\n\n| 表头 | 乙 |\n|---|---|\n{tall}\n尾段。")
    assert max(page.count("表头乙") for page in found) == 1
    assert sum(page.count("资" * 20) > 0 for page in found) == sum("表头乙" in page for page in found)


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("表1 资源构成", True),
        ("**表 2　资源构成**", True),
        ("续表3", True),
        ("表1说明了各类资源。", False),
        ("各类资源见表1：", False),
    ],
)
def test_what_is_a_caption(text: str, caption: bool) -> None:
    assert ('class="tablecaption"' in to_fragment(f"前文。\n\n{text}\n\n{rows(1)}", [])) is caption


def test_tables_are_numbered_where_the_plan_numbers_none() -> None:
    assert re.search(r"前文。表1表头乙.*表2表头乙", "".join(pages(f"前文。\n\n{rows(1)}\n中文。\n\n{rows(1)}")))
    own = "".join(pages(f"表1 甲\n\n{rows(1)}\n中文。\n\n{rows(1)}"))
    assert "表1甲" in own
    assert "表2" not in own


def test_a_cover_of_long_values_stays_on_one_page() -> None:
    plan = a_plan(
        {"1": "正文。"}, fields=dict.fromkeys(("name", "host", "leader", "contact"), "广州市岭南中药材科技资源" * 3)
    )
    document = pdfium.PdfDocument(to_pdf(plan, the_form(), MemoryWorld(), RenderOptions()).pdf)
    assert "".join(char.text for char in page_chars(document[0])).endswith("年八月")
    assert "".join(char.text for char in page_chars(document[1])).startswith("填写说明")


def test_a_head_on_the_right_is_parted_into_lines_of_like_length() -> None:
    head = "| 时段 |" + " 种质分发（份次） |" * 5 + "\n|---|" + "--:|" * 5 + "\n| 合计 |" + " 1,540 |" * 5
    options = RenderOptions(notes=False)
    document = pdfium.PdfDocument(to_pdf(a_plan({"1": head}), the_form(), MemoryWorld(), options).pdf)
    lines = [line.text for page in document for line in page_lines(page_chars(page))]
    assert "种质分发" * 5 in "".join(lines)


def test_a_long_mail_address_leaves_the_cover_on_one_page_and_is_not_spread_out() -> None:
    path = Path(__file__).parents[1] / "corpus" / "biobank" / "plan.toml"
    plan = read_plan(path.read_text(encoding="utf-8"))
    cover = pdfium.PdfDocument(to_pdf(plan, the_form(), World(str(path.parent)), RenderOptions()).pdf)[0]
    chars = page_chars(cover)
    assert "".join(char.text for char in chars).endswith("年八月")
    at = "".join(char.text for char in chars).index("bio.bank")
    assert chars[at + 8].left - chars[at].left < 4.5 * chars[at].size


def cell_lines(head: str, *cells: str) -> list[str]:
    """The lines of a plan that has a table of one row in section 1."""
    text = f"{head}\n|{'---|' * len(cells)}\n| {' | '.join(cells)} |\n"
    options = RenderOptions(style="compact", notes=False)
    document = pdfium.PdfDocument(to_pdf(a_plan({"1": text}), the_form(), MemoryWorld(), options).pdf)
    return ["".join(line.text.split()) for page in document for line in page_lines(page_chars(page))]


def test_a_table_is_set_smaller_before_a_figure_is_parted_from_its_unit() -> None:
    dates = ["2018年1月至2021年6月"] * 6
    lines = cell_lines("| 甲 | 乙 | 丙 | 丁 | 戊 | 己 | 庚 |", *dates, "浆2013—2024年溶血率1.9%，共98,765份")
    assert sum("2013—2024年" in line for line in lines) == 1
    assert sum("98,765份" in line for line in lines) == 1


def test_where_words_have_to_be_cut_no_more_are_than_in_the_smallest_type() -> None:
    words = ["Escherichia", "Polygonatum", "GS-02-003-2014", "psbA-trnH"]
    texts = [f"以{word}为依据" for word in words]
    long = [f"登记为{letter * 30}的" for letter in "ABC"]
    lines = "\n".join(cell_lines("| 甲 | 乙 | 丙 | 丁 | 戊 | 己 | 庚 |", *texts, *long))
    assert [word for word in words if word not in lines] == []
    needs = [Need(width, width, width, width, 300.0) for width in (60.0, 100.0, 200.0, 200.0)]
    assert [cut_columns(needs, width) for width in (560.0, 520.0, 400.0, 150.0)] == [0, 2, 2, 4]


def test_where_words_would_have_to_be_cut_the_blanks_beside_them_are_narrower() -> None:
    words = ["Chachiensis", "psbA-trnH", "Escherichia", "Polygonatum", "Biodiversity", "Information", "officinalis"]
    texts = [f"以{word}为依据提供{word}服务" for word in words]
    lines = "\n".join(cell_lines("| 甲 | 乙 | 丙 | 丁 | 戊 | 己 | 庚 | 辛 |", *texts, "12440000455860000X"))
    assert [word for word in [*words, "12440000455860000X"] if word not in lines] == []
