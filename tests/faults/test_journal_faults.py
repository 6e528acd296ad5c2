"""Every system call of the journal fails, or is the last: what was flushed comes back, and nothing twice."""

from __future__ import annotations

import os
import shutil

import pytest
from harness import FAULTS, FULL, environment, expression, reason_without_strace, run, run_plainly, sample

pytestmark = pytest.mark.skipif(bool(reason_without_strace()), reason=reason_without_strace() or "strace works")


def test_what_was_flushed_comes_back(tmp_path):
    env = environment(tmp_path)
    plan = tmp_path / "计划.toml"

    def once(inject=""):
        shutil.rmtree(env["XDG_STATE_HOME"], ignore_errors=True)
        plan.write_text("甲\n", encoding="utf-8")
        return run("journal_once.py", plan, env=env, log=tmp_path / "log", inject=inject)

    plain = once()
    assert plain.out.split() == ["1", "2", "3", "3", "3", "4", "5", "6", "6"], plain.error
    tried = struck = 0
    for shift, fault in enumerate(FAULTS):
        for call in sample(plain.calls, 30 if fault == "signal=KILL" else 70, shift * 5):
            if not FULL and call.name in ("fsync", "fdatasync", "unlinkat") and (call.nth + shift) % 4:
                continue
            tried += 1
            done = once(expression(call, fault))
            struck += done.hit
            what = f"{fault} at {call.name} no. {call.nth}: {call.line}\n{done.out}{done.error}"
            known = [int(number) for number in done.out.split()]
            assert "Traceback" not in done.error, what
            found = int(run_plainly("journal_after.py", plan, env=env))
            if fault == "signal=KILL":
                assert done.code in (-9, 137), what
                assert max(known, default=0) <= found <= max(known, default=0) + 1, f"{found} edits came back: {what}"
            else:
                assert done.code == 0, what
                assert (known[-1], found) == (6, 6), what
            assert os.listdir(tmp_path / "state" / "planui" / "journal") == [], what
    print(f"\n{struck} of {tried} faults struck, at {len(plain.calls)} calls")
    assert struck > 0.9 * tried
