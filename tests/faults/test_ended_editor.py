"""An editor that ends while somebody types: killed, told to end, or cut off. What was typed is in the file or offered.

`PLANUI_KILLS` is the number of runs (one in the suite; by hand 200, each killed one second after the last key was
shown). `PLANUI_SEED` begins another series of them.
"""

from __future__ import annotations

import os
import random
import signal
import stat
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typist import SAVE, Typist

from planui.files.journal import find_unsaved
from planui.files.journal_format import replay
from planui.model.plan import Plan, read_plan

KILLS = int(os.environ.get("PLANUI_KILLS", "0"))
SEED = int(os.environ.get("PLANUI_SEED", "0"))
NEXT_SECTION, BACKSPACE = b"\x1b[6;5~", b"\x7f"
WORDS = ("资源", "收集", "保存，", "评价。", "ab", "共12份；", "\r", "“库”")


class Script:
    """Somebody's work on a plan: what is typed, and what each section should then hold."""

    def __init__(self, typist: Typist, plan: Path, seed: int) -> None:
        self.typist = typist
        self.random = random.Random(seed)
        self.plan = plan
        whole = read_plan(plan.read_text(encoding="utf-8"))
        self.before = {number: whole.text(number) for number in whole.sections}
        self.order = ["4.1.2", "4.1.3", "4.1.4", "4.2"]
        self.typed = dict.fromkeys(self.order, "")
        self.at = 0
        self.steps = 0
        self.states = [self.expected()]

    def step(self) -> None:
        """One word, or something else that people do."""
        self.steps += 1
        chance = self.random.random()
        number = self.order[self.at]
        if chance < 0.06:
            self.typist.type(SAVE)
        elif chance < 0.10 and self.at + 2 < len(self.order):
            self.at += 1
            self.typist.type(NEXT_SECTION)
        elif chance < 0.16 and self.typed[number][-1:] not in ("", "”"):
            self.typed[number] = self.typed[number][:-1]
            self.states.append(self.expected())
            self.typist.type(BACKSPACE)
        else:
            # A figure makes every word another.
            word = f"{self.steps}{self.random.choice(WORDS)}"
            self._type(word)

    def last(self) -> str:
        """A last word, to be waited for."""
        word = f"完{self.steps}"
        self._type(word)
        return word

    def _type(self, word: str) -> None:
        for key in word:
            self.typed[self.order[self.at]] += key.replace("\r", "\n")
            self.states.append(self.expected())
        self.typist.type(word)

    def expected(self) -> dict[str, str]:
        """What each section should hold."""
        return {number: self.typed.get(number, "") + text for number, text in self.before.items()}


def texts(plan: Plan) -> dict[str, str]:
    return {number: plan.text(number) for number in plan.sections}


def found(plan: Path) -> dict[str, str]:
    """What an editor would find: what was left unsaved, else the file."""
    left = find_unsaved(str(plan))
    assert len(left) <= 1
    return texts(read_plan(left[0].text if left else plan.read_text(encoding="utf-8")))


@pytest.fixture
def typist(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Typist]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    typist = Typist(tmp_path, str(sample), "--section", "4.1.2")
    yield typist.ready()
    typist.close()


def on_disk(folder: Path, plan: Path, word: str) -> bool:
    """Whether a word is in a journal, or in the file."""
    journals = (folder / "state" / "planui" / "journal").glob("*.journal")
    held = [replay(one.read_bytes()).text or "" for one in journals]
    return any(word in text for text in (plan.read_text(encoding="utf-8"), *held))


def work(typist: Typist, sample: Path, tmp_path: Path, seed: int) -> Script:
    """A random piece of work, which ends with a word that has reached the disk."""
    script = Script(typist, sample, seed)
    for _ in range(script.random.randrange(3, 40)):
        script.step()
        if KILLS:
            # No faster than the machine shows it: what is missing afterwards was lost, and not merely late.
            typist.settle()
    word = script.last()
    if KILLS:
        typist.settle()
        time.sleep(1)
    else:
        typist.wait(lambda: on_disk(tmp_path, sample, word))
    return script


