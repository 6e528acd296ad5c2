"""Marks pages as a stranger with a ruler would: character boxes from pdfplumber, expected words from markdown-it-py.

    python tests/bench/page_marks.py [PLAN.toml ...]          the plans given, else the sample and the corpus
    python tests/bench/page_marks.py --random N [--seed S]    N random complete plans, half of them in each style

Nothing here shares code with the renderer or with its tests: the type area is read from the style sheets, lines are
put together from boxes, table cells from ruled lines, and where a paragraph goes on is told by the plan's own words.
Needs pdfplumber, which the project's environment does not have.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import time
import tomllib
from bisect import bisect_right
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pdfplumber
from markdown_it import MarkdownIt

from planui.files.world import World
from planui.model.form_file import read_form
from planui.model.plan import read_plan
from planui.render import RenderOptions, to_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FORM = "gz-sti-repository-2020"
PLANS = [ROOT / "samples" / "lingnan" / "plan.toml", *sorted((ROOT / "tests" / "corpus").glob("*/plan.toml"))]
NO_START = set("、。，．：；！？”’」』）］｝〕〗】》〉–～·／/—…)]},.;:!?%‰℃")
NO_END = set("“‘「『（［｛〔〖【《〈([{")
TOKEN = re.compile(
    r"https?://[!-~]+"  # an address of the web is one, whatever is in it
    r"|(?<![\d.])10\.\d{4,9}/[A-Za-z0-9._()/-]*[A-Za-z0-9]"  # a DOI is an address, not a figure and a word
    r"|[+\-−±~～≈<>≤≥＋－]?[￥¥$€£]?\d(?:[\d,.:/×]*\d)?(?:[-–—~～][+\-−]?\d(?:[\d,.:/]*\d)?)*(?: ?[%‰℃°％]C?)?[A-Za-z]*"
    r"|[A-Za-zÀ-ɏͰ-Ͽ][A-Za-z0-9À-ɏͰ-Ͽ'’_.-]*(?:/(?!/)[A-Za-z0-9À-ɏͰ-Ͽ'’_.-]+)*"
)
MAIL = re.compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9._-]+")
MM = 72 / 25.4
UNITS = {"pt": 1.0, "mm": MM, "cm": 10 * MM, "in": 72.0}


def type_area(style: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the type area, in points from the page's upper left, as the style sheet says."""
    css = (ROOT / "styles" / f"print-{style}.css").read_text(encoding="utf-8")
    frame = re.search(r"@frame content \{([^}]*)\}", css)
    assert frame is not None
    found = {
        key: float(value) * UNITS[unit] for key, value, unit in re.findall(r"(\w+):\s*([\d.]+)(pt|mm|cm|in)", frame[1])
    }
    return found["left"], found["top"], found["left"] + found["width"], found["top"] + found["height"]


def bare(text: str) -> str:
    """A text without white space and without what Markdown uses as signs."""
    return re.sub(r"[\s\\*_`~#|\[\]<>^]", "", text)


def _numbered(text: str) -> str:
    """A text with its footnotes' numbers where they are called, and each note as a paragraph."""
    calls = dict.fromkeys(re.findall(r"\[\^(\w+)\](?!:)", text))
    for number, name in enumerate(calls, 1):
        text = text.replace(f"[^{name}]: ", "").replace(f"[^{name}]", str(number))
    return text


