"""What planui costs a terminal: bytes and milliseconds a key, first paint, idle, memory, beside a bare Textual app.

Run by hand: ``python tests/bench/terminal_bytes.py``. It prints ratios; absolute times drift with the machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from pty_session import Session

SENTENCES = (
    "广州市岭南中药材科技资源库依托某研究院建设，截至2020年6月30日共保存中药材资源12,345份，其中活体资源占86.5%。",
    "种质资源鉴定、评价与共享利用走在全国前列，每年向高校、企业和科研院所提供实物资源与数据服务。",
    "本库面向粤港澳大湾区开放共享，形成了“收集—保存—评价—共享”的完整链条（详见各分报告）。",
    "与《中国药典》收载品种相比，本库覆盖率达到92.3%；岭南特色品种的覆盖率为96.1%。",
)
LINE_UP, LINE_DOWN, ROW_END, TEXT_HOME = "\x1b[A", "\x1b[B", "\x1b[F", "\x1b[1;5H"


def paragraphs(size: int) -> str:
    """About `size` 字 in paragraphs of some 250."""
    text, sentences = "", cycle(SENTENCES)
    while len(text) < size:
        text += "".join(next(sentences) for _ in range(5)) + "\n\n"
    return text.strip()


def write_plan(path: Path) -> None:
    """A plan of 20,000 字 or so, whose sections have 1,000 at most."""
    subprocess.run([sys.executable, "-m", "planui", "new", str(path)], check=True, capture_output=True)
    empty, filled = 'text = """\n\n"""', f'text = """\n{paragraphs(640)}\n"""'
    long = f'text = """\n{paragraphs(900)}\n"""'
    text = path.read_text(encoding="utf-8")
    at = text.index('[sections."4.1.2"]')
    path.write_text(text[:at].replace(empty, filled) + text[at:].replace(empty, long, 1).replace(empty, filled))


def series(session: Session, keys: list[str], quiet: float) -> tuple[list[int], list[float]]:
    pressed = [session.press(key, quiet) for key in keys]
    return [size for size, _ in pressed], [1000 * seconds for _, seconds in pressed]


def show(name: str, sizes: list[int], times: list[float]) -> None:
    ninety_fifth = sorted(sizes)[int(0.95 * (len(sizes) - 1) + 0.5)]
    print(
        f"  {name:22} bytes: median {statistics.median(sizes):7.0f}  95% {ninety_fifth:6}  max {max(sizes):6}"
        f"   ms: median {statistics.median(times):6.1f}  max {max(times):6.1f}"
    )


def measure(name: str, argv: list[str], quiet: float, env: dict[str, str] | None = None) -> dict[str, float]:
    print(name)
    start = time.perf_counter()
    session = Session(argv, env=env)
    first, _ = session.read(quiet=20.0, limit=0.01)
    rest, last = session.read(quiet=2.5, limit=8.0)
    data = first + rest
    print(
        f"  first paint {len(data)} bytes, settled after {last - start:.3f} s, {session.cpu():.3f} s of processor time"
    )
    found = {"settled": session.cpu(), "paint": float(len(data)), "memory": float(session.memory())}
    session.press(TEXT_HOME)
    for _ in range(2):
        session.press(LINE_DOWN)
    han, latin = list("资源质量总体情况"), list("planuiok")
    steps = {
        "middle, Latin": latin,
        "middle, Chinese": han * 2,
        "backspace": ["\x7f"] * 8,
        "cursor down": [LINE_DOWN] * 8,
        "cursor up": [LINE_UP] * 8,
    }
    for _ in range(20):
        session.press("\x1b[C", 0.02)
    for step, keys in steps.items():
        before = session.cpu()
        sizes, times = series(session, keys, quiet)
        show(step, sizes, times)
        found[step] = 1000 * (session.cpu() - before) / len(keys)
    session.press(ROW_END)
    session.press(ROW_END)
    session.press("\r")
    for step, keys in {"end, Latin": latin, "end, Chinese": han * 2}.items():
        before = session.cpu()
        sizes, times = series(session, keys, quiet)
        show(step, sizes, times)
        found[step] = 1000 * (session.cpu() - before) / len(keys)
    session.read(quiet=2.0, limit=2.0)
    idle, _ = session.read(quiet=10.0, limit=10.0)
    print(f"  idle for 10 s: {len(idle)} bytes; memory {session.memory()} kB")
    if "--screen" in sys.argv:
        print("\n".join(session.screen.display))
    session.close()
    return found


def main() -> None:
    here = Path(__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        plan, text = Path(folder) / "plan.toml", Path(folder) / "text.txt"
        write_plan(plan)
        text.write_text(paragraphs(900), encoding="utf-8")
        env = {"XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder}
        quiet = 0.4
        bare = measure("bare Textual", [sys.executable, str(here / "bare_textual.py"), str(text)], 0.12)
        ours = measure("planui", [sys.executable, "-m", "planui", str(plan), "--section", "4.1.2"], quiet, env=env)
        print("processor time, planui ms a key:  " + "  ".join(f"{key} {ours[key]:.1f}" for key in list(ours)[3:]))
        print(
            "processor time, memory and paint, planui / bare Textual:  "
            + "  ".join(f"{key} {ours[key] / bare[key]:.2f}" for key in ours)
        )


if __name__ == "__main__":
    main()
