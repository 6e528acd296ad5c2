"""Three versions of a plan made one: by section, then by paragraph, then by sentence.

What only one side changed is taken; where both changed the same, git's marks stand in the text (for what is no text, in
comments), and the file stays TOML. The result is the same whichever side is called ours, the order within marks aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planui.model.diagnostic import Change, Place
from planui.model.diff_words import changes_between
from planui.model.merge_blocks import Merged as MergedBlock
from planui.model.merge_blocks import merge_blocks
from planui.model.merge_marks import Labels, comment, label, marked
from planui.model.merge_parts import KeyPath, check_toml, meaning, split
from planui.model.merge_statements import Dispute, Setting
from planui.model.merge_text import Versions, merge_lines
from planui.model.merge_three import choose
from planui.model.record import NamedTuple
from planui.model.source import Source
from planui.model.toml import parse
from planui.model.toml_nodes import TomlError
from planui.model.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

_VERSIONS = (
    Words("原来的文件（BASE）", "BASE"),
    Words("我方的文件（OURS）", "OURS"),
    Words("对方的文件（THEIRS）", "THEIRS"),
)


class Conflict(NamedTuple):
    """What both sides changed, each in its own way. The versions are None where a side has nothing there.

    `kind` is `text` (marks in a text), `value` (ours holds, theirs stands in a comment), `deleted` (one side deleted
    what the other changed: it stays), `comment`, or `file` (the files could only be merged as wholes). `where` is in
    the merged plan's terms; for marks in a text its `start`:`end` are their span in that text.
    """

    section: str | None
    where: Place
    kind: str
    base: str | None
    ours: str | None
    theirs: str | None


class Merged(NamedTuple):
    """A merge's result. `changes` turn `ours` into `text`."""

    text: str
    conflicts: list[Conflict]
    changes: tuple[Change, ...]


def merge(base: str, ours: str, theirs: str, labels: tuple[str, str] = ("ours", "theirs")) -> Merged:
    """The merge of two plans that were both made from `base`.

    Raises `PlanuiError` where one of the three is not TOML, with its line.
    """
    for text, words in zip((base, ours, theirs), _VERSIONS, strict=True):
        check_toml(text, words)
    simple = choose(base, ours, theirs)
    if simple is not None:
        return Merged(simple, [], changes_between(ours, simple))
    names = Labels(*(label(name) for name in labels))
    versions, crlf = _one_line_end(base, ours, theirs)
    text, conflicts = _merge(versions, names)
    if crlf:
        text = text.replace("\n", "\r\n")
    return Merged(text, conflicts, changes_between(ours, text))


def _one_line_end(base: str, ours: str, theirs: str) -> tuple[Versions, bool]:
    """The versions with `\\n` as their line end, and whether the result has `\\r\\n`; files that mix both stay."""
    texts = (base, ours, theirs)
    counts = [(text.count("\r\n"), text.count("\n")) for text in texts]
    if any(0 < crlf < lines for crlf, lines in counts):
        return Versions(*texts), False
    crlf = choose(*(pairs > 0 for pairs, _ in counts))
    return Versions(*(text.replace("\r\n", "\n") for text in texts)), bool(crlf)


def _merge(versions: Versions, labels: Labels) -> tuple[str, list[Conflict]]:
    """The merged text of versions with one kind of line end, read back and compared with what is meant."""
    bom = choose(*(text.startswith("\ufeff") for text in versions))
    ended = choose(*(text.endswith("\n") or not text for text in versions))
    base, ours, theirs = (split(text.removeprefix("\ufeff")) for text in versions)
    bare = Versions(base.text, ours.text, theirs.text)
    setting = Setting(bare, labels, Source(ours.text).newline)
    blocks = merge_blocks(base, ours, theirs, setting)
    tail, clashes = merge_lines(base.tail, ours.tail, theirs.tail, labels)
    text = ("\ufeff" if bom else "") + "".join(block.source for block in blocks) + tail
    if not ended:
        text = text.removesuffix("\n").removesuffix("\r")
    if not _means(text, blocks):
        return _whole(versions, labels)
    return text, _conflicts(blocks) + [
        Conflict(None, Place("file", start=len(text), end=len(text)), "comment", one.base, one.ours, one.theirs)
        for one in clashes
    ]


