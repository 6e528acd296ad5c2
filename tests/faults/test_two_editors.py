"""Two people type into one plan in two terminals, and both save all the time: nothing is lost, nothing is there twice.

`PLANUI_SAVES` is the number of saves of each (a few in the suite; by hand 200).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typist import END, HOME, SAVE, Typist

from planui.files.history import list_versions
from planui.model.plan import read_plan

SAVES = int(os.environ.get("PLANUI_SAVES", "3"))


@pytest.fixture
def pair(sample: Path, tmp_path: Path) -> Iterator[tuple[Typist, Typist]]:
    opened: list[Typist] = []
    for name in "ab":
        opened.append(Typist(tmp_path / name, str(sample), "--section", "4.1.2"))
    yield opened[0].ready(), opened[1].ready()
    for typist in opened:
        typist.close()


def text(sample: Path) -> str:
    return sample.read_text(encoding="utf-8")


def type_and_save(pair: tuple[Typist, Typist], sample: Path, saves: int = SAVES) -> None:
    """Each types a numbered word and saves, again and again, without looking at what the other does."""
    for number in range(saves):
        marks = [f"{who}{number:03}，" for who in "甲乙"]
        for typist, mark in zip(pair, marks, strict=True):
            typist.type(mark)
            typist.type(SAVE)
        for typist, mark in zip(pair, marks, strict=True):
            typist.wait(lambda mark=mark: mark in text(sample))
    for typist in pair:
        typist.type(SAVE)


def numbers(section: str, who: str) -> list[int]:
    return [int(found) for found in re.findall(rf"{who}(\d\d\d)，", section)]


def test_different_sections(pair: tuple[Typist, Typist], sample: Path) -> None:
    _, other = pair
    before = read_plan(text(sample))
    other.type("\x1b[6;5~")  # the next section
    other.wait(lambda: "自主采集".encode() in other.painted)
    type_and_save(pair, sample)
    plan = read_plan(text(sample))
    assert plan.text("4.1.2") == "".join(f"甲{number:03}，" for number in range(SAVES)) + before.text("4.1.2")
    assert plan.text("4.1.3") == "".join(f"乙{number:03}，" for number in range(SAVES)) + before.text("4.1.3")
    assert {number for number in plan.sections if plan.text(number) != before.text(number)} == {"4.1.2", "4.1.3"}


def test_one_section_two_paragraphs(pair: tuple[Typist, Typist], sample: Path) -> None:
    one, other = pair
    before = read_plan(text(sample)).text("4.1.2").rstrip("\n")
    one.type(HOME)
    other.type(END)
    type_and_save(pair, sample)
    section = read_plan(text(sample)).text("4.1.2")
    words = ["".join(f"{who}{number:03}，" for number in range(SAVES)) for who in "甲乙"]
    assert section.rstrip("\n").replace(words[0], "", 1).replace(words[1], "", 1).strip("\n") == before
    assert section.startswith(words[0])


def test_the_same_sentence(pair: tuple[Typist, Typist], sample: Path, tmp_path: Path) -> None:
    for typist, word in zip(pair, ("甲的", "乙的"), strict=True):
        typist.type(word)
    one, other = pair
    one.wait(lambda: "未保存".encode() in one.painted and "未保存".encode() in other.painted)
    one.type(SAVE)
    one.wait(lambda: "甲的" in text(sample))
    other.wait(lambda: "冲突".encode() in other.painted)
    other.type(SAVE)
    other.wait(lambda: "乙的" in text(sample))
    section = read_plan(text(sample)).text("4.1.2")
    assert section.count("<<<<<<<") == 1 and section.count("甲的###") == section.count("乙的###") == 1
    one.wait(lambda: "冲突".encode() in one.painted)
    assert list_versions(str(sample)) == []  # The typists have state folders of their own.
