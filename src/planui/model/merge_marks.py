"""Conflicts as git marks them: in a text on lines of their own, elsewhere in comments, so that the file stays TOML."""

from __future__ import annotations

import re

from planui.model.lazy_pattern import lazy
from planui.model.record import NamedTuple

OURS, MIDDLE, THEIRS = "<<<<<<<", "=======", ">>>>>>>"

_MARKED = lazy(
    r"^(?P<sign># )?<<<<<<< (?P<our_label>[^\n]*)\n(?P<ours>(?:(?!(?:# )?(?:<<<<<<<|=======)(?: |\r?$)).*\n)*?)"
    r"(?(sign)# )=======\r?\n(?P<theirs>(?:(?!(?:# )?(?:<<<<<<<|=======)(?: |\r?$)).*\n)*?)"
    r"(?(sign)# )>>>>>>> (?P<their_label>[^\r\n]*)",
    re.MULTILINE,
)


class Labels(NamedTuple):
    """What the two sides are called in the marks."""

    ours: str
    theirs: str


class Marked(NamedTuple):
    """A conflict as it stands marked in a text: its whole span, marks included, and both versions.

    `ours` and `theirs` end with a line end, or are empty where that side has nothing. `comment` says that the marks are
    comments of the file, and not lines of a text; the names are what the marks call the two sides.
    """

    start: int
    end: int
    ours: str
    theirs: str
    comment: bool
    our_name: str = ""
    their_name: str = ""


def label(name: str) -> str:
    """A side's name fit for a mark: one line, nothing that a terminal would obey, no quotes that could end a text."""
    return " ".join("".join(char for char in name if char.isprintable() and char not in "\\\"'").split()) or "?"


def marked(ours: str, theirs: str, labels: Labels, sign: str = "") -> str:
    """Both versions between marks; the last mark without a line end. `sign` makes comments of the marks."""
    return f"{sign}{OURS} {labels.ours}\n{_lines(ours)}{sign}{MIDDLE}\n{_lines(theirs)}{sign}{THEIRS} {labels.theirs}"


def comment(text: str) -> str:
    """Lines of a file as comments."""
    return "".join(f"# {line}\n".replace(" \n", "\n") for line in text.rstrip("\n").split("\n")) if text.strip() else ""


def read_conflicts(text: str) -> list[Marked]:
    """The conflicts that stand marked in a text (of a section, or of a whole file)."""
    if OURS not in text:
        return []
    return [
        Marked(
            found.start(),
            found.end(),
            found["ours"],
            found["theirs"],
            found["sign"] is not None,
            found["our_label"].strip(),
            found["their_label"],
        )
        for found in _MARKED.finditer(text)
    ]


def apart(base: str, ours: str, theirs: str) -> tuple[str, str]:
    """Both sides of a conflict without marks in them, where a side holds an older conflict that is not settled.

    Of an older conflict a side keeps what is new in it against `base`; where nothing is, all of its versions. A
    version that neither side has changed or settled stays too.
    """
    if OURS not in ours + theirs:
        return ours, theirs
    known = set(_readings(base))
    mine, yours = _readings(ours), _readings(theirs)
    open_still = [side for side in mine if side in yours and side in known]
    sides = []
    for readings in (mine, yours):
        sides.append([side for side in readings if side not in known] or readings)
    # To the same side whichever is called ours.
    to = min(sides)
    to += [side for side in open_still if side not in sides[0] + sides[1]]
    return "\n".join(sides[0]), "\n".join(sides[1])


def _readings(text: str) -> list[str]:
    """How a text reads with each of its conflicts settled for ours, and for theirs."""
    found = read_conflicts(text)
    if not found:
        return [text.removesuffix("\n")]
    out = []
    for which in ("ours", "theirs"):
        parts, at = [], 0
        for one in found:
            parts += [text[at : one.start], getattr(one, which).removesuffix("\n")]
            at = one.end
        out.append("".join([*parts, text[at:]]).removesuffix("\n"))
    return list(dict.fromkeys(out))


def balanced(text: str) -> bool:
    """Whether all marks in a text belong to conflicts that can be read."""
    return len(re.findall(r"^(?:# )?(?:<<<<<<<|>>>>>>>) ", text, re.MULTILINE)) == 2 * len(read_conflicts(text))


def _lines(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
