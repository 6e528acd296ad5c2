"""Runs a small script under strace and lets one of its system calls fail, or kills it there.

A script marks the part that counts with `os.access("/planui-begin", 0)` and `os.access("/planui-end", 0)`. A plain run
lists the calls between the marks; each of them can then be hit in a run of its own.
"""

from __future__ import annotations

import atexit
import compileall
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

FULL = bool(os.environ.get("PLANUI_FULL_FAULTS"))
"""Every call is hit instead of a sample."""

HERE = Path(__file__).parent
FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC", "error=EDQUOT")
CALLS = (
    "openat,access,read,write,pread64,pwrite64,fsync,fdatasync,ftruncate,link,linkat,rename,renameat,renameat2,unlink,"
    "unlinkat,mkdir,fchown,fchmod,fstat,newfstatat,getdents64,flistxattr,fgetxattr,fsetxattr,fremovexattr,flock,"
    "faccessat,faccessat2,close,lseek,readlink"
)
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)$")


class Call(NamedTuple):
    """The `nth` time (from 1, over the whole run) that a system call is made, and its line in the log."""

    name: str
    nth: int
    line: str


@dataclass
class Run:
    """What a run under strace printed, how it ended, and whether the fault struck between the marks."""

    code: int
    out: str
    error: str
    hit: bool
    calls: list[Call]


@functools.cache
def source() -> Path:
    """A compiled copy of the package: calls are counted, and must not change while somebody edits the sources."""
    folder = Path(tempfile.mkdtemp(prefix="planui-faults-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    package = HERE.parents[1] / "src" / "planui"
    for part in ("files", "model"):
        shutil.copytree(package / part, folder / "planui" / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in package.glob("*.py"):
        shutil.copy(file, folder / "planui")
    compileall.compile_dir(folder, quiet=2)
    return folder


@functools.cache
def reason_without_strace() -> str:
    """Why nothing can be injected here; empty where it can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    probe = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO", "true"],
        capture_output=True,
        check=False,
    )
    return "" if probe.returncode == 0 else "strace may not trace here: " + probe.stderr.decode()[:100]


# Not with --seccomp-bpf: strace's injected signals would not arrive.
def run(script: str, *args: object, env: dict[str, str], log: Path, inject: str = "", also: str = "") -> Run:
    """Runs a script of this folder. `inject` is strace's expression; `also` a second one for the whole run."""
    command = ["strace", "-f", "-qq", "-s", "200", "-o", str(log), "-e", f"trace={CALLS}", "-e", "signal=none"]
    for expression in (inject, also):
        if expression:
            command += ["-e", f"inject={expression}"]
    command += [sys.executable, "-I", "-B", "-S", str(HERE / script), str(source()), *map(str, args)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=False)
    calls, hit = _between_marks(log.read_text(errors="replace"), inject)
    return Run(done.returncode, done.stdout, done.stderr, hit, calls)


def run_plainly(script: str, *args: object, env: dict[str, str]) -> str:
    """Runs a script of this folder without any fault; what it printed."""
    command = [sys.executable, "-I", "-B", "-S", str(HERE / script), str(source()), *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=True).stdout


def _between_marks(log: str, inject: str) -> tuple[list[Call], bool]:
    counts: dict[str, int] = {}
    calls = []
    inside = hit = False
    for line in log.splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        name, rest = match.groups()
        counts[name] = counts.get(name, 0) + 1
        if '"/planui-begin"' in rest:
            inside = True
        elif '"/planui-end"' in rest:
            inside = False
        elif inside and not (name == "write" and rest.startswith("1,")):  # What the script says is not the matter.
            calls.append(Call(name, counts[name], rest))
            hit |= "(INJECTED)" in rest and inject.startswith(f"{name}:") and inject.endswith(f"={counts[name]}")
    return calls, hit or inside  # A killed script never came to the second mark.


def expression(call: Call, fault: str) -> str:
    """strace's words for one fault at one call."""
    return f"{call.name}:{fault}:when={call.nth}"


def sample(calls: list[Call], step: int, shift: int = 0) -> list[Call]:
    """Every call in a full sweep, else every `step`th, and most of those that change the disk."""
    if FULL:
        return calls
    changing = {"linkat", "rename", "renameat", "renameat2", "unlinkat", "pwrite64", "ftruncate"}
    return [call for index, call in enumerate(calls) if index % step == shift % step or call.name in changing]


def environment(folder: Path) -> dict[str, str]:
    """A small environment with state and cache folders of its own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder / "home"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "PYTHONHASHSEED": "0",
        "LANG": "C.UTF-8",
    }
