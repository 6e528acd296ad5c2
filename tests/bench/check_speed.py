"""The speed of `planui check`, in one run: cold, many plans, one key, memory.

Run by hand: `python tests/bench/check_speed.py [plans]` (1,000 by default; with the project's own interpreter).

- cold: the whole process `planui check samples` against `python3 -I -c "import tomllib, argparse"`, wall time, the
  least of several of each, taken in turn so that a busy machine slows both; where the plan has to be checked
  (`--no-cache`), and where its result is known from an earlier run.
- plans a second: that many plans of about 20,000 字, each composed anew (see many_plans.py), in one folder, text output
  thrown away; CPU time of the process and its children (what one free core would take), and wall time: a first run,
  which checks every plan and keeps the results, then a second one, which finds them. `-j 2` needs two free cores to
  show what it can.
- one key: a character typed into a section and taken back, through the document as the editor does it (edit, parse,
  check), in plans of 20,000 and 200,000 字; CPU time, median and largest of the keys.
- memory: the largest resident set of each process.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from many_plans import ROOT, count_plan, make_plan

from planui.document import Document

BARE = [sys.executable, "-I", "-c", "import tomllib, argparse"]
CHECK = [sys.executable, "-m", "planui", "check"]
COLD_TURNS = 12
KEYS = 30


class Run(NamedTuple):
    """What a process took: wall and CPU seconds (its children's too), and its largest resident set in kB."""

    wall: float
    cpu: float
    memory: int


def run(command: list[str], **environment: str) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT, env={**os.environ, **environment})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Run(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss)


def cold() -> None:
    bare, check, known = [], [], []
    with tempfile.TemporaryDirectory() as cache:
        first = run([*CHECK, "samples"], XDG_CACHE_HOME=cache)
        for _ in range(COLD_TURNS):
            bare.append(run(BARE))
            check.append(run([*CHECK, "--no-cache", "samples"], XDG_CACHE_HOME=cache))
            known.append(run([*CHECK, "samples"], XDG_CACHE_HOME=cache))
    floor, cpu = min(each.wall for each in bare), min(each.cpu for each in bare)
    print(f"cold: bare Python {floor * 1000:.0f} ms")
    for what, runs in (("checked", check), ("known", known)):
        wall = min(each.wall for each in runs)
        print(
            f"  {what}: {wall * 1000:.0f} ms: {wall / floor:.1f}× (wanted: 4.0×), "
            f"CPU {min(each.cpu for each in runs) / cpu:.1f}×, {runs[0].memory} kB"
        )
    print(f"  the very first run, without any cache: CPU {first.cpu / cpu:.1f}×")


def many(number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(number):
            Path(folder, f"{seed:04}.toml").write_text(make_plan(seed), encoding="utf-8")
        chars = statistics.mean(count_plan(make_plan(seed)) for seed in range(min(number, 20)))
        print(f"{number} plans of {chars:,.0f} 字:")
        walls: dict[str, list[float]] = {"first": [], "again": []}
        for jobs in (1, 2):
            with tempfile.TemporaryDirectory() as cache:
                run([*CHECK, "samples"], XDG_CACHE_HOME=cache)  # for the patterns
                for what, times in walls.items():
                    found = run([*CHECK, "-j", str(jobs), folder], XDG_CACHE_HOME=cache)
                    times.append(found.wall)
                    print(
                        f"  {what}, -j {jobs}: {number / found.wall:6.1f} plans/s by the clock, "
                        f"{number / found.cpu:6.1f} by CPU time ({found.cpu / number * 1000:.2f} ms a plan), "
                        f"{found.memory} kB"
                    )
        one, two = walls["first"]
        print(f"  -j 2 is {one / two:.2f}× as fast by the clock (wanted: 150 plans/s, 1.7×)")


def one_key(chars: int) -> float:
    """The median CPU seconds of a key in a plan of so many 字."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.toml")
        path.write_text(make_plan(7, chars), encoding="utf-8")
        document = Document.open(str(path), read_only=True)
        document.check()
        times = []
        for turn in range(KEYS):
            number = document.form.leaves[3 + turn % 20].number
            middle = len(document.plan.text(number)) // 2
            start = time.process_time()
            document.replace_text(number, middle, middle, "新", cursor=middle)
            document.check()
            times.append(time.process_time() - start)
            document.undo()
            document.check()
        found = len(document.diagnostics)
    middle_time = statistics.median(times)
    print(
        f"one key in {count_plan(document.text):,} 字 ({found} findings): "
        f"median {middle_time * 1000:.1f} ms, largest {max(times) * 1000:.1f} ms"
    )
    return middle_time


def main() -> None:
    """Prints all."""
    cold()
    many(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
    small, large = one_key(20_000), one_key(200_000)
    print(f"  {large / small:.2f}× (wanted: 1.3×, and 50 ms)")
    print(f"memory of this process with both plans open: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss} kB")


if __name__ == "__main__":
    main()
