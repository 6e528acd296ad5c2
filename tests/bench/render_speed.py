"""Times a whole render in a process of its own, caches warm: 20,000 and 200,000 字 of the same kind of text.

    python tests/bench/render_speed.py [ROUNDS]

Where weasyprint or typst is installed, the same text as plain HTML or Typst source is timed beside it.
"""

from __future__ import annotations

import importlib.util
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]

PLANUI = """
import sys
sys.path[:0] = [{root!r}, {source!r}]
from pathlib import Path
from planui.files.world import World
from planui.model.form_file import read_form
from planui.model.plan import read_plan
from planui.render import RenderOptions, to_pdf
form = read_form(Path({form!r}).read_text("utf-8"), "form")
plan = read_plan(Path(sys.argv[1]).read_text("utf-8"))
Path(sys.argv[2]).write_bytes(to_pdf(plan, form, World(str(Path(sys.argv[1]).parent)), RenderOptions()).pdf)
"""
WEASYPRINT = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


def texts() -> list[str]:
    """The paragraphs of the sample and the corpus."""
    files = [ROOT / "samples" / "lingnan" / "plan.toml", *sorted((ROOT / "tests" / "corpus").glob("*/plan.toml"))]
    words = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return [line for line in words.splitlines() if len(line) > 60 and "|" not in line and "\\" not in line]


def write(folder: Path, chars: int) -> tuple[Path, Path, Path]:
    """The same text as a plan, as HTML and as Typst; past its end the corpus begins again, sentences turned round."""
    lines = texts()
    body: list[str] = []
    size = turn = 0
    while size < chars:
        line = lines[turn % len(lines)]
        parts = re.split(r"(?<=。)", line)
        shift = turn // len(lines) % max(1, len(parts))
        body.append("".join(parts[shift:] + parts[:shift]))
        size += len(line)
        turn += 1
    quoted = "\n\n".join(body).replace('"', "”")
    plan = folder / f"{chars}.toml"
    plan.write_text(
        f"format = 1\n[fields]\ndate = 2020-08-20\n[sections.1]\ntext = '''\n{quoted}'''\n", encoding="utf-8"
    )
    html = folder / f"{chars}.html"
    style = (
        "@page{size:A4;margin:37mm 26mm 35mm 28mm}p{text-indent:2em;text-align:justify;font:16pt/29pt 'Noto Serif SC'}"
    )
    rows = "".join(f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>" for line in body)
    html.write_text(f"<meta charset=utf-8><style>{style}</style>{rows}", encoding="utf-8")
    typ = folder / f"{chars}.typ"
    plain = "\n\n".join(re.sub(r"([\\#$*_`<>@\[\]/~=+-])", r"\\\1", line) for line in body)
    typ.write_text(f'#set page(paper: "a4")\n#set par(justify: true)\n{plain}\n', encoding="utf-8")
    return plan, html, typ


def timed(code: str, source: Path, rounds: int) -> float:
    """The median of the whole process's time, after one run that fills the caches."""
    took = []
    for number in range(rounds + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, str(source), str(source) + ".pdf"], check=True)
        if number:
            took.append(time.perf_counter() - start)
    return statistics.median(took)


def main() -> None:
    """Prints seconds for each program and size."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    form = ROOT / "src" / "planui" / "forms" / "gz-sti-repository-2020.toml"
    planui = PLANUI.format(root=str(ROOT), source=str(ROOT / "src"), form=str(form))
    with tempfile.TemporaryDirectory() as folder:
        for chars in (20_000, 200_000):
            plan, html, typ = write(Path(folder), chars)
            print(f"{chars:>7} planui     {timed(planui, plan, rounds):.2f} s")
            if importlib.util.find_spec("weasyprint"):
                print(f"{chars:>7} weasyprint {timed(WEASYPRINT, html, rounds):.2f} s")
            if importlib.util.find_spec("typst"):
                print(f"{chars:>7} typst      {timed(TYPST, typ, rounds):.2f} s")


if __name__ == "__main__":
    main()
