"""Every system call of a save fails, or is the last: the plan is the old one or the new one, whole, and nobody lies."""

from __future__ import annotations

import os
import random
import shutil
import stat
from pathlib import Path

import pytest
from harness import FAULTS, FULL, Call, environment, expression, reason_without_strace, run, run_plainly, sample

pytestmark = pytest.mark.skipif(bool(reason_without_strace()), reason=reason_without_strace() or "strace works")

OLD = ("旧：岭南中药材\n" * 700).encode()
NEW = ("新：岭南中药材种质资源\n" * 900).encode()
SHORT = "新：短\n".encode() * 40
NO_EXCHANGE = "renameat2:error=EINVAL"


class Place:
    """A plan with an owner, a mode, an attribute and perhaps an ACL of its own, and a state folder."""

    def __init__(self, folder: Path, *, linked: bool = False, new: bytes = NEW) -> None:
        self.folder = folder / "plans"
        self.folder.mkdir()
        self.plan = self.folder / "计划.toml"
        self.old, self.new = folder / "old", folder / "new"
        self.old.write_bytes(OLD)
        self.new.write_bytes(new)
        self.data = new
        self.linked = linked
        self.env = environment(folder)
        self.log = folder / "log"
        self.reset()
        self.before = self.metadata()

    def reset(self) -> None:
        for name in os.listdir(self.folder):
            (self.folder / name).unlink()
        shutil.rmtree(self.env["XDG_STATE_HOME"], ignore_errors=True)
        self.plan.write_bytes(OLD)
        self.plan.chmod(0o640)
        if os.geteuid() == 0:
            os.chown(self.plan, 12345, 23456)
        try:
            os.setxattr(self.plan, "user.planui.test", b"kept")
            # user::rw- user:777:r-- group::r-- mask::rw- other::---
            entries = [(1, 6, -1), (2, 4, 777), (4, 4, -1), (16, 6, -1), (32, 0, -1)]
            acl = (2).to_bytes(4, "little") + b"".join(
                t.to_bytes(2, "little") + p.to_bytes(2, "little") + (i & 0xFFFFFFFF).to_bytes(4, "little")
                for t, p, i in entries
            )
            os.setxattr(self.plan, "system.posix_acl_access", acl)
        except OSError:
            pass
        if self.linked:
            os.link(self.plan, self.folder / "second.toml")

    def metadata(self) -> object:
        status = self.plan.stat()
        attributes = {name: os.getxattr(self.plan, name) for name in sorted(os.listxattr(self.plan))}
        return status.st_mode, status.st_uid, status.st_gid, status.st_nlink, attributes

    def save(self, inject: str = "", also: str = "", warm: str = "warm"):
        return run(
            "save_once.py", self.plan, self.old, self.new, warm, env=self.env, log=self.log, inject=inject, also=also
        )

    def leftovers(self) -> list[str]:
        own = {self.plan.name, "second.toml"}
        return [name for name in os.listdir(self.folder) if name not in own]

    def save_after(self) -> list[str]:
        """What an editor finds that opens the plan after a crash, and what its save says."""
        return run_plainly("save_after.py", self.plan, self.old, self.new, env=self.env).split()


def check(place: Place, call: Call, fault: str, also: str = "", warm: str = "warm") -> bool:
    """One run with one fault; whether the fault struck."""
    place.reset()
    done = place.save(expression(call, fault), also, warm)
    if not done.hit:
        return False
    what = f"{fault} at {call.name} no. {call.nth}: {call.line}\n{done.out}{done.error}"
    said = done.out.splitlines()
    if fault == "signal=KILL":
        assert done.code in (-9, 137), what
    else:
        assert done.code == 0, what
        assert "Traceback" not in done.error, what
        assert not said[0].startswith("changed"), what
        if said[0].startswith("saved"):
            assert said[1] == "True", what
        elif "did not confirm" not in said[0]:
            assert said[1] == "False", what
        if said[0].startswith("error"):
            assert said[2].startswith("saved"), what
        assert place.plan.read_bytes() == place.data, what
    before = place.before
    assert place.metadata() == before or (len(place.leftovers()) and place.metadata()[:3] == before[:3]), what
    assert len(place.leftovers()) <= (2 if also else 1), what
    for name in place.leftovers():
        assert not stat.S_IMODE((place.folder / name).lstat().st_mode) & ~stat.S_IMODE(before[0]), what
    # Whatever it was, the next save clears it.
    found, again = place.save_after()
    assert found in ("old", "new"), what
    assert again == "saved", what
    assert place.leftovers() == [], what
    assert place.metadata() == before, what
    return True


def sweep(place: Place, *, step: int, also: str = "", warm: str = "warm", faults: tuple[str, ...] = FAULTS) -> None:
    plain = place.save(also=also, warm=warm)
    assert plain.out.startswith("saved"), plain.out + plain.error
    assert len(plain.calls) > 20
    tried = struck = 0
    for shift, fault in enumerate(faults, random.randrange(100)):
        calls = [call for call in sample(plain.calls, step, shift) if "(INJECTED)" not in call.line]
        if not FULL and fault in ("error=ENOSPC", "error=EDQUOT"):
            calls = [
                call for call in calls if call.name in ("openat", "write", "pwrite64", "fsync", "linkat", "fsetxattr")
            ][shift % 2 :: 2]
        for call in calls:
            tried += 1
            struck += check(place, call, fault, also, warm)
    print(f"\n{struck} of {tried} faults struck, at {len(plain.calls)} calls")
    assert struck > 0.9 * tried


def test_exchanged(tmp_path):
    sweep(Place(tmp_path), step=9)


def test_without_exchange(tmp_path):
    sweep(Place(tmp_path), step=20, also=NO_EXCHANGE, faults=FAULTS[:2])


@pytest.mark.parametrize("new", [NEW, SHORT], ids=["longer", "shorter"])
def test_in_place(tmp_path, new):
    place = Place(tmp_path, linked=True, new=new)
    sweep(place, step=30, faults=FAULTS[:2] if not FULL else FAULTS)


@pytest.mark.skipif(not FULL, reason="only in the full sweep (PLANUI_FULL_FAULTS=1)")
def test_first_save_of_a_process(tmp_path):
    """With everything that is imported on the way."""
    sweep(Place(tmp_path), step=1, warm="cold", faults=FAULTS[:2])


def test_created(tmp_path):
    """A new plan is there whole, or not at all."""
    place = Place(tmp_path)
    place.plan.unlink()
    plain = run("create_once.py", place.plan, place.new, env=place.env, log=place.log)
    assert plain.out.split() == ["created", "whole"]
    for shift, fault in enumerate(FAULTS[:3]):
        for call in sample(plain.calls, 8, shift):
            for name in os.listdir(place.folder):
                (place.folder / name).unlink()
            done = run(
                "create_once.py", place.plan, place.new, env=place.env, log=place.log, inject=expression(call, fault)
            )
            what = f"{fault} at {call.name} no. {call.nth}: {call.line}\n{done.out}{done.error}"
            assert done.hit, what
            if fault == "signal=KILL":
                assert place.leftovers() == [], what
                assert not place.plan.exists() or place.plan.read_bytes() == NEW, what
            else:
                assert done.out.split() in (["created", "whole"], ["error", "none"], ["unsure", "whole"]), what
    print(f"\n{len(plain.calls)} calls")


def test_random_choice(tmp_path):
    """A few points anywhere, other ones every time."""
    place = Place(tmp_path)
    plain = place.save()
    for _ in range(6):
        check(place, random.choice(plain.calls), random.choice(FAULTS))
