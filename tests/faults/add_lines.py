"""A script for the tests: `add_lines.py SOURCE PLAN MARK COUNT` adds lines to a plan that others change too."""

import sys

sys.path.insert(0, sys.argv[1])
from planui.files.save import FileChanged, read_stamped, save

plan, mark, count = sys.argv[2], sys.argv[3], int(sys.argv[4])
merged = 0
content, stamp = read_stamped(plan)
for number in range(count):
    line = f"{mark}{number}\n".encode()
    while True:
        try:
            stamp = save(plan, content + line, stamp).stamp
        except FileChanged as error:
            merged += 1
            content, stamp = error.content, error.stamp
        else:
            content += line
            break
print(merged)
