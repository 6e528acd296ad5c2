"""Who this process is, so that another can tell later whether it still lives."""

from __future__ import annotations

import os


def host_name() -> str:
    """This machine's name, of letters, digits, dots and dashes alone."""
    name = os.uname().nodename
    return "".join(char if char.isascii() and (char.isalnum() or char in ".-") else "-" for char in name)[:64] or "-"


def user_name() -> str:
    """Who runs this process, as the system calls that user."""
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def terminal_of(pid: int) -> str:
    """The terminal that a process of this machine reads from, as `pts/3`; its number where that cannot be seen."""
    try:
        found = os.readlink(f"/proc/{pid}/fd/0")
    except OSError:
        found = ""
    name = found.removeprefix("/dev/")
    return name if name != found and name.replace("/", "").isalnum() and name != "null" else str(pid)


def boot_id() -> str:
    """Which start of the machine this is; empty where the system does not say."""
    try:
        with open("/proc/sys/kernel/random/boot_id", "rb") as file:
            return file.read().strip().decode("ascii")
    except (OSError, ValueError):
        return ""


def start_of(pid: int) -> str:
    """When a process started, in the system's own count; empty where it is dead, or the system does not say."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
            return "" if fields[0] in b"ZX" else fields[19].decode()
    except (OSError, IndexError, ValueError):
        return ""


def lives(pid: int, started: str, boot: str) -> bool:
    """Whether that very process, not a later one with its number, still runs on this machine.

    `started` and `boot` are what `start_of` and `boot_id` said in it.
    """
    if boot and boot != boot_id():
        return False
    if started:
        return start_of(pid) == started
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
