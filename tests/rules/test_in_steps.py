"""A checker that is fed a plan edit by edit finds what a fresh one finds."""

from __future__ import annotations

import random
import re

import pytest
from rule_plans import find_form
from test_planted import PLANS, original

from planui.check import Checker
from planui.model.diagnostic import Diagnostic

STEPS = 10
_TEXTS = re.compile(r"(?<=^text = \"\"\")\n.+?(?=\"\"\")|(?<=^text = ''')\n.+?(?=''')", re.M | re.S)


def edited(text: str, dice: random.Random) -> str:
    """The plan after one edit: a number changed, a paragraph or a row gone, two paragraphs in each other's place."""
    kind = dice.randrange(4)
    if kind == 0:
        found = dice.choice(list(re.finditer(r"\d", text)))
        return text[: found.start()] + dice.choice("123456789") + text[found.end() :]
    if kind == 1:
        found = dice.choice(list(re.finditer(r"(?m)^[^\n\[=\"]{20,}\n", text)))
        return text[: found.start()] + text[found.end() :]
    if kind == 2:
        found = dice.choice(list(_TEXTS.finditer(text)))
        return text[: found.start()] + text[found.end() :]
    lines = list(re.finditer(r"(?m)^[^\n\[=\"|]{20,}$", text))
    one, other = sorted(dice.sample(lines, 2), key=lambda each: each.start())
    return text[: one.start()] + other.group() + text[one.end() : other.start()] + one.group() + text[other.end() :]


def typed(text: str, dice: random.Random) -> str:
    """The plan after one key in a text: a sign more, a sign less, a figure with a digit more or another one."""
    inside = dice.choice(list(_TEXTS.finditer(text)))
    at = dice.randrange(inside.start() + 1, inside.end())
    kind = dice.randrange(4)
    if kind == 0:
        return text[:at] + dice.choice("新资，。0123456789") + text[at:]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    found = dice.choice(list(re.finditer(r"(?<=[\u4e00-\u9fff])\d+(?=[\u4e00-\u9fff])", text)))
    return text[: found.start()] + dice.choice("123456789") + text[found.start() + kind - 2 :]


def told(checker: Checker, text: str) -> list[tuple[str, int, int, str]]:
    found: list[Diagnostic] = checker.check_text(text, find_form).diagnostics
    assert [one.rule for one in found] != ["P101"]
    return [(one.rule, one.start, one.end, one.words.zh) for one in found]


@pytest.mark.parametrize("seed", range(4))
def test_steps_find_what_a_fresh_check_finds(seed: int) -> None:
    dice = random.Random(seed)
    text = original(sorted(PLANS)[seed % len(PLANS)])
    known = Checker()
    told(known, text)
    for _ in range(STEPS):
        for _ in range(dice.choice((1, 1, 6))):
            text = edited(text, dice)
        assert told(known, text) == told(Checker(), text)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("most", [3, 1_000])
def test_keys_find_what_a_fresh_check_finds(seed: int, most: int) -> None:
    """In a plan with many faults, of which some are ignored, and others too many to be told."""
    dice = random.Random(seed)
    text = original(sorted(PLANS)[seed % len(PLANS)])
    for _ in range(40):
        text = typed(text, dice)
    text += '\n[[ignore]]\nrule = "X502"\nsection = "6.1"\nreason = "已说明"\n' if seed % 2 else ""
    known = Checker(most=most)
    told(known, text)
    for _ in range(3 * STEPS):
        text = typed(text, dice)
        assert told(known, text) == told(Checker(most=most), text)


@pytest.mark.parametrize("seed", range(4))
def test_plans_made_from_one_find_what_a_fresh_check_finds(seed: int) -> None:
    """Figures, sentences and paragraphs changed in all sections at once, as in plans made from one another."""
    dice = random.Random(seed)
    base = original(sorted(PLANS)[seed % len(PLANS)])
    known = Checker(earlier=10**6)
    text = base
    for turn in range(8):
        text = base if turn % 3 == 0 else text
        for _ in range(dice.choice((5, 40))):
            text = typed(text, dice)
        if turn % 2:
            text = re.sub(r"(?<=。)\n", lambda _: f"本段计{dice.randrange(10, 99)}份。\n", text)
        assert told(known, text) == told(Checker(), text)
