"""Plans for tests: the form, a plan from texts, a world in memory, and random plans."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from hypothesis import strategies as st
from PIL import Image

from planui.model.form_file import read_form
from planui.model.plan import Plan, read_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from planui.model.form import Form

ROOT = Path(__file__).parents[2]
FORM = "gz-sti-repository-2020"
FIELDS = {
    "name": "广州市岭南药材科技资源库",
    "host": "广州市岭南药材研究所",
    "leader": "陈知行",
    "contact": "李晓明",
    "phone": "020-87654321",
    "email": "ziyuan@example.org",
    "address": "广州市天河区五山路100号",
}


@cache
def the_form() -> Form:
    """The first form."""
    return read_form((ROOT / "src" / "planui" / "forms" / f"{FORM}.toml").read_text(encoding="utf-8"), FORM)


def picture(width: int = 300, height: int = 200, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture file."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert(mode).save(out, kind)
    return out.getvalue()


class MemoryWorld:
    """A world whose pictures are in memory and whose cache lives as long as the tests."""

    store: ClassVar[dict[str, bytes]] = {}

    def __init__(self, pictures: Mapping[str, bytes] | None = None) -> None:
        self.pictures = dict(pictures or {})

    def picture(self, path: str) -> bytes:
        """The picture, or an error that says that there is none."""
        if path not in self.pictures:
            raise FileNotFoundError(f"没有图片 {path}")
        return self.pictures[path]

    def style(self, name: str) -> str:
        """A style sheet of the project."""
        return (ROOT / "styles" / f"{name}.css").read_text(encoding="utf-8")

    def cached(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The stored bytes, or newly made ones."""
        if key not in self.store:
            self.store[key] = make()
        return self.store[key]


def a_plan(texts: Mapping[str, str], extra: str = "", fields: Mapping[str, str] | None = None) -> Plan:
    """A plan with these sections' texts, and these fields in place of the usual ones."""
    lines = ["format = 1", f'form = "{FORM}"', "[fields]", "date = 2020-08-20"]
    lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in {**FIELDS, **(fields or {})}.items()]
    for number, text in texts.items():
        quoted = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
        lines += [f'[sections."{number}"]', f"text = {quoted}"]
    return read_plan("\n".join([*lines, extra]) + "\n")


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=60)
MARKS = st.text(st.sampled_from("，。、；：？！“”‘’（）《》【】「」—…·～〈〉"), min_size=1, max_size=5)
LATIN = st.sampled_from(
    ["Morinda officinalis", "DNA", "GB/T 27025—2019", "https://example.org/a/b-c_d?e=f&g=1", "don’t", "R&D"]
)
FIGURES = st.sampled_from(
    ["86.5%", "12,345", "5-8℃", "−80℃", "2018—2020年", "1:3", "3～5 kg", "￥1,200.50", "±0.2", "2020-06-30"]
)
LONG = st.text(st.sampled_from("abcdefghijklmnop0123456789"), min_size=20, max_size=200)
ODD = st.text(
    st.sampled_from("\t\x00\x1b\u200b\u202e\u3000 *_`[]()<>&#|~\\!😀𠀀𪚥한かé☃\ue000\U0010ffff\"'"),
    min_size=1,
    max_size=12,
)
SENTENCE = st.lists(st.one_of(HAN, HAN, MARKS, LATIN, FIGURES, LONG, ODD), min_size=1, max_size=12).map("".join)


@st.composite
def _list(draw: st.DrawFn) -> str:
    depth = 0
    lines = []
    for item in draw(st.lists(SENTENCE, min_size=1, max_size=6)):
        depth = max(0, depth + draw(st.integers(-1, 1)))
        mark = draw(st.sampled_from(["-", "1.", "*"]))
        lines.append("    " * depth + f"{mark} {item}")
    return "\n".join(lines)


@st.composite
def _table(draw: st.DrawFn) -> str:
    columns = draw(st.integers(1, 6))
    cell = st.one_of(SENTENCE, FIGURES, st.just("")).map(lambda text: text.replace("|", "").replace("\n", " "))
    rows = draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=1, max_size=8))
    rule = "|" + "---|" * columns
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], rule, *lines[1:]])


BLOCK = st.one_of(
    SENTENCE,
    SENTENCE,
    SENTENCE,
    st.lists(SENTENCE, min_size=2, max_size=4).map("\n".join),
    _list(),
    _table(),
    SENTENCE.map(lambda text: f"**{text}**后文"),
    SENTENCE.map(lambda text: f"> {text}"),
    SENTENCE.map(lambda text: f"### {text}"),
    SENTENCE.map(lambda text: f"```\n{text}\n```"),
    SENTENCE.map(lambda text: f"    {text}"),
    st.sampled_from(
        [
            "![图](a.png)",
            '![](b.png "图1 说明")',
            "文![](none.png)字",
            "<b>x</b>",
            "<script>",
            "---",
            "[^1]\n\n[^1]: 注",
        ]
    ),
)
TEXT = st.one_of(st.just(""), st.lists(BLOCK, min_size=1, max_size=8).map("\n\n".join))
"""The text of a section: any mixture that a plan may hold."""

NUMBERS = ("1", "2", "3", "4.1.1", "4.3", "5", "6.1", "6.3")
TEXTS = st.fixed_dictionaries({}, optional=dict.fromkeys(NUMBERS, TEXT))
