"""A script for the tests: `journal_after.py SOURCE PLAN` prints how many edits are in the plan or recovered."""

import re
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from planui.files.journal import find_unsaved

text = Path(sys.argv[2]).read_text(encoding="utf-8")
found = find_unsaved(sys.argv[2])
assert len(found) <= 1, found
for unsaved in found:
    text = unsaved.text
numbers = [int(number) for number in re.findall(r"(\d+)；", text)]
assert numbers == list(range(len(numbers), 0, -1)), text
assert text.endswith("；甲\n" if numbers else "甲\n"), text
print(len(numbers))
for unsaved in found:
    unsaved.discard()
