"""Times a whole render beside other typesetters: the same text in one run, caches warm, each a process of its own.

    python tests/bench/render_speed.py [ROUNDS]

The text is a complete plan of 20,000 and of 200,000 字: every section, a contents, one table, one picture, made of the
sample's and the corpus's sentences. WeasyPrint and Typst are timed where they are installed (`pip install weasyprint
typst python-docx`; WeasyPrint is quick only with Debian's `libharfbuzz-subset0`), LibreOffice where `soffice` is. All
have the same fonts. What is printed is the least of the rounds: seconds on the clock, and of processor time with that
of child processes; then the ratios.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path
from typing import NamedTuple

from PIL import Image

ROOT = Path(__file__).parents[2]
SIZES = (20_000, 200_000)
PLANUI = "from planui.cli import main; main()"
WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"
RENDER = (
    "import sys; from pathlib import Path; from planui.files.world import World; "
    "from planui.model.form_file import read_form; from planui.model.plan import read_plan; "
    "from planui.render import RenderOptions, to_pdf; "
    "form = read_form(Path(sys.argv[3]).read_text('utf-8'), 'form'); "
    "plan = read_plan(Path(sys.argv[1]).read_text('utf-8')); "
    "Path(sys.argv[2]).write_bytes(to_pdf(plan, form, World(str(Path(sys.argv[1]).parent)), RenderOptions()).pdf)"
)

STYLE = """
@font-face { font-family: Song; src: url(file://%s); }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: counter(page) "/" counter(pages); } }
body { font-family: Song; }
p { margin: 0; text-indent: 2em; text-align: justify; font-size: 16pt; line-height: 28.9pt; }
h1, h2, h3 { break-after: avoid; font-size: 16pt; }
table { border-collapse: collapse; } td, th { border: 1px solid; font-size: 12pt; }
nav a::after { content: leader(".") target-counter(attr(href), page); }
nav a { display: block; }
"""


class Section(NamedTuple):
    """A heading and its paragraphs."""

    number: str
    heading: str
    level: int
    container: bool
    paragraphs: list[str]


def sentences() -> list[str]:
    """The longer lines of prose of the sample and of the corpus."""
    files = [ROOT / "samples" / "lingnan" / "plan.toml", *sorted((ROOT / "tests" / "corpus").glob("*/plan.toml"))]
    words = "\n".join(file.read_text(encoding="utf-8") for file in files)
    lines = [line for line in words.splitlines() if len(line) > 60 and not re.search(r'[|\\"*_`<>\[\]#]', line)]
    return [re.sub(r"^[-\d.、\s]+", "", line) for line in lines]


def content(chars: int) -> list[Section]:
    """The form's sections with so many characters; past its end the text begins again, its sentences turned round."""
    from planui.model.form_file import read_form

    form = read_form(FORM.read_text(encoding="utf-8"), "form")
    lines = sentences()
    each = chars // sum(not section.container for section in form.sections)
    turns = itertools.count()
    found = []
    for section in form.sections:
        body: list[str] = []
        while not section.container and sum(map(len, body)) < each:
            turn = next(turns)
            parts = re.split(r"(?<=。)", lines[turn % len(lines)])
            shift = turn // len(lines) % max(1, len(parts))
            body.append("".join(parts[shift:] + parts[:shift]))
        found.append(Section(section.number, section.heading, min(section.level, 3), section.container, body))
    return found


FORM = ROOT / "src" / "planui" / "forms" / "gz-sti-repository-2020.toml"
ROWS = [
    ["资源类别", "单位", "数量", "占比"],
    *[[f"第{row}类资源", "份", str(row * 137), f"{row}.5%"] for row in range(1, 13)],
]


def write_plan(path: Path, sections: list[Section]) -> None:
    """The plan file."""
    table = "\n".join(
        ["|" + "|".join(ROWS[0]) + "|", "|---" * 4 + "|", *("|" + "|".join(row) + "|" for row in ROWS[1:])]
    )
    out = [
        "format = 1",
        'form = "gz-sti-repository-2020"',
        "[fields]",
        'name = "广州市岭南药材科技资源库"',
        "date = 2020-08-20",
    ]
    for number, section in enumerate(section for section in sections if not section.container):
        extra = f"\n\n{table}\n\n![馆藏](picture.png)" if number == 4 else ""
        out += [f'[sections."{section.number}"]', 'text = """', "\n\n".join(section.paragraphs) + extra + '"""']
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def write_html(path: Path, sections: list[Section], font: Path) -> None:
    """The same for WeasyPrint."""
    out = [f"<!DOCTYPE html><html lang=zh><meta charset=utf-8><style>{STYLE % font}</style><nav>"]
    out += [f'<a href="#h{n}">{section.heading}</a>' for n, section in enumerate(sections)]
    out.append("</nav>")
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    for number, section in enumerate(sections):
        out.append(f'<h{section.level} id="h{number}">{section.heading}</h{section.level}>')
        out += [f"<p>{escape(line)}</p>" for line in section.paragraphs]
        if number == 6:
            out.append(f'<table>{table}</table><img src="picture.png" style="width:15cm">')
    path.write_text("\n".join(out), encoding="utf-8")


def write_typst(path: Path, sections: list[Section]) -> None:
    """The same for Typst."""

    def plain(text: str) -> str:
        return re.sub(r"([\\#$*_`<>@\[\]/~=+-])", r"\\\1", text)

    out = [
        '#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "1 / 1")',
        '#set text(font: "Noto Serif SC", size: 16pt, lang: "zh")',
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 13pt)",
        "#outline()",
    ]
    cells = ", ".join(f"[{plain(cell)}]" for row in ROWS for cell in row)
    for number, section in enumerate(sections):
        out.append("=" * section.level + " " + plain(section.heading))
        out += [plain(line) + "\n" for line in section.paragraphs]
        if number == 6:
            out.append(f'#table(columns: 4, {cells})\n#image("picture.png", width: 15cm)')
    path.write_text("\n\n".join(out), encoding="utf-8")


def write_docx(path: Path, sections: list[Section]) -> None:
    """The same for LibreOffice."""
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name = "Noto Serif SC"
    normal.font.size = Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif SC")
    for number, section in enumerate(sections):
        document.add_heading(section.heading, section.level)
        for line in section.paragraphs:
            document.add_paragraph(line).paragraph_format.first_line_indent = Pt(32)
        if number == 6:
            table = document.add_table(len(ROWS), 4)
            for row, cells in zip(ROWS, table.rows, strict=True):
                for words, cell in zip(row, cells.cells, strict=True):
                    cell.text = words
            document.add_picture(str(path.parent / "picture.png"), Cm(15))
    document.save(str(path))


class Took(NamedTuple):
    """Seconds of one run."""

    clock: float
    cpu: float


def once(command: list[str], env: dict[str, str]) -> Took:
    """Runs a command to its end."""
    before = os.times()
    start = time.perf_counter()
    subprocess.run(command, check=True, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    clock = time.perf_counter() - start
    after = os.times()
    return Took(clock, after[2] + after[3] - before[2] - before[3])


def commands(folder: Path, chars: int, font: Path) -> dict[str, list[str]]:
    """What to time; writes the text in every program's own form."""
    sections = content(chars)
    base = folder / str(chars)
    plan, html, typ, docx = (base.with_suffix(end) for end in (".toml", ".html", ".typ", ".docx"))
    write_plan(plan, sections)
    python = [sys.executable, "-c"]
    found = {
        "planui": [*python, PLANUI, "render", str(plan), "-o", f"{base}-planui.pdf"],
        "to_pdf": [*python, RENDER, str(plan), f"{base}-bare.pdf", str(FORM)],
    }
    if importlib.util.find_spec("weasyprint"):
        write_html(html, sections, font)
        found["weasyprint"] = [*python, WEASYPRINT, str(html), f"{base}-weasyprint.pdf"]
    if importlib.util.find_spec("typst"):
        write_typst(typ, sections)
        found["typst"] = [*python, TYPST, str(typ), f"{base}-typst.pdf", str(font.parent)]
    if shutil.which("soffice") and importlib.util.find_spec("docx"):
        write_docx(docx, sections)
        profile = f"-env:UserInstallation=file://{folder}/office"
        found["libreoffice"] = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(docx),
        ]
    return found


def environment(folder: Path, font: Path) -> dict[str, str]:
    """Caches and fonts of this run alone."""
    config = folder / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{font.parent}</dir>'
        f"<cachedir>{folder / 'fontcache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return {
        **os.environ,
        "FONTCONFIG_FILE": str(config),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "PYTHONPATH": str(ROOT / "src"),
    }


