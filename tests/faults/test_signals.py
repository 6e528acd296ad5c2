"""A saver that is killed anywhere while it saves over and over: the plan is one of the texts that it saved, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from harness import environment

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_killed_anywhere(tmp_path, number):
    plan = tmp_path / "plans" / "计划.toml"
    plan.parent.mkdir()
    plan.write_text("0\n" * 5000)
    for _ in range(8):
        command = [sys.executable, "-I", "-S", str(HERE / "save_often.py"), str(SOURCE), str(plan)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(tmp_path)
        ) as child:
            assert child.stdout is not None
            last = 0
            for _ in range(random.randrange(1, 25)):
                last = int(child.stdout.readline())
            child.send_signal(number)
            last = max([last, *map(int, child.stdout.read().split())])
        numbers = plan.read_text().splitlines()
        assert len(numbers) == 5000
        assert len(set(numbers)) == 1
        assert int(numbers[0]) in (last, last + 1)
        assert len(os.listdir(plan.parent)) <= 2
