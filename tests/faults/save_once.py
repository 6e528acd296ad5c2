"""A script for the harness: `save_once.py SOURCE PLAN OLD NEW WARM` saves NEW over OLD, and says what came of it.

After an error it saves once more, which must succeed: the disk of the tests fails once.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from planui.files.save import FileChanged, SaveError, save, stamp_of

plan, old, new, warm = sys.argv[2:6]
data = Path(new).read_bytes()
expected = stamp_of(Path(old).read_bytes()) if old != "-" else None
if warm == "warm":
    import ctypes
    import struct  # noqa: F401

    ctypes.CDLL(None, use_errno=True)


def attempt() -> str:
    try:
        saved = save(plan, data, expected)
    except FileChanged as error:
        return "changed " + error.stamp.sha256
    except SaveError as error:
        return "error " + error.words.en
    return "saved " + (saved.notice.en if saved.notice else "-")


os.access("/planui-begin", 0)
said = attempt()
os.access("/planui-end", 0)
print(said, flush=True)
print(Path(plan).read_bytes() == data, flush=True)
if said.startswith("error"):
    print(attempt())
