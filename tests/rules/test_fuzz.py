"""No input makes the check fail: every one ends in a report. More of them, timed: tests/bench/check_fuzz.py."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz_inputs import CLEAN, make
from hypothesis import given, settings
from hypothesis import strategies as st

from planui import resources
from planui.check import Checker, Selection
from planui.cli.check_job import Chosen, Job
from planui.files.form_store import load_form
from planui.model.form_file import read_form
from planui.model.words import Words
from planui.report.reporter import reporter

if TYPE_CHECKING:
    from planui.model.form import Form

SEEDS = st.integers(0, 10**9)
PARAGRAPHS = st.lists(st.integers(1, 3), max_size=5)


class Figures:
    """A folder in which every second picture is missing."""

    def __init__(self, turn: int) -> None:
        self._turn = turn

    def fault(self, path: str) -> Words | None:
        return Words("没有", "none") if (len(path) + self._turn) % 2 else None


@cache
def other_form() -> Form:
    """A form of the same name whose sections may be half as long."""
    form = load_form("gz-sti-repository-2020", "/nowhere")
    text = Path(resources.forms_folder(), f"{form.id}.toml").read_text(encoding="utf-8")
    return read_form(re.sub(r"limit = (\d+)", lambda found: f"limit = {int(found[1]) // 2}", text), form.id)


def found(checker: Checker, text: str, turn: int = 0) -> list[object]:
    def form(ref: str) -> Form:
        known = load_form(ref, "/nowhere")
        return other_form() if turn % 3 == 2 else known

    return [
        (one.rule, one.severity, one.section, one.place, one.start, one.end, one.words, one.fix, one.changes)
        for one in checker.check_text(text, form, Figures(turn)).diagnostics
    ]


@settings(max_examples=100, deadline=None)
@given(SEEDS)
def test_every_input_ends_in_a_report(seed: int):
    report = reporter("json", "zh", colour=False)
    piece = report.file(Job(Chosen(), report).check("fuzz.toml", make(seed)))
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


@settings(max_examples=15, deadline=None)
@given(st.data(), st.integers(0, 2), st.sampled_from(((), ("L",), ("S", "Q", "X502"))))
def test_plans_one_after_another_are_as_if_checked_alone(data: st.DataObject, turn: int, rules: tuple[str, ...]):
    """Whatever a checker remembers of earlier plans, of other forms and of their pictures."""
    seeds = data.draw(st.lists(SEEDS, min_size=1, max_size=3))
    plans = [make(seed).decode("utf-8", "ignore") for seed in seeds]
    parts = [part for text in (*plans, CLEAN) for part in re.split(r"(?m)^(?=\[sections)", text)]
    for _ in range(4):
        # Plans that share sections with others, some of them twice, in another place, or with other line ends.
        some = data.draw(st.lists(st.sampled_from(parts), min_size=2, max_size=8))
        kinds = {part.split("\n", 1)[0]: part for part in (*re.split(r"(?m)^(?=\[sections)", CLEAN), *some)}
        long = "".join(
            f"本库的的资源{one}，共{one}份。\n" + "细致说明,如此。" * 200 + "\n\n" for one in data.draw(PARAGRAPHS)
        )
        kinds['[sections."4.3"]'] = f'\n[sections."4.3"]\ntext = """\n{long}"""\n'
        whole = "".join(kinds.values())
        plans += [whole, data.draw(st.sampled_from((whole.replace("\n", "\r\n"), whole.replace("。\n", "。\n\n"))))]
    kept = Checker(Selection(rules), earlier=data.draw(st.sampled_from((3_000, 10**6))))
    for index, text in enumerate((*plans, *plans[:2])):
        where = turn + index // 4
        assert found(kept, text, where) == found(Checker(Selection(rules)), text, where)
