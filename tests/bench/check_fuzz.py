"""Inputs that nobody wrote, through the whole check: no traceback, and how long the slowest took.

Run by hand: `python tests/bench/check_fuzz.py [-n 100000] [--from 0]`. Inputs are made by tests/rules/fuzz_inputs.py,
one a seed; a seed that fails is printed, and makes the same input again. Time is CPU time of this process.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "rules"))

from fuzz_inputs import KINDS, kind_of, make

from planui.cli.check_job import Chosen, Job
from planui.report.reporter import FORMATS, reporter

LIMIT = 1.0
"""Seconds that one input may take."""


def main() -> int:
    """Prints how many failed and the slowest of each kind; 1 where one failed or took longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=100_000, help="how many inputs")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    args = parser.parse_args()
    jobs = [Job(Chosen(), reporter(one, "zh", colour=False)) for one in FORMATS]
    slowest: dict[str, tuple[float, int, int]] = {}
    total = dict.fromkeys(KINDS, 0.0)
    failed: list[int] = []
    for seed in range(args.first, args.first + args.n):
        data = make(seed)
        job = jobs[seed % len(jobs)]
        begun = time.process_time()
        try:
            job._report.file(job.check(os.path.join(os.getcwd(), "fuzz.toml"), data))
        except Exception:
            failed.append(seed)
            print(f"seed {seed} ({kind_of(seed)}):", file=sys.stderr)
            traceback.print_exc()
        took = time.process_time() - begun
        kind = kind_of(seed)
        total[kind] += took
        slowest[kind] = max(slowest.get(kind, (0.0, 0, 0)), (took, seed, len(data)))
    print(f"{args.n:,} inputs from seed {args.first}, {len(failed)} failed {failed[:20]}")
    print(f"{'kind':<10}{'CPU s':>10}{'slowest ms':>12}{'its seed':>12}{'its bytes':>12}")
    for kind in KINDS:
        took, seed, size = slowest.get(kind, (0.0, 0, 0))
        print(f"{kind:<10}{total[kind]:>10.1f}{took * 1000:>12.1f}{seed:>12}{size:>12,}")
    return int(bool(failed) or any(took > LIMIT for took, _, _ in slowest.values()))


if __name__ == "__main__":
    raise SystemExit(main())
