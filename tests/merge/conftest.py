"""Lets the tests of this folder share `plan_maker`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