@pytest.mark.parametrize("seed", range(SEED, SEED + (KILLS or 1)))
def test_killed(typist: Typist, sample: Path, tmp_path: Path, seed: int) -> None:
    script = work(typist, sample, tmp_path, seed)
    typist.kill()
    state = found(sample)
    assert state in script.states, "neither what was typed last nor what was typed before"
    assert state == script.states[-1], f"{script.states[::-1].index(state)} keys are missing"
    if seed == SEED:
        again = Typist(tmp_path, str(sample))
        again.wait(lambda: "取回".encode() in again.painted)
        again.type("t")
        again.wait(lambda: "已取回".encode() in again.painted)
        again.type(SAVE)
        again.wait(lambda: texts(read_plan(sample.read_text(encoding="utf-8"))) == script.expected())
        again.close()
        assert not find_unsaved(str(sample))


@pytest.mark.parametrize("way", [signal.SIGHUP, signal.SIGTERM, "closed"], ids=str)
def test_told_to_end(typist: Typist, sample: Path, tmp_path: Path, way: signal.Signals | str) -> None:
    for seed in range(KILLS // 10 or 1):
        shown = termios.tcgetattr(typist.fd)
        assert not shown[3] & termios.ECHO
        script = work(typist, sample, tmp_path, seed)
        if way == "closed":
            took = typist.hang_up()
        else:
            took = typist.kill(way)
            assert termios.tcgetattr(typist.fd)[3] & termios.ECHO
            assert b"\x1b[?1049l" in typist.painted
        print(f"ended after {took:.2f} s")
        assert not KILLS or took < 1
        assert found(sample) == script.expected()
        for left in find_unsaved(str(sample)):
            left.discard()
        if seed + 1 < KILLS // 10:
            typist.__init__(tmp_path, str(sample), "--section", "4.1.2")
            typist.ready()


def test_nothing_is_open_to_others(sample: Path, tmp_path: Path) -> None:
    """Whatever the umask allows: journal, versions and lists are their owner's alone, and no temporary file stays."""
    sample.chmod(0o640)
    before = os.umask(0)
    try:
        typist = Typist(tmp_path, str(sample), "--section", "4.1.2").ready()
    finally:
        os.umask(before)
    typist.type("密")
    typist.wait(lambda: on_disk(tmp_path, sample, "密"))
    typist.type(SAVE)
    typist.wait(lambda: "密" in sample.read_text(encoding="utf-8"))
    typist.type("写完")
    typist.wait(lambda: on_disk(tmp_path, sample, "写完"))
    typist.kill()
    found = [tmp_path / "state" / "planui", *(tmp_path / "state" / "planui").rglob("*")]
    assert {one.parent.name for one in found} > {"journal", "state"}
    assert {stat.S_IMODE(one.stat().st_mode) for one in found if one.is_dir()} == {0o700}
    assert {stat.S_IMODE(one.stat().st_mode) for one in found if one.is_file()} == {0o600}
    assert stat.S_IMODE(sample.stat().st_mode) == 0o640
    beside = [one for one in sample.parent.iterdir() if one.name.startswith(".planui")]
    assert all(stat.S_IMODE(one.stat().st_mode) & ~0o640 == 0 for one in beside)
    typist.close()


def test_a_journal_while_somebody_types_on(typist: Typist, sample: Path, tmp_path: Path) -> None:
    """The first words are on the disk long before the typing ends."""
    for number in range(400):
        typist.type(f"{number}字")
        seen = len(typist.painted)
        typist.wait(lambda seen=seen: len(typist.painted) > seen)
        if on_disk(tmp_path, sample, "0字"):
            break
    else:
        raise AssertionError("nothing reached the disk")
    assert number < 300
