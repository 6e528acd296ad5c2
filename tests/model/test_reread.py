"""A plan read again after an edit is the plan read anew, whatever was edited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planui.model.edit import difference
from planui.model.plan import read_plan
from planui.model.reread import reread
from planui.model.toml_nodes import Node, TomlError

CLEAN = (Path(__file__).parents[1] / "rules" / "clean.toml").read_text(encoding="utf-8")
PIECES = ("的", '"', '"""', "'''", "\\", "\\n", "\n", "\r\n", "\r", "\x01", "#", "[", "=", " ", "", "一段，", "𠀀")


def everything(node: Node) -> Any:
    value = node.value
    if isinstance(value, dict):
        value = {key: everything(child) for key, child in value.items()}
    elif isinstance(value, list):
        value = [everything(child) for child in value]
    places = (node.start, node.end, node.inner, node.key_start, node.key_end, node.opened, node.body_end)
    return node.kind, value, node.raw, node.pieces, places


@given(st.lists(st.tuples(st.integers(0, len(CLEAN)), st.integers(0, 4), st.sampled_from(PIECES)), max_size=4))
@settings(max_examples=150, deadline=None)
def test_an_edit_is_read_as_the_whole(edits: list[tuple[int, int, str]]) -> None:
    plan = first = read_plan(CLEAN)
    for at, removed, new in edits:
        before = plan.source.text
        after = before[:at] + new + before[at + removed :]
        try:
            anew = read_plan(after)
        except TomlError as error:
            try:
                reread(plan, after)
            except TomlError as other:
                assert (other.offset, other.words) == (error.offset, error.words)
                return
            raise AssertionError("reread took what is no TOML") from None
        plan = reread(plan, after)
        assert plan.source.text == after
        assert everything(plan.root) == everything(anew.root)
        # All edits at once.
        assert everything(reread(first, after).root) == everything(anew.root)


def test_what_was_not_edited_is_not_read_again() -> None:
    plan = read_plan(CLEAN)
    at = CLEAN.index("岭南地区")
    again = reread(plan, CLEAN[:at] + "新" + CLEAN[at:])
    for number, section in plan.sections.items():
        same = again.sections[number].text is section.text
        assert same == ("岭南地区" not in section.text), number


@given(st.text("ab\n", max_size=12), st.text("ab\n", max_size=12))
def test_the_difference_makes_one_text_of_the_other(before: str, after: str) -> None:
    change = difference(before, after)
    if change is None:
        assert before == after
    else:
        assert before[: change.start] + change.text + before[change.end :] == after
