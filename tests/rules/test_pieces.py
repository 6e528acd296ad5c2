"""What is read in pieces of a text is what is read in the whole, whatever was read before."""

from __future__ import annotations

import random
import re

import pytest
from rule_plans import form
from test_planted import PLANS, plan_of

from planui.model.diagnostic import Place
from planui.model.passage import Passage
from planui.rules import figure_mentions, quantities
from planui.rules.dates import dates_in, find_dates
from planui.rules.pieces import Kept, pieces, read_in_pieces

TEXTS = [section.text for name in sorted(PLANS) for section in plan_of(name).sections.values()]


def mixed(dice: random.Random) -> str:
    """Paragraphs of some sections, some of them changed a little."""
    blocks = [block for text in dice.sample(TEXTS, 3) for block in re.split(r"(\n+)", text)]
    at = dice.randrange(len(blocks))
    blocks[at] = re.sub(r"\d", lambda _: dice.choice("123456789"), blocks[at], count=1)
    return "".join(blocks[dice.randrange(4) :])


@pytest.mark.parametrize("seed", range(6))
def test_pieces_read_as_the_whole_does(seed: int):
    dice = random.Random(seed)
    for _ in range(20):
        text = mixed(dice)
        passage = Passage(text, Place("text", form().leaves[0].number))
        assert "".join(words for _, _, words in pieces(passage)) == passage.text
        assert quantities.find_quantities(passage) == quantities.quantities_in(passage.text)
        assert find_dates(passage) == dates_in(passage.text)
        whole = figure_mentions.mentions_in(
            passage.text, quantities.quantities_in(passage.text), cell=False, tables=bool(passage.prose.tables)
        )
        kept, loose = figure_mentions.mentions(passage)
        assert kept == [one for _, one, vague in whole if not vague]
        assert loose == [one for _, one, vague in whole if vague]


def test_only_new_pieces_are_read():
    kept: Kept[tuple[int, str]] = Kept()
    read: list[str] = []

    def find(text: str, _: object) -> list[tuple[int, str]]:
        read.append(text)
        return [(found.start(), found.group()) for found in re.finditer(r"\d+", text)]

    def look(text: str) -> list[tuple[int, str]]:
        parts = pieces(Passage(text, Place("text", "1")))
        return read_in_pieces(text, parts, kept, find, lambda one, distance: (one[0] + distance, one[1]))

    assert look("一1。\n二2。\n三3") == [(1, "1"), (5, "2"), (9, "3")]
    assert look("零10。\n一1。\n四44。\n三3") == [(1, "10"), (6, "1"), (10, "44"), (15, "3")]
    assert look("三3") == [(1, "3")]
    assert read == ["一1。\n二2。\n三3", "零10。\n四44。\n"]