class Source:
    """What the plan says: the paragraphs of every section as bare words, and where words may not be cut."""

    def __init__(self, plan: dict[str, Any], form: Any) -> None:
        self.form = form
        self.headings = {bare(section.heading) for section in form.sections}
        self.subheads: set[str] = set()
        self.paragraphs: list[str] = [section.heading for section in form.sections]
        self.sections: dict[str, list[str]] = {}
        for section in form.sections:
            data = plan.get("sections", {}).get(section.number, {})
            said = list(self._said(str(data.get("text", ""))))
            self.sections[section.number] = said
            self.paragraphs += said
            for row in data.get("schedule", []):
                self.paragraphs += [str(row.get("period", "")), *self._said(str(row.get("content", "")))]
            for row in data.get("indicators", []):
                self.paragraphs += [str(row.get("name", ""))]
        self.paragraphs += [field.label + "：" + str(plan["fields"].get(field.key, "")) for field in form.fields]
        for field in form.fields:
            self.paragraphs += [str(plan["fields"].get(field.key, ""))]
        self.paragraphs += [*form.notes]
        self.words = "\n".join(bare(paragraph) for paragraph in self.paragraphs)
        self.whole = set(self.words.split("\n"))
        self.spaced = "\n".join(re.sub(r"\s+", " ", paragraph) for paragraph in self.paragraphs)

    def _said(self, text: str) -> Iterator[str]:
        """The words of each paragraph, item, cell, caption and line of code of a text."""
        parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
        lines: list[str] = []
        tokens = parser.parse(_numbered(text))
        for number, token in enumerate(tokens):
            if token.type == "inline":
                words = ""
                for child in token.children or []:
                    if child.type in ("text", "code_inline", "html_inline"):
                        words += child.content
                    elif child.type in ("softbreak", "hardbreak"):
                        words += "\n"
                    elif child.type == "image":
                        words += "\n" + str(child.attrs.get("title") or child.content) + "\n"
                lines += words.split("\n")
                # An editor's line end inside a sentence parts Western words, and not Chinese: both readings are there.
                # One behind a sentence ends a paragraph, as in Word.
                for part in re.split(r"(?<=[。！？；：])\n", words):
                    if "\n" in part:
                        lines += [part.replace("\n", ""), part.replace("\n", " ")]
                kinds = [child.type for child in token.children or []]
                bold = kinds[:1] == ["strong_open"] and kinds.index("strong_close") == len(kinds) - 1
                opened = tokens[number - 1]
                if opened.type == "heading_open" or (bold and opened.type == "paragraph_open" and not opened.level):
                    self.subheads.add(bare(words))
            elif token.type in ("fence", "code_block", "html_block"):
                lines += token.content.split("\n")
        yield from (line for line in lines if line.strip())

    def goes_on(self, before: str, after: str) -> bool:
        """Whether the plan has a line's last words and the next line's first words side by side; a line that is a
        paragraph by itself goes on nowhere, whatever other paragraphs say."""
        if bare(before) in self.whole:
            return False
        tail, head = bare(before)[-5:], bare(after)[:5]
        return bool(tail and head) and tail + head in self.words

    def cut(self, before: str, after: str) -> str:
        """The word or number that is parted between two lines; empty where none is."""
        if not re.match(r"[A-Za-z0-9À-ɏͰ-Ͽ,.%‰℃°]", after[0]) and not re.match(r"[-–—~～]\d", after[0:2]):
            return ""
        tail, head = before[-6:], after[:6]
        at = self.spaced.find(tail + head)
        if at < 0:
            return ""
        at += len(tail)
        for match in TOKEN.finditer(self.spaced, max(0, at - 60), at + 60):
            if match.start() < at < match.end():
                return match[0]
        return ""

    def is_mail(self, before: str, after: str) -> bool:
        """Whether a mail address goes on from the end of one line to the start of the next."""
        at = self.spaced.find(before + after) + len(before)
        matches = MAIL.finditer(self.spaced, max(0, at - 60), at + 60)
        return at >= len(before) and any(match.start() < at < match.end() for match in matches)


class Row:
    """Characters side by side on one baseline, inside one cell or outside all tables."""

    def __init__(self, chars: list[dict[str, Any]], cell: tuple[float, float] | None) -> None:
        self.chars = chars
        self.cell = cell
        self.text = "".join(char["text"] for char in chars)
        self.x0, self.x1 = chars[0]["x0"], max(char["x1"] for char in chars)
        self.size = max(char["size"] for char in chars)
        self.top = min(char["top"] for char in chars)
        self.base = max(char["matrix"][5] for char in chars)


def page_rows(page: Any) -> list[Row]:
    """The rows of a page in the order in which they are written."""
    rules = sorted({round(line["x0"], 1) for line in page.lines if abs(line["x0"] - line["x1"]) < 0.5})
    spans = [(line["x0"], line["top"], line["bottom"]) for line in page.lines if abs(line["x0"] - line["x1"]) < 0.5]
    groups: list[tuple[list[dict[str, Any]], Any]] = []
    for char in page.chars:
        if char["text"].isspace() or char["text"] == "\u00a0":
            continue
        middle = (char["top"] + char["bottom"]) / 2
        near = [x for x, top, bottom in spans if top <= middle <= bottom] if rules else []
        cell = None
        if near:
            near = sorted({round(x, 1) for x in near})
            index = bisect_right(near, char["x0"] + 0.5)
            if 0 < index < len(near):
                cell = (near[index - 1], near[index])
        base = char["matrix"][5]
        if groups:
            last, place = groups[-1]
            same = abs(last[-1]["matrix"][5] - base) < 0.5 * char["size"] and place == cell
            # Characters of a cell are on one line however wide it is set; elsewhere columns may stand side by side.
            wide = cell is None and char["x0"] - last[-1]["x1"] >= 6 * char["size"]
            if same and char["x0"] >= last[-1]["x0"] - 1 and not wide:
                last.append(char)
                continue
        groups.append(([char], cell))
    return [Row(chars, cell) for chars, cell in groups]


