"""Random triples of plans: nothing is lost, both directions agree, unchanged sides change nothing, TOML stays TOML."""

from __future__ import annotations

import itertools
import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_maker import Maker, words, written

from planui.model.diff import diff
from planui.model.diff_words import DELETE, INSERT, diff_text
from planui.model.merge import Merged, merge
from planui.model.plan import read_plan
from planui.model.toml import parse

_CORE = re.compile(r"\w+?〔\d+〕|\d+")
_MARK = re.compile(r"(?:# )?(?:<<<<<<<|=======|>>>>>>>)")


def _triple(seed: int) -> tuple[list[dict], list[str]]:
    random = Random(seed)
    maker = Maker(random)
    base = maker.plan()
    plans = [base, *(maker.edited(base, random.choice([1, 1, 2, 3, 5, 8])) for _ in range(2))]
    newlines = ["\n"] * 3 if random.random() < 0.8 else ["\r\n", "\r\n", random.choice(["\n", "\r\n"])]
    return plans, [written(plan, newline) for plan, newline in zip(plans, newlines, strict=True)]


def _said(merged: Merged) -> str:
    """The file, and every text of it as it reads."""
    texts = []

    def collect(node) -> None:
        if node.kind in ("table", "inline"):
            for inner in node.value.values():
                collect(inner)
        elif node.kind in ("tables", "array"):
            for inner in node.value:
                collect(inner)
        else:
            texts.append(str(node.value))

    collect(parse(merged.text))
    return "\n".join([merged.text, *texts])


def _holds(text: str, word: str) -> bool:
    return _CORE.match(word)[0] in text


def _lines(text: str) -> list[str]:
    return sorted(line.removeprefix("# ") for line in text.splitlines() if not _MARK.match(line))


def _applied(merged: Merged, text: str) -> str:
    out, at = [], 0
    for change in merged.changes:
        assert change.start >= at
        out += [text[at : change.start], change.text]
        at = change.end
    return "".join(out) + text[at:]


@pytest.mark.parametrize("start", range(0, 1000, 100))
def test_a_thousand_triples(start):
    for seed in range(start, start + 100):
        _check(seed)


@settings(max_examples=40, deadline=None)
@given(st.integers(10_000, 10_000_000))
def test_more_triples(seed):
    _check(seed)


def _check(seed: int) -> None:
    plans, (base, ours, theirs) = _triple(seed)
    merged = merge(base, ours, theirs)
    other = merge(base, theirs, ours)
    said = _said(merged)
    old, mine, yours = (words(plan) for plan in plans)
    lost = [word for word in (mine | yours) - (old - (mine & yours)) if not _holds(said, word)]
    assert not lost, (seed, lost)
    assert not [one for one in merged.conflicts if one.kind == "file"], seed
    assert len(other.conflicts) == len(merged.conflicts), seed
    if merged.conflicts:
        assert _lines(other.text) == _lines(merged.text), seed
        assert "<<<<<<< ours" in merged.text
    else:
        assert other.text == merged.text, seed
        left = [word for word in old - (mine & yours) if _holds(said, word)]
        assert not left, (seed, left)
    assert _applied(merged, ours) == merged.text, seed
    assert merge(base, ours, base).text == ours
    assert merge(base, base, theirs).text == theirs
    assert merge(base, ours, ours).text == ours
    if seed % 4 == 0:
        assert merge(ours, merged.text, ours).text == merged.text
        again = merge(base, merged.text, merged.text)
        assert again.text == merged.text
        assert not again.conflicts
    _check_paragraphs(seed, plans, merged)


def _check_paragraphs(seed: int, plans: list[dict], merged: Merged) -> None:
    """Sentences that every version parts into paragraphs are parted in the merge too."""
    if merged.conflicts:
        return
    homes = [
        {
            _CORE.match(sentence)[0]: (spot, at)
            for spot, text in enumerate(_texts(plan))
            for at, para in enumerate(text)
            for sentence in para
        }
        for plan in plans
    ]
    for section in read_plan(merged.text).sections.values():
        for text in (section.text, *(row.text("content") for row in section.rows("schedule"))):
            for paragraph in re.split(r"\n\s*\n", text):
                found = re.findall(r"句〔\d+〕", paragraph)
                for one, two in itertools.pairwise(found):
                    where = [home for home in homes if one in home and two in home]
                    assert not where or any(home[one] == home[two] for home in where), (seed, one, two)


def _texts(plan: dict) -> list[list]:
    return [
        text
        for section in plan["sections"].values()
        for text in (section["text"], *(row["content"] for row in section["rows"] if "content" in row))
    ]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000_000))
def test_diff_says_every_change(seed):
    plans, (base, ours, _) = _triple(seed)
    assert diff(base, base) == []
    parts = [part for section in diff(base, ours) for part in section.parts]
    came = "\n".join(piece.text for part in parts for piece in part.pieces)
    for word in words(plans[0]) ^ words(plans[1]):
        # The number in a word may be equal by chance and so stand in another piece: its pieces together say it.
        whole = "\n".join(
            "".join(piece.text for piece in part.pieces if piece.op != op) for part in parts for op in (INSERT, DELETE)
        )
        assert _holds(came + whole, word), (seed, word)


@given(st.text("甲乙丙。；\n 12ab", max_size=60), st.text("甲乙丙。；\n 12ab", max_size=60))
def test_pieces_are_both_texts(old, new):
    pieces = diff_text(old, new)
    assert "".join(piece.text for piece in pieces if piece.op != INSERT) == old
    assert "".join(piece.text for piece in pieces if piece.op != DELETE) == new
