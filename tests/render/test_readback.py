"""What a section says is what its pages say: every construct of Markdown, read back from the PDF in order."""

from __future__ import annotations

import os
import re

import pypdfium2 as pdfium
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planui.render import RenderOptions, to_pdf
from tests.render.measure import page_chars
from tests.render.plans import MemoryWorld, a_plan, the_form

WORDS = (
    "资源",
    "DNA",
    "12,345",
    "“重点”",
    "（说明）",
    "86.5%",
    "CO₂",
    "《规范》",
    "Amomum villosum",
    "保存——",
    "甲　乙",
)
WORD = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("".join)
SIMPLE = st.sampled_from(("资源", "库藏", "DNA", "规范", "第3章"))

EXAMPLES = int(os.environ.get("PLANUI_RANDOM_PLANS", "6"))
"""Texts to try."""

Piece = tuple[str, list[str]]
"""Markdown, and the words that it prints, in order."""


def inline(mark: str, words: str) -> st.SearchStrategy[Piece]:
    """A construct inside a line; `{}` is what it is around."""
    return WORD.map(lambda said: (mark.format(said), [words.format(said)]))


INLINE = st.one_of(
    inline("{}", "{}"),
    inline("中**{}**文", "中{}文"),
    inline("中***{}***文", "中{}文"),
    inline("中*{}*文", "中{}文"),
    inline("中~~{}~~文", "中{}文"),
    inline("`{}`", "{}"),
    inline("``a`{}``", "a`{}"),
    inline("[{}](https://example.org/a_b)", "{}"),
    inline('[{}](https://example.org "题目")', "{}"),
    inline("<https://example.org/a_b>{}", "https://example.org/a_b{}"),
    inline("<a@example.org>{}", "a@example.org{}"),
    inline(r"\*{}\* \_ \# \[x\] \`", "*{}*_#[x]`"),
    inline("<b>{}</b> &amp; &lt;", "<b>{}</b>&amp;&lt;"),
    inline("snake_case_{} 2*3*4", "snake_case_{}2*3*4"),
    inline("3 < 5 > 2 {}", "3<5>2{}"),
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map(
    lambda parts: (" ".join(part for part, _ in parts), [" ".join(said for _, words in parts for said in words)])
)


def block(mark: str, *words: str) -> st.SearchStrategy[Piece]:
    """A block around lines: `{0}` and so on."""

    def made(lines: list[Piece]) -> Piece:
        said = [line[1][0] for line in lines]
        return mark.format(*(line[0] for line in lines)), [word.format(*said) for word in words]

    return st.lists(LINE, min_size=3, max_size=3).map(made)


BLOCK = st.one_of(
    block("{0}", "{0}"),
    block("说{0}\n- {1}\n- {2}", "说{0}", "{1}", "{2}"),
    block("- {0}\n    - {1}\n        - {2}", "{0}", "{1}", "{2}"),
    block("1. {0}\n2. {1}\n\n    续段{2}", "{0}", "{1}", "续段{2}"),
    block("- {0}\n\n    ```\n    a  b\n    ```\n- {1}", "{0}", "ab", "{1}"),
    block("1) {0}\n2) {1}", "1){0}", "2){1}"),
    block("- [x] {0}\n- [ ] {1}", "[x]{0}", "[]{1}"),
    block("> 引{0}\n>\n> {1}", "引{0}", "{1}"),
    block("标题{0}\n===\n\n{1}", "标题{0}", "{1}"),
    block("#### 题{0}\n{1}", "题{0}", "{1}"),
    block("#3楼{0}", "#3楼{0}"),
    block("首行\\\n次{0}", "首行", "次{0}"),
    block("[甲]: 文字{0}", "[甲]:文字{0}"),
    block("[^孤]: 无人引{0}", "[^孤]:无人引{0}"),
    block("```\nif a[0] | b:\n\tx = `y` \\\n```\n\n{0}", "ifa[0]|b:", "x=`y`\\", "{0}"),
    block("    代码 a[0] <b>\n\n{0}", "代码a[0]<b>", "{0}"),
)
SIMPLE_TABLE = st.lists(SIMPLE, min_size=2, max_size=2).map(
    lambda cells: (
        f"| 头{cells[0]} | `a|b` |\n|:--|--:|\n| **{cells[0]}。** | 或\\|与 |\n| {cells[1]} | `c\\|d` |",
        [f"头{cells[0]}", "a|b", f"{cells[0]}。", "或|与", cells[1], "c|d"],
    )
)
NOTE = SIMPLE.map(lambda said: (f"见{said}[^1]。\n\n[^1]: 注{said}", [f"见{said}", f"注{said}"]))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.one_of(BLOCK, BLOCK, BLOCK, SIMPLE_TABLE), min_size=6, max_size=14), NOTE)
def test_every_word_of_a_text_is_printed_in_order(blocks: list[Piece], note: Piece) -> None:
    source = "\n\n".join(mark for mark, _ in [*blocks, note])
    result = to_pdf(a_plan({"3": source}), the_form(), MemoryWorld(), RenderOptions(style="compact", notes=False))
    document = pdfium.PdfDocument(result.pdf)
    text = "".join(char.text for page in document for char in page_chars(page) if 60 < char.bottom < 780)
    text = text[text.rfind("3.国内外现状和发展趋势") :]
    at = 0
    for mark, words in [*blocks, note]:
        for said in words:
            wanted = re.sub(r"\s", "", said)
            found = text.find(wanted, at)
            assert found >= 0, f"{wanted!r} of\n{mark}\nis not behind {text[max(0, at - 40) : at + 80]!r}"
            at = found + len(wanted)