def look(path: Path, source: Source, style: str) -> tuple[Counter[str], list[str], dict[str, Any]]:
    """The marks of a PDF by kind, each with its words, and what was seen."""
    left, top, right, bottom = type_area(style)
    marks: Counter[str] = Counter()
    said: list[str] = []
    seen = {"lines": 0, "cells": 0}
    stream: list[tuple[int, str]] = []

    def mark(kind: str, number: int, words: str) -> None:
        marks[kind] += 1
        said.append(f"{kind} p{number}: {words}")

    with pdfplumber.open(path) as document:
        before: Row | None = None
        first = next((n for n, page in enumerate(document.pages, 1) if _starts_body(page, source)), 3)
        for number, page in enumerate(document.pages, 1):
            rows = [
                row
                for row in page_rows(page)
                if not (number > 1 and (row.top < top - 6 or row.top > bottom + 2) and row.size < 14.5)
            ]
            for row in rows:
                low = number > 1 and (row.top < top - 0.5 or max(char["bottom"] for char in row.chars) > bottom + 1)
                if row.x0 < left - 0.5 or row.x1 > right + 0.5 or low:
                    mark("outside", number, f"{row.x0:.1f} {row.x1:.1f} {row.top:.1f} {row.text}")
                if row.cell and (row.x0 < row.cell[0] or row.x1 > row.cell[1] + 0.3):
                    mark("cell", number, f"{row.x0:.1f} {row.x1:.1f} {row.cell} {row.text}")
            if rows and number >= first and number < len(document.pages):
                foot = bare(rows[-1].text)
                caption = rows[-1].cell is None and re.match(r"^表\d[\d.]*[^，。；]*$", foot)
                # A line in a paragraph may begin so too.
                caption = caption and not (len(rows) > 1 and source.goes_on(rows[-2].text, rows[-1].text))
                if foot in source.headings or foot in source.subheads or caption:
                    mark("foot", number, rows[-1].text)
            for row in rows:
                if number >= first:
                    stream.append((number, row.text))
                if before is not None and number >= 2 and _same_kind(before, row):
                    _judge(before, row, source, right, number, mark)
                    seen["lines"] += 1
                    seen["cells"] += row.cell is not None
                before = row
        _read_back(stream, source, mark)
        _contents(document, source, first, mark)
    return marks, said, seen


def _starts_body(page: Any, source: Source) -> bool:
    words = re.sub(r"\s", "", page.extract_text() or "")
    opening = next(iter(source.form.sections)).heading
    return re.sub(r"\s", "", opening) in words and "...." not in words


def _same_kind(before: Row, row: Row) -> bool:
    return before.cell == row.cell or (before.cell is None) == (row.cell is None)


def _judge(before: Row, row: Row, source: Source, right: float, number: int, mark: Any) -> None:
    if not source.goes_on(before.text, row.text):
        return
    if before.cell is not None and row.cell is not None and abs(before.cell[0] - row.cell[0]) > 1:
        return
    words = f"{before.text} / {row.text}"
    if row.text[0] in NO_START and not (row.text[0] in "-" and len(row.text) > 1):
        mark("start", number, words)
    if before.text[-1] in NO_END:
        mark("end", number, words)
    cut = source.cut(before.text, row.text)
    # A word wider than a line has to be parted somewhere, an address is parted behind a sign.
    address = ("/" in cut and "." in cut) or cut.startswith("www.") or source.is_mail(before.text[-6:], row.text[:6])
    if cut and len(cut) < 60 and not (before.text[-1] in "@/?&=._-#" and address):
        mark("cut", number, f"{cut} | {words}")
    edge = right
    if before.cell is not None:
        edge = before.cell[1] - 4.0
        centred = abs((before.x0 - before.cell[0]) - (before.cell[1] - before.x1)) < 1
        if centred:
            return
    if abs(before.x1 - edge) > before.size / 2:
        mark("ragged" if before.cell is None else "ragged-cell", number, f"{edge - before.x1:.1f} {words}")


