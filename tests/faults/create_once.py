"""A script for the harness: `create_once.py SOURCE PLAN NEW` makes a plan, and says what came of it."""

import ctypes
import os
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from planui.files.save import SaveError, create

plan, new = Path(sys.argv[2]), Path(sys.argv[3]).read_bytes()
ctypes.CDLL(None, use_errno=True)

os.access("/planui-begin", 0)
try:
    create(str(plan), new)
except SaveError as error:
    said = "unsure" if "did not confirm" in error.words.en else "error"
else:
    said = "created"
os.access("/planui-end", 0)
print(said, "none" if not plan.exists() else "whole" if plan.read_bytes() == new else "torn")
