"""A script for the tests: `save_often.py SOURCE PLAN` saves one text after another until it is killed."""

import sys

sys.path.insert(0, sys.argv[1])
from planui.files.save import read_stamped, save

plan = sys.argv[2]
content, stamp = read_stamped(plan)
number = int(content.split()[0])
while True:
    number += 1
    stamp = save(plan, f"{number}\n".encode() * 5000, stamp).stamp
    print(number, flush=True)
