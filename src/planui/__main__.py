"""`python -m planui`."""

from planui.cli import main

main()