def _read_back(stream: list[tuple[int, str]], source: Source, mark: Any) -> None:
    """Every paragraph stands in its section, in order; that of a cell may go on on the next page, behind its row."""
    plain = "".join(bare(words) for _, words in stream)
    pages = [number for number, words in stream for _ in bare(words)]
    places = []
    at = 0
    for section in source.form.sections:
        found = plain.find(bare(section.heading), at)
        if found < 0:
            mark("heading", 0, section.heading)
            found = at
        places.append(found)
        at = found + len(bare(section.heading))
    places.append(len(plain))
    for number, section in enumerate(source.form.sections):
        part = plain[places[number] : places[number + 1]]
        for words in source.sections[section.number]:
            wanted = bare(words)
            if wanted and wanted not in part and not _in_pieces(wanted, part, pages[places[number] :]):
                mark("lost", 0, f"{section.number}: {words}")


def _in_pieces(wanted: str, part: str, pages: list[int], page: int = 0) -> bool:
    """Whether words stand in pieces on pages that follow one another, and on `page` if there is one."""
    longest = bisect_right(range(1, len(wanted) + 1), 0, key=lambda size: wanted[:size] not in part)
    for size in range(longest, 0, -1):
        found = {pages[match.start()] for match in re.finditer(re.escape(wanted[:size]), part)}
        for number in found if not page else found & {page + 1}:
            if size == len(wanted) or _in_pieces(wanted[size:], part, pages, number):
                return True
    return False


def _contents(document: Any, source: Source, first: int, mark: Any) -> None:
    listed = ""
    for number in range(1, first - 1):
        for line in (document.pages[number].extract_text() or "").splitlines():
            listed += re.sub(r"\s", "", line) + ("\n" if re.search(r"\.\s*\d+$", line) else "")
    for section in source.form.sections:
        words = re.sub(r"\s", "", section.heading)
        match = re.search(re.escape(words) + r"\.+(\d+)\n", listed)
        if match is None:
            mark("contents", 0, f"no entry for {words}")
            continue
        page = int(match[1])
        there = re.sub(r"\s", "", document.pages[page - 1].extract_text() or "") if page <= len(document.pages) else ""
        if words not in there:
            mark("contents", page, words)


# --- random plans -----------------------------------------------------------------------------------------------------


