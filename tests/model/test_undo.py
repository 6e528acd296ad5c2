"""Undo beside others: it takes back what was done here, and nothing that another wrote."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planui.model.diagnostic import Change
from planui.model.edit import Edit
from planui.undo import Spot, UndoStack

HERE = Spot("1")


class Text:
    """A text, its history, and which characters another wrote (in capitals)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack = UndoStack()

    def edit(self, start: int, end: int, new: str, *, foreign: bool = False) -> None:
        edit = Edit.of([Change(start, end, new)])
        if foreign:
            self.stack.record_foreign(edit)
        else:
            self.stack.record(edit, edit.invert(self.text), HERE, HERE, "")
        self.text = edit.apply(self.text)

    def undo(self) -> bool:
        step = self.stack.undo(self.text)
        for edit in step.inverses if step is not None else ():
            self.text = edit.apply(self.text)
        return step is not None

    def redo(self) -> bool:
        step = self.stack.redo(self.text)
        for edit in step.edits if step is not None else ():
            self.text = edit.apply(self.text)
        return step is not None


def test_another_s_words_stay() -> None:
    one = Text("abc")
    one.edit(3, 3, "mine")
    one.edit(0, 0, "THEIRS ", foreign=True)
    one.edit(len(one.text), len(one.text), "!")
    assert one.text == "THEIRS abcmine!"
    assert one.undo() and one.text == "THEIRS abcmine"
    assert one.undo() and one.text == "THEIRS abc"
    assert not one.undo()
    assert one.redo() and one.redo() and one.text == "THEIRS abcmine!"


def test_what_another_changed_again_is_no_longer_taken_back() -> None:
    one = Text("abc")
    one.edit(0, 0, "first ")
    one.edit(6, 9, "xyz")
    one.edit(7, 8, "YY", foreign=True)
    assert one.undo() and one.text == "xYYz"
    assert not one.undo()
    assert one.redo() and one.text == "first xYYz"


def test_a_foreign_change_between_undo_and_redo() -> None:
    one = Text("abc")
    one.edit(3, 3, "d")
    one.edit(0, 0, "-")
    assert one.undo() and one.undo() and one.text == "abc"
    one.edit(0, 0, "NEW ", foreign=True)
    assert one.redo() and one.redo()
    assert one.text == "NEW -abcd" or one.text == "-NEW abcd"
    assert one.undo() and one.undo() and one.text == "NEW abc"


@given(st.lists(st.tuples(st.integers(0, 30), st.text("abc", max_size=3), st.integers(0, 9)), max_size=16))
def test_no_undoing_touches_what_another_wrote(edits) -> None:
    """Others write capitals; own words, undo and redo in any order neither lose nor double one of them."""
    one = Text("." * 20)
    theirs = ""
    for at, new, action in edits:
        start = min(at, len(one.text))
        if action >= 8:
            (one.undo if action == 8 else one.redo)()
        elif new and action >= 4:
            theirs += new.upper()
            one.edit(start, start, new.upper(), foreign=True)
        elif new:
            one.edit(start, start, new)
        assert sorted(char for char in one.text if char.isupper()) == sorted(theirs)
    while one.undo():
        pass
    assert one.text.count(".") == 20
    while one.redo():
        pass
    assert sorted(char for char in one.text if char.isupper()) == sorted(theirs)
