"""A script for the harness: `journal_once.py SOURCE PLAN` types, flushes and saves, and says how far the disk has it.

It prints the number of edits each time when they are known to be on the disk, in the journal or in the plan.
"""

import os
import sys

sys.path.insert(0, sys.argv[1])
from planui.files.journal import Journal
from planui.files.save import SaveError, read_stamped, save

plan = sys.argv[2]
data, stamp = read_stamped(plan)
text = data.decode()
journal = Journal.open(plan, text)
done = 0


def edit() -> None:
    global text, done
    done += 1
    journal.record(0, 0, f"{done}；")
    text = f"{done}；" + text


def flush() -> None:
    journal.flush()
    if not journal.dirty:
        print(done, flush=True)


import ctypes  # noqa: E402,F401
import json  # noqa: E402,F401

os.access("/planui-begin", 0)
for _ in range(3):
    edit()
    flush()
try:
    stamp = save(plan, text.encode(), stamp).stamp
except SaveError:
    pass
else:
    print(done, flush=True)
    journal.saved(text)
    flush()
for _ in range(2):
    edit()
    flush()
edit()
flush()
os.access("/planui-end", 0)
journal.close(discard=False)
flush()