class Maker:
    """Complete plans at random: sentences of the sample and the corpus, mixed with what is hard to set."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        plans = [tomllib.loads(path.read_text(encoding="utf-8")) for path in PLANS]
        text = "\n".join(str(data.get("text", "")) for plan in plans for data in plan["sections"].values())
        pieces = re.split(r"(?<=[。；])|\n+", text)
        self.sentences = [p.strip() for p in pieces if 8 < len(p) < 120 and not re.search(r"[|#!`\[\]]|^\s*[-*\d]", p)]
        self.plans = plans

    def bit(self) -> str:
        """A piece that is hard to set."""
        r = self.random
        number = f"{r.randint(0, 10 ** r.randint(1, 6)):,}"
        choices = [
            number,
            f"{r.uniform(0, 100):.1f}%",
            f"−{r.randint(1, 196)}℃",
            f"{r.randint(1, 5)}-{r.randint(6, 9)}℃",
            f"{r.randint(2010, 2019)}—{r.randint(2020, 2030)}年",
            f"±{r.random():.2f}",
            f"{r.randint(1, 9)}～{r.randint(10, 99)} kg",
            f"{number} m²",
            f"￥{number}.00",
            f"{r.randint(1, 9)}:{r.randint(1, 9)}",
            "Morinda officinalis",
            "DNA",
            "psbA-trnH",
            "GB/T 27025—2019",
            "ISO/IEC 17025:2017",
            "zhang.san@lab.example.org",
            "https://data.example.org/records/2020/a-b_c?id=123&x=y",
            "`SELECT * FROM t`",
            "`check_v2.py`",
            "**重点内容**",
            "**Key result 86.5%**",
            "*Amomum villosum*",
            "[资源目录](https://example.org/a)",
            "《中华人民共和国生物安全法》",
            "“统一目录、分级保存”",
            "——",
            "……",
            "（见表3）",
            "第3章",
            "CO₂",
            "10⁶ CFU/mL",
            "A260/A280",
            "(2020)",
            "〔2019〕56号",
            "don’t",
            "2,4-二氯苯氧乙酸",
            "N-乙酰-D-氨基葡萄糖",
            "L-谷氨酸-γ-半醛",
            "Escherichia coli K-12",
            "K₄[Fe(CN)₆]·3H₂O",
            "50～100 μmol/(m²·s)",
            f"{number}元/(kW·h)",
            "37±0.5℃",
            "－20℃～－80℃",
            "5%～8%",
            "株行距3 m×4 m",
            "第十五、十六、十七条",
            "《关于〈名录〉的说明》",
            "“‘道地’并非‘一地所独有’。”",
            '"直引号"',
            "ＤＮＡ",
            "８５．６％",
            "𠮷",
            "——“……”。",
            "O’Brien",
            "DNA(脱氧核糖核酸)",
            "10.1038/s41438-020-00341-8",
            "《“十三五”国家科技创新规划》",
            "“《广东省种质资源保护条例》实施办法”",
            "（见《名录》〔2019〕12号（附件2））",
            "[注：[1]以原文为准]",
            "2018—2020年",
            "2020 年 6 月",
            "15±3 ℃",
            "0.5 μg/mL",
            "1.5×10⁸ CFU/mL",
            "5-羟甲基-2-呋喃甲醛",
            "(1R,2S)-2-氨基-1-苯基丙-1-醇",
            "β-1,4-葡聚糖酶",
            "CRISPR/Cas9",
            "*OsSPL14*基因",
            "Bt-toxin *cry1Ac*",
            "Citrus reticulata ‘Chachiensis’",
            "Global Biodiversity Information Facility (GBIF) Backbone Taxonomy",
            "germplasm.office@south-china.example.edu.cn",
            "——即“种质＋信息”——",
            "8:30—17:30",
            "第1～3批",
            "**共享服务3.2万份次，同比增长18.7%**",
            "No. 2020-CK-0017",
            "ZL 2019 1 0123456.7",
            "1 200 m³/d",
            "3/4以上",
            "~~原计划12批~~",
        ]
        return r.choice(choices)

    def sentence(self) -> str:
        """A sentence, often with something hard in it."""
        r = self.random
        base = r.choice(self.sentences)
        stops = [m.end() for m in re.finditer(r"[\u4e00-\u9fff](?=[\u4e00-\u9fff])", base)]
        count = min(r.choice([0, 0, 1, 1, 2, 3]), len(stops))
        for at in sorted(r.sample(stops, count), reverse=True):
            base = base[:at] + self.bit() + base[at:]
        return base if base[-1] in "。；！？" else base + "。"

    def paragraph(self) -> str:
        """Some sentences."""
        return "".join(self.sentence() for _ in range(self.random.randint(1, 6)))

    def block(self) -> str:
        """A paragraph, list, table, heading, quotation, picture or code."""
        r = self.random
        kind = r.randint(0, 22)
        if kind == 0:
            return "\n".join(f"- {self.sentence()}" for _ in range(r.randint(2, 6)))
        if kind == 1:
            return "\n".join(f"{n}. {self.sentence()}" for n in range(1, r.randint(3, 12)))
        if kind == 2:
            return "\n".join("    " * (n % 3) + f"- {self.sentence()}" for n in range(r.randint(2, 6)))
        if kind in (3, 4):
            return self.table()
        if kind == 5:
            return "### " + r.choice(self.sentences)[: r.randint(4, 40)].rstrip("，、；。") + "\n\n" + self.paragraph()
        if kind == 6:
            return "> " + self.paragraph()
        if kind == 7:
            size = r.choice(["wide", "tall", "small"])
            return f'![图]({size}.png "{r.choice(self.sentences)[:20].replace(chr(34), "")}")'
        if kind == 8:
            return "```\n" + "\n".join(r.choice(["SELECT 1", "x = y + 1", "编号 名称"]) for _ in range(3)) + "\n```"
        if kind == 9:
            return f"{self.paragraph()}其余见说明[^{(note := r.randint(1, 10**6))}]。\n\n[^{note}]: {self.sentence()}"
        if kind == 10:
            steps = [f"{n}. {self.sentence()}\n    - {self.sentence()}\n    - {self.sentence()}" for n in range(1, 4)]
            return "\n".join(steps) + "\n\n" + self.table()
        if kind == 11:
            return f"**{self.sentence()}**{self.paragraph()}"
        if kind == 12:
            return "\n".join(f"（{n}）{self.sentence()}" for n in "一二三")
        return self.paragraph()

    def table(self) -> str:
        """A table with short, long and numeric cells, often with a caption."""
        r = self.random
        columns = r.choice([2, 3, 3, 4, 4, 5, 6, 8])
        kinds = [r.choice(["short", "number", "long", "date"]) for _ in range(columns)]

        def cell(kind: str) -> str:
            if kind == "short":
                return r.choice(self.sentences)[: r.randint(2, 8)].strip("，、；。：")
            if kind == "number":
                return f"{r.randint(0, 99999):,}"
            if kind == "date":
                return f"20{r.randint(18, 20)}年{r.randint(1, 12)}月至2021年{r.randint(1, 12)}月"
            return self.sentence().replace("|", "")

        rows = [[cell("short") for _ in kinds]] + [[cell(kind) for kind in kinds] for _ in range(r.randint(1, 12))]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        lines.insert(1, "|" + "---|" * columns)
        head = f"表{r.randint(1, 99)} {r.choice(self.sentences)[:15].strip('，、；。')}\n\n" if r.random() < 0.6 else ""
        return head + "\n".join(lines)

    def plan(self, form: Any) -> str:
        """A complete plan as TOML."""
        r = self.random
        base = r.choice(self.plans)

        def quoted(text: object) -> str:
            return json.dumps(str(text), ensure_ascii=False).replace("\x7f", "\\u007f")

        lines = ["format = 1", f'form = "{FORM}"', "[fields]"]
        for key, value in base["fields"].items():
            lines.append(f"{key} = {value.isoformat() if key == 'date' else quoted(value)}")
        for section in form.sections:
            if section.container and r.random() < 0.7:
                continue
            text = "\n\n".join(self.block() for _ in range(r.randint(1, 3)))
            lines += [f'[sections."{section.number}"]', f"text = {quoted(text)}"]
            table = form.table(section.table) if section.table else None
            if table is None:
                continue
            if table.kind == "schedule":
                for period in table.periods:
                    lines += [f'[[sections."{section.number}".schedule]]', f"period = {quoted(period.label)}"]
                    lines.append(f"content = {quoted(self.paragraph())}")
            else:
                for _ in range(r.randint(1, 6)):
                    years = [r.randint(1, 5000) for _ in table.periods]
                    name = r.choice(self.sentences)[: r.randint(4, 18)].strip("，、；。")
                    lines += [f'[[sections."{section.number}".indicators]]', f"name = {quoted(name)}"]
                    lines += ['unit = "份"', 'kind = "sum"', f"target = {sum(years)}", f"years = {years}"]
        return "\n".join(lines) + "\n"


def pictures(folder: Path) -> None:
    """The pictures that random plans name."""
    from PIL import Image

    for name, size in {"wide": (1600, 700), "tall": (900, 1500), "small": (300, 200)}.items():
        Image.linear_gradient("L").resize(size).save(folder / f"{name}.png")


def main() -> int:
    """Renders and marks; prints the marks by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", nargs="*", type=Path)
    parser.add_argument("--random", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--style", choices=("standard", "compact"))
    parser.add_argument("--show", type=int, default=12, help="how many marks of a plan to print")
    options = parser.parse_args()
    form = read_form((ROOT / "src" / "planui" / "forms" / f"{FORM}.toml").read_text(encoding="utf-8"), FORM)
    styles = [options.style] if options.style else ["standard", "compact"]
    total: Counter[str] = Counter()
    jobs: list[tuple[str, str, Path, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pictures(folder)
        if options.random:
            for number in range(options.random):
                seed = options.seed * 1_000_000 + number
                jobs.append((f"random {seed}", Maker(seed).plan(form), folder, styles[number % len(styles)]))
        else:
            for path in options.plans or PLANS:
                jobs += [(str(path), path.read_text(encoding="utf-8"), path.parent, style) for style in styles]
        began = time.process_time()
        for title, text, base, style in jobs:
            result = to_pdf(read_plan(text), form, World(str(base)), RenderOptions(style=style))  # type: ignore[arg-type]
            pdf = folder / "plan.pdf"
            pdf.write_bytes(result.pdf)
            marks, said, seen = look(pdf, Source(tomllib.loads(text), form), style)
            total.update(marks)
            if marks or not options.random:
                print(title, style, f"{result.pages} pages, {seen}", dict(marks), flush=True)
                for words in said[: options.show]:
                    print("   ", words, flush=True)
        print("all:", dict(total), f"{len(jobs)} renders, {time.process_time() - began:.0f} s of CPU")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