def _means(text: str, blocks: Sequence[MergedBlock]) -> bool:
    """Whether the merged file is TOML and says what the merge of every value said."""
    try:
        return bool(meaning(parse(text)) == _expected(blocks))
    except (TomlError, _CrossedError):
        return False


class _CrossedError(Exception):
    """Two parts of the merge claim the same key."""


def _expected(blocks: Sequence[MergedBlock]) -> dict[str, Any]:
    """What the merged file should mean, put together from its parts."""
    root: dict[str, Any] = {}
    for block in blocks:
        if block.row:
            rows = _into(root, block.path, [])
            if not isinstance(rows, list):
                raise _CrossedError
            table: Any = {}
            rows.append(table)
        else:
            table = _into(root, block.path, {})
        for line in block.lines:
            if line.header:
                _into(table, line.path[1:], {})
                continue
            inner = _into(table, line.path[:-1], {})
            if not isinstance(inner, dict) or line.path[-1] in inner:
                raise _CrossedError
            inner[line.path[-1]] = line.meaning
    return root


def _into(table: Any, path: KeyPath, empty: Any) -> Any:
    """What stands at `path` in a table, made where there is nothing yet: tables, lists, and `empty` at the end."""
    for index, part in enumerate(path):
        new: Any = empty if index + 1 == len(path) else [] if isinstance(path[index + 1], int) else {}
        if isinstance(part, int) and isinstance(table, list) and part <= len(table):
            if part == len(table):
                table.append(new)
            table = table[part]
        elif isinstance(part, str) and isinstance(table, dict):
            table = table.setdefault(part, new)
        else:
            raise _CrossedError
    return table


def _whole(versions: Versions, labels: Labels) -> tuple[str, list[Conflict]]:
    """The last resort: ours as it is, and the whole of theirs in comments."""
    base, ours, theirs = versions
    body = ours if not ours or ours.endswith("\n") else ours + "\n"
    bom = "\ufeff" if body.startswith("\ufeff") else ""
    text = bom + marked(body.removeprefix("\ufeff"), comment(theirs.removeprefix("\ufeff")), labels, "# ") + "\n"
    return text, [Conflict(None, Place("file", start=0, end=len(text)), "file", base, ours, theirs)]


def _conflicts(blocks: Sequence[MergedBlock]) -> list[Conflict]:
    """All conflicts with their places in the merged plan."""
    out = []
    rows: dict[KeyPath, int] = {}
    for block in blocks:
        row = -1
        if block.row:
            row = rows[block.path] = rows.get(block.path, -1) + 1
        disputes = [*block.disputes, *(dispute for line in block.lines for dispute in line.disputes)]
        for dispute in disputes:
            place = _place(block.path, row, dispute)
            out.append(Conflict(place.section, place, dispute.kind, dispute.base, dispute.ours, dispute.theirs))
    return out


def _place(path: KeyPath, row: int, dispute: Dispute) -> Place:
    """The place of a conflict in the merged plan."""
    full = [str(part) for part in (*path, *dispute.path)]
    start, end = (dispute.clash.start, dispute.clash.end) if dispute.clash is not None else (0, -1)
    key = full[-1] if dispute.path and dispute.path[0] != "[" else ""
    if full and full[0] == "fields":
        return Place("field", key=key, start=start, end=end) if key else Place("fields")
    if len(full) > 1 and full[0] == "sections":
        section = full[1]
        if row >= 0 and len(path) == 3:
            return Place("cell" if key else "header", section, str(path[2]), row, key, start, end)
        if key == "text" and len(full) == 3:
            return Place("text", section, start=start, end=end)
        return Place("header", section, key=key)
    return Place("file", key=key)
