"""The faults that were planted by hand: each found by its rule, in its section and lines, and by no other."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from planted_by_hand import ADDED, CHANGED, FIELDS, WHOLE
from rule_plans import Found, check
from test_planted import PLANS, original, plan_of, text_node

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Case(NamedTuple):
    """A plan with one fault: the rule, the changed file, and where the finding belongs (offsets in the file)."""

    rule: str
    name: str
    section: str | None
    words: str
    text: str
    start: int
    end: int


class Folder:
    """The pictures of a plan."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fault(self, path: str) -> object:
        from planui.model.words import Words

        inside = "://" not in path and not path.startswith(("/", "file:")) and ".." not in path
        return None if inside and (self._folder / path).is_file() else Words("没有", "none")


def cases() -> Iterator[Case]:
    """Every fault, in a plan of its own."""
    for rule, name, section, words in ADDED:
        yield _put(rule, name, section, words, text_node(name, section).end - 3, None, f"\n{words}\n")
    for rule, name, section, old, words in CHANGED:
        node = text_node(name, section)
        at = original(name).index(old, node.start, node.end)
        yield _put(rule, name, section, words, at, at + len(old), words)
    for rule, name, section, words in WHOLE:
        node = text_node(name, section)
        case = _put(rule, name, section, words, node.inner, node.end - 3, words + "\n")
        yield case._replace(start=node.start)
    for rule, name, key, words in FIELDS:
        node = plan_of(name).fields[key]
        yield _put(rule, name, None, words, node.start, node.end, f'"{words}"')


def _put(rule: str, name: str, section: str | None, words: str, start: int, end: int | None, new: str) -> Case:
    text = original(name)
    changed = text[:start] + new + text[start if end is None else end :]
    return Case(rule, name, section, words, changed, start, start + len(new))


@cache
def known(name: str) -> frozenset[tuple[str, str | None, str]]:
    found = check(original(name), Folder(PLANS[name].parent))
    return frozenset((one.rule, one.section, one.words) for one in found)


def fault_of(case: Case) -> str:
    """Empty where the case is found once in its place; else what was found, with + before it when told twice."""
    found = [
        one
        for one in check(case.text, Folder(PLANS[case.name].parent))
        if (one.rule, one.section, one.words) not in known(case.name)
    ]
    low, high = case.text.count("\n", 0, case.start) + 1, case.text.count("\n", 0, case.end) + 1
    right = [one for one in found if one.rule == case.rule and one.section == case.section and low <= one.line <= high]
    others = [one for one in found if one.rule != case.rule and one.severity != "info"]
    mark = "+ " if right else ""
    return "" if right and not others else f"{mark}{case.name} {case.section} {case.words[:60]!r} {_said(found)}"


def _said(found: list[Found]) -> list[tuple[str, str | None, int, str]]:
    return [(one.rule, one.section, one.line, one.words[:30]) for one in found]


def faults_by_rule() -> dict[str, tuple[int, list[str]]]:
    """How many were planted for each rule, and what of them was not found as it should."""
    planted: dict[str, int] = defaultdict(int)
    missed: dict[str, list[str]] = defaultdict(list)
    for case in cases():
        planted[case.rule] += 1
        if fault := fault_of(case):
            missed[case.rule].append(fault)
    return {rule: (planted[rule], missed[rule]) for rule in sorted(planted)}


def test_nearly_all_are_found():
    found = faults_by_rule()
    missed = [one for _, some in found.values() for one in some]
    assert len(missed) <= sum(count for count, _ in found.values()) * 0.03, "\n".join(missed)


@pytest.mark.parametrize("name", PLANS)
def test_the_plans_raise_no_alarm(name: str):
    assert known(name) == frozenset()
