"""The program's way in: `planui` and `python -m planui`."""

import sys


def main() -> None:
    """The `planui` command; ends the process with the contract's exit status, 130 when interrupted."""
    try:
        # What is loaded takes longer than all before it: Ctrl+C may well come then.
        from planui.cli import main as command

        command()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
