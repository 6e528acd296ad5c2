"""How much of what is planted the check finds, and what it says of plans without faults, rule by rule.

Run by hand: `python tests/bench/check_quality.py [-v]`. Faults come from the generators and lists of tests/rules
(`test_planted`, `test_planted_texts`, `test_planted_by_hand`), here in all complete plans of the project, where the
suite takes some. A fault counts as found when its rule reports it in its section and lines; as told twice when another
rule warns of it too. The last line changes every figure that stands in several sections in one of them: many of these
are different things that happen to have the same figure, so nobody could find them all.
"""

from __future__ import annotations

# ruff: noqa: E402 (what is measured with lies beside the tests)
import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path[:0] = [str(Path(__file__).parents[1] / "rules"), str(Path(__file__).parents[2])]

import test_planted as structure
import test_planted_by_hand as by_hand
import test_planted_texts as texts
from rule_plans import check

from planui.check import Checker, Selection
from planui.rules.table import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

Outcome = tuple[str, str]
"""What became of a planted fault (found, elsewhere, missed, twice), and its words."""


def structural() -> Iterator[tuple[str, Outcome]]:
    """The faults of `test_planted`, as many as a plan has a place for."""
    for rule, what, plant in structure.FAULTS:
        for name in structure.PLANS:
            try:
                planted = plant(name)
            except (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError):
                continue  # this plan has no such thing to spoil
            low = planted.text.count("\n", 0, planted.start) + 1
            high = planted.text.count("\n", 0, max(planted.start, planted.end)) + 1
            found = [(one.rule, one.section, one.line) for one in structure.new_findings(name, planted)]
            yield rule, _outcome(found, rule, planted.section, range(low, high + 1), f"{name}: {what}")


def textual() -> Iterator[tuple[str, Outcome]]:
    """The slips of `test_planted_texts`."""
    known = {name: Counter(one[:2] for one in texts.found_in(name, texts.original(name))) for name in structure.PLANS}
    for rule, plants in texts.PLANTS.items():
        for name in structure.PLANS:
            for text, section, at in plants(name):
                line = text.count("\n", 0, at) + 1
                found = _beyond(texts.found_in(name, text), known[name])
                yield (
                    rule,
                    _outcome(found, rule, section, range(line, line + 1), f"{name}: {text[at - 16 : at + 18]!r}"),
                )


def _beyond(found: list[tuple[str, str | None, int]], known: Counter[tuple[str, str | None]]) -> list[Any]:
    """What is found beyond what the plan without the fault is reported for."""
    left = known.copy()
    left.subtract(one[:2] for one in found)
    return [one for one in found if left[one[:2]] < 0 or one[:2] not in known]


def handmade() -> Iterator[tuple[str, Outcome]]:
    """The faults of `test_planted_by_hand`."""
    for case in by_hand.cases():
        fault = by_hand.fault_of(case)
        kind = "found" if not fault else "twice" if fault.startswith("+") else "missed"
        yield case.rule, (kind, fault)


def repeated() -> Iterator[Outcome]:
    """Every figure that stands in several sections, changed in one."""
    for name in structure.PLANS:
        checker = Checker(Selection(select=("X5",)))
        for text, section, at in texts.any_figures(name):
            line = text.count("\n", 0, at) + 1
            checked = checker.check_text(text, texts.find_form, texts.AnyPicture())
            places = [(one.section, checked.source.position(one.start).line) for one in checked.diagnostics]
            yield ("found" if (section, line) in places else "missed"), f"{name}: {text[at - 20 : at + 12]!r}"


def _outcome(
    found: list[tuple[str, str | None, int]], rule: str, section: str | None, lines: range, words: str
) -> Outcome:
    right = [one for one in found if one[0] == rule and one[1] == section and one[2] in lines]
    if right:
        return ("twice" if any(one[0] != rule for one in found) else "found"), f"{words} {found}"
    return ("elsewhere" if any(one[0] == rule for one in found) else "missed"), f"{words} {found}"


def alarms() -> Counter[str]:
    """What is found in the plans that have no faults."""
    said: Counter[str] = Counter()
    for name, path in structure.PLANS.items():
        for one in check(path.read_text(encoding="utf-8"), by_hand.Folder(path.parent)):
            said[one.rule] += 1
            print(f"alarm in {name} {one.section}:{one.line}: {one.rule} {one.message}", file=sys.stderr)
    return said


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", action="store_true", help="name what was not found")
    verbose = parser.parse_args().v
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for source in (structural(), textual(), handmade()):
        for rule, (kind, words) in source:
            counts[rule][kind] += 1
            if verbose and kind != "found":
                print(f"{rule} {kind}: {words}", file=sys.stderr)
    said = alarms()
    print(f"{'rule':<22}{'planted':>9}{'found':>8}{'recall':>9}{'elsewhere':>11}{'twice':>7}{'alarms':>8}")
    whole: Counter[str] = Counter()
    for rule in RULES:
        whole += counts[rule.id]
        _row(f"{rule.id} {rule.name}", counts[rule.id], said[rule.id])
    _row("all", whole, sum(said.values()))
    kinds: Counter[str] = Counter()
    for kind, words in repeated():
        kinds[kind] += 1
        if verbose and kind != "found":
            print(f"figure {kind}: {words}", file=sys.stderr)
    _row("figures anywhere", kinds, 0)


def _row(title: str, count: Counter[str], alarms: int) -> None:
    planted = count.total()
    found = count["found"] + count["twice"]
    recall = f"{found / planted:.1%}" if planted else "—"
    print(f"{title:<22}{planted:>9}{found:>8}{recall:>9}{count['elsewhere']:>11}{count['twice']:>7}{alarms:>8}")


if __name__ == "__main__":
    main()
