"""No input makes the check fail: every one ends in a report. More of them, timed: tests/bench/check_fuzz.py."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fuzz_inputs import make
from hypothesis import given, settings
from hypothesis import strategies as st

from planui.check import Checker, Selection
from planui.cli.check import _Job
from planui.files.form_store import load_form
from planui.report.reporter import reporter

if TYPE_CHECKING:
    from planui.model.form import Form

SEEDS = st.integers(0, 10**9)


def found(checker: Checker, text: str) -> list[object]:
    def form(ref: str) -> Form:
        return load_form(ref, "/nowhere")

    return [
        (one.rule, one.section, one.start, one.end, one.words, one.changes)
        for one in checker.check_text(text, form).diagnostics
    ]


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_every_input_ends_in_a_report(seed: int):
    report = reporter("json", "zh", colour=False)
    piece = report.file(_Job(Selection(), report)._result("fuzz.toml", make(seed)))
    lengths = make(seed).decode("utf-8", "replace").splitlines(keepends=True)
    for one in json.loads(piece)["diagnostics"]:
        assert (one["line"], one["column"]) <= (one["end_line"], one["end_column"])
        assert one["line"] >= 1 and one["column"] >= 1 and one["end_line"] <= len(lengths) + 1


@settings(max_examples=30, deadline=None)
@given(st.lists(SEEDS, min_size=2, max_size=4))
def test_what_is_remembered_changes_nothing(seeds: list[int]):
    """A checker that saw other texts before finds the same as one that saw none."""
    texts = [make(seed).decode("utf-8", "ignore") for seed in seeds]
    kept = Checker()
    for text in (*texts, texts[0]):
        assert found(kept, text) == found(Checker(), text)
