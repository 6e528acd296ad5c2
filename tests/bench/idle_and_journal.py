"""What an editor costs that nobody types into, and how long what is typed takes to the disk. Run by hand.

`python tests/bench/idle_and_journal.py [--alone]`: idle for 20 s with a second editor on the same plan (or alone), then
20 s of typing without a pause, each word looked for in the journal.
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "faults"), str(ROOT)]

from typist import Typist  # noqa: E402

from planui.files.journal_format import replay  # noqa: E402

SECONDS = 20


def spent(pid: int) -> tuple[float, int]:
    """CPU seconds of a process, and how often it woke up."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    woken = sum(
        int(line.split()[1])
        for task in Path(f"/proc/{pid}/task").iterdir()
        for line in (task / "status").read_text().splitlines()
        if line.startswith("voluntary_ctxt")
    )
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), woken


def idle(typist: Typist) -> None:
    time.sleep(5)
    painted, (cpu, woken) = len(typist.painted), spent(typist.pid)
    time.sleep(SECONDS)
    cpu_after, woken_after = spent(typist.pid)
    print(
        f"idle: {len(typist.painted) - painted} bytes, {100 * (cpu_after - cpu) / SECONDS:.2f} % CPU, "
        f"{(woken_after - woken) / SECONDS:.1f} wake-ups a second"
    )


def journal(typist: Typist, folder: Path) -> None:
    lags: list[float] = []
    waiting: list[tuple[float, str]] = []
    sizes = 0
    end = time.monotonic() + SECONDS
    number = 0
    due = 0.0
    while time.monotonic() < end or waiting:
        now = time.monotonic()
        if now < end and now >= due:
            word = f"词{number}，"
            typist.type(word)
            waiting.append((now, word))
            number += 1
            due = now + 0.4  # some twelve keys a second
        text = ""
        for one in (folder / "state" / "planui" / "journal").glob("*.journal"):
            data = one.read_bytes()
            sizes = max(sizes, len(data))
            text = replay(data).text or ""
        while waiting and waiting[0][1] in text:
            lags.append(time.monotonic() - waiting.pop(0)[0])
        if now > end + 10:
            break
    lags.sort()
    print(
        f"journal: {number} words, {len(waiting)} never came; to the disk: median {lags[len(lags) // 2]:.2f} s, "
        f"95% {lags[int(0.95 * len(lags))]:.2f} s, max {lags[-1]:.2f} s; file at most {sizes} bytes"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "samples" / "lingnan", folder / "plan")
        plan = str(folder / "plan" / "plan.toml")
        typists = [Typist(folder / "a", plan, "--section", "4.1.2").ready()]
        if "--alone" not in sys.argv:
            typists.append(Typist(folder / "b", plan, "--section", "4.1.3").ready())
        idle(typists[0])
        journal(typists[0], folder / "a")
        for typist in typists:
            typist.close()
    print(f"memory of the largest: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
