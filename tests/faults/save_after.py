"""A script for the tests: `save_after.py SOURCE PLAN OLD NEW` opens a plan after a crash and saves it.

It says whether the plan was `old`, `new` or `torn` when it was opened, and what came of the save.
"""

import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from planui.files.save import mend, read_stamped, save

plan, old, new = sys.argv[2:5]
mend(plan)
content, stamp = read_stamped(plan)
names = {Path(old).read_bytes(): "old", Path(new).read_bytes(): "new"}
print(names.get(content, "torn"))
save(plan, Path(new).read_bytes(), stamp)
print("saved")