def main() -> None:
    """Prints seconds and ratios for each program and size."""
    from planui.render.font_files import font_files

    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    font = Path(str(font_files()["body"][0].source))
    best: dict[tuple[int, str], Took] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(folder, font)
        picture = Image.radial_gradient("L").resize((1200, 700))
        Image.merge("RGB", (picture, picture.rotate(90), picture.rotate(180))).save(folder / "picture.png")
        for chars in SIZES:
            todo = commands(folder, chars, font)
            cold = {label: once(command, env) for label, command in todo.items()}
            runs: dict[str, list[Took]] = {label: [] for label in todo}
            for _ in range(rounds):  # in turn, so that a busy moment falls on all of them
                for label, command in todo.items():
                    runs[label].append(once(command, env))
            for label, took in runs.items():
                best[chars, label] = Took(min(one.clock for one in took), min(one.cpu for one in took))
                clock, cpu = best[chars, label]
                first = cold[label].clock
                print(f"{chars:>7} {label:<12} {clock:6.2f} s, processor {cpu:6.2f} s, first run {first:6.2f} s")
    for chars in SIZES:
        ours = best[chars, "planui"]
        for label in ("weasyprint", "libreoffice", "typst"):
            if (other := best.get((chars, label))) is not None:
                clock, cpu = ours.clock / other.clock, ours.cpu / other.cpu
                print(f"{chars:>7} planui / {label}: {clock:.2f} ({cpu:.2f} in processor time)")
    small, large = (best[chars, "planui"] for chars in SIZES)
    print(f"growth from {SIZES[0]:,} to {SIZES[1]:,}: {large.clock / small.clock:.2f} ({large.cpu / small.cpu:.2f})")


if __name__ == "__main__":
    main()
